/** The forms to contribute, one for each kind: what is asked of a talk is not what is asked of a case. */
import Type, { type Static, type TObject, type TSchema } from 'typebox';
import { EMAIL_PATTERN } from '../../../platform/forms/email.ts';
import { type FieldUi, ui } from '../../../platform/forms/field.ts';
import type { MessageKey } from '../../../platform/i18n/translate.ts';
import { ASKED_LANGUAGES, DEPARTMENTS } from '../../events/index.ts';
import { TOPICS } from '../rules/topics.ts';
import { APPEARANCES, type Kind } from '../tables.ts';

export const FORMATS = ['conference', 'panel', 'workshop', 'informal'] as const;
export type Format = (typeof FORMATS)[number];
/** Languages in which somebody speaks or writes: those of the registration but for plain words. */
export const TEXT_LANGUAGES = ASKED_LANGUAGES.filter(({ value }) => value !== 'plain');
/** Pieces of evidence that the form has room for. */
export const EVIDENCE = ['evidence1', 'evidence2', 'evidence3'] as const;

export const LONG = 5000;

const key = (name: string) => `contributions.form.${name}` as MessageKey;

function text(name: string, max: number, more: Partial<FieldUi> = {}, least = 1) {
  return Type.String({
    minLength: least,
    maxLength: max,
    ...ui({ control: 'text', label: key(name), ...more }),
  });
}

/** Several lines, with words that say what to write. */
const long = (name: string, max = LONG) =>
  text(name, max, { control: 'textarea', hint: key(`${name}.hint`), rows: max > 1000 ? 8 : 4 });

/** Optional unless asked. */
const maybe = (required: boolean, schema: TSchema): TSchema => (required ? schema : Type.Optional(schema));

export function evidenceFields(first: boolean): Record<(typeof EVIDENCE)[number], TObject> {
  const piece = (required: boolean) =>
    Type.Object({
      text: maybe(required, text('evidence.text', 1000, { control: 'textarea', rows: 3 })),
      link: Type.Optional(
        Type.String({
          maxLength: 500,
          pattern: String.raw`^https?://[^\s]+$`,
          ...ui({ control: 'url', label: key('evidence.link'), hint: key('evidence.link.hint') }),
        }),
      ),
      date: Type.Optional(
        Type.String({ format: 'date', ...ui({ control: 'date', label: key('evidence.date') }) }),
      ),
    });
  return { evidence1: piece(first), evidence2: piece(false), evidence3: piece(false) };
}

export const TOPIC = Type.Enum(
  [...TOPICS],
  ui({
    control: 'select',
    label: key('topic'),
    options: TOPICS.map((value) => ({ value, label: `contributions.topic.${value}` as const })),
  }),
);

export function languagesField(label: string) {
  return Type.Array(Type.Enum(TEXT_LANGUAGES.map(({ value }) => value)), {
    minItems: 1,
    ...ui({ control: 'checkboxes', label: key(label), options: TEXT_LANGUAGES }),
  });
}

function textFields(kind: Kind): Record<string, TSchema> {
  const title = { title: text('title', 200, { hint: key('title.hint') }, 3) };
  if (kind === 'talk')
    return {
      ...title,
      format: Type.Enum(
        [...FORMATS],
        ui({
          control: 'radio',
          label: key('format'),
          options: FORMATS.map((value) => ({ value, label: `events.type.${value}` as const })),
        }),
      ),
      summary: long('talk_summary', 2000),
      learned: Type.Optional(long('talk_learned', 1000)),
      audience: Type.Optional(text('audience', 300)),
      topic: TOPIC,
      languages: languagesField('talk_languages'),
    };
  const isCase = kind === 'case';
  return {
    ...title,
    summary: long('summary', 600),
    context: long('context'),
    done: long('done'),
    result: maybe(isCase, long(isCase ? 'result' : 'lesson_result')),
    ...evidenceFields(isCase),
    learned: long('learned'),
    topic: TOPIC,
    languages: languagesField('languages'),
  };
}

const AUTHOR = {
  name: text('name', 200, { autocomplete: 'name' }, 2),
  organization: Type.Optional(text('organization', 200, { autocomplete: 'organization' })),
  coauthors: Type.Optional(
    text('coauthors', 1200, { control: 'textarea', hint: key('coauthors.hint'), rows: 3 }),
  ),
  country: Type.Optional(text('country', 100, { autocomplete: 'country-name' })),
  department: Type.Optional(
    Type.Enum(
      DEPARTMENTS.map(({ value }) => value),
      ui({ control: 'select', label: key('department'), options: DEPARTMENTS }),
    ),
  ),
  appears: Type.Enum(
    [...APPEARANCES],
    ui({
      control: 'radio',
      label: key('appears'),
      hint: key('appears.hint'),
      options: APPEARANCES.map((value) => ({ value, label: `contributions.appears.${value}` as const })),
    }),
  ),
};

const ADDRESS = Type.String({
  maxLength: 254,
  pattern: EMAIL_PATTERN,
  ...ui({ control: 'email', label: key('email'), hint: key('email.hint'), autocomplete: 'email' }),
});

const CONSENT = Type.Optional(Type.Boolean(ui({ control: 'checkbox', label: key('consent_publish') })));
const ACCEPT = Type.Literal(
  true,
  ui({ control: 'checkbox', label: key('accept'), missing: key('accept.missing') }),
);

/** `send`: the public form; `change`: through the secret link, where address and notice stay as they are. */
export type Purpose = 'send' | 'change';

function build(kind: Kind, purpose: Purpose): TObject {
  const { name, ...rest } = AUTHOR;
  return Type.Object({
    ...textFields(kind),
    name,
    ...(purpose === 'send' && { email: ADDRESS }),
    ...rest,
    consent_publish: CONSENT,
    ...(purpose === 'send' && { accept: ACCEPT }),
  });
}

const FORMS: Readonly<Record<Kind, Readonly<Record<Purpose, TObject>>>> = {
  talk: { send: build('talk', 'send'), change: build('talk', 'change') },
  case: { send: build('case', 'send'), change: build('case', 'change') },
  lesson: { send: build('lesson', 'send'), change: build('lesson', 'change') },
};

export function contributionForm(kind: Kind, purpose: Purpose): TObject {
  return FORMS[kind][purpose];
}

interface EvidenceInput {
  text?: string;
  link?: string;
  date?: string;
}

/** What a checked form holds. */
export interface ContributionInput {
  title: string;
  format?: Format;
  summary: string;
  context?: string;
  done?: string;
  result?: string;
  evidence1?: EvidenceInput;
  evidence2?: EvidenceInput;
  evidence3?: EvidenceInput;
  learned?: string;
  audience?: string;
  topic: string;
  languages: string[];
  name: string;
  email?: string;
  organization?: string;
  coauthors?: string;
  country?: string;
  department?: string;
  appears: (typeof APPEARANCES)[number];
  consent_publish?: boolean;
}

/** The typed value of one of these forms, after `readForm` has accepted it. */
export function asContributionInput(value: Static<TObject>): ContributionInput {
  return value as unknown as ContributionInput;
}

/** The groups in which the form is drawn, and the fields of each. */
export const ABOUT_IT = [
  'title',
  'format',
  'summary',
  'context',
  'done',
  'result',
  'learned',
  'audience',
  'topic',
  'languages',
];
export const ABOUT_YOU = ['name', 'email', 'organization', 'coauthors', 'country', 'department'];
export const PUBLISHING = ['appears', 'consent_publish'];
