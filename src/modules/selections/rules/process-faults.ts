/** Names in a file of a process that lead nowhere, and the index by which the other rules find their way. Pure. */
import type { Findings } from '../import/findings.ts';
import type { KindFile, Threshold } from '../schemas/kind-file.ts';
import type { CitedPlace } from '../schemas/parts.ts';
import type {
  FileBody,
  FileCandidacy,
  FileHolder,
  FileRubric,
  ProcessFile,
} from '../schemas/process-file.ts';
import { checkDates } from './process-dates.ts';
import { checkScores } from './process-scores.ts';
import { checkVotes } from './process-votes.ts';

export interface Seated {
  holder: FileHolder;
  seat: string;
  body: FileBody;
}

export interface FileIndex {
  kind: KindFile;
  stages: Set<string>;
  thresholds: Map<string, Threshold>;
  bodies: Map<string, FileBody>;
  events: Set<string>;
  candidacies: Map<string, FileCandidacy>;
  rubrics: Map<string, FileRubric>;
  holders: Map<string, Seated>;
}

/** Pages of the module stand at these addresses below `/elecciones`: a process called so would have none. */
const RESERVED: ReadonlySet<string> = new Set(['tipos', 'comisionados', 'feed.xml']);

/**
 * Looks at everything in a file that its schema cannot say.
 * @param today of the organisation: what was observed cannot lie in the future
 */
export function checkProcess(file: ProcessFile, kind: KindFile, today: string, findings: Findings): void {
  const index = indexOf(file, kind);
  if (RESERVED.has(file.slug)) findings.fault('/slug', 'reserved', { slug: file.slug });
  checkKeys(file, findings);
  checkReferences(file, index, findings);
  checkFilers(file, findings);
  checkCites(file, findings);
  checkNames(file, findings);
  checkDates(file, today, findings);
  checkScores(file, index, findings);
  checkVotes(file, index, findings);
}

function indexOf(file: ProcessFile, kind: KindFile): FileIndex {
  const byKey = <T extends { key: string }>(list: readonly T[] | undefined): Map<string, T> =>
    new Map((list ?? []).map((one) => [one.key, one]));
  return {
    kind,
    stages: new Set(kind.stages.map(({ key }) => key)),
    thresholds: byKey(kind.thresholds),
    bodies: byKey(file.bodies),
    events: new Set(file.events?.map(({ key }) => key)),
    candidacies: byKey(file.candidacies),
    rubrics: byKey(file.rubrics),
    holders: new Map(
      (file.bodies ?? []).flatMap((body) =>
        (body.seats ?? []).flatMap((seat) =>
          seat.holders.map((holder) => [holder.key, { holder, seat: seat.key, body }]),
        ),
      ),
    ),
  };
}

type Keyed = readonly (readonly [path: string, key: string])[];

function checkKeys(file: ProcessFile, findings: Findings): void {
  const of = (name: string, list: readonly { key: string }[] | undefined): Keyed =>
    (list ?? []).map(({ key }, at) => [`/${name}/${at}/key`, key]);
  const seats = (file.bodies ?? []).flatMap(({ seats: own }, b) =>
    (own ?? []).map((seat, s) => [`/bodies/${b}/seats/${s}`, seat] as const),
  );
  const lists: Keyed[] = [
    of('bodies', file.bodies),
    seats.map(([path, { key }]) => [`${path}/key`, key]),
    seats.flatMap(([path, seat]) =>
      seat.holders.map(({ key }, at) => [`${path}/holders/${at}/key`, key] as const),
    ),
    of('events', file.events),
    of('court_actions', file.court_actions),
    of('documents', file.documents),
    of('rubrics', file.rubrics),
    ...(file.rubrics ?? []).map((rubric, n) => of(`rubrics/${n}/aspects`, rubric.aspects)),
    of('candidacies', file.candidacies),
    (file.candidacies ?? []).flatMap(({ states }, n) => of(`candidacies/${n}/states`, states)),
    of('gradings', file.gradings),
    of('objections', file.objections),
    of('checks', file.checks),
    of('rounds', file.rounds),
  ];
  for (const list of lists) {
    const seen = new Set<string>();
    for (const [path, key] of list) {
      if (seen.has(key)) findings.fault(path, 'key_twice', { key });
      seen.add(key);
    }
  }
}

