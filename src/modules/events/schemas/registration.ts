/**
 * The registration form: the base fields that outside programs know, and the organiser's own questions
 * under `answers`. One TypeBox object gives controls, check, API body and CSV columns.
 */
import Type, { type Static, type TObject, type TSchema } from 'typebox';
import { EMAIL_PATTERN } from '../../../platform/forms/email.ts';
import { ui, type FieldUi } from '../../../platform/forms/field.ts';
import { ASKED_LANGUAGES, DEPARTMENTS, SECTORS } from '../rules/choices.ts';
import type { EventMode, OptionalField, QuestionOption, QuestionType } from '../tables.ts';

export interface QuestionFacts {
  key: string;
  label: string;
  hint: string;
  type: QuestionType;
  required: boolean;
  options: readonly QuestionOption[];
  shown_when: { key: string; values: string[] } | null;
}

export interface FormFacts {
  mode: EventMode;
  asked_fields: readonly string[];
  required_fields: readonly string[];
  questions: readonly QuestionFacts[];
  /** Workshops that can be chosen. */
  workshops: readonly { slug: string; title: string }[];
  /** Added by staff: consent is taken on paper or by word, so it is not asked again. */
  byStaff?: boolean;
  /** Changed through the secret link: the address stays as confirmed, the notice as accepted. */
  isChange?: boolean;
}

/** What a checked registration holds. */
export interface RegistrationInput {
  name: string;
  email: string;
  organization?: string;
  sector?: string;
  country?: string;
  department?: string;
  attendance?: 'online' | 'in_person';
  workshops?: string[];
  languages?: string[];
  accessibility?: string;
  answers: Record<string, unknown>;
  consent_directory?: boolean;
  consent_photo?: boolean;
  consent_recording?: boolean;
  accept: true;
}

const field = (max: number, spec: FieldUi) => Type.String({ maxLength: max, ...ui(spec) });

function optionalFields(): Record<OptionalField, TSchema> {
  const label = (name: string) => `events.form.${name}` as FieldUi['label'];
  const consent = (name: string) => Type.Boolean(ui({ control: 'checkbox', label: label(name) }));
  return {
    organization: field(200, { control: 'text', label: label('organization'), autocomplete: 'organization' }),
    sector: field(100, { control: 'select', label: label('sector'), options: SECTORS }),
    country: field(100, { control: 'text', label: label('country'), autocomplete: 'country-name' }),
    department: field(100, {
      control: 'select',
      label: label('department'),
      hint: 'events.form.department.hint',
      options: DEPARTMENTS,
    }),
    languages: Type.Array(Type.String({ maxLength: 60 }), {
      maxItems: 10,
      ...ui({
        control: 'checkboxes',
        label: label('languages'),
        hint: 'events.form.languages.hint',
        options: ASKED_LANGUAGES,
      }),
    }),
    accessibility: field(1000, {
      control: 'textarea',
      label: label('accessibility'),
      hint: 'events.form.accessibility.hint',
      rows: 3,
    }),
    consent_directory: consent('consent_directory'),
    consent_photo: consent('consent_photo'),
    consent_recording: consent('consent_recording'),
  };
}

const ATTENDANCE = Type.Union([Type.Literal('online'), Type.Literal('in_person')], {
  ...ui({
    control: 'radio',
    label: 'events.form.attendance',
    options: [
      { value: 'in_person', label: 'events.attendance.in_person' },
      { value: 'online', label: 'events.attendance.online' },
    ],
  }),
});

const EMAIL_FIELD = Type.String({
  maxLength: 254,
  pattern: EMAIL_PATTERN,
  ...ui({
    control: 'email',
    label: 'events.form.email',
    hint: 'events.form.email.hint',
    autocomplete: 'email',
  }),
});

