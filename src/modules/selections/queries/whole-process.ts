/** A process as the file that an import reads: all that is stored of it, each row with what it cites. */
import type { Read } from '../../../platform/db/handles.ts';
import { institutionsById } from '../../officials/index.ts';
import {
  COURT_ACTION,
  SEAT_HOLDER,
  SELECTION,
  SELECTION_BODY,
  SELECTION_DOCUMENT,
  SELECTION_EVENT,
} from '../kinds.ts';
import type { ProcessFile } from '../schemas/process-file.ts';
import { FileCites } from './file-cites.ts';
import { said, unless } from './said.ts';
import { candidaciesIn, gradingsIn, roundsIn, rubricsIn } from './whole-lists.ts';
import { checksIn, objectionsIn } from './whole-objections.ts';

/**
 * People are told by their printed names: a link to a record of Justiciapedia means nothing elsewhere.
 * Some twenty queries, and one for each thousand rows that cite; for exports, not for pages.
 */
export async function processFileOf(db: Read, slug: string): Promise<ProcessFile | undefined> {
  const own = await db
    .selectFrom('selections as s')
    .innerJoin('selection_kinds as k', 'k.id', 's.kind_id')
    .selectAll('s')
    .select(['k.slug as kind', 'k.version as kind_version'])
    .where('s.slug', '=', slug)
    .executeTakeFirst();
  if (!own) return undefined;
  const cites = new FileCites(db);
  await cites.read(SELECTION, [own]);
  const ids = own.institution_id === null ? [] : [own.institution_id];
  const institution = (await institutionsById(db, ids)).get(own.institution_id ?? '')?.slug;
  return said({
    slug: own.slug,
    kind: own.kind,
    kind_version: own.kind_version,
    title: own.title,
    summary: own.summary,
    year: own.year,
    institution,
    post: own.post,
    seats: own.seats,
    alternates: own.alternates,
    shortlist: own.shortlist,
    term: termOf(own.term_starts, own.term_ends),
    known_until: own.known_until?.toString(),
    known_note: own.known_note,
    example: own.is_example || undefined,
    bodies: await bodiesIn(db, own.id, cites),
    events: await eventsIn(db, own.id, cites),
    court_actions: await courtActionsIn(db, own.id, cites),
    documents: await documentsIn(db, own.id, cites),
    rubrics: await rubricsIn(db, own.id, cites),
    candidacies: await candidaciesIn(db, own.id, cites),
    gradings: await gradingsIn(db, own.id, cites),
    objections: await objectionsIn(db, own.id, cites),
    checks: await checksIn(db, own.id, cites),
    rounds: await roundsIn(db, own.id, cites),
    not_found: own.not_found,
    cite: cites.of(SELECTION, own.id),
    sources: await cites.sources(),
  }) as ProcessFile;
}

const termOf = (starts: string | null, ends: string | null) =>
  starts === null && ends === null ? undefined : said({ starts, ends });

async function eventsIn(db: Read, id: string, cites: FileCites) {
  const rows = await db
    .selectFrom('selection_events')
    .selectAll()
    .where('selection_id', '=', id)
    .orderBy('position')
    .orderBy('key')
    .execute();
  const links = await db
    .selectFrom('selection_event_links as l')
    .innerJoin('selection_events as f', 'f.id', 'l.from_id')
    .select(['l.to_id', 'f.key'])
    .where('f.selection_id', '=', id)
    .orderBy('f.position')
    .execute();
  await cites.read(SELECTION_EVENT, rows);
  const follows = Map.groupBy(links, ({ to_id: to }) => to);
  return rows.map((one) =>
    said({
      key: one.key,
      stage: one.stage,
      title: one.title,
      detail: one.detail,
      on: one.on_date,
      time: one.at_time,
      until: one.until_date,
      basis: one.basis,
      effect: unless(one.effect, 'none'),
      to_stage: one.to_stage,
      follows: follows.get(one.id)?.map(({ key }) => key),
      cite: cites.of(SELECTION_EVENT, one.id),
    }),
  );
}

