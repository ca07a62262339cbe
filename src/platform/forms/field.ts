/**
 * One TypeBox object per form is the single truth: its controls, its check, its OpenAPI and its
 * CSV columns. What a control needs beyond JSON Schema rides along in `ui`.
 */
import type { TObject, TSchema } from 'typebox';
import type { Words } from '../i18n/words.ts';

export type ControlKind =
  | 'text'
  | 'email'
  | 'tel'
  | 'url'
  | 'number'
  | 'password'
  | 'textarea'
  | 'select'
  | 'radio'
  | 'checkbox'
  | 'checkboxes'
  | 'date'
  | 'datetime';

export interface FieldUi {
  control: ControlKind;
  label: Words;
  hint?: Words;
  options?: readonly { value: string; label: Words }[];
  /** HTML `autocomplete` token, so that a phone fills it in. */
  autocomplete?: string;
  rows?: number;
  /** Without “optional”: leaving it blank is said to be an answer where the form is. */
  mark?: false;
  /** Said instead of the general "escriba …" when it is missing. */
  missing?: Words;
  /** Shown only when the other field has one of these values; a hidden field is never required. */
  shownWhen?: { field: string; values: readonly string[] };
}

export interface FormField {
  /** Name in the form; fields of a nested object are `{object}.{key}`. */
  name: string;
  schema: TSchema & Record<string, unknown>;
  required: boolean;
  ui: FieldUi | undefined;
}

/** Adds what the control needs to a schema: `Type.String(ui({ control: 'text', label: 'x.y' }))`. */
export function ui(spec: FieldUi): { ui: FieldUi } {
  return { ui: spec };
}

/** The fields of a form in order; nested objects are flattened one level (`answers.{key}`). */
export function fieldsOf(form: TObject): FormField[] {
  const required = new Set(form.required ?? []);
  return Object.entries(form.properties).flatMap(([name, schema]) => {
    const s = schema as FormField['schema'];
    if (s['type'] === 'object') {
      return fieldsOf(schema as TObject).map((f) => ({ ...f, name: `${name}.${f.name}` }));
    }
    return [{ name, schema: s, required: required.has(name), ui: s['ui'] as FieldUi | undefined }];
  });
}

/** Fields with what only the database knows to choose from. */
export function withOptions(
  fields: readonly FormField[],
  options: Record<string, readonly { value: string; label: Words }[]>,
): FormField[] {
  return fields.map((field) => {
    const own = options[field.name];
    return own && field.ui ? { ...field, ui: { ...field.ui, options: own } } : field;
  });
}
