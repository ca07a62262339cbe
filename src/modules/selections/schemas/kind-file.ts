/**
 * How one kind of authority is chosen, as data: bodies and what they are made of, thresholds as formulas, stages,
 * deadlines. Nothing of any country is in the code: a kind is a file, or is written in the back office.
 */
import Type, { type Static } from 'typebox';
import { Cite, Key, Sources, words } from './parts.ts';

/** On what a rule rests: an article that a source gives, or what was seen to be done. Never a law's text from memory. */
const Basis = Type.Object(
  { text: words(500), kind: Type.Enum(['law', 'practice']), cite: Cite },
  { additionalProperties: false },
);
export type Basis = Static<typeof Basis>;

/** `share` 2 of 3 of those entitled; `beyond`: more than that (half and one more). `fixed`: a number that the rule itself says. */
const Formula = Type.Union([
  Type.Object({ fixed: Type.Integer({ minimum: 1 }) }, { additionalProperties: false }),
  Type.Object(
    {
      share: Type.Tuple([Type.Integer({ minimum: 1 }), Type.Integer({ minimum: 1 })]),
      of: Type.Enum(['entitled', 'present']),
      beyond: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
]);
export type Formula = Static<typeof Formula>;

const Threshold = Type.Object(
  { key: Key, body: Key, what: words(300), formula: Formula, basis: Basis },
  { additionalProperties: false },
);
export type Threshold = Static<typeof Threshold>;

const BodyPart = Type.Object(
  {
    group: Key,
    label: words(300),
    /** Left out: as many as there are that year (law faculties). */
    seats: Type.Optional(Type.Integer({ minimum: 1 })),
    alternates: Type.Optional(Type.Boolean()),
    chairs: Type.Optional(Type.Boolean()),
    how: words(500),
    basis: Type.Optional(Basis),
  },
  { additionalProperties: false },
);

const Body = Type.Object(
  {
    key: Key,
    name: words(300),
    /** What it does in the process. */
    role: Type.Enum(['proposes', 'decides', 'designates']),
    size: Type.Optional(Type.Integer({ minimum: 1 })),
    parts: Type.Array(BodyPart, { maxItems: 20 }),
    basis: Type.Optional(Basis),
  },
  { additionalProperties: false },
);

export const CRITERIA = ['publicity', 'criteria', 'evaluation', 'decision'] as const;

const Check = Type.Object(
  { key: Key, criterion: Type.Enum([...CRITERIA]), question: words(500) },
  { additionalProperties: false },
);

const Stage = Type.Object(
  {
    key: Key,
    title: words(200),
    /** Key of the body that acts in it. */
    body: Type.Optional(Key),
    /** What to write down. */
    record: Type.Array(words(300), { maxItems: 20 }),
    /** What to look at, for observers. */
    checks: Type.Array(Check, { maxItems: 20 }),
    /** In plain words: what happens, why it matters, what anybody can do. */
    explanation: Type.Optional(words(3000)),
    what_you_can_do: Type.Optional(words(2000)),
  },
  { additionalProperties: false },
);
export type Stage = Static<typeof Stage>;

const Deadline = Type.Object(
  {
    key: Key,
    stage: Key,
    what: words(300),
    /** Counted from the start or end of the term, or from the first event of a stage. */
    from: Type.Union([Type.Literal('term_starts'), Type.Literal('term_ends'), Type.Object({ stage: Key })]),
    direction: Type.Enum(['before', 'after']),
    amount: Type.Integer({ minimum: 0, maximum: 1000 }),
    unit: Type.Enum(['days', 'working_days', 'months']),
    basis: Basis,
  },
  { additionalProperties: false },
);
export type Deadline = Static<typeof Deadline>;

const Requirement = Type.Object({ text: words(500), basis: Basis }, { additionalProperties: false });

export const KindFile = Type.Object(
  {
    slug: Key,
    /** Raised by whoever writes a new one: a version that is there is never changed. */
    version: Type.Integer({ minimum: 1, maximum: 10_000 }),
    country: words(100),
    /** As citizens say it. */
    title: words(200),
    office: words(300),
    bodies: Type.Array(Body, { minItems: 1, maxItems: 10 }),
    seats: Type.Object(
      {
        full: Type.Optional(Type.Integer({ minimum: 1 })),
        alternates: Type.Optional(Type.Integer({ minimum: 0 })),
        basis: Type.Optional(Basis),
      },
      { additionalProperties: false },
    ),
    /** How many names the decider gets: a number, or so many times the seats. Left out: there is no list. */
    shortlist: Type.Optional(
      Type.Object(
        {
          size: Type.Optional(Type.Integer({ minimum: 1 })),
          times_seats: Type.Optional(Type.Integer({ minimum: 1 })),
          basis: Basis,
        },
        { additionalProperties: false },
      ),
    ),
    thresholds: Type.Array(Threshold, { maxItems: 20 }),
    term: Type.Object(
      {
        years: Type.Optional(Type.Integer({ minimum: 1 })),
        /** Month and day on which a term begins. */
        starts: Type.Optional(Type.String({ pattern: String.raw`^\d{2}-\d{2}$` })),
        basis: Type.Optional(Basis),
      },
      { additionalProperties: false },
    ),
    stages: Type.Array(Stage, { minItems: 1, maxItems: 40 }),
    deadlines: Type.Array(Deadline, { maxItems: 40 }),
    requirements: Type.Array(Requirement, { maxItems: 40 }),
    explanation: Type.Object(
      {
        who_decides: words(3000),
        why_it_matters: words(3000),
        what_you_can_do: words(3000),
      },
      { additionalProperties: false },
    ),
    /** Where two sources give different rules, said plainly. */
    notes: Type.Optional(
      Type.Array(Type.Object({ text: words(1000), cite: Cite }, { additionalProperties: false })),
    ),
    sources: Sources,
  },
  { additionalProperties: false },
);
export type KindFile = Static<typeof KindFile>;
