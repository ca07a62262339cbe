/** The forms of supports. */
import Type from 'typebox';
import { EMAIL_PATTERN } from '../../../platform/forms/email.ts';
import { ui } from '../../../platform/forms/field.ts';
import { ATTESTED } from '../tables.ts';

export const SupportForm = Type.Object({
  email: Type.String({
    maxLength: 254,
    pattern: EMAIL_PATTERN,
    ...ui({
      control: 'email',
      label: 'proposals.support.email',
      hint: 'proposals.support.email.hint',
      autocomplete: 'email',
    }),
  }),
});

const count = (name: 'seen' | 'discarded', minimum: number) =>
  Type.Integer({
    minimum,
    maximum: 100_000,
    ...ui({
      control: 'number',
      label: `proposals.attest.${name}`,
      hint: `proposals.attest.${name}.hint`,
    }),
  });

export const AttestForm = Type.Object({
  kind: Type.Enum(
    [...ATTESTED],
    ui({
      control: 'radio',
      label: 'proposals.attest.kind',
      options: ATTESTED.map((value) => ({ value, label: `proposals.attest.kind.${value}` as const })),
    }),
  ),
  seen: count('seen', 1),
  discarded: Type.Optional(count('discarded', 0)),
  reason: Type.Optional(
    Type.String({
      maxLength: 300,
      ...ui({ control: 'text', label: 'proposals.attest.reason', hint: 'proposals.attest.reason.hint' }),
    }),
  ),
  place: Type.String({
    minLength: 3,
    maxLength: 200,
    ...ui({ control: 'text', label: 'proposals.attest.place', hint: 'proposals.attest.place.hint' }),
  }),
  on_date: Type.String({ format: 'date', ...ui({ control: 'date', label: 'proposals.attest.on_date' }) }),
});
