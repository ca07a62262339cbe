/** What the API answers about projects; OpenAPI is made from it. */
import Type from 'typebox';
import { STANDINGS } from '../rules/standing.ts';
import { PROGRESS } from '../tables.ts';

const text = (description?: string) => Type.String(description === undefined ? {} : { description });
const address = Type.String({ format: 'uri' });
const day = Type.String({ format: 'date' });
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const ProjectsQuery = Type.Object({
  after: Type.Optional(Type.String({ description: 'Cursor from the Link header of the page before.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
  institution: Type.Optional(text('Slug of the institution that answers for it.')),
});

const responsible = Type.Object({
  name: text(),
  institution: orNull(text('Slug in Justiciapedia; null: the organisation itself, or it has no page.')),
});

const facts = {
  slug: text('Never changes.'),
  title: text(),
  summary: text('What will be done.'),
  responsible,
  person: orNull(text('Slug of somebody in Justiciapedia.')),
  proposals: Type.Array(Type.Object({ number: Type.Integer(), title: text(), url: address })),
  standing: Type.Enum([...STANDINGS]),
  stopped_reason: text('Empty: it goes on.'),
  milestones_total: Type.Integer(),
  milestones_done: Type.Integer(),
  milestones_dropped: Type.Integer(),
  milestones_late: Type.Integer({ description: 'Computed when it is asked.' }),
  results: text('In words; may be empty.'),
  url: address,
  published_at: Type.String({ format: 'date-time', description: 'UTC.' }),
  updated_at: Type.String({ format: 'date-time', description: 'UTC.' }),
};

export const ProjectItem = Type.Object(facts);
export const ProjectListAnswer = Type.Object({ data: Type.Array(ProjectItem) });

export const ProjectAnswer = Type.Object({
  ...facts,
  milestones: Type.Array(
    Type.Object({
      id: text(),
      title: text(),
      owner: responsible,
      due_on: day,
      due_before: Type.Array(day, {
        description: 'Last days that it had before, the earliest change first.',
      }),
      progress: Type.Enum([...PROGRESS]),
      progress_on: orNull(day),
      reason: text('Why it was given up.'),
      days_late: Type.Integer({ description: 'Today, or when it was reached.' }),
      evidence: Type.Array(Type.Object({ note: text('What it shows.'), title: text(), url: address })),
    }),
  ),
});
