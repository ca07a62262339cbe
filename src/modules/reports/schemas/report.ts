/** The form of a report: its own words, what it shows, under which licence. */
import Type from 'typebox';
import { ui } from '../../../platform/forms/field.ts';
import type { MessageKey } from '../../../platform/i18n/translate.ts';
import { LICENCES, SECTIONS } from '../tables.ts';

const words = (name: 'words_es' | 'words_en') =>
  Type.String({
    maxLength: 20_000,
    ...ui({
      control: 'textarea',
      rows: 8,
      label: `reports.form.${name}`,
      hint: `reports.form.${name}.hint`,
    }),
  });

export const ReportForm = Type.Object({
  words_es: words('words_es'),
  words_en: Type.Optional(words('words_en')),
  sections: Type.Array(Type.Enum([...SECTIONS]), {
    ...ui({
      control: 'checkboxes',
      label: 'reports.form.sections',
      hint: 'reports.form.sections.hint',
      options: SECTIONS.map((value) => ({ value, label: `reports.section.${value}` as MessageKey })),
    }),
  }),
  licence: Type.Enum([...LICENCES], {
    ...ui({
      control: 'select',
      label: 'reports.form.licence',
      hint: 'reports.form.licence.hint',
      options: LICENCES.map((value) => ({ value, label: `reports.licence.${value}` as MessageKey })),
    }),
  }),
});
