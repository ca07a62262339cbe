/** What the forms at the desk of processes are made of: fields, where a row stands, and why it changes. */
import Type, { type TSchema } from 'typebox';
import { ui } from '../../../platform/forms/field.ts';
import type { MessageKey } from '../../../platform/i18n/translate.ts';
import type { Words } from '../../../platform/i18n/words.ts';

const key = (name: string) => `selections.form.${name}` as MessageKey;
export const labels = (name: string, hint = false) => ({
  label: key(name),
  ...(hint && { hint: key(`${name}.hint`) }),
});
export const optional = <S extends TSchema>(schema: S) => Type.Optional(schema);
export const line = (name: string, max: number, hint = false) =>
  Type.String({ maxLength: max, ...ui({ control: 'text', ...labels(name, hint) }) });
export const area = (name: string, max: number, rows: number, hint = false) =>
  Type.String({ maxLength: max, ...ui({ control: 'textarea', rows, ...labels(name, hint) }) });
/** The choices are only known at the moment: `withOptions`. */
export const choice = (name: string, hint = false) =>
  Type.String({ maxLength: 80, ...ui({ control: 'select', options: [], ...labels(name, hint) }) });
export const choices = (name: string, most: number, hint = false) =>
  Type.Array(Type.String({ maxLength: 80 }), {
    maxItems: most,
    ...ui({ control: 'checkboxes', options: [], ...labels(name, hint) }),
  });
/** One of the words of the vocabulary. @param words prefix of their keys: `selections.{words}.{value}` */
export const oneOf = <const T extends readonly string[]>(
  name: string,
  words: string,
  values: T,
  control: 'select' | 'radio' = 'select',
) =>
  Type.Unsafe<T[number]>(
    Type.Enum(
      [...values],
      ui({
        control,
        ...labels(name),
        options: values.map((value) => ({ value, label: `selections.${words}.${value}` as MessageKey })),
      }),
    ),
  );
export const partial = (name: string, hint = false) =>
  Type.String({
    maxLength: 10,
    pattern: String.raw`^\d{4}(-\d{2}(-\d{2})?)?$`,
    ...ui({ control: 'text', ...labels(name, hint) }),
  });
export const count = (name: string, minimum = 0) =>
  Type.Integer({ minimum, maximum: 10_000, ...ui({ control: 'number', ...labels(name) }) });
export const points = (name: string) =>
  Type.Number({ minimum: 0, maximum: 100_000, ...ui({ control: 'number', ...labels(name) }) });
export const tick = (name: string, hint = false) =>
  Type.Boolean(ui({ control: 'checkbox', ...labels(name, hint) }));

/** Where it stands: a source of the process, or one written down here. */
export const sourceFields = {
  keep: optional(choices('keep', 200, true)),
  source: optional(choice('source', true)),
  source_title: optional(line('source_title', 500)),
  source_publisher: optional(line('source_publisher', 200)),
  source_url: optional(
    Type.String({
      maxLength: 2000,
      pattern: String.raw`^https?://[^\s/]+\.[^\s]+$`,
      ...ui({ control: 'url', ...labels('source_url', true) }),
    }),
  ),
  source_date: optional(line('source_date', 60)),
  page: optional(line('page', 200)),
  passage: optional(area('passage', 2000, 2)),
};
export const reason = optional(area('reason', 500, 2, true));
/** What is printed and cannot be is kept as it is printed, for somebody to look at. */
export const asPrinted = optional(tick('as_printed', true));

/** Fields that stand together. */
export interface FormGroup {
  legend: Words;
  names: readonly string[];
  /** Those of them that nobody needs who has answered the one they stand below. */
  folded?: { below: string; summary: Words; names: readonly string[] };
}

const NEW_SOURCE = ['source_title', 'source_publisher', 'source_url', 'source_date'];

export const WHERE: FormGroup = {
  legend: 'selections.form.group.where',
  names: Object.keys(sourceFields),
  folded: { below: 'source', summary: 'selections.form.new_source', names: NEW_SOURCE },
};
export const WHY: FormGroup = { legend: 'selections.form.group.why', names: ['reason'] };
export const whatGroup = (...names: readonly string[]): FormGroup => ({
  legend: 'selections.form.group.what',
  names,
});
