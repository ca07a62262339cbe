/** The forms: what was seen, and what somebody else says of it. */
import Type from 'typebox';
import { ALT_MAX } from '../../../platform/files/kinds.ts';
import { ui } from '../../../platform/forms/field.ts';
import type { MessageKey } from '../../../platform/i18n/translate.ts';
import { ANSWERS } from '../rules/result.ts';

const label = (name: string) => `observations.form.${name}` as MessageKey;

export const AnswerForm = Type.Object({
  answer: Type.Enum([...ANSWERS], {
    ...ui({
      control: 'radio',
      label: label('answer'),
      options: ANSWERS.map((value) => ({ value, label: `observations.answer.${value}` as MessageKey })),
    }),
  }),
  evidence: Type.Optional(
    Type.String({
      maxLength: 4000,
      ...ui({ control: 'textarea', rows: 5, label: label('evidence'), hint: label('evidence.hint') }),
    }),
  ),
  observed_on: Type.String({ format: 'date', ...ui({ control: 'date', label: label('observed_on') }) }),
  address: Type.Optional(
    Type.String({
      maxLength: 2000,
      pattern: String.raw`^https?://[^\s/]+\.[^\s]+$`,
      ...ui({ control: 'url', label: label('address'), hint: label('address.hint') }),
    }),
  ),
  title: Type.Optional(Type.String({ maxLength: 300, ...ui({ control: 'text', label: label('title') }) })),
  publisher: Type.Optional(
    Type.String({ maxLength: 200, ...ui({ control: 'text', label: label('publisher') }) }),
  ),
  alt: Type.Optional(
    Type.String({
      maxLength: ALT_MAX,
      ...ui({ control: 'text', label: label('alt'), hint: label('alt.hint') }),
    }),
  ),
});

export const REVIEWS = ['confirmed', 'returned'] as const;

export const ReviewForm = Type.Object({
  review: Type.Enum([...REVIEWS], {
    ...ui({
      control: 'radio',
      label: label('review'),
      options: REVIEWS.map((value) => ({ value, label: `observations.review.${value}` as MessageKey })),
    }),
  }),
  note: Type.Optional(
    Type.String({
      maxLength: 1000,
      ...ui({ control: 'textarea', rows: 3, label: label('note'), hint: label('note.hint') }),
    }),
  ),
});
