/** What the API answers about editions and their sessions; OpenAPI is made from it. */
import Type from 'typebox';
import { EVENT_MODES, MATERIAL_KINDS, SESSION_TYPES, STATUSES } from '../tables.ts';

const text = (description?: string) => Type.String(description === undefined ? {} : { description });
const oneOf = (values: readonly string[]) => Type.Enum([...values]);
const instant = (description: string) => Type.String({ format: 'date-time', description });
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const PageQuery = Type.Object({
  after: Type.Optional(Type.String({ description: 'Cursor from the Link header of the page before.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
});

const eventFields = {
  slug: text(),
  title: text(),
  summary: text(),
  url: Type.String({ format: 'uri' }),
  series: orNull(Type.Object({ slug: text(), title: text() })),
  mode: oneOf(EVENT_MODES),
  timezone: text('IANA name of the zone in which the edition takes place.'),
  language: text('Of the texts: ISO 639 code.'),
  starts: instant('UTC.'),
  ends: instant('UTC.'),
  venue: text(),
  venue_address: text(),
  organizer: text(),
  status: oneOf(STATUSES),
  status_note: text(),
  is_example: Type.Boolean({ description: 'Shown to try the site out; it does not take place.' }),
  registration: Type.Object({
    state: Type.Enum(['none', 'not_open', 'open', 'closed']),
    opens: orNull(instant('UTC.')),
    closes: orNull(instant('UTC; null when only the day is known.')),
    closes_on: orNull(
      Type.String({ format: 'date', description: 'A deadline known as a date, without an hour.' }),
    ),
  }),
  updated_at: instant('UTC.'),
};

export const EventItem = Type.Object(eventFields);

const material = Type.Object({ kind: oneOf(MATERIAL_KINDS), title: text(), url: text() });

export const EventDetail = Type.Object({
  ...eventFields,
  description: text(),
  contact_email: text(),
  sources: Type.Array(
    Type.Object({
      title: text(),
      publisher: text(),
      url: Type.Optional(text()),
      date: Type.Optional(text()),
    }),
  ),
  tracks: Type.Array(Type.Object({ slug: text(), name: text() })),
  materials: Type.Array(material),
  links: Type.Object({ html: text(), sessions: text(), calendar: text() }),
});

export const SessionItem = Type.Object({
  slug: text(),
  type: oneOf(SESSION_TYPES),
  title: text(),
  abstract: text(),
  url: Type.String({ format: 'uri' }),
  starts: orNull(instant('UTC; null when the hours are not published.')),
  ends: orNull(instant('UTC.')),
  timezone: text(),
  room: orNull(text()),
  track: orNull(text()),
  language: text(),
  interpretation: Type.Array(text()),
  capacity: orNull(Type.Integer()),
  status: oneOf(STATUSES),
  status_note: text(),
  speakers: Type.Array(
    Type.Object({
      slug: text(),
      name: text(),
      organization: text(),
      role: Type.Enum(['speaker', 'moderator']),
    }),
  ),
  materials: Type.Array(material),
  updated_at: instant('UTC.'),
});

export const EventListAnswer = Type.Object({ data: Type.Array(EventItem) });
export const SessionListAnswer = Type.Object({ data: Type.Array(SessionItem) });