function build(facts: FormFacts): TObject {
  const optional = optionalFields();
  const asked = (name: OptionalField): Record<string, TSchema> => {
    if (!facts.asked_fields.includes(name)) return {};
    // What somebody allows is theirs to give: a consent is never a condition.
    const required = facts.required_fields.includes(name) && !name.startsWith('consent_');
    return { [name]: required ? optional[name] : Type.Optional(optional[name]) };
  };
  const workshops = facts.workshops.map((w) => ({ value: w.slug, label: { text: w.title } }));
  const answers = Object.fromEntries(facts.questions.map((q) => [q.key, questionSchema(q)]));
  return Type.Object({
    name: Type.String({
      minLength: 2,
      maxLength: 200,
      ...ui({
        control: 'text',
        label: 'events.form.name',
        hint: 'events.form.name.hint',
        autocomplete: 'name',
      }),
    }),
    ...(!facts.isChange && { email: EMAIL_FIELD }),
    ...(facts.mode === 'hybrid' && { attendance: ATTENDANCE }),
    ...asked('organization'),
    ...asked('sector'),
    ...asked('country'),
    ...asked('department'),
    ...(workshops.length > 0 && { workshops: Type.Optional(workshopsSchema(workshops)) }),
    ...asked('languages'),
    ...asked('accessibility'),
    answers: Type.Object(answers),
    ...asked('consent_directory'),
    ...asked('consent_photo'),
    ...asked('consent_recording'),
    ...(!facts.byStaff &&
      !facts.isChange && {
        accept: Type.Literal(
          true,
          ui({ control: 'checkbox', label: 'events.form.accept', missing: 'events.form.accept.missing' }),
        ),
      }),
  });
}

function workshopsSchema(options: NonNullable<FieldUi['options']>): TSchema {
  return Type.Array(Type.Enum(options.map((o) => o.value)), {
    ...ui({
      control: 'checkboxes',
      label: 'events.form.workshops',
      hint: 'events.form.workshops.hint',
      options,
    }),
  });
}

function questionSchema(question: QuestionFacts): TSchema {
  const schema = answerSchema(question);
  // A conditional question is required only where it is asked; the reader of forms leaves hidden ones out.
  return question.required ? schema : Type.Optional(schema);
}

function answerSchema(q: QuestionFacts): TSchema {
  const spec = (control: FieldUi['control'], options?: FieldUi['options']) =>
    ui({
      control,
      label: { text: q.label },
      ...(q.hint && { hint: { text: q.hint } }),
      ...(options && { options }),
      ...(q.shown_when && {
        shownWhen: { field: `answers.${q.shown_when.key}`, values: q.shown_when.values },
      }),
    });
  const options = q.options.map((o) => ({ value: o.value, label: { text: o.label } }));
  const values = q.options.map((o) => o.value);
  switch (q.type) {
    case 'text':
      return Type.String({ maxLength: 500, ...spec('text') });
    case 'long_text':
      return Type.String({ maxLength: 5000, ...spec('textarea') });
    case 'one_of':
      return Type.Enum(values, spec(options.length > 7 ? 'select' : 'radio', options));
    case 'several_of':
      return Type.Array(Type.Enum(values), {
        ...(q.required && { minItems: 1 }),
        ...spec('checkboxes', options),
      });
    case 'number':
      return Type.Number({ minimum: -1e12, maximum: 1e12, ...spec('number') });
    case 'date':
      return Type.String({ format: 'date', ...spec('date') });
    case 'yes_no':
      return Type.Enum(
        ['yes', 'no'],
        spec('radio', [
          { value: 'yes', label: 'form.yes' },
          { value: 'no', label: 'form.no' },
        ]),
      );
  }
}

// Compiling a form costs milliseconds, a registration must not: forms are kept by what they are made of.
const kept = new Map<string, TObject>();
const KEPT_FORMS = 100;

/** The form of an edition; the same facts give the same object. */
export function registrationForm(facts: FormFacts): TObject {
  const key = JSON.stringify([
    facts.mode,
    facts.asked_fields,
    facts.required_fields,
    facts.questions,
    facts.workshops,
    facts.byStaff,
    facts.isChange,
  ]);
  let form = kept.get(key);
  if (!form) {
    if (kept.size >= KEPT_FORMS) kept.clear();
    form = build(facts);
    kept.set(key, form);
  }
  return form;
}

/** The typed value of a form made by `registrationForm`, after `readForm` has accepted it. */
export function asRegistrationInput(value: Static<TObject>): RegistrationInput {
  return value as unknown as RegistrationInput;
}
