/** The form of the licences. */
import { Type } from 'typebox';
import { ui } from '../../../platform/forms/field.ts';
import { LICENCES, type LICENSED } from '../../../platform/settings/licences.ts';

const licence = (what: (typeof LICENSED)[number]) =>
  Type.Enum(
    LICENCES,
    ui({
      control: 'select',
      label: `site.licences.${what}`,
      hint: `site.licences.${what}.hint`,
      options: LICENCES.map((value) => ({ value, label: `site.licence.${value}` as const })),
    }),
  );

export const LicencesForm = Type.Object({
  texts: licence('texts'),
  media: licence('media'),
  data: licence('data'),
});
