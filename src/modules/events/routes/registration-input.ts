/** From a submitted form or JSON body to what the registration commands take. */
import type { TObject } from 'typebox';
import type { FieldFault } from '../../../platform/errors.ts';
import { type RawValues, readForm } from '../../../platform/forms/read.ts';
import type { Submission } from '../../../platform/http/route.ts';
import { LANGUAGES, type Translate, translator } from '../../../platform/i18n/translate.ts';
import { say, type Words } from '../../../platform/i18n/words.ts';
import type { Person } from '../person.ts';
import type { RegistrationEvent } from '../queries/registrations.ts';
import { ASKED_LANGUAGES, canonicalChoice, DEPARTMENTS, SECTORS } from '../rules/choices.ts';
import { attendanceOf } from '../rules/registration.ts';
import {
  asRegistrationInput,
  type FormFacts,
  registrationForm,
  type RegistrationInput,
} from '../schemas/registration.ts';
import type { Attendance } from '../tables.ts';

export type FormPurpose = 'register' | 'staff' | 'change';

/** The form of an edition for a purpose. */
export function formOf(event: RegistrationEvent, purpose: FormPurpose): TObject {
  const facts: FormFacts = {
    mode: event.mode,
    asked_fields: event.asked_fields,
    required_fields: event.required_fields,
    questions: event.questions,
    workshops: event.workshops.map(({ slug, title }) => ({ slug, title })),
    ...(purpose === 'staff' && { byStaff: true }),
    ...(purpose === 'change' && { isChange: true }),
  };
  return registrationForm(facts);
}

export interface ReadRegistration {
  person: Omit<Person, 'email'> & { email?: string };
  attendance: Attendance;
  /** Ids of the chosen workshops. */
  workshops: string[];
  consents: { directory: boolean; photo: boolean; recording: boolean };
}

export type RegistrationReading =
  | { ok: true; value: ReadRegistration }
  | { ok: false; faults: FieldFault[]; raw: RawValues };

/** Reads and checks; choices given by their printed name become their id. */
export function readRegistration(
  event: RegistrationEvent,
  purpose: FormPurpose,
  submission: Submission,
  t: Translate,
): RegistrationReading {
  const result = readForm(formOf(event, purpose), submission, t);
  if (!result.ok) return result;
  const input = asRegistrationInput(result.value);
  const attendance = attendanceOf(event.mode, input.attendance);
  // The schema requires it where the edition is hybrid; elsewhere the edition gives it.
  if (!attendance)
    return {
      ok: false,
      faults: [
        { field: 'attendance', message: t('form.fault.choose', { label: t('events.form.attendance') }) },
      ],
      raw: result.raw,
    };
  return {
    ok: true,
    value: {
      person: personOf(input),
      attendance,
      workshops: event.workshops.filter((w) => input.workshops?.includes(w.slug)).map((w) => w.id),
      consents: {
        directory: input.consent_directory ?? false,
        photo: input.consent_photo ?? false,
        recording: input.consent_recording ?? false,
      },
    },
  };
}

const inEveryLanguage = (label: Words): string[] => LANGUAGES.map((lang) => say(label, translator(lang)));

function personOf(input: RegistrationInput): Omit<Person, 'email'> & { email?: string } {
  const { name, email, organization, sector, country, department, languages, accessibility, answers } = input;
  return {
    name,
    ...(email && { email }),
    ...(organization && { organization }),
    ...(sector && { sector: canonicalChoice(sector, SECTORS, inEveryLanguage) }),
    ...(country && { country }),
    ...(department && { department: canonicalChoice(department, DEPARTMENTS, inEveryLanguage) }),
    ...(languages && {
      languages: languages.map((l) => canonicalChoice(l, ASKED_LANGUAGES, inEveryLanguage)),
    }),
    ...(accessibility && { accessibility }),
    answers,
  };
}
