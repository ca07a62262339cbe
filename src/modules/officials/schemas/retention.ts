/** The form of how long people who never held an office stay in lists. */
import Type from 'typebox';
import { ui } from '../../../platform/forms/field.ts';

export const RetentionForm = Type.Object({
  years: Type.Integer({
    minimum: 0,
    maximum: 50,
    ...ui({
      control: 'number',
      label: 'officials.retention.years',
      hint: 'officials.retention.years_hint',
    }),
  }),
});
