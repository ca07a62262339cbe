/** What the API answers about proposals; OpenAPI is made from it. */
import Type from 'typebox';
import { CATEGORIES } from '../rules/categories.ts';
import { AUTHOR_KINDS, PUBLIC_STATES, VISIBILITIES } from '../tables.ts';

const text = (description?: string) => Type.String(description === undefined ? {} : { description });

export const ProposalsQuery = Type.Object({
  after: Type.Optional(Type.String({ description: 'Cursor from the Link header of the page before.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
  category: Type.Optional(text('Id of a category.')),
  department: Type.Optional(text('Id of a department.')),
  event: Type.Optional(text('Slug of the edition where it was born.')),
});

/** Of what somebody looked at and everybody may fetch. */
const FileItem = Type.Object({
  kind: Type.Enum(['picture', 'document']),
  name: text('As in its address.'),
  description: text(
    'What it shows or holds, in its authors’ words; of a picture its alternative text. Of a document it may be empty.',
  ),
  media_type: text(),
  size: Type.Integer({ minimum: 0, description: 'Bytes.' }),
  url: Type.String({ format: 'uri', description: 'Gone when its authors or the organisation take it back.' }),
});

export const ProposalItem = Type.Object({
  number: Type.Integer({ minimum: 1, description: 'Never changes, never given twice.' }),
  title: text(),
  problem: text(),
  affected: text('Whom it concerns; may be empty.'),
  summary: text(),
  category: Type.Enum(CATEGORIES.map(({ id }) => id)),
  department: text('Id of a department; empty: not told.'),
  from_event: Type.Boolean({ description: 'Born in a meeting.' }),
  event: Type.Union([Type.Object({ slug: text(), title: text() }), Type.Null()]),
  state: Type.Enum([...PUBLIC_STATES]),
  unread: Type.Boolean({
    description: 'Published before anybody of the organisation has read it; until then it names nobody.',
  }),
  author_kind: Type.Enum([...AUTHOR_KINDS]),
  visibility: Type.Enum([...VISIBILITIES], { description: 'As what its authors wanted to appear.' }),
  authors: Type.Array(text(), { description: 'Empty unless they wanted to be named.' }),
  organization: text('Empty unless they wanted it to be named.'),
  files: Type.Array(FileItem, { description: 'Pictures and documents that are shown with it.' }),
  language: text('ISO 639 code.'),
  url: Type.String({ format: 'uri' }),
  published_at: Type.String({ format: 'date-time', description: 'UTC.' }),
  updated_at: Type.String({ format: 'date-time', description: 'UTC.' }),
});

export const ProposalListAnswer = Type.Object({ data: Type.Array(ProposalItem) });
