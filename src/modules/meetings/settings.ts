/** Settings of the module. */
import { Type } from 'typebox';
import { defineSetting } from '../../platform/settings/setting.ts';

export const photoDays = defineSetting({
  key: 'meetings.photo_days',
  schema: Type.Integer({ minimum: 1, maximum: 3650 }),
  default: 365,
  summary: 'Days after which the photo of a sheet of paper is removed, counted from the day it was entered.',
});
