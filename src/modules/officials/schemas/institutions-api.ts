/** What the API answers about institutions; OpenAPI is made from it. */
import Type from 'typebox';

const text = (description?: string) => Type.String(description === undefined ? {} : { description });
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const address = Type.String({ format: 'uri' });
const partialDate = orNull(text('As far as it is known: 2019, 2019-10 or 2019-10-13.'));

export const InstitutionsQuery = Type.Object({
  after: Type.Optional(Type.String({ description: 'Cursor from the Link header of the page before.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
  kind: Type.Optional(text('Only of this kind, as printed.')),
});

const short = Type.Object({ slug: text(), name: text(), url: address });

const fields = {
  slug: text(),
  name: text('As printed, with the acronym in brackets where it is printed so.'),
  acronym: orNull(text()),
  kind: text('As printed; empty: no source says it.'),
  territory: text(),
  parent: orNull(short),
  website: orNull(address),
  url: address,
  updated_at: Type.String({ format: 'date-time', description: 'UTC.' }),
};

const fact = Type.Object(
  {
    property: text(),
    value: text(),
    href: orNull(text('Where it leads, of a link.')),
    dates: Type.Optional(
      Type.Array(Type.Object({ label: text('As printed before it.'), from: partialDate, to: partialDate }), {
        description: 'Of a printed date: what can be read of it in one way only.',
      }),
    ),
    starts: partialDate,
    ends: partialDate,
    shown: Type.Boolean({ description: 'False: it contradicts what is shown and stands beside it.' }),
    reason: text('Why this one is shown, where sources contradict each other.'),
    source: Type.Object({
      id: text(),
      title: text(),
      publisher: text(),
      address: orNull(text()),
      page: text(),
      passage: text(),
      url: address,
    }),
  },
  { description: 'One thing that one source says.' },
);

export const InstitutionItem = Type.Object(fields);
export const InstitutionListAnswer = Type.Object({ data: Type.Array(InstitutionItem) });

export const InstitutionDetail = Type.Object({
  ...fields,
  facts: Type.Array(fact),
  children: Type.Array(short),
  posts: Type.Array(
    Type.Object({
      slug: text(),
      label: text(),
      seats: orNull(Type.Integer()),
      facts: Type.Array(fact),
    }),
  ),
  version: Type.Integer(),
});
