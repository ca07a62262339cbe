/** The rules of editions and programmes, applied to what a file wants; each fault where it stands in the file. */
import type { QuestionInput } from '../commands/inputs.ts';
import { losesWorkshop } from '../commands/programme.ts';
import {
  editionFaults,
  type Frame,
  isSlug,
  type ProgrammeFault,
  questionFaults,
  repeated,
  roomClashes,
  type SessionFacts,
  sessionFaults,
} from '../rules/programme.ts';
import type { Status } from '../tables.ts';
import type { Findings } from './report.ts';
import type { EventFile } from './schema.ts';
import type { Current, NamedSession, Wanted } from './wanted.ts';

/** Names in the file of what commands call otherwise. */
const POINTER: Record<string, string> = {
  startsAt: 'starts',
  endsAt: 'ends',
  roomId: 'room',
  trackId: 'track',
  'registration.closesAt': 'registration/closes',
  'registration.closesOn': 'registration/closes_on',
  'registration.capacity.total': 'registration/capacity',
  'registration.capacity.online': 'registration/capacity/online',
  'registration.capacity.inPerson': 'registration/capacity/in_person',
  shownWhen: 'shown_when',
};

export function checkWanted(
  wanted: Wanted,
  current: Current | undefined,
  file: EventFile,
  findings: Findings,
): void {
  const note = (parent: string) => (fault: ProgrammeFault) =>
    findings.fault(
      `${parent}/${POINTER[fault.field] ?? fault.field.replaceAll('.', '/')}`,
      `events.fault.${fault.code}`,
      fault.detail,
    );
  editionFaults(wanted.edition).forEach(note(''));
  checkWindow(file.registration, findings);
  checkNames(wanted, findings);
  const frame = frameOf(wanted, current);
  const known = new Map((current?.programme.sessions ?? []).map((row) => [row.slug, row.status]));
  const status = (slug: string) => known.get(slug) ?? wanted.sessionStatus.get(slug)?.status ?? 'scheduled';
  checkStatus(file, current, known, findings);
  const facts = wanted.sessions.map((session) => sessionFacts(session, status(session.slug)));
  facts.forEach((session, index) =>
    sessionFaults(session, frame)
      // What does not take place may have been planned for other days.
      .filter((fault) => fault.code !== 'session_outside' || session.status === 'scheduled')
      .forEach(note(`/sessions/${index}`)),
  );
  checkWorkshops(wanted, current, findings);
  checkKept(wanted, current, frame, facts, findings);
  checkQuestions(wanted.questions, current, note);
}

/** Postponing and cancelling what people know of is announced, so a file cannot do it by the way. */
function checkStatus(
  file: EventFile,
  current: Current | undefined,
  known: ReadonlyMap<string, Status>,
  { warn }: Findings,
): void {
  if (!current) return;
  if (file.status && file.status !== current.status)
    warn('/status', 'events.import.status_kept', { name: file.slug });
  file.sessions?.forEach(({ slug, status }, index) => {
    const now = known.get(slug);
    if (status && now && now !== status)
      warn(`/sessions/${index}/status`, 'events.import.status_kept', { name: slug });
  });
}

function checkWorkshops(wanted: Wanted, current: Current | undefined, { fault }: Findings): void {
  const before = new Map((current?.programme.sessions ?? []).map((row) => [row.slug, row]));
  wanted.sessions.forEach((session, index) => {
    const row = before.get(session.slug);
    if (current && row && losesWorkshop(row, session, current.programme))
      fault(`/sessions/${index}/type`, 'events.fault.workshop_in_use', { title: row.title });
  });
}

function checkWindow(registration: EventFile['registration'], { fault }: Findings): void {
  if (!registration) return;
  const { opens, closes, closes_on: closesOn } = registration;
  if (registration.schedule === 'unpublished') return;
  if (closes === undefined && closesOn === undefined)
    fault('/registration/closes', 'events.import.missing', { name: 'closes' });
  if (opens === undefined && closesOn === undefined)
    fault('/registration/opens', 'events.import.missing', { name: 'opens' });
}