async function courtActionsIn(db: Read, id: string, cites: FileCites) {
  const rows = await db
    .selectFrom('selection_court_actions as a')
    .leftJoin('selection_events as e', 'e.id', 'a.event_id')
    .selectAll('a')
    .select('e.key as event')
    .where('a.selection_id', '=', id)
    .orderBy('a.position')
    .orderBy('a.key')
    .execute();
  await cites.read(COURT_ACTION, rows);
  return rows.map((one) =>
    said({
      key: one.key,
      court: one.court,
      file_number: one.file_number,
      action: one.action,
      filed_by: one.filed_by,
      filed_on: one.filed_on,
      decided_on: one.decided_on,
      outcome: one.outcome,
      effect: one.effect,
      effect_kind: unless(one.effect_kind, 'unknown'),
      stage: one.stage,
      event: one.event,
      cite: cites.of(COURT_ACTION, one.id),
    }),
  );
}

async function documentsIn(db: Read, id: string, cites: FileCites) {
  const rows = await db
    .selectFrom('selection_documents as d')
    .leftJoin('selection_events as e', 'e.id', 'd.event_id')
    .selectAll('d')
    .select('e.key as event')
    .where('d.selection_id', '=', id)
    .orderBy('d.position')
    .orderBy('d.key')
    .execute();
  await cites.read(SELECTION_DOCUMENT, rows);
  return rows.map((one) =>
    said({
      key: one.key,
      title: one.title,
      stage: one.stage,
      event: one.event,
      candidacy: one.candidacy_key,
      cite: cites.of(SELECTION_DOCUMENT, one.id),
    }),
  );
}

async function bodiesIn(db: Read, id: string, cites: FileCites) {
  const bodies = await db
    .selectFrom('selection_bodies')
    .selectAll()
    .where('selection_id', '=', id)
    .orderBy('position')
    .orderBy('key')
    .execute();
  const seats = await db
    .selectFrom('body_seats')
    .selectAll()
    .where('selection_id', '=', id)
    .orderBy('position')
    .orderBy('key')
    .execute();
  await cites.read(SELECTION_BODY, bodies);
  const holders = await holdersIn(db, id, cites);
  const bySeat = Map.groupBy(holders, ({ seat }) => seat);
  const byBody = Map.groupBy(seats, ({ body_id: body }) => body);
  return bodies.map((body) =>
    said({
      key: body.key,
      name: body.name,
      entitled: body.entitled,
      note: body.note,
      seats: byBody.get(body.id)?.map((seat) =>
        // A seat that nobody is known to hold has an empty list, which is not left out.
        Object.assign(
          said({
            key: seat.key,
            group: seat.group_key,
            label: seat.label,
            chairs: seat.chairs || undefined,
          }),
          { holders: (bySeat.get(seat.id) ?? []).map(({ holder }) => holder) },
        ),
      ),
      cite: cites.of(SELECTION_BODY, body.id),
    }),
  );
}

async function holdersIn(db: Read, id: string, cites: FileCites) {
  const rows = await db
    .selectFrom('seat_holders')
    .selectAll()
    .where('selection_id', '=', id)
    .orderBy('position')
    .orderBy('key')
    .execute();
  await cites.read(SEAT_HOLDER, rows);
  return rows.map((one) => ({
    seat: one.seat_id,
    holder: said({
      key: one.key,
      name: one.name,
      alternate: one.alternate || undefined,
      office: one.office,
      chosen_by: one.chosen_by,
      slate: one.slate,
      votes_for: one.votes_for,
      votes_against: one.votes_against,
      sworn_on: one.sworn_on,
      starts: one.starts,
      ends: one.ends,
      note: one.note,
      cite: cites.of(SEAT_HOLDER, one.id),
    }),
  }));
}
