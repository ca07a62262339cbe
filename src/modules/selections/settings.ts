/** Settings of the module. */
import { Type } from 'typebox';
import { defineSetting } from '../../platform/settings/setting.ts';

/** Whether the first start has been: samples that somebody took back never come again. */
export const samplesSetting = defineSetting({
  key: 'selections.samples',
  schema: Type.Enum(['not_yet', 'loading', 'loaded', 'left_out']),
  default: 'not_yet',
  summary: 'Whether the first start put the sample processes into the database. Set by the program.',
});
