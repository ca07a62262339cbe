/** The rows of an invented process, straight from what a file would say. */
import type { Trx } from '../../platform/db/handles.ts';
import { citeMany } from '../../platform/sources/cite-many.ts';
import { slugOf } from '../../platform/slug.ts';
import { plainWords } from '../../platform/sources/words.ts';
import {
  BACKGROUND_CHECK,
  CANDIDACY,
  CANDIDACY_STATE,
  GRADING,
  OBJECTION,
  RUBRIC,
  SEAT_HOLDER,
  SELECTION_BODY,
  SELECTION_DOCUMENT,
  VOTE_ROUND,
} from './kinds.ts';
import {
  aspectRow,
  bodyRow,
  candidacyRow,
  checkRow,
  documentRow,
  gradingRow,
  holderRow,
  objectionRow,
  resultRow,
  roundRow,
  rubricRow,
  seatRow,
  stateRow,
} from './import/plain-rows.ts';
import type { ProcessFile } from './schemas/process-file.ts';
import './tables.ts';

export const AT = Temporal.Instant.from('2026-11-23T15:00:00Z');

export interface MadeProcess extends Partial<Omit<ProcessFile, 'sources'>> {
  status?: 'draft' | 'published';
}

const AT_ONCE = 500;
type Cite = ProcessFile['cite'];

export class FixtureRows {
  readonly ids = new Map<string, string>();
  readonly #trx: Trx;
  readonly #selection: string;
  readonly #source: string;

  constructor(trx: Trx, selection: string, source: string) {
    this.#trx = trx;
    this.#selection = selection;
    this.#source = source;
  }

  async write(made: MadeProcess): Promise<void> {
    await this.#bodies(made);
    await this.#candidacies(made);
    await this.#rubrics(made);
    await this.#gradings(made);
    await this.#objections(made);
    await this.#checks(made);
    await this.#documents(made);
    await this.#rounds(made);
  }

  async cite(kind: string, rows: readonly { id: string; cite: Cite }[]): Promise<void> {
    const act = { actor: { kind: 'system' as const, what: 'test' }, now: AT };
    await citeMany(
      this.#trx,
      act,
      rows.map(({ id }) => ({ kind, id })),
      rows.flatMap(({ id, cite }) =>
        (cite ?? ['']).map((one) => {
          const { source: _own, ...place } = typeof one === 'string' ? { source: one } : one;
          return { ...place, record: { kind, id }, source: this.#source };
        }),
      ),
    );
  }

  #of<T extends { key: string }>(rows: readonly T[]) {
    return rows.map((row, position) => {
      const id = crypto.randomUUID();
      this.ids.set(row.key, id);
      return { row, at: position + 1, base: { id, selection_id: this.#selection } };
    });
  }

  #id(key: string | undefined): string | null {
    if (key === undefined) return null;
    const id = this.ids.get(key);
    if (id === undefined) throw new Error(`the fixture has no row ${key}`);
    return id;
  }

  async #bodies({ bodies = [] }: MadeProcess): Promise<void> {
    for (const { row, at, base } of this.#of(bodies)) {
      await this.#trx
        .insertInto('selection_bodies')
        .values({ ...base, ...bodyRow(row, at), institution_id: null })
        .execute();
      await this.cite(SELECTION_BODY, [{ id: base.id, cite: row.cite }]);
      for (const seat of this.#of(row.seats ?? [])) {
        await this.#trx
          .insertInto('body_seats')
          .values({ ...seat.base, ...seatRow(seat.row, seat.at, base.id) })
          .execute();
        const made = this.#of(seat.row.holders);
        for (const holder of made)
          await this.#trx
            .insertInto('seat_holders')
            .values({
              ...holder.base,
              ...holderRow(holder.row, holder.at, seat.base.id, plainWords(holder.row.name)),
              person_id: await this.#person(holder.row.person),
            })
            .execute();
        await this.cite(
          SEAT_HOLDER,
          made.map(({ row: { cite }, base: { id } }) => ({ id, cite })),
        );
      }
    }
  }

