/** The form of a mailing: to whom, and what, in Spanish and if wanted in English. */
import Type from 'typebox';
import { ui } from '../../../platform/forms/field.ts';
import { GROUPS } from '../rules/audience.ts';

export const MOST_WORDS = 10_000;

const subject = (label: 'mailings.form.subject_es' | 'mailings.form.subject_en') => ({
  maxLength: 200,
  ...ui({ control: 'text', label }),
});
const body = (
  label: 'mailings.form.body_es' | 'mailings.form.body_en',
  hint?: 'mailings.form.body_hint',
) => ({
  maxLength: MOST_WORDS,
  ...ui({ control: 'textarea', rows: 12, label, ...(hint && { hint }) }),
});

export const MailingForm = Type.Object({
  group: Type.Enum(
    [...GROUPS],
    ui({
      control: 'radio',
      label: 'mailings.form.group',
      options: GROUPS.map((group) => ({ value: group, label: `mailings.group.${group}` as const })),
    }),
  ),
  attendance: Type.Optional(
    Type.Enum(
      ['online', 'in_person'],
      ui({
        control: 'select',
        label: 'mailings.form.attendance',
        options: [
          { value: 'in_person', label: 'events.attendance.in_person' },
          { value: 'online', label: 'events.attendance.online' },
        ],
      }),
    ),
  ),
  workshop: Type.Optional(
    Type.String({ maxLength: 40, ...ui({ control: 'select', label: 'mailings.form.workshop' }) }),
  ),
  answer: Type.Optional(
    Type.String({
      maxLength: 400,
      ...ui({ control: 'select', label: 'mailings.form.answer', hint: 'mailings.form.answer_hint' }),
    }),
  ),
  lang: Type.Optional(
    Type.Enum(
      ['es', 'en'],
      ui({
        control: 'select',
        label: 'mailings.form.lang',
        options: [
          { value: 'es', label: 'mailings.lang.es' },
          { value: 'en', label: 'mailings.lang.en' },
        ],
      }),
    ),
  ),
  subject_es: Type.String(subject('mailings.form.subject_es')),
  body_es: Type.String(body('mailings.form.body_es', 'mailings.form.body_hint')),
  subject_en: Type.Optional(Type.String(subject('mailings.form.subject_en'))),
  body_en: Type.Optional(Type.String(body('mailings.form.body_en'))),
});
