/**
 * The file format of `ja import event`, as a schema: it checks the file and is published as it stands in
 * `docs/reference/event.schema.json`. Names that outside programs rely on are never changed; a name that is
 * not listed here is left out with a warning, and `null` is the same as leaving a name out.
 */
import { type Static, Type } from 'typebox';
import {
  EVENT_MODES,
  MATERIAL_KINDS,
  OPTIONAL_FIELDS,
  QUESTION_TYPES,
  REMINDERS,
  REQUIRABLE_FIELDS,
  SESSION_TYPES,
  STATUSES,
} from '../tables.ts';

const O = Type.Optional;
const line = (maxLength: number, description?: string) =>
  Type.String({ minLength: 1, maxLength, ...(description !== undefined && { description }) });
const text = (maxLength: number, description?: string) =>
  Type.String({ maxLength, ...(description !== undefined && { description }) });
const slug = (description: string) =>
  Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 80, description });
const time = (description: string) =>
  Type.String({
    pattern: String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?$`,
    description: `${description} Wall time YYYY-MM-DDTHH:MM in the file's timezone, or with an offset.`,
  });
const date = (description: string) => Type.String({ pattern: String.raw`^\d{4}-\d{2}-\d{2}$`, description });
const url = Type.String({ maxLength: 2000, pattern: '^https?://', description: 'http or https.' });
const capacity = (description: string, minimum = 0) =>
  Type.Integer({ minimum, maximum: 1_000_000, description });
const language = Type.String({
  maxLength: 35,
  pattern: '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$',
  description: 'BCP 47, e.g. es, en, quc.',
});

const Source = Type.Object({
  title: line(300),
  publisher: line(200),
  url: O(url),
  date: O(date('When the source was published.')),
});

const Option = Type.Union([line(300), Type.Object({ value: line(100), label: line(300) })], {
  description: 'A text stands for itself, or value and label.',
});

const Question = Type.Object({
  key: Type.String({
    pattern: '^[A-Za-z0-9]+([_-][A-Za-z0-9]+)*$',
    maxLength: 40,
    description: 'Unique in the edition; the form field is answers.{key}.',
  }),
  label: line(500),
  hint: O(text(1000)),
  type: Type.Enum([...QUESTION_TYPES]),
  required: O(Type.Boolean()),
  options: O(Type.Array(Option, { maxItems: 200, description: 'Of one_of and several_of.' })),
  shown_when: O(
    Type.Object(
      { key: line(40), values: Type.Array(line(100), { minItems: 1, maxItems: 200 }) },
      { description: 'Asked only when an earlier question has one of these answers (yes_no: yes, no).' },
    ),
  ),
});

const Registration = Type.Object(
  {
    schedule: O(
      Type.Enum(['published', 'unpublished'], {
        description: '"unpublished": opening or deadline are not known yet; what is known is still given.',
      }),
    ),
    opens: O(time('First moment.')),
    closes: O(time('Deadline.')),
    closes_on: O(
      date(
        'A deadline known only as a date, instead of closes; ends with that day. opens may then be unknown.',
      ),
    ),
    capacity: O(
      Type.Union([
        capacity('Of the edition as a whole.'),
        Type.Object({
          total: O(capacity('Of both ways of attending together.')),
          online: O(capacity('Of attending online.')),
          in_person: O(capacity('Of attending in person.')),
        }),
      ]),
    ),
    confirm_email: O(Type.Boolean({ description: 'Each address is confirmed by mail; true when missing.' })),
    approval: O(Type.Boolean({ description: 'The organiser admits each person; false when missing.' })),
    fields: O(
      Type.Array(Type.Enum([...OPTIONAL_FIELDS]), { description: 'Which of the base fields the form asks.' }),
    ),
    required: O(
      Type.Array(Type.Enum([...REQUIRABLE_FIELDS]), {
        description: 'Which of them must be answered; consents never.',
      }),
    ),
    hold_minutes: O(
      Type.Integer({
        minimum: 5,
        maximum: 20_160,
        description: 'How long a place is kept for an unconfirmed address.',
      }),
    ),
    offer_hours: O(
      Type.Integer({
        minimum: 1,
        maximum: 720,
        description: 'How long an offer to somebody who waits stands.',
      }),
    ),
    reminders: O(
      Type.Array(Type.Enum([...REMINDERS]), {
        description: 'When those who come are reminded: a week, a day, an hour before. All when missing.',
      }),
    ),
    retention_days: O(
      Type.Integer({
        minimum: 1,
        maximum: 3650,
        description: 'Days after the end at which personal data is removed; 180 when missing.',
      }),
    ),
    questions: O(Type.Array(Question, { maxItems: 100 })),
  },
  {
    description:
      'opens and closes are required, unless only closes_on is known or schedule is "unpublished". A missing capacity is unlimited.',
  },
);

