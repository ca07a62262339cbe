/** What the API answers to a search; OpenAPI is made from it. */
import Type from 'typebox';

export const SearchQuery = Type.Object({
  q: Type.Optional(
    Type.String({ description: 'Words, blind to case and accents; the last one may be a beginning.' }),
  ),
  kind: Type.Optional(Type.String({ description: 'Only records of this kind, as an answer names it.' })),
  after: Type.Optional(Type.String({ description: 'Cursor from the Link header of the page before.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
});

const SearchItem = Type.Object({
  kind: Type.String({ description: 'Kind of record.' }),
  id: Type.String(),
  title: Type.String(),
  url: Type.String({ format: 'uri' }),
  passage: Type.String({ description: 'Some words of it, around those that were asked for.' }),
  language: Type.String({ description: 'ISO 639 code.' }),
  date: Type.Union([Type.String({ format: 'date-time', description: 'UTC.' }), Type.Null()]),
});

export const SearchListAnswer = Type.Object({ data: Type.Array(SearchItem) });
