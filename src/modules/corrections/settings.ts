/** Settings of the module. */
import { Type } from 'typebox';
import { defineSetting } from '../../platform/settings/setting.ts';

export const answerDays = defineSetting({
  key: 'corrections.answer_days',
  schema: Type.Integer({ minimum: 1, maximum: 120 }),
  default: 15,
  summary: 'Days within which a request to correct something is answered; told to whoever asks.',
});

export const keptDays = defineSetting({
  key: 'corrections.kept_days',
  schema: Type.Integer({ minimum: 1, maximum: 3650 }),
  default: 180,
  summary: 'Days after the answer for which it is kept who asked and in which words.',
});
