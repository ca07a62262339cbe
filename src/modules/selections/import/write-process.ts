/** Everything that a file says, written in the transaction given: what fails leaves nothing. */
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { citeMany, type StatedCitation } from '../../../platform/sources/cite-many.ts';
import type { RecordRef } from '../../../platform/links.ts';
import { freeSlug, slugOf } from '../../../platform/slug.ts';
import { keysOfName } from '../../officials/index.ts';
import { keepShownStates } from '../commands/shown-states.ts';
import {
  BACKGROUND_CHECK,
  CANDIDACY,
  CANDIDACY_STATE,
  COURT_ACTION,
  GRADING,
  OBJECTION,
  RUBRIC,
  SEAT_HOLDER,
  SELECTION,
  SELECTION_BODY,
  SELECTION_DOCUMENT,
  SELECTION_EVENT,
  VOTE_ROUND,
} from '../kinds.ts';
import type { ProcessFile } from '../schemas/process-file.ts';
import type { Findings } from './findings.ts';
import {
  bodyRow,
  candidacyRow,
  checkRow,
  courtRow,
  documentRow,
  eventRow,
  gradingRow,
  holderRow,
  objectionRow,
  roundRow,
  rubricRow,
  seatRow,
  stateRow,
} from './plain-rows.ts';
import { type Cites, citationsIn, sourcesOf } from './stated-sources.ts';
import { type Changes, type KeyedTable, type Row, syncKeyed, type Synced } from './sync-rows.ts';
import { linkedPeople, type Named, writePeople } from './write-people.ts';
import { writeAspects, writeResults, writeScores } from './write-sheets.ts';

export interface Written {
  /** By table. */
  changes: Map<string, Changes>;
  /** New records of people. */
  people: number;
  citations: { added: number; removed: number };
  /** Candidacies that are created or changed. */
  touched: string[];
}

/** @param selectionId of the process, which is there and locked */
export async function writeProcess(
  trx: Trx,
  act: Act,
  selectionId: string,
  file: ProcessFile,
  { publish }: { publish: boolean },
  findings: Findings,
): Promise<Written> {
  const linked = await linkedPeople(trx, file, findings);
  const writing = new Writing(trx, selectionId, await sourcesOf(trx, act, file.sources), findings);
  writing.cite({ kind: SELECTION, id: selectionId }, file.cite);
  const events = await writing.rows('selection_events', SELECTION_EVENT, file.events, eventRow);
  await writing.links(file.events ?? [], events.ids);
  await writing.rows('selection_court_actions', COURT_ACTION, file.court_actions, (one, at) =>
    courtRow(one, at, events.ids),
  );
  await writing.rows('selection_documents', SELECTION_DOCUMENT, file.documents, (one, at) =>
    documentRow(one, at, events.ids),
  );
  const bodies = await writing.rows('selection_bodies', SELECTION_BODY, file.bodies, bodyRow);
  const seated = await writing.roster(file, bodies.ids);
  const candidates = await writing.candidacies(file, events.ids);
  const rubrics = await writing.rows('rubrics', RUBRIC, file.rubrics, rubricRow);
  writing.count('rubric_aspects', await writeAspects(trx, file.rubrics ?? [], rubrics.ids));
  const gradings = await writing.rows('gradings', GRADING, file.gradings, (one, at) =>
    gradingRow(one, at, rubrics.ids),
  );
  writing.count('scores', await writeScores(trx, file.gradings ?? [], gradings.ids, candidates.synced.ids));
  await writing.rows('candidacy_objections', OBJECTION, file.objections, (one, at) =>
    objectionRow(one, at, candidates.synced.ids),
  );
  await writing.rows('selection_checks', BACKGROUND_CHECK, file.checks, (one, at) =>
    checkRow(one, at, candidates.synced.ids, seated.synced.ids),
  );
  const rounds = await writing.rows('vote_rounds', VOTE_ROUND, file.rounds, (one, at) =>
    roundRow(one, at, bodies.ids),
  );
  const votes = await writeResults(trx, file.rounds ?? [], {
    rounds: rounds.ids,
    candidacies: candidates.synced.ids,
    holders: seated.synced.ids,
  });
  writing.count('round_results', votes.results);
  writing.count('ballots', votes.ballots);
  const setting = { process: file.title, publish, sources: writing.sources, linked };
  // Whom an example names does not exist: Justiciapedia is of people.
  const people =
    file.example === true
      ? 0
      : (await writePeople(trx, act, 'seat_holders', seated.named, setting, findings)) +
        (await writePeople(trx, act, 'candidacies', candidates.named, setting, findings));
  return {
    changes: writing.changes,
    people,
    citations: await writing.finish(act),
    touched: candidates.synced.touched.flatMap((key) => candidates.synced.ids.get(key) ?? []),
  };
}

class Writing {
  readonly changes = new Map<string, Changes>();
  readonly sources: ReadonlyMap<string, string>;
  readonly #trx: Trx;
  readonly #id: string;
  readonly #findings: Findings;
  readonly #records: RecordRef[] = [];
  readonly #citations: StatedCitation[] = [];
  #staying: string[] = [];

  constructor(trx: Trx, id: string, sources: ReadonlyMap<string, string>, findings: Findings) {
    this.#trx = trx;
    this.#id = id;
    this.sources = sources;
    this.#findings = findings;
  }

