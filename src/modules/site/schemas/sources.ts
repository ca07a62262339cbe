/** The forms of sources and citations, and what the API answers about them. */
import Type from 'typebox';
import { ui } from '../../../platform/forms/field.ts';
import type { MessageKey } from '../../../platform/i18n/translate.ts';
import { SOURCE_KINDS } from '../../../platform/sources/tables.ts';

const key = (name: string) => `site.sources.${name}` as MessageKey;
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

function line(name: string, maxLength: number, hint = false) {
  return Type.String({
    maxLength,
    ...ui({ control: 'text', label: key(`field.${name}`), ...(hint && { hint: key(`hint.${name}`) }) }),
  });
}

function area(name: string, maxLength: number, rows: number, hint = false) {
  return Type.String({
    maxLength,
    ...ui({
      control: 'textarea',
      label: key(`field.${name}`),
      rows,
      ...(hint && { hint: key(`hint.${name}`) }),
    }),
  });
}

const SOURCE_LANGUAGES = ['es', 'en', 'fr', 'pt', 'cak', 'kek', 'mam', 'quc'] as const;

const options = <T extends string>(values: readonly T[], of: string) =>
  values.map((value) => ({ value, label: key(`${of}.${value}`) }));

const sourceFields = {
  title: line('title', 300),
  publisher: Type.Optional(line('publisher', 200, true)),
  address: Type.Optional(
    Type.String({
      maxLength: 2000,
      pattern: '^[Hh][Tt][Tt][Pp][Ss]?://',
      ...ui({ control: 'url', label: key('field.address'), hint: key('hint.address') }),
    }),
  ),
  kind: Type.Enum([...SOURCE_KINDS], {
    ...ui({
      control: 'select',
      label: key('field.kind'),
      hint: key('hint.kind'),
      options: options(SOURCE_KINDS, 'kind'),
    }),
  }),
  lang: Type.Enum([...SOURCE_LANGUAGES], {
    ...ui({ control: 'select', label: key('field.lang'), options: options(SOURCE_LANGUAGES, 'lang') }),
  }),
  date: Type.Optional(
    Type.String({
      maxLength: 10,
      pattern: String.raw`^\d{4}(-\d{2}){0,2}$`,
      ...ui({ control: 'text', label: key('field.date'), hint: key('hint.date') }),
    }),
  ),
  date_printed: Type.Optional(line('date_printed', 100, true)),
  accessed: Type.Optional(
    Type.String({
      maxLength: 10,
      pattern: String.raw`^\d{4}-\d{2}-\d{2}$`,
      ...ui({ control: 'date', label: key('field.accessed') }),
    }),
  ),
  note: Type.Optional(area('note', 5000, 4, true)),
  archive: Type.Enum(['keep', 'link_only'], {
    ...ui({
      control: 'radio',
      label: key('field.archive'),
      hint: key('hint.archive'),
      options: options(['keep', 'link_only'], 'archive'),
    }),
  }),
};

export const SourceForm = Type.Object(sourceFields);
export const SourceEditForm = Type.Object({
  ...sourceFields,
  reason: Type.Optional(line('reason', 300, true)),
});

/** Choice of the field that means the record as a whole. */
export const WHOLE = 'whole';

export const CitationForm = Type.Object({
  field: Type.String({
    maxLength: 100,
    ...ui({ control: 'select', label: key('field.field'), hint: key('hint.field'), options: [] }),
  }),
  value: Type.Optional(line('value', 500, true)),
  page: Type.Optional(line('page', 100, true)),
  passage: Type.Optional(area('passage', 1500, 3, true)),
});

/** Signs of a reason. */
export const MOST_REASON = 300;

export const ShowForm = Type.Object({
  reason: Type.String({
    minLength: 1,
    maxLength: MOST_REASON,
    ...ui({
      control: 'text',
      label: key('field.shown_reason'),
      hint: key('hint.shown_reason'),
      missing: key('refused.missing_reason'),
    }),
  }),
});

export const CopyForm = Type.Object({
  keep_findings: Type.Optional(
    Type.Boolean(
      ui({ control: 'checkbox', label: key('field.keep_findings'), hint: key('hint.keep_findings') }),
    ),
  ),
});

export const SourcesQuery = Type.Object({
  after: Type.Optional(Type.String({ description: 'Cursor from the Link header of the page before.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
  kind: Type.Optional(Type.Enum([...SOURCE_KINDS])),
  q: Type.Optional(
    Type.String({ description: 'Words of title, publisher or address, blind to case and accents.' }),
  ),
});

const text = (description?: string) => Type.String(description === undefined ? {} : { description });

const itemFields = {
  id: Type.String({ format: 'uuid' }),
  title: text(),
  publisher: text(),
  address: orNull(Type.String({ format: 'uri', description: 'Null: it has none.' })),
  date: text('As far as it is known: 2022, 2022-03 or 2022-03-18; empty when it is not.'),
  date_printed: text('As printed on it.'),
  accessed_on: orNull(Type.String({ format: 'date' })),
  language: text('ISO 639 code.'),
  kind: Type.Enum([...SOURCE_KINDS]),
  url: Type.String({ format: 'uri' }),
  updated_at: Type.String({ format: 'date-time' }),
};

export const SourceItem = Type.Object(itemFields);

export const SourceDetail = Type.Object({
  ...itemFields,
  note: text(),
  copies: Type.Array(
    Type.Object({
      sha256: text('Hexadecimal, of the copy as it came.'),
      media_type: text(),
      size: Type.Integer({ description: 'Bytes.' }),
      at: Type.String({ format: 'date-time' }),
      url: orNull(Type.String({ format: 'uri', description: 'Null: kept, not public.' })),
    }),
  ),
  cited_by: Type.Array(Type.Object({ kind: text(), title: text(), url: Type.String({ format: 'uri' }) })),
});

export const SourceListAnswer = Type.Object({ data: Type.Array(SourceItem) });
