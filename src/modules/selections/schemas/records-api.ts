/** What the API answers about candidates, scores, votes, objections and background checks; OpenAPI is made from it. */
import Type from 'typebox';
import {
  ADMISSIBILITIES,
  CANDIDACY_STATES,
  CHOICES,
  DECIDERS,
  FILER_KINDS,
  OBJECTION_OUTCOMES,
} from '../rules/vocabulary.ts';

const text = (description?: string) => Type.String(description === undefined ? {} : { description });
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const address = Type.String({ format: 'uri' });
const partialDate = orNull(text('As far as it is known: 2022, 2022-04 or 2022-04-20.'));
const count = orNull(Type.Integer());

export const RecordsQuery = Type.Object({
  after: Type.Optional(Type.String({ description: 'Cursor from the Link header of the page before.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
});

const sources = Type.Array(
  Type.Object({
    title: text(),
    publisher: text(),
    address: orNull(text()),
    page: text(),
    passage: text(),
    field: Type.Optional(text('Of which the source prints another value.')),
    value: Type.Optional(text('As the source prints it.')),
    reason: Type.Optional(text('Why the other one is given.')),
    url: address,
  }),
);

const candidate = Type.Object({ slug: text(), name: text(), url: address });
const member = Type.Object({ id: text(), name: text(), person: orNull(address) });
const list = <T extends Type.TSchema>(item: T) => Type.Object({ data: Type.Array(item) });

export const CandidatesAnswer = list(
  Type.Object({
    slug: text(),
    title: text(),
    name: text('As printed.'),
    file_number: text(),
    through: text('Key of the body it was filed with.'),
    seat: Type.Enum(['', 'full', 'alternate']),
    state: Type.Enum(['', ...CANDIDACY_STATES]),
    states: Type.Array(
      Type.Object({
        state: Type.Enum([...CANDIDACY_STATES]),
        on: partialDate,
        ground: text('The procedural one, as printed.'),
        decided_by: Type.Enum([...DECIDERS]),
        votes_for: count,
        votes_against: count,
      }),
    ),
    person: orNull(address),
    sources,
    url: address,
  }),
);

export const ScoresAnswer = list(
  Type.Object({
    id: text(),
    title: text(),
    candidate,
    sheet: Type.Object({ key: text(), title: text(), grader: text(), on: partialDate }),
    rubric: orNull(text('Key of the table of grades.')),
    points: Type.Record(Type.String(), Type.Number(), {
      description: 'By aspect; what is missing was not recorded, which is no zero.',
    }),
    printed_total: orNull(Type.Number()),
    sources,
  }),
);

export const VotesAnswer = list(
  Type.Object({
    id: text(),
    title: text(),
    round: Type.Object({
      key: text(),
      number: count,
      matter: text(),
      on: partialDate,
      body: orNull(text()),
      threshold: text('Key of a threshold of the kind.'),
      entitled: count,
      present: count,
      complete: Type.Boolean({ description: 'Every ballot is here.' }),
    }),
    candidate: orNull(candidate),
    option: text('What was proposed, where the vote is not on a candidate.'),
    for: count,
    against: count,
    abstained: count,
    absent: count,
    entered: orNull(Type.Boolean({ description: 'Whether it got what it needed, as a source says.' })),
    ballots: Type.Array(
      Type.Object({
        member,
        choice: Type.Enum([...CHOICES]),
        reason: text(),
      }),
    ),
    sources,
  }),
);

export const ObjectionsAnswer = list(
  Type.Object({
    id: text(),
    title: text(),
    candidate,
    count: orNull(Type.Integer({ description: 'Null: no source says how many.' })),
    filed_on: partialDate,
    filer_kind: Type.Enum([...FILER_KINDS]),
    filer: text(),
    ground: text('As filed; says nothing about whether it is true.'),
    evidence: text(),
    admissibility: Type.Enum([...ADMISSIBILITIES]),
    outcome: Type.Enum([...OBJECTION_OUTCOMES]),
    decided_on: partialDate,
    decision: text('What was decided, as printed.'),
    answer: text(),
    sources,
  }),
);

export const ChecksAnswer = list(
  Type.Object({
    id: text(),
    title: text(),
    candidate: orNull(candidate),
    member: orNull(member),
    register: text('Which register was asked, or the heading under which it was published.'),
    question: text(),
    on: partialDate,
    finding: text('As printed; empty: not recorded. Says nothing beyond what is printed.'),
    method: text('How it was looked up.'),
    consulted: orNull(text('Address of what was consulted, or of the document that answers.')),
    sources,
  }),
);
