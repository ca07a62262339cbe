/** What somebody answered, as label and words, in the order of the form. */
import type { TObject } from 'typebox';
import { fieldsOf, type FormField } from '../../../../platform/forms/field.ts';
import type { Translate } from '../../../../platform/i18n/translate.ts';
import { say } from '../../../../platform/i18n/words.ts';
import type { Person } from '../../person.ts';

interface Consents {
  consent_directory: boolean;
  consent_photo: boolean;
  consent_recording: boolean;
}

/** Fields that are shown in a place of their own. */
const ELSEWHERE = new Set(['attendance', 'workshops', 'accept']);

/** Empty answers are left out; consents are always said, also the ones not given. */
export function answersInWords(
  form: TObject,
  person: Person,
  consents: Consents,
  t: Translate,
): { label: string; value: string }[] {
  const given: Record<string, unknown> = { ...person, ...consents };
  return fieldsOf(form).flatMap((field) => {
    if (!field.ui || ELSEWHERE.has(field.name)) return [];
    const key = field.name.startsWith('answers.') ? field.name.slice('answers.'.length) : undefined;
    const value = key === undefined ? given[field.name] : person.answers[key];
    if (value === undefined) return [];
    return [{ label: say(field.ui.label, t), value: inWords(field, value, t) }];
  });
}

function inWords(field: FormField, value: unknown, t: Translate): string {
  if (typeof value === 'boolean') return t(value ? 'form.yes' : 'form.no');
  if (Array.isArray(value)) return value.map((v) => optionWords(field, String(v), t)).join(', ');
  return optionWords(field, String(value), t);
}

function optionWords(field: FormField, value: string, t: Translate): string {
  const option = field.ui?.options?.find((o) => o.value === value);
  return option ? say(option.label, t) : value;
}
