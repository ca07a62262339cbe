/** Settings of the module. */
import { Type } from 'typebox';
import { defineSetting } from '../../platform/settings/setting.ts';

export const twoEyesSetting = defineSetting({
  key: 'publications.two_eyes',
  schema: Type.Boolean(),
  default: false,
  summary: 'Whether a publication is made public only by somebody else than who wrote it last.',
});
