/** The forms of the back office about certificates. */
import Type, { type TObject } from 'typebox';
import { ui } from '../../../platform/forms/field.ts';
import { PAPERS } from '../rules/sheet.ts';
import { LOGOS } from '../rules/template.ts';
import { type Kind, REASONS } from '../tables.ts';

const EMAIL = String.raw`^[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]{2,63}$`;

const signatureFields = (n: 1 | 2 | 3) => ({
  [`signature${n}_name`]: Type.Optional(
    Type.String({ maxLength: 80, ...ui({ control: 'text', label: 'certificates.template.signature_name' }) }),
  ),
  [`signature${n}_position`]: Type.Optional(
    Type.String({
      maxLength: 100,
      ...ui({ control: 'text', label: 'certificates.template.signature_position' }),
    }),
  ),
});

export const TemplateForm = Type.Object({
  title: Type.String({
    maxLength: 90,
    ...ui({ control: 'text', label: 'certificates.template.title' }),
  }),
  lead: Type.Optional(
    Type.String({ maxLength: 120, ...ui({ control: 'text', label: 'certificates.template.lead' }) }),
  ),
  body: Type.String({
    maxLength: 400,
    ...ui({
      control: 'textarea',
      rows: 4,
      label: 'certificates.template.body',
      hint: 'certificates.template.body_hint',
    }),
  }),
  details: Type.Optional(Type.Boolean(ui({ control: 'checkbox', label: 'certificates.template.details' }))),
  language: Type.Enum(
    ['es', 'en'],
    ui({
      control: 'radio',
      label: 'certificates.template.language',
      options: [
        { value: 'es', label: 'certificates.template.language_es' },
        { value: 'en', label: 'certificates.template.language_en' },
      ],
    }),
  ),
  paper: Type.Enum(
    [...PAPERS],
    ui({
      control: 'radio',
      label: 'certificates.template.paper',
      options: PAPERS.map((value) => ({ value, label: `certificates.template.paper_${value}` as const })),
    }),
  ),
  logo: Type.Enum(
    [...LOGOS],
    ui({
      control: 'radio',
      label: 'certificates.template.logo',
      options: LOGOS.map((value) => ({ value, label: `certificates.template.logo_${value}` as const })),
    }),
  ),
  ...signatureFields(1),
  ...signatureFields(2),
  ...signatureFields(3),
});

const count = (label: 'certificates.issue.sessions' | 'certificates.issue.minutes', most: number) =>
  Type.Optional(Type.Integer({ minimum: 1, maximum: most, ...ui({ control: 'number', label }) }));

const TELL = {
  tell: Type.Optional(
    Type.Boolean(
      ui({ control: 'checkbox', label: 'certificates.issue.tell', hint: 'certificates.issue.tell_hint' }),
    ),
  ),
};

const PEOPLE = {
  people: Type.String({
    maxLength: 20_000,
    ...ui({
      control: 'textarea',
      rows: 8,
      label: 'certificates.issue.people',
      hint: 'certificates.issue.people_hint',
    }),
  }),
};

/** Attendance: by rule. */
export const AttendanceIssueForm = Type.Object({
  sessions: count('certificates.issue.sessions', 500),
  minutes: count('certificates.issue.minutes', 60_000),
  ...TELL,
});
/** Speakers and organisers: by name. */
export const NamedIssueForm = Type.Object(PEOPLE);

export const correctionForm = (kind: Kind): TObject =>
  Type.Object({
    name: Type.String({
      minLength: 2,
      maxLength: 200,
      ...ui({ control: 'text', label: 'certificates.correct.name' }),
    }),
    ...(kind !== 'attendance' && {
      role: Type.Optional(
        Type.String({ maxLength: 100, ...ui({ control: 'text', label: 'certificates.correct.role' }) }),
      ),
    }),
  });

export const RevokeForm = Type.Object({
  reason: Type.Enum(
    [...REASONS],
    ui({
      control: 'radio',
      label: 'certificates.revoke.reason',
      hint: 'certificates.revoke.reason_hint',
      options: REASONS.map((value) => ({ value, label: `certificates.reason.${value}` as const })),
    }),
  ),
});

export const HandOverForm = Type.Object({
  email: Type.String({
    maxLength: 254,
    pattern: EMAIL,
    ...ui({ control: 'email', label: 'certificates.send.email', hint: 'certificates.send.email_hint' }),
  }),
});

export const KeyForm = Type.Object({
  void: Type.Optional(
    Type.Boolean(
      ui({ control: 'checkbox', label: 'certificates.key.void', hint: 'certificates.key.void_hint' }),
    ),
  ),
});

export const VerifyForm = Type.Object({
  content: Type.String({
    maxLength: 8000,
    ...ui({
      control: 'textarea',
      rows: 3,
      label: 'certificates.verify.content',
      hint: 'certificates.verify.content_hint',
      missing: 'certificates.verify.content_missing',
    }),
  }),
});
