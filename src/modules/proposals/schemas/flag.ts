/** Forms around what readers say is wrong. */
import Type from 'typebox';
import { ui } from '../../../platform/forms/field.ts';
import { REASONS } from '../rules/moderation.ts';

/** What only authors ask for is nothing that readers say. */
const OF_READERS = REASONS.filter((reason) => reason !== 'by_request');

export const FlagForm = Type.Object({
  reason: Type.Enum(
    [...OF_READERS],
    ui({
      control: 'radio',
      label: 'proposals.flag.reason',
      missing: 'proposals.flag.reason.missing',
      options: OF_READERS.map((value) => ({ value, label: `proposals.reason.${value}` as const })),
    }),
  ),
  words: Type.Optional(
    Type.String({
      maxLength: 2000,
      ...ui({
        control: 'textarea',
        label: 'proposals.flag.words',
        hint: 'proposals.flag.words.hint',
        rows: 4,
      }),
    }),
  ),
});
