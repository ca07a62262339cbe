/** Settings of the module. */
import { Type } from 'typebox';
import { defineSetting } from '../../platform/settings/setting.ts';

export const askDays = defineSetting({
  key: 'answers.working_days',
  schema: Type.Integer({ minimum: 1, maximum: 250 }),
  default: 30,
  summary: 'Working days in which an institution is asked to answer a proposal.',
});

export const askCountry = defineSetting({
  key: 'answers.country',
  schema: Type.String({ minLength: 2, maxLength: 60 }),
  default: 'Guatemala',
  summary: 'Country whose holidays are left out when these days are counted, as in the calendar of holidays.',
});

export const remindBefore = defineSetting({
  key: 'answers.remind_before',
  schema: Type.Integer({ minimum: 0, maximum: 60 }),
  default: 5,
  summary: 'Days before the due date on which an institution that has not answered is reminded.',
});
