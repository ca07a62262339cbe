/** What the API answers about the library; OpenAPI is made from it. */
import Type from 'typebox';
import { TOPICS } from '../rules/topics.ts';
import { APPEARANCES, LIBRARY_KINDS } from '../tables.ts';

const text = (description?: string) => Type.String(description === undefined ? {} : { description });
const instant = (description: string) => Type.String({ format: 'date-time', description });
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const LibraryQuery = Type.Object({
  after: Type.Optional(Type.String({ description: 'Cursor from the Link header of the page before.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
  kind: Type.Optional(Type.Enum([...LIBRARY_KINDS])),
  topic: Type.Optional(Type.Enum([...TOPICS])),
  country: Type.Optional(text('As an item gives it.')),
  event: Type.Optional(text('Slug of the edition where it was born.')),
  year: Type.Optional(Type.Integer()),
  language: Type.Optional(text('ISO 639 code.')),
  q: Type.Optional(text('Words, blind to case and accents.')),
});

const fields = {
  slug: text(),
  title: text(),
  kind: Type.Enum([...LIBRARY_KINDS]),
  summary: text(),
  url: Type.String({ format: 'uri' }),
  topic: Type.Enum([...TOPICS]),
  languages: Type.Array(text('ISO 639 code.')),
  country: text(),
  department: text(),
  year: Type.Integer(),
  event: orNull(Type.Object({ slug: text(), title: text() })),
  appears: Type.Enum([...APPEARANCES], { description: 'How its authors wanted to be named.' }),
  authors: Type.Array(text()),
  organization: text(),
  licence: text(),
  published_at: instant('UTC.'),
  updated_at: instant('UTC.'),
};

export const LibraryItem = Type.Object(fields);

export const LibraryDetail = Type.Object({
  ...fields,
  context: text(),
  done: text(),
  result: text(),
  evidence: Type.Array(
    Type.Object({ text: text(), link: Type.Optional(text()), date: Type.Optional(text('ISO date.')) }),
  ),
  learned: text(),
  session: orNull(Type.Object({ slug: text(), title: text(), url: Type.String({ format: 'uri' }) })),
});

export const LibraryListAnswer = Type.Object({ data: Type.Array(LibraryItem) });
