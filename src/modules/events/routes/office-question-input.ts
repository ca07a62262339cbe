/** Between the form of a question and what its command takes. */
import type { Static } from 'typebox';
import { fieldsOf, type FormField, withOptions } from '../../../platform/forms/field.ts';
import type { RawValues } from '../../../platform/forms/read.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { rawOf } from '../../../platform/forms/read.ts';
import { freeSlug, slugOf } from '../../../platform/slug.ts';
import type { QuestionInput, Refusal } from '../commands/inputs.ts';
import type { OfficeQuestionRow } from '../queries/office-programme.ts';
import { QuestionForm } from '../schemas/office-programme.ts';
import type { QuestionOption } from '../tables.ts';

/** The form, offering as conditions the answers of the questions that come before this one. */
export function questionFields(
  t: Translate,
  all: readonly OfficeQuestionRow[],
  id: string | undefined,
): FormField[] {
  const at = id === undefined ? all.length : all.findIndex((question) => question.id === id);
  const options = all.slice(0, Math.max(at, 0)).flatMap((question) => {
    if (question.type === 'yes_no')
      return [
        { value: `${question.key}=yes`, label: { text: `${question.label}: ${t('form.yes')}` } },
        { value: `${question.key}=no`, label: { text: `${question.label}: ${t('form.no')}` } },
      ];
    return question.type === 'one_of' || question.type === 'several_of'
      ? question.options.map((o) => ({
          value: `${question.key}=${o.value}`,
          label: { text: `${question.label}: ${o.label}` },
        }))
      : [];
  });
  const fields = withOptions(fieldsOf(QuestionForm), { shown_when: options });
  return options.length > 0 ? fields : fields.filter((field) => field.name !== 'shown_when');
}

export function questionRaw(question: OfficeQuestionRow): RawValues {
  const { label, hint, type, options, required, shown_when: when, key } = question;
  return rawOf({
    label,
    hint,
    type,
    options: options.map((o) => o.label).join('\n'),
    required,
    shown_when: when ? when.values.map((value) => `${when.key}=${value}`) : [],
    key,
  });
}

/** As it stands, for moving it. */
export function questionInputOf(row: OfficeQuestionRow): QuestionInput {
  const { id, key, label, hint, type, required, options, shown_when: shownWhen, position } = row;
  return { id, key, label, hint, type, required, options, shownWhen, position };
}

const KEY_LENGTH = 40;

/**
 * @param value what the form accepted
 * @param id of the question that is changed; undefined for a new one
 */
export function questionInput(
  value: unknown,
  all: readonly OfficeQuestionRow[],
  id: string | undefined,
): QuestionInput | Refusal {
  const form = value as Static<typeof QuestionForm>;
  const before = all.find((question) => question.id === id);
  const taken = new Set(all.map((question) => question.key));
  const condition = conditionOf(form.shown_when ?? []);
  if (condition === undefined)
    return {
      ok: false,
      refused: 'bad_condition',
      field: 'shownWhen',
      detail: { label: form.label, key: '' },
    };
  return {
    key: form.key ?? before?.key ?? freeSlug(startingWithLetter(form.label), taken).slice(0, KEY_LENGTH),
    label: form.label,
    hint: form.hint ?? '',
    type: form.type,
    required: form.required ?? false,
    options:
      form.type === 'one_of' || form.type === 'several_of'
        ? optionsOf(form.options, before?.options ?? [])
        : [],
    shownWhen: condition,
    ...(id && { id }),
  };
}

function startingWithLetter(label: string): string {
  const slug = slugOf(label)
    .slice(0, KEY_LENGTH - 5)
    .replace(/-$/, '');
  return /^[a-z]/.test(slug) ? slug : `p-${slug || 'pregunta'}`;
}

/** All ticked answers must be of one question; null when none is ticked, undefined when they are of several. */
function conditionOf(ticked: readonly string[]): QuestionInput['shownWhen'] | undefined {
  if (ticked.length === 0) return null;
  const pairs = ticked.map((pair) => {
    const at = pair.indexOf('=');
    return { key: pair.slice(0, at), value: pair.slice(at + 1) };
  });
  const [first] = pairs;
  if (!first || pairs.some(({ key }) => key !== first.key)) return undefined;
  return { key: first.key, values: pairs.map(({ value }) => value) };
}

/** One option per line. An option that was there under the same words keeps its value: answers given point to it. */
function optionsOf(text: string, before: readonly QuestionOption[]): QuestionOption[] {
  const taken = new Set(before.map((option) => option.value));
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((label) => {
      const kept = before.find((option) => option.label === label);
      if (kept) return kept;
      const value = freeSlug(label, taken) || 'opcion';
      taken.add(value);
      return { value, label };
    });
}
