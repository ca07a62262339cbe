/** Settings of the module. */
import { Type } from 'typebox';
import { defineSetting } from '../../platform/settings/setting.ts';

export const twoEyesSetting = defineSetting({
  key: 'publications.two_eyes',
  schema: Type.Boolean(),
  default: false,
  summary: 'Whether a publication is made public only by somebody else than who wrote it last.',
});

/** Whether the first start has been: samples that somebody deleted never come back. */
export const samplesSetting = defineSetting({
  key: 'publications.samples',
  schema: Type.Enum(['not_yet', 'loaded', 'left_out']),
  default: 'not_yet',
  summary: 'Whether the first start put the sample publications into the database. Set by the program.',
});
