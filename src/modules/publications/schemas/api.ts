/** What the API answers about publications; OpenAPI is made from it. */
import Type from 'typebox';
import { PUBLICATION_TYPES } from './content.ts';

const text = (description?: string) => Type.String(description === undefined ? {} : { description });
const instant = (description: string) => Type.String({ format: 'date-time', description });
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const type = Type.Enum([...PUBLICATION_TYPES], {
  description:
    'article, video, course and report stand under /publicaciones; the others have sections of their own.',
});

export const PublicationsQuery = Type.Object({
  after: Type.Optional(Type.String({ description: 'Cursor from the Link header of the page before.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
  type: Type.Optional(type),
  category: Type.Optional(text('Slug of a category.')),
  year: Type.Optional(Type.Integer({ description: 'Of the day shown, in the zone of the organisation.' })),
  highlight: Type.Optional(Type.Boolean()),
});

export const PublicationQuery = Type.Object({
  type: Type.Optional(type),
});

const fields = {
  slug: text('Unique in its section: a law and a term may have the same one.'),
  type,
  title: text(),
  summary: text(),
  url: Type.String({ format: 'uri' }),
  language: text('ISO 639 code.'),
  author: text('As printed.'),
  categories: Type.Array(Type.Object({ slug: text(), title: text() })),
  highlight: Type.Boolean(),
  image: orNull(Type.Object({ url: Type.String({ format: 'uri' }), alt: text() })),
  date: instant('The day shown: as printed, else of the first publication. UTC.'),
  published_at: instant('First published here. UTC.'),
  updated_at: instant('UTC.'),
  licence: orNull(
    Type.Object(
      { id: text('Of SPDX: CC-BY-4.0.'), name: text(), url: Type.String({ format: 'uri' }) },
      {
        description: 'Of the text; null: all rights are reserved. Pictures say theirs where they are shown.',
      },
    ),
  ),
};

export const PublicationItem = Type.Object(fields);

export const PublicationDetail = Type.Object({
  ...fields,
  body_markdown: text('As it was written.'),
  body_html: text('Made out of an allow list: no scripts, no frames.'),
  link: orNull(text('Address of the video, the document or the recording.')),
  law: orNull(Type.Object({ what: text(), purpose: text(), obliged: text(), reference: text() })),
  course: orNull(
    Type.Object({
      provider: text(),
      starts: orNull(text('ISO date.')),
      ends: orNull(text('ISO date.')),
      hours: orNull(Type.Number()),
      enrol: text('Address where one enrols.'),
    }),
  ),
  version: Type.Integer(),
});

export const PublicationListAnswer = Type.Object({ data: Type.Array(PublicationItem) });
