/** The forms: to say that something is wrong, and to answer it. */
import Type from 'typebox';
import { EMAIL_PATTERN } from '../../../platform/forms/email.ts';
import { ui } from '../../../platform/forms/field.ts';
import type { MessageKey } from '../../../platform/i18n/translate.ts';
import { OUTCOMES } from '../rules/outcomes.ts';
import { KINDS } from '../tables.ts';

const label = (name: string) => `corrections.form.${name}` as MessageKey;

export const AskForm = Type.Object({
  kind: Type.Enum(
    [...KINDS],
    ui({
      control: 'radio',
      label: label('kind'),
      options: KINDS.map((value) => ({ value, label: `corrections.kind.${value}` as const })),
    }),
  ),
  text: Type.String({
    minLength: 10,
    maxLength: 5000,
    ...ui({ control: 'textarea', label: label('text'), hint: label('text.hint'), rows: 8 }),
  }),
  source: Type.Optional(
    Type.String({
      maxLength: 1000,
      ...ui({ control: 'textarea', label: label('source'), hint: label('source.hint'), rows: 3 }),
    }),
  ),
  name: Type.Optional(
    Type.String({
      maxLength: 200,
      ...ui({ control: 'text', label: label('name'), hint: label('name.hint'), autocomplete: 'name' }),
    }),
  ),
  email: Type.Optional(
    Type.String({
      maxLength: 254,
      pattern: EMAIL_PATTERN,
      ...ui({ control: 'email', label: label('email'), hint: label('email.hint'), autocomplete: 'email' }),
    }),
  ),
  relation: Type.Optional(
    Type.String({
      maxLength: 300,
      ...ui({ control: 'text', label: label('relation'), hint: label('relation.hint') }),
    }),
  ),
  accept: Type.Literal(
    true,
    ui({ control: 'checkbox', label: label('accept'), missing: label('accept.missing') }),
  ),
});

export const AnswerForm = Type.Object({
  outcome: Type.Enum(
    [...OUTCOMES],
    ui({
      control: 'radio',
      label: label('outcome'),
      options: OUTCOMES.map((value) => ({ value, label: `corrections.outcome.${value}` as const })),
    }),
  ),
  answer: Type.String({
    minLength: 5,
    maxLength: 3000,
    ...ui({ control: 'textarea', label: label('answer'), hint: label('answer.hint'), rows: 5 }),
  }),
  identity_check: Type.Optional(
    Type.String({
      maxLength: 300,
      ...ui({ control: 'text', label: label('identity_check'), hint: label('identity_check.hint') }),
    }),
  ),
});

export const SettingsForm = Type.Object({
  answer_days: Type.Integer({
    minimum: 1,
    maximum: 120,
    ...ui({ control: 'number', label: label('answer_days'), hint: label('answer_days.hint') }),
  }),
  kept_days: Type.Integer({
    minimum: 1,
    maximum: 3650,
    ...ui({ control: 'number', label: label('kept_days'), hint: label('kept_days.hint') }),
  }),
});
