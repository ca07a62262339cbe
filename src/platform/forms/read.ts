/**
 * The one way in for data from outside: browser forms, API bodies and import rows are read,
 * cleaned and checked here, and only here. Gives the typed value, or faults in the reader's words.
 */
import type { Static, TObject } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { Settings } from 'typebox/system';
import type { FieldFault } from '../errors.ts';
import type { Submission } from '../http/route.ts';
import type { Translate } from '../i18n/translate.ts';
import { plainAddress } from '../vault/address.ts';
import { cleanText } from './clean.ts';
import { faultOf, type SchemaError } from './faults.ts';
import { fieldsOf, type FormField } from './field.ts';

/** What was typed, kept to show again: name → values. */
export type RawValues = ReadonlyMap<string, readonly string[]>;

export type FormResult<F extends TObject> =
  | { ok: true; value: Static<F>; raw: RawValues }
  | { ok: false; faults: FieldFault[]; raw: RawValues };

// All faults of a form are told at once; the library stops at eight by default.
Settings.Set({ maxErrors: 500 });

const validators = new WeakMap<TObject, Validator>();

function validatorOf(form: TObject): Validator {
  let validator = validators.get(form);
  if (!validator) {
    validator = Compile(form) as unknown as Validator;
    validators.set(form, validator);
  }
  return validator;
}

/**
 * Reads a submission against a form's schema.
 * @param form the TypeBox object; unknown names in the submission are ignored
 * @returns typed value, or one fault per field in the order of the form
 */
export function readForm<F extends TObject>(form: F, submission: Submission, t: Translate): FormResult<F> {
  const raw = submission.json === undefined ? submission.fields : fieldsOfJson(submission.json);
  const fields = fieldsOf(form);
  const value = {} as Record<string, unknown>;
  for (const field of fields) {
    if (hidden(field, raw)) continue;
    setPath(value, field.name, coerce(field, raw.get(field.name)));
  }
  for (const [name, schema] of Object.entries(form.properties)) {
    if ((schema as FormField['schema'])['type'] === 'object') value[name] ??= {};
  }
  const errors = validatorOf(form).Errors(value) as unknown as SchemaError[];
  const faults = faultsByField(fields, errors, raw, t);
  if (faults.length > 0) return { ok: false, faults, raw };
  // An object fault that belongs to no field (it can't come from a form) is still a refusal.
  if (errors.some((e) => !isHiddenError(e, fields, raw)))
    return { ok: false, faults: [{ field: '', message: t('form.fault.invalid') }], raw };
  return { ok: true, value: value as Static<F>, raw };
}

function faultsByField(
  fields: FormField[],
  errors: SchemaError[],
  raw: RawValues,
  t: Translate,
): FieldFault[] {
  return fields.flatMap((field) => {
    if (hidden(field, raw)) return [];
    const error = errors.find((e) => concerns(e, field.name));
    return error ? [{ field: field.name, message: faultOf(error, field, t) }] : [];
  });
}

function isHiddenError(error: SchemaError, fields: FormField[], raw: RawValues): boolean {
  return fields.some((f) => hidden(f, raw) && concerns(error, f.name));
}

/** An error of TypeBox points at the value, or, for a missing one, at its parent. */
function concerns(error: SchemaError, name: string): boolean {
  const path = `/${name.replaceAll('.', '/')}`;
  if (error.keyword === 'required') {
    const missing = error.params['requiredProperties'] as string[] | undefined;
    return (missing ?? []).some((p) => `${error.instancePath}/${p}` === path);
  }
  return error.instancePath === path || error.instancePath.startsWith(`${path}/`);
}

/** A conditional question that is not asked is neither read nor required. */
function hidden(field: FormField, raw: RawValues): boolean {
  const when = field.ui?.shownWhen;
  if (!when) return false;
  return !(raw.get(when.field) ?? []).some((v) => when.values.includes(v.trim()));
}

function cleanOf(field: FormField, text: string): string {
  switch (field.ui?.control) {
    case 'password':
      return text;
    case 'email':
      return plainAddress(cleanText(text, false));
    default:
      return cleanText(text, field.ui?.control === 'textarea');
  }
}

const TRUE_WORDS = new Set(['on', 'true', '1', 'yes', 'si', 'sí']);
const FALSE_WORDS = new Set(['off', 'false', '0', 'no']);

function coerce(field: FormField, values: readonly string[] | undefined): unknown {
  const texts = (values ?? []).map((v) => cleanOf(field, v)).filter((v) => v !== '');
  if (field.schema['type'] === 'array')
    return texts.length > 0 ? [...new Set(texts)] : field.required ? [] : undefined;
  const [text, ...more] = texts;
  if (text === undefined) return undefined;
  // Two values where one is asked is a forged or broken request: let the schema refuse it.
  if (more.length > 0) return texts;
  switch (field.schema['type']) {
    case 'boolean': {
      const word = text.toLowerCase();
      return TRUE_WORDS.has(word) ? true : FALSE_WORDS.has(word) ? false : text;
    }
    case 'integer':
    case 'number':
      return /^-?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : text;
    default:
      return text;
  }
}

function setPath(target: Record<string, unknown>, name: string, value: unknown): void {
  if (value === undefined) return;
  const [head = '', ...rest] = name.split('.');
  const key = rest.join('.');
  if (!key) {
    target[head] = value;
    return;
  }
  const inner = (target[head] ??= {}) as Record<string, unknown>;
  inner[key] = value;
}

/** A JSON body as the same flat names: booleans, numbers and arrays become texts. */
function fieldsOfJson(json: unknown): RawValues {
  const flat = new Map<string, readonly string[]>();
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return flat;
  for (const [name, value] of Object.entries(json)) {
    if (name === 'answers' && typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [key, answer] of Object.entries(value)) flat.set(`answers.${key}`, textsOf(answer));
    } else {
      flat.set(name, textsOf(value));
    }
  }
  return flat;
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.slice(0, 1000).flatMap(textOf) : textOf(value);
}

function textOf(value: unknown): readonly string[] {
  if (value === null || value === undefined) return [];
  // An object where a text is asked can't be right, nor a list in a list; its mark makes the schema refuse it.
  if (typeof value === 'object') return ['\u{FFFD}', '\u{FFFD}'];
  return [String(value)];
}

/** Typed values of a form from plain ones; empty ones are left out. */
export function rawOf(
  values: Record<string, string | number | boolean | null | readonly string[]>,
): RawValues {
  const raw = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(values)) {
    if (value === true) raw.set(name, ['yes']);
    else if (typeof value === 'number') raw.set(name, [String(value)]);
    else if (typeof value === 'string' && value !== '') raw.set(name, [value]);
    else if (Array.isArray(value) && value.length > 0) raw.set(name, value);
  }
  return raw;
}
