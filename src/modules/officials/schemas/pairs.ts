/** The forms with which two records are called one person, or not. */
import Type from 'typebox';
import { ui } from '../../../platform/forms/field.ts';

const reason = Type.String({
  maxLength: 1000,
  ...ui({
    control: 'textarea',
    rows: 2,
    label: 'officials.pairs.reason',
    hint: 'officials.pairs.reason_hint',
  }),
});

export const PairForm = Type.Object({
  decision: Type.Enum(
    ['same', 'not_same', 'later'],
    ui({
      control: 'radio',
      label: 'officials.pairs.decision',
      options: (['same', 'not_same', 'later'] as const).map((value) => ({
        value,
        label: `officials.pairs.decide.${value}` as const,
      })),
    }),
  ),
  shown: Type.Optional(
    Type.Enum(
      ['one', 'other'],
      ui({
        control: 'radio',
        label: 'officials.pairs.shown',
        options: (['one', 'other'] as const).map((value) => ({
          value,
          label: `officials.pairs.shown_${value}` as const,
        })),
      }),
    ),
  ),
  reason: Type.Optional(reason),
});

export const ReopenForm = Type.Object({ reason });
