/** A whole process as one file: what `ja import process` reads and an export writes. */
import Type, { type Static, type TProperties } from 'typebox';
import {
  CANDIDACY_STATES,
  CHOICES,
  DECIDERS,
  EFFECTS,
  COURT_EFFECTS,
  ADMISSIBILITIES,
  FILER_KINDS,
  OBJECTION_OUTCOMES,
  SEAT_OFFICES,
} from '../rules/vocabulary.ts';
import { Cite, Count, Key, PartialDate, Sources, words } from './parts.ts';

const optional = Type.Optional;
const strict = <P extends TProperties>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });
/** A number that fits wherever one is kept. */
const Some = Type.Integer({ minimum: 1, maximum: 10_000_000 });
const Points = Type.Number({ minimum: 0, maximum: 100_000 });

const Event = strict({
  key: Key,
  /** Key of a stage of the kind. */
  stage: optional(Key),
  title: words(300),
  detail: optional(words(4000)),
  on: optional(PartialDate),
  time: optional(Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' })),
  until: optional(PartialDate),
  /** observed: it happened; legal: the law says so; planned: announced. */
  basis: Type.Enum(['observed', 'legal', 'planned']),
  effect: optional(Type.Enum([...EFFECTS])),
  /** Where it goes back to. */
  to_stage: optional(Key),
  /** Keys of the events it comes from. */
  follows: optional(Type.Array(Key, { maxItems: 20 })),
  cite: Cite,
});

const CourtAction = strict({
  key: Key,
  court: optional(words(200)),
  file_number: optional(words(100)),
  action: words(2000),
  filed_by: optional(words(500)),
  filed_on: optional(PartialDate),
  decided_on: optional(PartialDate),
  outcome: optional(words(1000)),
  effect: optional(words(1000)),
  effect_kind: optional(Type.Enum([...COURT_EFFECTS])),
  stage: optional(Key),
  event: optional(Key),
  cite: Cite,
});

const Document = strict({
  key: Key,
  title: words(300),
  stage: optional(Key),
  event: optional(Key),
  candidacy: optional(Key),
  /** The document itself is the source it cites. */
  cite: Cite,
});

const Holder = strict({
  key: Key,
  /** As printed. */
  name: words(200),
  /** Address of the person in Justiciapedia, where somebody has found that it is them. */
  person: optional(Key),
  alternate: optional(Type.Boolean()),
  office: optional(Type.Enum(SEAT_OFFICES.filter((office) => office !== ''))),
  chosen_by: optional(words(500)),
  slate: optional(words(200)),
  votes_for: optional(Count),
  votes_against: optional(Count),
  sworn_on: optional(PartialDate),
  starts: optional(PartialDate),
  ends: optional(PartialDate),
  note: optional(words(1000)),
  cite: Cite,
});

const Body = strict({
  /** Key of a body of the kind. */
  key: Key,
  name: words(300),
  entitled: optional(Some),
  note: optional(words(1000)),
  seats: optional(
    Type.Array(
      strict({
        key: Key,
        group: optional(Key),
        label: words(300),
        chairs: optional(Type.Boolean()),
        holders: Type.Array(Holder, { maxItems: 20 }),
      }),
      { maxItems: 500 },
    ),
  ),
  cite: Cite,
});

const Aspect = strict({
  key: Key,
  /** Key of the aspect it is a part of. */
  part_of: optional(Key),
  label: words(300),
  rule: optional(words(1000)),
  max: optional(Points),
});

const Rubric = strict({
  key: Key,
  title: words(300),
  adopted: Type.Boolean(),
  proposed_by: optional(words(500)),
  votes_for: optional(Count),
  votes_against: optional(Count),
  present: optional(Count),
  decided_on: optional(PartialDate),
  in_force_from: optional(PartialDate),
  cut_off: optional(Points),
  note: optional(words(2000)),
  aspects: Type.Array(Aspect, { maxItems: 60 }),
  cite: Cite,
});

const CandidacyState = strict({
  key: Key,
  state: Type.Enum([...CANDIDACY_STATES]),
  on: optional(PartialDate),
  ground: optional(words(1000)),
  decided_by: optional(Type.Enum(DECIDERS.filter((by) => by !== ''))),
  votes_for: optional(Count),
  votes_against: optional(Count),
  event: optional(Key),
  cite: Cite,
});

const Candidacy = strict({
  key: Key,
  name: words(200),
  person: optional(Key),
  file_number: optional(words(40)),
  /** Key of the body it was filed with. */
  through: optional(Key),
  seat: optional(Type.Enum(['full', 'alternate'])),
  plan: optional(words(20_000)),
  note: optional(words(1000)),
  states: Type.Array(CandidacyState, { maxItems: 50 }),
  cite: Cite,
});

const Grading = strict({
  key: Key,
  /** Key of the rubric whose aspects are graded. */
  rubric: optional(Key),
  title: words(300),
  grader: optional(words(300)),
  on: optional(PartialDate),
  note: optional(words(2000)),
  scores: Type.Array(
    strict({
      candidacy: Key,
      /** By aspect; what is not there was not recorded, which is no zero. */
      points: Type.Record(Type.String({ pattern: '^[a-z0-9][a-z0-9.-]*$' }), Points),
      printed_total: optional(Points),
    }),
    { maxItems: 5000 },
  ),
  cite: Cite,
});

const Objection = strict({
  key: Key,
  candidacy: Key,
  /** Of several that a source only counts; left out: no source says how many. */
  count: optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  filed_on: optional(PartialDate),
  filer_kind: optional(Type.Enum([...FILER_KINDS])),
  /** An organisation that filed it in public; never a private person. */
  filer: optional(words(300)),
  ground: optional(words(2000)),
  evidence: optional(words(1000)),
  admissibility: optional(Type.Enum([...ADMISSIBILITIES])),
  outcome: optional(Type.Enum([...OBJECTION_OUTCOMES])),
  decided_on: optional(PartialDate),
  /** What was decided, as printed. */
  decision: optional(words(2000)),
  answer: optional(words(4000)),
  cite: Cite,
});

const Check = strict({
  key: Key,
  /** Of whom: a candidacy, or the key of who holds a seat. */
  candidacy: optional(Key),
  holder: optional(Key),
  /** Which register was asked, or under which heading it was published: fines, bar, notaries, procurement. */
  register: words(300),
  question: words(1000),
  on: optional(PartialDate),
  /** As printed, amounts too; never a verdict. Left out: not recorded. */
  finding: optional(words(2000)),
  /** How it was looked up. */
  method: optional(words(2000)),
  /** What was consulted, or the document that answers. */
  url: optional(Type.String({ pattern: '^https?://', maxLength: 2000 })),
  cite: Cite,
});

const Result = strict({
  /** One of the two: a candidacy, or what was proposed. */
  candidacy: optional(Key),
  option: optional(words(500)),
  for: optional(Count),
  against: optional(Count),
  abstained: optional(Count),
  absent: optional(Count),
  /** Whether it got what it needed, as the source says. */
  entered: optional(Type.Boolean()),
  note: optional(words(1000)),
  /** How each member voted, by the key of who held the seat. */
  ballots: optional(
    Type.Array(strict({ holder: Key, choice: Type.Enum([...CHOICES]), reason: optional(words(4000)) }), {
      maxItems: 1000,
    }),
  ),
});

const Round = strict({
  key: Key,
  body: optional(Key),
  number: optional(Some),
  matter: words(500),
  /** A vote on a rule, not on candidates. */
  proposal: optional(Type.Boolean()),
  stage: optional(Key),
  on: optional(PartialDate),
  /** Key of a threshold of the kind. */
  threshold: optional(Key),
  entitled: optional(Some),
  present: optional(Count),
  to_fill: optional(Count),
  /** Every ballot is here; without it totals are shown as printed, and the record as incomplete. */
  complete: optional(Type.Boolean()),
  note: optional(words(2000)),
  results: Type.Array(Result, { maxItems: 2000 }),
  cite: Cite,
});

export const ProcessFile = strict({
  slug: Key,
  /** Slug of its kind, and the version of the rules of its day. */
  kind: Key,
  kind_version: Some,
  title: words(200),
  summary: optional(words(4000)),
  year: Type.Integer({ minimum: 1800, maximum: 2200 }),
  /** Address of the institution in Justiciapedia. */
  institution: optional(Key),
  post: optional(words(300)),
  seats: optional(Some),
  alternates: optional(Count),
  shortlist: optional(Some),
  term: optional(strict({ starts: optional(PartialDate), ends: optional(PartialDate) })),
  /** Nothing later than this was read: the page says so. */
  known_until: optional(Type.String({ format: 'date', pattern: '^[1-9]' })),
  known_note: optional(words(2000)),
  /** Plainly fictional, to try everything. */
  example: optional(Type.Boolean()),
  bodies: optional(Type.Array(Body, { maxItems: 20 })),
  events: optional(Type.Array(Event, { maxItems: 2000 })),
  court_actions: optional(Type.Array(CourtAction, { maxItems: 500 })),
  documents: optional(Type.Array(Document, { maxItems: 5000 })),
  rubrics: optional(Type.Array(Rubric, { maxItems: 50 })),
  candidacies: optional(Type.Array(Candidacy, { maxItems: 5000 })),
  gradings: optional(Type.Array(Grading, { maxItems: 100 })),
  objections: optional(Type.Array(Objection, { maxItems: 10_000 })),
  checks: optional(Type.Array(Check, { maxItems: 10_000 })),
  rounds: optional(Type.Array(Round, { maxItems: 500 })),
  /** What was looked for and not found, said plainly. */
  not_found: optional(Type.Array(words(500), { maxItems: 100 })),
  sources: Sources,
  cite: Cite,
});

export type ProcessFile = Static<typeof ProcessFile>;
export type FileEvent = Static<typeof Event>;
export type FileCourtAction = Static<typeof CourtAction>;
export type FileDocument = Static<typeof Document>;
export type FileBody = Static<typeof Body>;
export type FileHolder = Static<typeof Holder>;
export type FileRubric = Static<typeof Rubric>;
export type FileCandidacy = Static<typeof Candidacy>;
export type FileGrading = Static<typeof Grading>;
export type FileObjection = Static<typeof Objection>;
export type FileCheck = Static<typeof Check>;
export type FileRound = Static<typeof Round>;
