/** What a person said, by field of the form: for the person's page and for the columns of the export. */
import { fieldsOf, type FormField } from '../../../platform/forms/field.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { say } from '../../../platform/i18n/words.ts';
import type { Said } from '../pages/office/person.tsx';
import type { Person } from '../person.ts';
import type { RegistrationEvent } from '../queries/registrations.ts';
import { formOf } from './registration-input.ts';

/** Kept beside the sealed person: shown apart, or not a thing that was said. */
const ELSEWHERE = new Set([
  'attendance',
  'workshops',
  'consent_directory',
  'consent_photo',
  'consent_recording',
  'accept',
]);

/** The fields of the edition's form whose answers lie sealed with the person. */
export function saidFields(event: RegistrationEvent): FormField[] {
  return fieldsOf(formOf(event, 'register')).filter((field) => !ELSEWHERE.has(field.name));
}

export function labelOf(field: FormField, t: Translate): string {
  return field.ui ? say(field.ui.label, t) : field.name;
}

/** The answer to one field in words; empty when it was not answered. */
export function answerWords(person: Person, field: FormField, t: Translate): string {
  return valueWords(valueOf(person, field.name), field, t);
}

function valueOf(person: Person, name: string): unknown {
  return name.startsWith('answers.')
    ? person.answers[name.slice('answers.'.length)]
    : person[name as Exclude<keyof Person, 'answers'>];
}

function valueWords(value: unknown, field: FormField | undefined, t: Translate): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map((one) => valueWords(one, field, t)).join(', ');
  return optionWords(String(value), field, t);
}

/** A stored choice as the reader knows it. */
export function optionWords(value: string, field: FormField | undefined, t: Translate): string {
  const option = field?.ui?.options?.find((o) => o.value === value);
  return option ? say(option.label, t) : value;
}

/** All that was said, also what is no longer asked. */
export function saidBy(person: Person, event: RegistrationEvent, t: Translate): Said[] {
  const fields = saidFields(event);
  const asked = fields.map((field) => ({
    label: labelOf(field, t),
    value: answerWords(person, field, t) || '—',
  }));
  const names = new Set(fields.map((field) => field.name));
  const base = (['organization', 'sector', 'country', 'department', 'languages', 'accessibility'] as const)
    .filter((name) => !names.has(name) && person[name] !== undefined)
    .map((name) => ({ label: t(`events.form.${name}`), value: valueWords(person[name], undefined, t) }));
  const answers = Object.entries(person.answers)
    .filter(([key]) => !names.has(`answers.${key}`))
    .map(([key, value]) => ({
      label: t('events.office.person.no_longer_asked', { key }),
      value: valueWords(value, undefined, t),
    }));
  const reason = person.declined_because;
  const declined = reason ? [{ label: t('events.office.person.reason'), value: reason }] : [];
  return [...asked, ...base, ...answers, ...declined];
}
