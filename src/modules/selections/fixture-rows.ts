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
      return { row, base: { id, selection_id: this.#selection, key: row.key, position: position + 1 } };
    });
  }

  #id(key: string | undefined): string | null {
    if (key === undefined) return null;
    const id = this.ids.get(key);
    if (id === undefined) throw new Error(`the fixture has no row ${key}`);
    return id;
  }

  async #bodies({ bodies = [] }: MadeProcess): Promise<void> {
    for (const { row, base } of this.#of(bodies)) {
      await this.#trx
        .insertInto('selection_bodies')
        .values({
          ...base,
          name: row.name,
          institution_id: null,
          entitled: row.entitled ?? null,
          note: row.note ?? '',
        })
        .execute();
      await this.cite(SELECTION_BODY, [{ id: base.id, cite: row.cite }]);
      for (const seat of this.#of(row.seats ?? [])) {
        const { label, group = '', chairs = false, holders } = seat.row;
        await this.#trx
          .insertInto('body_seats')
          .values({ ...seat.base, body_id: base.id, group_key: group, label, chairs })
          .execute();
        const made = this.#of(holders);
        for (const holder of made) await this.#holder(seat.base.id, holder);
        await this.cite(
          SEAT_HOLDER,
          made.map(({ row: { cite }, base: { id } }) => ({ id, cite })),
        );
      }
    }
  }

  async #holder(
    seatId: string,
    {
      row,
      base,
    }: {
      row: NonNullable<NonNullable<ProcessFile['bodies']>[number]['seats']>[number]['holders'][number];
      base: { id: string; selection_id: string; key: string; position: number };
    },
  ): Promise<void> {
    await this.#trx
      .insertInto('seat_holders')
      .values({
        ...base,
        seat_id: seatId,
        person_id: await this.#person(row.person),
        name: row.name,
        name_key: plainWords(row.name),
        alternate: row.alternate ?? false,
        office: row.office ?? '',
        chosen_by: row.chosen_by ?? '',
        slate: row.slate ?? '',
        votes_for: row.votes_for ?? null,
        votes_against: row.votes_against ?? null,
        sworn_on: row.sworn_on ?? null,
        starts: row.starts ?? null,
        ends: row.ends ?? null,
        note: row.note ?? '',
      })
      .execute();
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
    for (const { row, base } of rows)
      values.push({
        ...base,
        slug: slugOf(row.key),
        person_id: await this.#person(row.person),
        name: row.name,
        name_key: plainWords(row.name),
        sort_key: plainWords(row.name),
        file_number: row.file_number ?? '',
        through: row.through ?? '',
        seat: row.seat ?? ('' as const),
        // As an import leaves it: the last that cites something.
        state: row.states.findLast(({ cite }) => cite?.length !== 0)?.state ?? ('' as const),
        reached: [...new Set(row.states.flatMap(({ cite, state }) => (cite?.length === 0 ? [] : [state])))],
        plan: row.plan ?? '',
        note: row.note ?? '',
      });
    await inParts(values, (part) => this.#trx.insertInto('candidacies').values(part).execute());
    await this.cite(
      CANDIDACY,
      rows.map(({ row: { cite }, base: { id } }) => ({ id, cite })),
    );
    const states = rows.flatMap(({ row, base }) =>
      row.states.map((state, at) => ({
        cite: state.cite,
        value: {
          id: crypto.randomUUID(),
          selection_id: this.#selection,
          candidacy_id: base.id,
          key: `${row.key}.${state.key}`,
          state: state.state,
          on_date: state.on ?? null,
          ground: state.ground ?? '',
          decided_by: state.decided_by ?? ('' as const),
          votes_for: state.votes_for ?? null,
          votes_against: state.votes_against ?? null,
          event_id: null,
          position: at + 1,
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
    for (const { row, base } of this.#of(rubrics)) {
      await this.#trx
        .insertInto('rubrics')
        .values({
          ...base,
          title: row.title,
          adopted: row.adopted,
          proposed_by: row.proposed_by ?? '',
          votes_for: row.votes_for ?? null,
          votes_against: row.votes_against ?? null,
          present: row.present ?? null,
          decided_on: row.decided_on ?? null,
          in_force_from: row.in_force_from ?? null,
          cut_off: row.cut_off === undefined ? null : String(row.cut_off),
          note: row.note ?? '',
        })
        .execute();
      await inParts(
        row.aspects.map((aspect, position) => ({
          rubric_id: base.id,
          key: aspect.key,
          parent_key: aspect.part_of ?? '',
          label: aspect.label,
          rule: aspect.rule ?? '',
          max: aspect.max === undefined ? null : String(aspect.max),
          position,
        })),
        (part) => this.#trx.insertInto('rubric_aspects').values(part).execute(),
      );
      await this.cite(RUBRIC, [{ id: base.id, cite: row.cite }]);
    }
  }

  async #gradings({ gradings = [] }: MadeProcess): Promise<void> {
    for (const { row, base } of this.#of(gradings)) {
      await this.#trx
        .insertInto('gradings')
        .values({
          ...base,
          rubric_id: this.#id(row.rubric),
          title: row.title,
          grader: row.grader ?? '',
          on_date: row.on ?? null,
          note: row.note ?? '',
        })
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
      rows.map(({ row, base }) => ({
        ...base,
        candidacy_id: this.#id(row.candidacy) ?? '',
        count: row.count ?? null,
        filed_on: row.filed_on ?? null,
        filer_kind: row.filer_kind ?? ('unknown' as const),
        filer: row.filer ?? '',
        ground: row.ground ?? '',
        evidence: row.evidence ?? '',
        admissibility: row.admissibility ?? ('unknown' as const),
        outcome: row.outcome ?? ('unknown' as const),
        decided_on: row.decided_on ?? null,
        decision: row.decision ?? '',
        answer: row.answer ?? '',
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
      rows.map(({ row, base }) => ({
        ...base,
        candidacy_id: this.#id(row.candidacy),
        holder_id: this.#id(row.holder),
        register: row.register,
        question: row.question,
        on_date: row.on ?? null,
        finding: row.finding ?? '',
        method: row.method ?? '',
        address: row.url ?? '',
      })),
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
      rows.map(({ row, base }) => ({
        ...base,
        title: row.title,
        event_id: null,
        candidacy_key: row.candidacy ?? '',
      })),
      (part) => this.#trx.insertInto('selection_documents').values(part).execute(),
    );
    await this.cite(
      SELECTION_DOCUMENT,
      rows.map(({ row: { cite }, base: { id } }) => ({ id, cite })),
    );
  }

  async #rounds({ rounds = [] }: MadeProcess): Promise<void> {
    for (const { row, base } of this.#of(rounds)) {
      await this.#trx
        .insertInto('vote_rounds')
        .values({
          ...base,
          body_id: this.#id(row.body),
          number: row.number ?? null,
          matter: row.matter,
          is_proposal: row.proposal ?? false,
          on_date: row.on ?? null,
          threshold: row.threshold ?? '',
          entitled: row.entitled ?? null,
          present: row.present ?? null,
          to_fill: row.to_fill ?? null,
          complete: row.complete ?? false,
          note: row.note ?? '',
        })
        .execute();
      await this.cite(VOTE_ROUND, [{ id: base.id, cite: row.cite }]);
      const results = row.results.map((one, at) => ({ one, id: crypto.randomUUID(), at }));
      await inParts(
        results.map(({ one, id, at }) => ({
          id,
          round_id: base.id,
          candidacy_id: this.#id(one.candidacy),
          option: one.option ?? '',
          votes_for: one.for ?? null,
          votes_against: one.against ?? null,
          abstained: one.abstained ?? null,
          absent: one.absent ?? null,
          entered: one.entered ?? null,
          note: one.note ?? '',
          position: at + 1,
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
