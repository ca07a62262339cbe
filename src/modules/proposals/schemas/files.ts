/** Forms around the files of a proposal. */
import Type from 'typebox';
import { ALT_MAX } from '../../../platform/files/kinds.ts';
import { ui } from '../../../platform/forms/field.ts';
import { REASONS } from '../rules/moderation.ts';

/** Beside the file itself. */
export const FileForm = Type.Object({
  words: Type.Optional(
    Type.String({
      maxLength: ALT_MAX,
      ...ui({
        control: 'textarea',
        label: 'proposals.files.words',
        hint: 'proposals.files.words.hint',
        rows: 2,
      }),
    }),
  ),
});

/** Why it is not shown. */
export const RefuseFileForm = Type.Object({
  reason: Type.Enum(
    [...REASONS],
    ui({
      control: 'select',
      label: 'proposals.ledger.reason',
      options: REASONS.map((value) => ({ value, label: `proposals.reason.${value}` as const })),
    }),
  ),
});
