/** What the API answers about processes and their events; OpenAPI is made from it. */
import Type from 'typebox';
import { EFFECTS, EVENT_BASES } from '../rules/vocabulary.ts';

const text = (description?: string) => Type.String(description === undefined ? {} : { description });
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const address = Type.String({ format: 'uri' });
const partialDate = orNull(text('As far as it is known: 2022, 2022-04 or 2022-04-20.'));

export const ProcessesQuery = Type.Object({
  after: Type.Optional(Type.String({ description: 'Cursor from the Link header of the page before.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
});

const standing = Type.Object(
  {
    state: Type.Enum(['not_begun', 'running', 'paused', 'annulled', 'ended_in_part', 'ended']),
    stage: orNull(text('Key of the stage it is in, or was last seen in.')),
    body: orNull(text('Who acts in it.')),
    next: orNull(text('What is announced or follows by the rules.')),
    next_on: partialDate,
  },
  { description: 'Computed when it is asked, from events, rules and today.' },
);

export const ProcessItem = Type.Object({
  slug: text(),
  title: text(),
  kind: text('Slug of its kind.'),
  kind_version: Type.Integer(),
  year: Type.Integer(),
  post: text(),
  summary: text(),
  known_until: orNull(text('Nothing later was read.')),
  example: Type.Boolean({ description: 'Plainly fictional.' }),
  standing,
  url: address,
  updated_at: Type.String({ format: 'date-time', description: 'UTC.' }),
});

export const ProcessListAnswer = Type.Object({ data: Type.Array(ProcessItem) });

export const EventListAnswer = Type.Object({
  data: Type.Array(
    Type.Object({
      id: text(),
      slug: text('Its key in the file of the process.'),
      title: text(),
      detail: text(),
      stage: text('Key of a stage of the kind.'),
      on: partialDate,
      time: orNull(text('Wall time.')),
      until: partialDate,
      basis: Type.Enum([...EVENT_BASES]),
      effect: Type.Enum([...EFFECTS]),
      to_stage: text(),
      sources: Type.Array(
        Type.Object({
          title: text(),
          publisher: text(),
          address: orNull(text()),
          page: text(),
          passage: text(),
          url: address,
        }),
      ),
    }),
  ),
});
