/** What a file says, as the columns of the tables. Pure. */
import type {
  FileBody,
  FileCandidacy,
  FileCheck,
  FileCourtAction,
  FileDocument,
  FileEvent,
  FileGrading,
  FileHolder,
  FileObjection,
  FileRound,
  FileRubric,
} from '../schemas/process-file.ts';

type Ids = ReadonlyMap<string, string>;
const idOf = (ids: Ids, key: string | undefined): string | null =>
  key === undefined ? null : (ids.get(key) ?? null);

export const eventRow = (one: FileEvent, position: number) => ({
  key: one.key,
  stage: one.stage ?? '',
  title: one.title,
  detail: one.detail ?? '',
  on_date: one.on ?? null,
  at_time: one.time ?? null,
  until_date: one.until ?? null,
  basis: one.basis,
  effect: one.effect ?? 'none',
  to_stage: one.to_stage ?? '',
  position,
});

export const courtRow = (one: FileCourtAction, position: number, events: Ids) => ({
  key: one.key,
  court: one.court ?? '',
  file_number: one.file_number ?? '',
  action: one.action,
  filed_by: one.filed_by ?? '',
  filed_on: one.filed_on ?? null,
  decided_on: one.decided_on ?? null,
  outcome: one.outcome ?? '',
  effect: one.effect ?? '',
  effect_kind: one.effect_kind ?? 'unknown',
  stage: one.stage ?? '',
  event_id: idOf(events, one.event),
  position,
});

export const documentRow = (one: FileDocument, position: number, events: Ids) => ({
  key: one.key,
  title: one.title,
  stage: one.stage ?? '',
  event_id: idOf(events, one.event),
  candidacy_key: one.candidacy ?? '',
  position,
});

export const bodyRow = (one: FileBody, position: number) => ({
  key: one.key,
  name: one.name,
  entitled: one.entitled ?? null,
  note: one.note ?? '',
  position,
});

type Seat = NonNullable<FileBody['seats']>[number];

export const seatRow = (one: Seat, position: number, body: string) => ({
  key: one.key,
  body_id: body,
  group_key: one.group ?? '',
  label: one.label,
  chairs: one.chairs ?? false,
  position,
});

export const holderRow = (one: FileHolder, position: number, seat: string, nameKey: string) => ({
  key: one.key,
  seat_id: seat,
  name: one.name,
  name_key: nameKey,
  alternate: one.alternate ?? false,
  office: one.office ?? ('' as const),
  chosen_by: one.chosen_by ?? '',
  slate: one.slate ?? '',
  votes_for: one.votes_for ?? null,
  votes_against: one.votes_against ?? null,
  sworn_on: one.sworn_on ?? null,
  starts: one.starts ?? null,
  ends: one.ends ?? null,
  note: one.note ?? '',
  position,
});

export const candidacyRow = (
  one: FileCandidacy,
  position: number,
  keys: { slug: string; name_key: string; sort_key: string },
) => ({
  key: one.key,
  ...keys,
  name: one.name,
  file_number: one.file_number ?? '',
  through: one.through ?? '',
  seat: one.seat ?? ('' as const),
  plan: one.plan ?? '',
  note: one.note ?? '',
  position,
});

export const stateRow = (
  one: FileCandidacy['states'][number],
  position: number,
  candidacy: string,
  events: Ids,
) => ({
  key: one.key,
  candidacy_id: candidacy,
  state: one.state,
  on_date: one.on ?? null,
  ground: one.ground ?? '',
  decided_by: one.decided_by ?? ('' as const),
  votes_for: one.votes_for ?? null,
  votes_against: one.votes_against ?? null,
  event_id: idOf(events, one.event),
  position,
});

export const rubricRow = (one: FileRubric, position: number) => ({
  key: one.key,
  title: one.title,
  adopted: one.adopted,
  proposed_by: one.proposed_by ?? '',
  votes_for: one.votes_for ?? null,
  votes_against: one.votes_against ?? null,
  present: one.present ?? null,
  decided_on: one.decided_on ?? null,
  in_force_from: one.in_force_from ?? null,
  cut_off: one.cut_off ?? null,
  note: one.note ?? '',
  position,
});

export const aspectRow = (one: FileRubric['aspects'][number], position: number, rubric: string) => ({
  rubric_id: rubric,
  key: one.key,
  parent_key: one.part_of ?? '',
  label: one.label,
  rule: one.rule ?? '',
  max: one.max ?? null,
  position,
});

export const gradingRow = (one: FileGrading, position: number, rubrics: Ids) => ({
  key: one.key,
  rubric_id: idOf(rubrics, one.rubric),
  title: one.title,
  grader: one.grader ?? '',
  on_date: one.on ?? null,
  note: one.note ?? '',
  position,
});

export const objectionRow = (one: FileObjection, position: number, candidacies: Ids) => ({
  key: one.key,
  candidacy_id: idOf(candidacies, one.candidacy),
  count: one.count ?? null,
  filed_on: one.filed_on ?? null,
  filer_kind: one.filer_kind ?? 'unknown',
  filer: one.filer ?? '',
  ground: one.ground ?? '',
  evidence: one.evidence ?? '',
  admissibility: one.admissibility ?? 'unknown',
  outcome: one.outcome ?? 'unknown',
  decided_on: one.decided_on ?? null,
  decision: one.decision ?? '',
  answer: one.answer ?? '',
  position,
});

export const checkRow = (one: FileCheck, position: number, candidacies: Ids, holders: Ids) => ({
  key: one.key,
  candidacy_id: idOf(candidacies, one.candidacy),
  holder_id: idOf(holders, one.holder),
  register: one.register,
  question: one.question,
  on_date: one.on ?? null,
  finding: one.finding ?? '',
  method: one.method ?? '',
  address: one.url ?? '',
  position,
});

export const roundRow = (one: FileRound, position: number, bodies: Ids) => ({
  key: one.key,
  body_id: idOf(bodies, one.body),
  number: one.number ?? null,
  matter: one.matter,
  is_proposal: one.proposal ?? false,
  stage: one.stage ?? '',
  on_date: one.on ?? null,
  threshold: one.threshold ?? '',
  entitled: one.entitled ?? null,
  present: one.present ?? null,
  to_fill: one.to_fill ?? null,
  complete: one.complete ?? false,
  note: one.note ?? '',
  position,
});

export const resultRow = (one: FileRound['results'][number], position: number) => ({
  option: one.option ?? '',
  votes_for: one.for ?? null,
  votes_against: one.against ?? null,
  abstained: one.abstained ?? null,
  absent: one.absent ?? null,
  entered: one.entered ?? null,
  note: one.note ?? '',
  position,
});
