/** What the API answers about people; OpenAPI is made from it. */
import Type from 'typebox';
import { PERSON_KINDS } from '../import/fields.ts';
import { GENDERS } from '../rules/facets.ts';
import { TENURE_KINDS } from '../tables.ts';

const text = (description?: string) => Type.String(description === undefined ? {} : { description });
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const address = Type.String({ format: 'uri' });
const partialDate = orNull(text('As far as it is known: 2019, 2019-10 or 2019-10-13.'));
const kind = Type.Enum([...PERSON_KINDS], { description: 'What they are to the public, by what they held.' });

export const PeopleQuery = Type.Object({
  after: Type.Optional(Type.String({ description: 'Cursor from the Link header of the page before.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
  institution: Type.Optional(text('Slug of an institution in which they held something.')),
  post: Type.Optional(text('Slug of a post of that institution.')),
  process: Type.Optional(text('Key of a process in which they took part.')),
  territory: Type.Optional(text('As printed; accents and case are not seen.')),
  year: Type.Optional(
    Type.Integer({ description: 'In which, by a source, they held or stood for something.' }),
  ),
  gender: Type.Optional(Type.Enum([...GENDERS], { description: 'As published.' })),
  kind: Type.Optional(kind),
});

const source = Type.Object({
  id: text(),
  title: text(),
  publisher: text(),
  address: orNull(text()),
  page: text('Of an imported file, its row.'),
  passage: text(),
  url: address,
});

const fields = {
  slug: text(),
  name: text('As printed where it is shown.'),
  kind,
  url: address,
};

export const PersonItem = Type.Object(fields);
export const PeopleListAnswer = Type.Object({ data: Type.Array(PersonItem) });

export const PersonDetail = Type.Object({
  ...fields,
  names: Type.Array(text('Each spelling that a source prints.')),
  tenures: Type.Array(
    Type.Object({
      kind: Type.Enum([...TENURE_KINDS]),
      post: text('As printed.'),
      body: text('Institution or commission, as printed.'),
      institution: orNull(
        Type.Object(
          { slug: text(), name: text(), url: address },
          { description: 'On record here; of a commission or process by its name as printed.' },
        ),
      ),
      process: text('As printed.'),
      process_key: text(),
      unit: text(),
      territory: text(),
      state: text('In the process, as printed.'),
      list_number: text(),
      starts: partialDate,
      ends: partialDate,
      shown: Type.Boolean({ description: 'False: it contradicts what is shown and stands beside it.' }),
      reason: text(),
      source: orNull(source),
    }),
  ),
  facts: Type.Array(
    Type.Object(
      {
        property: text(),
        value: text('As printed.'),
        href: orNull(text('Where it leads, of a link.')),
        state: orNull(text('Of a claim about conduct: filed, admitted, rejected, appealed or final.')),
        date: orNull(text('Of a claim about conduct.')),
        starts: partialDate,
        ends: partialDate,
        shown: Type.Boolean({ description: 'False: it contradicts what is shown and stands beside it.' }),
        reason: text('Why this one is shown, where sources contradict each other.'),
        source: orNull(source),
      },
      { description: 'One thing that one source says.' },
    ),
  ),
  records: Type.Array(text('Slugs of the records that this person is made of, the one shown first.')),
  updated_at: Type.String({ format: 'date-time', description: 'UTC.' }),
});
