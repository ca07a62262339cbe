/** Forms around the showing of a proposal. */
import Type from 'typebox';
import { ui } from '../../../platform/forms/field.ts';
import { REASONS } from '../rules/moderation.ts';

const LONG = 4000;

export const AppealForm = Type.Object({
  words: Type.String({
    minLength: 3,
    maxLength: LONG,
    ...ui({
      control: 'textarea',
      label: 'proposals.appeal.words',
      hint: 'proposals.appeal.words.hint',
      rows: 5,
    }),
  }),
});

const reason = Type.Enum(
  [...REASONS],
  ui({
    control: 'select',
    label: 'proposals.ledger.reason',
    options: REASONS.map((value) => ({ value, label: `proposals.reason.${value}` as const })),
  }),
);

/** In public: says nothing of what the reason is about. */
const note = Type.Optional(
  Type.String({
    maxLength: 600,
    ...ui({
      control: 'textarea',
      label: 'proposals.ledger.note',
      hint: 'proposals.ledger.note.hint',
      rows: 3,
    }),
  }),
);

/** To keep it from the public. */
export const KeepBackForm = Type.Object({ reason, note });

/** To show it. */
export const PublishForm = Type.Object({ note });

export const JudgeForm = Type.Object({
  outcome: Type.Enum(
    ['granted', 'dismissed'],
    ui({
      control: 'radio',
      label: 'proposals.appeal.outcome',
      options: [
        { value: 'granted', label: 'proposals.appeal.outcome.granted' },
        { value: 'dismissed', label: 'proposals.appeal.outcome.dismissed' },
      ],
    }),
  ),
  answer: Type.String({
    minLength: 3,
    maxLength: LONG,
    ...ui({
      control: 'textarea',
      label: 'proposals.appeal.answer',
      hint: 'proposals.appeal.answer.hint',
      rows: 4,
    }),
  }),
});
