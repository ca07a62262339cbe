/** The forms with which people and what is said of them are written. */
import Type, { type TSchema } from 'typebox';
import { type FieldUi, ui } from '../../../platform/forms/field.ts';
import type { MessageKey } from '../../../platform/i18n/translate.ts';
import { PERSON_KINDS } from '../import/fields.ts';
import { CONDUCT_STATES, PROPERTIES } from './properties.ts';

const key = (name: string) => `officials.form.${name}` as MessageKey;
const labels = (name: string, hint = false) => ({
  label: key(name),
  ...(hint && { hint: key(`${name}.hint`) }),
});
const optional = <S extends TSchema>(schema: S) => Type.Optional(schema);
const line = (name: string, max: number, hint = false) =>
  Type.String({ maxLength: max, ...ui({ control: 'text', ...labels(name, hint) }) });
const area = (name: string, max: number, rows: number, hint = false) =>
  Type.String({ maxLength: max, ...ui({ control: 'textarea', rows, ...labels(name, hint) }) });
const when = (values: readonly string[]): Pick<FieldUi, 'shownWhen'> => ({
  shownWhen: { field: 'property', values },
});

/** Relations name a record of ours: they come with imports and processes. */
export const PERSON_PROPERTIES = Object.keys(PROPERTIES.person).filter((name) => name !== 'relation');

const PARTIAL_DATE = String.raw`^\d{4}(-\d{2}(-\d{2})?)?$`;
const date = (name: 'starts' | 'ends' | 'date', more: Partial<FieldUi> = {}) =>
  Type.String({
    pattern: PARTIAL_DATE,
    maxLength: 10,
    ...ui({ control: 'text', ...labels(name, true), ...more }),
  });

/** Where it is said; the same of everything that is said of a person. */
export const whereFields = {
  // The choices are only known at the moment: `withOptions`.
  source: optional(
    Type.String({ maxLength: 60, ...ui({ control: 'select', options: [], ...labels('source', true) }) }),
  ),
  page: optional(line('page', 200, true)),
  passage: optional(area('passage', 2000, 2, true)),
};

export const spanFields = { starts: optional(date('starts')), ends: optional(date('ends')) };
export const whyField = optional(area('why', 1000, 2, true));

export const PersonFactForm = Type.Object({
  property: Type.Enum(
    [...PERSON_PROPERTIES],
    ui({
      control: 'select',
      ...labels('property'),
      options: PERSON_PROPERTIES.map((value) => ({
        value,
        label: `officials.person.field.${value}` as MessageKey,
      })),
    }),
  ),
  text: area('text', 20_000, 4, true),
  href: optional(
    Type.String({
      maxLength: 2000,
      pattern: String.raw`^https?://\S+$`,
      ...ui({ control: 'url', ...labels('href', true), ...when(['document', 'portrait']) }),
    }),
  ),
  state: optional(
    Type.Enum(
      [...CONDUCT_STATES],
      ui({
        control: 'select',
        ...labels('state'),
        options: CONDUCT_STATES.map((value) => ({
          value,
          label: `officials.person.conduct.${value}` as MessageKey,
        })),
        ...when(['conduct']),
      }),
    ),
  ),
  date: optional(date('date', when(['conduct']))),
  ...whereFields,
  ...spanFields,
  why: whyField,
});

export const NewPersonForm = Type.Object({
  name: line('person_name', 300, true),
  kind: Type.Enum(
    [...PERSON_KINDS],
    ui({
      control: 'select',
      ...labels('person_kind'),
      options: PERSON_KINDS.map((value) => ({
        value,
        label: `officials.person_kind.${value}` as MessageKey,
      })),
    }),
  ),
  ...whereFields,
});
