/** The forms with which institutions, their facts and their posts are written. */
import Type, { type TSchema } from 'typebox';
import { type FieldUi, ui } from '../../../platform/forms/field.ts';
import type { MessageKey } from '../../../platform/i18n/translate.ts';
import { PROPERTIES, type ValueType } from './properties.ts';

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
/** The choices are only known at the moment: `withOptions`. */
const choice = (name: string, hint = false) =>
  Type.String({ maxLength: 60, ...ui({ control: 'select', options: [], ...labels(name, hint) }) });

const withValue = (type: ValueType): string[] =>
  Object.entries(PROPERTIES.institution).flatMap(([name, { value }]) => (value === type ? [name] : []));
const LINKS = withValue('link');
/** A law is chosen among texts, the others among institutions. */
const REFS = withValue('ref').filter((name) => name !== 'law');
/** What a form can say. */
export const FORM_PROPERTIES = {
  institution: Object.keys(PROPERTIES.institution),
  post: Object.keys(PROPERTIES.post),
} as const;

const when = (values: readonly string[]): Pick<FieldUi, 'shownWhen'> => ({
  shownWhen: { field: 'property', values },
});
const property = (names: readonly string[]) =>
  Type.Enum(
    [...names],
    ui({
      control: 'select',
      ...labels('property'),
      options: names.map((value) => ({ value, label: `officials.property.${value}` as MessageKey })),
    }),
  );
const PARTIAL_DATE = String.raw`^\d{4}(-\d{2}(-\d{2})?)?$`;
const date = (name: 'starts' | 'ends') =>
  Type.String({
    pattern: PARTIAL_DATE,
    maxLength: 10,
    ...ui({ control: 'text', ...labels(name, true) }),
  });

/** Where it is said; the same of every fact. */
const where = {
  source: optional(choice('source', true)),
  page: optional(line('page', 200, true)),
  passage: optional(area('passage', 2000, 2, true)),
};
const why = optional(area('why', 1000, 2, true));
const value = {
  text: area('text', 20_000, 4, true),
  href: optional(
    Type.String({
      maxLength: 2000,
      pattern: String.raw`^https?://\S+$`,
      ...ui({ control: 'url', ...labels('href', true), ...when(LINKS) }),
    }),
  ),
  institution: optional(
    Type.String({
      maxLength: 60,
      ...ui({ control: 'select', options: [], ...labels('institution', true), ...when(REFS) }),
    }),
  ),
  law: optional(
    Type.String({
      maxLength: 60,
      ...ui({ control: 'select', options: [], ...labels('law', true), ...when(['law']) }),
    }),
  ),
};
const span = { starts: optional(date('starts')), ends: optional(date('ends')) };

export const InstitutionFactForm = Type.Object({
  property: property(FORM_PROPERTIES.institution),
  ...value,
  ...where,
  ...span,
  why,
});

const { text } = value;
export const PostFactForm = Type.Object({
  property: property(FORM_PROPERTIES.post),
  text,
  ...where,
  ...span,
  why,
});

export const NewInstitutionForm = Type.Object({ name: line('name', 300, true), ...where });
export const NewPostForm = Type.Object({ label: line('label', 300, true), ...where });
export const AddressForm = Type.Object({ slug: line('slug', 80, true) });
export const WhyForm = Type.Object({ why: area('why_public', 1000, 2, true) });
export const KeepForm = Type.Object({ why: area('why_kept', 1000, 2, true) });
