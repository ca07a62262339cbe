/** Forms of the desk about how proposals are dealt with. */
import Type from 'typebox';
import { ui } from '../../../platform/forms/field.ts';
import { MODERATION } from '../settings.ts';

export const SettingsForm = Type.Object({
  moderation: Type.Enum(
    [...MODERATION],
    ui({
      control: 'radio',
      label: 'proposals.settings.moderation',
      hint: 'proposals.settings.moderation.hint',
      options: MODERATION.map((value) => ({
        value,
        label: `proposals.settings.moderation.${value}` as const,
      })),
    }),
  ),
  thresholds: Type.Optional(
    Type.String({
      maxLength: 2000,
      ...ui({
        control: 'textarea',
        label: 'proposals.settings.thresholds',
        hint: 'proposals.settings.thresholds.hint',
        rows: 5,
      }),
    }),
  ),
});

export const DoneForm = Type.Object({
  note: Type.Optional(
    Type.String({
      maxLength: 600,
      ...ui({ control: 'textarea', label: 'proposals.step.note', hint: 'proposals.step.note.hint', rows: 2 }),
    }),
  ),
});