/** Only of what the file creates: those who know of a thing are told of a change, and that is done by hand. */
const Status = {
  status: O(
    Type.Enum([...STATUSES], {
      description:
        'Only for what is created here: afterwards it is changed in the back office, which tells people.',
    }),
  ),
  status_note: O(text(2000, 'Why it was postponed or cancelled.')),
};

const Material = Type.Object({
  kind: O(Type.Enum([...MATERIAL_KINDS])),
  title: line(300),
  url,
});
const Link = Type.Union([url, Material], { description: 'An address, or title and address.' });

const Session = Type.Object({
  slug: slug('Unique in the edition.'),
  type: Type.Enum([...SESSION_TYPES]),
  title: line(300),
  abstract: O(text(20_000, 'Plain text with paragraphs.')),
  starts: O(time('Required unless schedule is "unpublished".')),
  ends: O(time('Required unless schedule is "unpublished".')),
  schedule: O(
    Type.Enum(['published', 'unpublished'], {
      description: '"unpublished": day and hour are not known; starts and ends are left out.',
    }),
  ),
  room: O(line(200, 'By name; a new name is a new room, unless the file lists its rooms.')),
  track: O(line(200, 'By name or slug; a new name is a new track, unless the file lists its tracks.')),
  language: O(language),
  interpretation: O(
    Type.Union([line(60), Type.Array(line(60), { maxItems: 20 })], {
      description: 'Languages besides the spoken one.',
    }),
  ),
  capacity: O(capacity('Places to sign up for in a workshop. Missing: no limit.')),
  speakers: O(
    Type.Array(
      Type.Union([
        line(80, 'Slug of a speaker.'),
        Type.Object({ slug: line(80), role: O(Type.Enum(['speaker', 'moderator'])) }),
      ]),
      { maxItems: 100 },
    ),
  ),
  links: O(Type.Array(Link, { maxItems: 100 })),
  materials: O(Type.Array(Material, { maxItems: 100 })),
  ...Status,
});

const Speaker = Type.Object({
  slug: slug('Unique in the edition.'),
  name: line(200),
  organization: O(text(200)),
  bio: O(text(20_000)),
});

export const EventFileSchema = Type.Object({
  slug: slug('Address of the edition; an edition with it is changed, otherwise one is created.'),
  title: line(300),
  summary: O(text(2000)),
  description: O(text(50_000, 'Plain text with paragraphs.')),
  language: O(language),
  timezone: line(60, 'IANA name, e.g. America/Guatemala.'),
  mode: Type.Enum([...EVENT_MODES]),
  starts: time('Beginning of the edition.'),
  ends: time('End of the edition.'),
  series: O(
    Type.Object({ slug: slug('Made when it is not there.'), title: line(300), summary: O(text(2000)) }),
  ),
  venue: O(Type.Union([line(300), Type.Object({ name: O(line(300)), address: O(text(500)) })])),
  organizer: O(text(300)),
  contact_email: O(
    Type.String({ maxLength: 254, pattern: String.raw`^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$` }),
  ),
  ...Status,
  example: O(Type.Boolean({ description: 'Shown as an example that nobody should take for real.' })),
  sources: O(Type.Array(Source, { maxItems: 50, description: 'Where the stated facts come from.' })),
  registration: O(Registration),
  rooms: O(
    Type.Array(Type.Object({ name: line(200), capacity: O(capacity('People it holds.', 1)) }), {
      maxItems: 500,
    }),
  ),
  tracks: O(
    Type.Array(
      Type.Object({
        slug: O(slug('Made from the name when missing.')),
        name: line(200),
        color: O(Type.String({ pattern: '^#[0-9A-Fa-f]{6}$' })),
      }),
      { maxItems: 200 },
    ),
  ),
  sessions: O(Type.Array(Session, { maxItems: 5000 })),
  speakers: O(Type.Array(Speaker, { maxItems: 5000 })),
  materials: O(Type.Array(Material, { maxItems: 200 })),
});

export type EventFile = Static<typeof EventFileSchema>;
export type FileSession = Static<typeof Session>;
export type FileQuestion = Static<typeof Question>;
export type FileLink = Static<typeof Link>;

/** The published document. */
export function eventSchemaDocument(): Record<string, unknown> {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Edition of an Encuentro, for "ja import event"',
    ...EventFileSchema,
  };
}