  async #person(slug: string | undefined): Promise<string | null> {
    if (slug === undefined) return null;
    const row = await this.#trx
      .selectFrom('people')
      .select('id')
      .where('slug', '=', slug)
      .executeTakeFirstOrThrow();
    return row.id;
  }

  async #candidacies({ candidacies = [] }: MadeProcess): Promise<void> {
    const rows = this.#of(candidacies);
    const values = [];
    for (const { row, at, base } of rows) {
      const keys = { slug: slugOf(row.key), name_key: plainWords(row.name), sort_key: plainWords(row.name) };
      values.push({
        ...base,
        ...candidacyRow(row, at, keys),
        person_id: await this.#person(row.person),
        // As an import leaves it: the last that cites something.
        state: row.states.findLast(({ cite }) => cite?.length !== 0)?.state ?? ('' as const),
        reached: [...new Set(row.states.flatMap(({ cite, state }) => (cite?.length === 0 ? [] : [state])))],
      });
    }
    await inParts(values, (part) => this.#trx.insertInto('candidacies').values(part).execute());
    await this.cite(
      CANDIDACY,
      rows.map(({ row: { cite }, base: { id } }) => ({ id, cite })),
    );
    const states = rows.flatMap(({ row, base }) =>
      row.states.map((state, at) => ({
        cite: state.cite,
        value: {
          ...stateRow(state, at + 1, base.id, this.ids),
          id: crypto.randomUUID() as string,
          selection_id: this.#selection,
          key: `${row.key}.${state.key}`,
        },
      })),
    );
    for (const { value } of states) this.ids.set(value.key, value.id);
    await inParts(
      states.map(({ value }) => value),
      (part) => this.#trx.insertInto('candidacy_states').values(part).execute(),
    );
    await this.cite(
      CANDIDACY_STATE,
      states.map(({ value: { id }, cite }) => ({ id, cite })),
    );
  }

  async #rubrics({ rubrics = [] }: MadeProcess): Promise<void> {
    for (const { row, at, base } of this.#of(rubrics)) {
      const { cut_off: cut, ...values } = rubricRow(row, at);
      await this.#trx
        .insertInto('rubrics')
        .values({ ...base, ...values, cut_off: cut === null ? null : String(cut) })
        .execute();
      await inParts(
        row.aspects.map((aspect, place) => {
          const { max, ...rest } = aspectRow(aspect, place, base.id);
          return { ...rest, max: max === null ? null : String(max) };
        }),
        (part) => this.#trx.insertInto('rubric_aspects').values(part).execute(),
      );
      await this.cite(RUBRIC, [{ id: base.id, cite: row.cite }]);
    }
  }

  async #gradings({ gradings = [] }: MadeProcess): Promise<void> {
    for (const { row, at, base } of this.#of(gradings)) {
      await this.#trx
        .insertInto('gradings')
        .values({ ...base, ...gradingRow(row, at, this.ids) })
        .execute();
      await this.cite(GRADING, [{ id: base.id, cite: row.cite }]);
      const of = (key: string) => ({ grading_id: base.id, candidacy_id: this.#id(key) ?? '' });
      await inParts(
        row.scores.flatMap(({ candidacy, points }) =>
          Object.entries(points).map(([aspect_key, value]) => ({
            ...of(candidacy),
            aspect_key,
            value: String(value),
          })),
        ),
        (part) => this.#trx.insertInto('scores').values(part).execute(),
      );
      await inParts(
        row.scores.flatMap(({ candidacy, printed_total: printed }) =>
          printed === undefined ? [] : [{ ...of(candidacy), printed: String(printed) }],
        ),
        (part) => this.#trx.insertInto('score_totals').values(part).execute(),
      );
    }
  }

  async #objections({ objections = [] }: MadeProcess): Promise<void> {
    const rows = this.#of(objections);
    await inParts(
      rows.map(({ row, at, base }) => ({
        ...base,
        ...objectionRow(row, at, this.ids),
        candidacy_id: this.#id(row.candidacy) ?? '',
      })),
      (part) => this.#trx.insertInto('candidacy_objections').values(part).execute(),
    );
    await this.cite(
      OBJECTION,
      rows.map(({ row: { cite }, base: { id } }) => ({ id, cite })),
    );
  }

  async #checks({ checks = [] }: MadeProcess): Promise<void> {
    const rows = this.#of(checks);
    await inParts(
      rows.map(({ row, at, base }) => ({ ...base, ...checkRow(row, at, this.ids, this.ids) })),
      (part) => this.#trx.insertInto('selection_checks').values(part).execute(),
    );
    await this.cite(
      BACKGROUND_CHECK,
      rows.map(({ row: { cite }, base: { id } }) => ({ id, cite })),
    );
  }

  async #documents({ documents = [] }: MadeProcess): Promise<void> {
    const rows = this.#of(documents);
    await inParts(
      rows.map(({ row, at, base }) => ({ ...base, ...documentRow(row, at, this.ids) })),
      (part) => this.#trx.insertInto('selection_documents').values(part).execute(),
    );
    await this.cite(
      SELECTION_DOCUMENT,
      rows.map(({ row: { cite }, base: { id } }) => ({ id, cite })),
    );
  }

  async #rounds({ rounds = [] }: MadeProcess): Promise<void> {
    for (const { row, at: place, base } of this.#of(rounds)) {
      await this.#trx
        .insertInto('vote_rounds')
        .values({ ...base, ...roundRow(row, place, this.ids) })
        .execute();
      await this.cite(VOTE_ROUND, [{ id: base.id, cite: row.cite }]);
      const results = row.results.map((one, at) => ({ one, id: crypto.randomUUID(), at }));
      await inParts(
        results.map(({ one, id, at }) => ({
          id,
          round_id: base.id,
          candidacy_id: this.#id(one.candidacy),
          ...resultRow(one, at + 1),
        })),
        (part) => this.#trx.insertInto('round_results').values(part).execute(),
      );
      await inParts(
        results.flatMap(({ one, id }) =>
          (one.ballots ?? []).map(({ holder, choice, reason = '' }) => ({
            result_id: id,
            holder_id: this.#id(holder) ?? '',
            choice,
            reason,
          })),
        ),
        (part) => this.#trx.insertInto('ballots').values(part).execute(),
      );
    }
  }
}

async function inParts<T>(rows: readonly T[], write: (part: T[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += AT_ONCE) await write(rows.slice(from, from + AT_ONCE));
}
