/** Settings of the module. */
import { Type } from 'typebox';
import { defineSetting } from '../../platform/settings/setting.ts';

/** Whether the first start has been: samples that somebody took back never come again. */
export const samplesSetting = defineSetting({
  key: 'officials.samples',
  schema: Type.Enum(['not_yet', 'loaded', 'left_out']),
  default: 'not_yet',
  summary: 'Whether the first start put the sample institutions into the database. Set by the program.',
});

export const delistYears = defineSetting({
  key: 'officials.delist_years',
  schema: Type.Integer({ minimum: 0, maximum: 50 }),
  default: 5,
  summary:
    'Years after their last process after which people who never held an office leave lists, files and search engines; 0: never.',
});