/** Nothing may stand twice under one name. */
function checkNames(wanted: Wanted, findings: Findings): void {
  const lists: readonly [list: string, name: string, values: readonly string[]][] = [
    ['sessions', 'slug', wanted.sessions.map(({ slug }) => slug)],
    ['speakers', 'slug', wanted.speakers.map(({ slug }) => slug)],
    ['rooms', 'name', wanted.rooms.map(({ name }) => name)],
    ['tracks', 'slug', wanted.tracks.map(({ slug }) => slug)],
    ['tracks', 'name', wanted.tracks.map(({ name }) => name)],
    ['registration/questions', 'key', wanted.questions.map(({ key }) => key)],
  ];
  for (const [list, name, values] of lists) {
    for (const index of repeated(values)) {
      const slug = values[index] ?? '';
      const other = `${list.replaceAll('/', '.')}[${values.indexOf(slug)}]`;
      findings.fault(`/${list}/${index}/${name}`, 'events.import.slug_twice', { slug, other });
    }
  }
  wanted.tracks.forEach(({ slug, name }, index) => {
    // Made from a name without a single letter that can stand in an address.
    if (!isSlug(slug)) findings.fault(`/tracks/${index}`, 'events.fault.bad_slug', { slug: slug || name });
  });
}

function frameOf(wanted: Wanted, current: Current | undefined): Frame {
  const { rooms = [], tracks = [], speakers = [] } = current?.programme ?? {};
  return {
    startsAt: wanted.edition.startsAt,
    endsAt: wanted.edition.endsAt,
    rooms: new Map([...rooms, ...wanted.rooms].map(({ name }) => [name, name])),
    tracks: new Set([...tracks, ...wanted.tracks].map((track) => track.slug)),
    speakers: new Set([...speakers, ...wanted.speakers].map((speaker) => speaker.slug)),
  };
}

function sessionFacts(session: NamedSession, status: SessionFacts['status']): SessionFacts {
  return { ...session, speakers: session.speakers.map((speaker) => speaker.slug), status };
}

/** Sessions that the file does not mention stay: nothing of the file may push them out or into each other. */
function checkKept(
  wanted: Wanted,
  current: Current | undefined,
  frame: Frame,
  facts: SessionFacts[],
  findings: Findings,
): void {
  const mentioned = new Set(wanted.sessions.map((session) => session.slug));
  const kept = (current?.programme.sessions ?? []).flatMap((row) => {
    const session = mentioned.has(row.slug) ? undefined : current?.sessions.get(row.slug);
    return session ? [sessionFacts(session, row.status)] : [];
  });
  for (const session of kept.filter((one) => one.status === 'scheduled'))
    for (const { code, field, detail } of sessionFaults(session, frame))
      if (code === 'session_outside')
        findings.fault(`/${POINTER[field] ?? ''}`, `events.fault.${code}`, detail);
  const all = [...facts, ...kept];
  for (const { first, second, room } of roomClashes(all)) {
    // Where it can be mended: at the later one, if the file has it.
    const index = second < facts.length ? second : first;
    if (index >= facts.length) continue;
    findings.fault(`/sessions/${index}/room`, 'events.fault.room_overlap', {
      first: all[first]?.title ?? '',
      second: all[second]?.title ?? '',
      room,
    });
  }
}

/** Questions that are there already come first, in their order; a condition may look back at them. */
function checkQuestions(
  questions: readonly QuestionInput[],
  current: Current | undefined,
  note: (parent: string) => (fault: ProgrammeFault) => void,
): void {
  const known = (current?.programme.questions ?? []).map((row) => ({ ...row, shownWhen: row.shown_when }));
  const keys = new Set(known.map((question) => question.key));
  const asked = [
    ...known.map((row) => questions.find((question) => question.key === row.key) ?? row),
    ...questions.filter((question) => !keys.has(question.key)),
  ];
  asked.forEach((question, place) => {
    const index = questions.findIndex((one) => one.key === question.key);
    const parent = index === -1 ? '/registration/questions' : `/registration/questions/${index}`;
    questionFaults(question, asked.slice(0, place)).forEach(note(parent));
  });
}