function checkReferences(file: ProcessFile, index: FileIndex, findings: Findings): void {
  const stage = (path: string, key: string | undefined): void => {
    if (key !== undefined && !index.stages.has(key)) findings.fault(path, 'unknown_stage', { key });
  };
  const event = (path: string, key: string | undefined): void => {
    if (key !== undefined && !index.events.has(key)) findings.fault(path, 'unknown_event', { key });
  };
  const body = (path: string, key: string | undefined): void => {
    if (key !== undefined && !index.bodies.has(key)) findings.fault(path, 'unknown_body', { key });
  };
  const candidacy = (path: string, key: string | undefined): void => {
    if (key !== undefined && !index.candidacies.has(key)) findings.fault(path, 'unknown_candidacy', { key });
  };
  for (const [n, own] of (file.bodies ?? []).entries()) {
    const ofKind = index.kind.bodies.find(({ key }) => key === own.key);
    if (!ofKind) findings.fault(`/bodies/${n}/key`, 'unknown_body', { key: own.key });
    const groups = new Set(ofKind?.parts.map(({ group }) => group));
    for (const [s, seat] of (own.seats ?? []).entries())
      if (seat.group !== undefined && !groups.has(seat.group))
        findings.fault(`/bodies/${n}/seats/${s}/group`, 'unknown_group', { key: seat.group });
  }
  for (const [n, one] of (file.events ?? []).entries()) {
    stage(`/events/${n}/stage`, one.stage);
    stage(`/events/${n}/to_stage`, one.to_stage);
    for (const [m, key] of (one.follows ?? []).entries()) {
      event(`/events/${n}/follows/${m}`, key);
      if (key === one.key) findings.fault(`/events/${n}/follows/${m}`, 'follows_itself');
    }
  }
  for (const [n, one] of (file.court_actions ?? []).entries()) {
    stage(`/court_actions/${n}/stage`, one.stage);
    event(`/court_actions/${n}/event`, one.event);
  }
  for (const [n, one] of (file.documents ?? []).entries()) {
    stage(`/documents/${n}/stage`, one.stage);
    event(`/documents/${n}/event`, one.event);
    candidacy(`/documents/${n}/candidacy`, one.candidacy);
  }
  for (const [n, one] of (file.candidacies ?? []).entries()) {
    body(`/candidacies/${n}/through`, one.through);
    for (const [m, state] of one.states.entries()) event(`/candidacies/${n}/states/${m}/event`, state.event);
  }
  for (const [n, one] of (file.objections ?? []).entries())
    candidacy(`/objections/${n}/candidacy`, one.candidacy);
  for (const [n, one] of (file.checks ?? []).entries()) {
    candidacy(`/checks/${n}/candidacy`, one.candidacy);
    if (one.holder !== undefined && !index.holders.has(one.holder))
      findings.fault(`/checks/${n}/holder`, 'unknown_holder', { key: one.holder });
    if ((one.candidacy === undefined) === (one.holder === undefined))
      findings.fault(`/checks/${n}`, 'check_of_whom');
  }
  for (const [n, one] of (file.rounds ?? []).entries()) {
    stage(`/rounds/${n}/stage`, one.stage);
    body(`/rounds/${n}/body`, one.body);
    if (one.threshold !== undefined && !index.thresholds.has(one.threshold))
      findings.fault(`/rounds/${n}/threshold`, 'unknown_threshold', { key: one.threshold });
    for (const [m, result] of one.results.entries())
      candidacy(`/rounds/${n}/results/${m}/candidacy`, result.candidacy);
  }
}

/** Who objects as a private person may be persecuted for it; of whom it is not said what they are may be one. */
function checkFilers({ objections = [] }: ProcessFile, findings: Findings): void {
  for (const [n, { filer, filer_kind: kind = 'unknown' }] of objections.entries())
    if (filer !== undefined && (kind === 'individual' || kind === 'unknown'))
      findings.fault(`/objections/${n}/filer`, 'private_filer');
}

type Cited = readonly (string | CitedPlace)[] | undefined;

/** Every row of a file that can cite, with its place. */
export function citingRows(file: ProcessFile): [path: string, cite: Cited][] {
  const of = (name: string, list: readonly { cite?: Cited }[] | undefined): [string, Cited][] =>
    (list ?? []).map(({ cite }, at) => [`/${name}/${at}`, cite]);
  return [
    ['', file.cite],
    ...of('bodies', file.bodies),
    ...(file.bodies ?? []).flatMap(({ seats }, b) =>
      (seats ?? []).flatMap(({ holders }, s) => of(`bodies/${b}/seats/${s}/holders`, holders)),
    ),
    ...of('events', file.events),
    ...of('court_actions', file.court_actions),
    ...of('documents', file.documents),
    ...of('rubrics', file.rubrics),
    ...of('candidacies', file.candidacies),
    ...(file.candidacies ?? []).flatMap(({ states }, n) => of(`candidacies/${n}/states`, states)),
    ...of('gradings', file.gradings),
    ...of('objections', file.objections),
    ...of('checks', file.checks),
    ...of('rounds', file.rounds),
  ];
}

function checkCites(file: ProcessFile, findings: Findings): void {
  for (const [path, cite] of citingRows(file))
    for (const [at, one] of (cite ?? []).entries()) {
      const { source: name, field, value } = typeof one === 'string' ? { source: one } : one;
      if (!Object.hasOwn(file.sources, name))
        findings.fault(`${path}/cite/${at}`, 'unknown_source', { name });
      if (value !== undefined && field === undefined)
        findings.fault(`${path}/cite/${at}`, 'value_without_field');
    }
}

/** Lines of a list that were read as one name, and blanks that nobody types. */
function checkNames(file: ProcessFile, findings: Findings): void {
  const look = (path: string, name: string): void => {
    if (/[\n\t]|\s{3,}|\p{Ll}{2}\p{Lu}\p{Ll}{2}/u.test(name) || /\p{L}\d|\d\p{L}/u.test(name))
      findings.warn(path, 'name_odd', { name: name.replaceAll(/\s+/g, ' ').slice(0, 80) });
  };
  for (const [n, { name }] of (file.candidacies ?? []).entries()) look(`/candidacies/${n}/name`, name);
  for (const [b, { seats }] of (file.bodies ?? []).entries())
    for (const [s, { holders }] of (seats ?? []).entries())
      for (const [h, { name }] of holders.entries()) look(`/bodies/${b}/seats/${s}/holders/${h}/name`, name);
}