  count(table: string, { created, changed, left, removed }: Changes): void {
    this.changes.set(table, { created, changed, left, removed });
  }

  cite(record: RecordRef, cites: Cites): void {
    this.#records.push(record);
    this.#citations.push(...citationsIn(record, cites, this.sources));
  }

  async rows<T extends { key: string; cite?: Cites }>(
    table: KeyedTable,
    kind: string | undefined,
    list: readonly T[] | undefined,
    rowOf: (one: T, at: number) => Row & { key: string },
  ): Promise<Synced> {
    const synced = await syncKeyed(this.#trx, table, this.#id, (list ?? []).map(rowOf));
    this.count(table, synced);
    this.#staying.push(...synced.staying);
    if (kind !== undefined)
      for (const one of list ?? []) this.cite({ kind, id: synced.ids.get(one.key) ?? '' }, one.cite);
    return synced;
  }

  /** What an event comes from; of events that the file speaks of, just what it says. */
  async links(events: NonNullable<ProcessFile['events']>, ids: ReadonlyMap<string, string>): Promise<void> {
    const pairs = events.flatMap(({ key, follows }) =>
      (follows ?? []).map((from) => ({ from: ids.get(from) ?? '', to: ids.get(key) ?? '' })),
    );
    const own = events.map(({ key }) => ids.get(key) ?? '');
    const [froms, tos] = [pairs.map(({ from }) => from), pairs.map(({ to }) => to)];
    await sql`delete from selection_event_links l where l.to_id = any(${own}::uuid[])
      and not exists (select from unnest(${froms}::uuid[], ${tos}::uuid[]) as w (f, t)
        where w.f = l.from_id and w.t = l.to_id)`.execute(this.#trx);
    await sql`insert into selection_event_links (from_id, to_id)
      select f, t from unnest(${froms}::uuid[], ${tos}::uuid[]) as w (f, t)
      on conflict do nothing`.execute(this.#trx);
  }

  async roster(
    file: ProcessFile,
    bodies: ReadonlyMap<string, string>,
  ): Promise<{ synced: Synced; named: Named[] }> {
    const seats = (file.bodies ?? []).flatMap((body, b) =>
      (body.seats ?? []).map((seat, s) => ({ ...seat, body, path: `/bodies/${b}/seats/${s}`, at: s })),
    );
    const seatRows = await this.rows('body_seats', undefined, seats, (one) =>
      seatRow(one, one.at, bodies.get(one.body.key) ?? ''),
    );
    const holders = seats.flatMap((seat) =>
      seat.holders.map((holder, at) => ({ ...holder, seat, at, path: `${seat.path}/holders/${at}` })),
    );
    const synced = await this.rows('seat_holders', SEAT_HOLDER, holders, (one) =>
      holderRow(one, one.at, seatRows.ids.get(one.seat.key) ?? '', keysOfName(one.name).name_key),
    );
    const named = holders.map((one): Named => ({
      id: synced.ids.get(one.key) ?? '',
      path: one.path,
      name: one.name,
      person: one.person,
      cites: one.cite,
      tenure: {
        kind: 'commission',
        body: one.seat.body.name,
        post: one.seat.label,
        starts: one.starts ?? one.sworn_on,
        ends: one.ends,
      },
    }));
    return { synced, named };
  }

  async candidacies(
    file: ProcessFile,
    events: ReadonlyMap<string, string>,
  ): Promise<{ synced: Synced; named: Named[] }> {
    const there = await this.#trx
      .selectFrom('candidacies')
      .select(['key', 'slug'])
      .where('selection_id', '=', this.#id)
      .execute();
    const slugs = new Map(there.map(({ key, slug }) => [key, slug]));
    const taken = new Set(slugs.values());
    const slugFor = ({ key, name }: { key: string; name: string }): string => {
      const own = slugs.get(key) ?? freeSlug(slugOf(name) || slugOf(key) || 'candidatura', taken);
      taken.add(own);
      return own;
    };
    const list = file.candidacies ?? [];
    const synced = await this.rows('candidacies', CANDIDACY, list, (one, at) =>
      candidacyRow(one, at, { slug: slugFor(one), ...keysOfName(one.name) }),
    );
    const states = list.flatMap(({ key, states: own }) =>
      own.map((state, at) => ({ ...state, of: synced.ids.get(key) ?? '', at })),
    );
    await this.rows('candidacy_states', CANDIDACY_STATE, states, (one) =>
      stateRow(one, one.at, one.of, events),
    );
    const named = list.map((one, at): Named => ({
      id: synced.ids.get(one.key) ?? '',
      path: `/candidacies/${at}`,
      name: one.name,
      person: one.person,
      cites: one.cite,
      tenure: { kind: 'candidacy', body: '', post: file.post ?? '' },
    }));
    return { synced, named };
  }

  async finish(act: Act): Promise<{ added: number; removed: number }> {
    if (this.#staying.length > 0)
      this.#findings.warn('', 'row_stays', {
        count: this.#staying.length,
        keys: this.#staying.slice(0, 10).join(', '),
      });
    const done = await citeMany(this.#trx, act, this.#records, this.#citations);
    // What was just written is in no statistics yet: without them, pages would read whole tables.
    if (this.#records.length > 1000)
      await sql`analyze citations, candidacies, candidacy_states, round_results, ballots, scores`.execute(
        this.#trx,
      );
    await keepShownStates(this.#trx, this.#id);
    return done;
  }
}
