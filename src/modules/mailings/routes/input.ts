/** From the form of a mailing to its group and words, and back. */
import type { Static } from 'typebox';
import type { FieldFault } from '../../../platform/errors.ts';
import { fieldsOf, type FormField, withOptions } from '../../../platform/forms/field.ts';
import { type RawValues, readForm, rawOf } from '../../../platform/forms/read.ts';
import type { Submission } from '../../../platform/http/route.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { labelOf, type RegistrationEvent, saidFields } from '../../events/index.ts';
import type { MailingInput } from '../commands/write.ts';
import type { MailingRow } from '../queries/mailings.ts';
import type { Audience } from '../rules/audience.ts';
import { textFaults } from '../rules/text.ts';
import { MailingForm } from '../schemas/mailing.ts';

/** Answers that are chosen from a list; free text is no group. */
const CHOSEN = new Set(['select', 'radio', 'checkboxes']);
const BETWEEN = '|';

/** Every answer that one can choose by: `field|value`, and how it reads. */
export function answersOf(event: RegistrationEvent, t: Translate): { value: string; label: string }[] {
  return saidFields(event).flatMap((field) => {
    if (!CHOSEN.has(field.ui?.control ?? '')) return [];
    return (field.ui?.options ?? []).map(({ value, label }) => ({
      value: `${field.name}${BETWEEN}${value}`,
      label: `${labelOf(field, t)}: ${typeof label === 'string' ? t(label) : label.text}`,
    }));
  });
}

/** The form as this edition needs it: nothing to choose from, no field. */
export function formFields(event: RegistrationEvent, t: Translate): FormField[] {
  const answers = answersOf(event, t).map(({ value, label }) => ({ value, label: { text: label } }));
  const workshops = event.workshops.map(({ id, title }) => ({ value: id, label: { text: title } }));
  const gone = new Set([
    ...(event.mode === 'hybrid' ? [] : ['attendance']),
    ...(workshops.length > 0 ? [] : ['workshop']),
    ...(answers.length > 0 ? [] : ['answer']),
  ]);
  const fields = withOptions(fieldsOf(MailingForm), { workshop: workshops, answer: answers });
  return fields.filter((field) => !gone.has(field.name));
}

export type MailingReading =
  | { ok: true; input: MailingInput }
  | { ok: false; faults: FieldFault[]; raw: RawValues };

export function readMailing(event: RegistrationEvent, body: Submission, t: Translate): MailingReading {
  const read = readForm(MailingForm, body, t);
  if (!read.ok) return { ok: false, faults: read.faults, raw: read.raw };
  const { value } = read;
  const faults = [...choiceFaults(event, value, t), ...wordFaults(value, t)];
  if (faults.length > 0) return { ok: false, faults, raw: read.raw };
  const input = {
    audience: audienceOf(value),
    subjectEs: value.subject_es,
    bodyEs: value.body_es,
    subjectEn: value.subject_en ?? '',
    bodyEn: value.body_en ?? '',
  };
  return { ok: true, input };
}

type Value = Static<typeof MailingForm>;

function audienceOf({ group, attendance, workshop, answer, lang }: Value): Audience {
  const [field = '', ...rest] = answer?.split(BETWEEN) ?? [];
  return {
    group,
    ...(attendance && { attendance }),
    ...(workshop && { workshop }),
    ...(lang && { lang }),
    ...(answer && { answer: { field, value: rest.join(BETWEEN) } }),
  };
}

/** What the form did not offer. */
function choiceFaults(event: RegistrationEvent, { workshop, answer }: Value, t: Translate): FieldFault[] {
  const offered = answersOf(event, t);
  const fault = (field: 'workshop' | 'answer'): FieldFault => ({
    field,
    message: t('form.fault.choose', { label: t(`mailings.form.${field}`) }),
  });
  return [
    ...(workshop && !event.workshops.some(({ id }) => id === workshop) ? [fault('workshop')] : []),
    ...(answer && !offered.some(({ value }) => value === answer) ? [fault('answer')] : []),
  ];
}

function wordFaults(value: Value, t: Translate): FieldFault[] {
  const { subject_en: subject = '', body_en: body = '' } = value;
  const half = subject === '' ? 'subject_en' : 'body_en';
  const halfEnglish =
    (subject === '') === (body === '') ? [] : [{ field: half, message: t('mailings.fault.half_english') }];
  const faulty = (['subject_es', 'body_es', 'subject_en', 'body_en'] as const).flatMap((field) => {
    const [fault] = textFaults(value[field] ?? '');
    if (!fault) return [];
    return [{ field, message: t(`mailings.fault.${fault.code}`, { address: fault.address }) }];
  });
  return [...halfEnglish, ...faulty];
}

/** The stored mailing as the form holds it. */
export function rawMailing(mailing: MailingRow, audience: Audience | undefined): RawValues {
  const { subject_es, body_es, subject_en, body_en } = mailing;
  const { group = '', attendance = '', workshop = '', lang = '', answer } = audience ?? {};
  return rawOf({
    group,
    attendance,
    workshop,
    lang,
    subject_es,
    body_es,
    subject_en,
    body_en,
    answer: answer ? `${answer.field}${BETWEEN}${answer.value}` : '',
  });
}
