/** The long lists of a process as its file has them: candidacies, rubrics, sheets of scores, rounds. */
import type { Read } from '../../../platform/db/handles.ts';
import { CANDIDACY, CANDIDACY_STATE, GRADING, RUBRIC, VOTE_ROUND } from '../kinds.ts';
import type { FileCites } from './file-cites.ts';
import { numberOf, said } from './said.ts';

export async function candidaciesIn(db: Read, id: string, cites: FileCites) {
  const rows = await db
    .selectFrom('candidacies')
    .selectAll()
    .where('selection_id', '=', id)
    .orderBy('position')
    .orderBy('key')
    .execute();
  const states = await db
    .selectFrom('candidacy_states as s')
    .leftJoin('selection_events as e', 'e.id', 's.event_id')
    .selectAll('s')
    .select('e.key as event')
    .where('s.selection_id', '=', id)
    .orderBy('s.position')
    .orderBy('s.key')
    .execute();
  await cites.read(CANDIDACY, rows);
  await cites.read(CANDIDACY_STATE, states);
  const byCandidacy = Map.groupBy(states, ({ candidacy_id: of }) => of);
  return rows.map((one) =>
    Object.assign(
      said({
        key: one.key,
        name: one.name,
        file_number: one.file_number,
        through: one.through,
        seat: one.seat,
        plan: one.plan,
        note: one.note,
        cite: cites.of(CANDIDACY, one.id),
      }),
      {
        states: (byCandidacy.get(one.id) ?? []).map((state) =>
          said({
            key: state.key,
            state: state.state,
            on: state.on_date,
            ground: state.ground,
            decided_by: state.decided_by,
            votes_for: state.votes_for,
            votes_against: state.votes_against,
            event: state.event,
            cite: cites.of(CANDIDACY_STATE, state.id),
          }),
        ),
      },
    ),
  );
}

export async function rubricsIn(db: Read, id: string, cites: FileCites) {
  const rows = await db
    .selectFrom('rubrics')
    .selectAll()
    .where('selection_id', '=', id)
    .orderBy('position')
    .orderBy('key')
    .execute();
  const aspects = await db
    .selectFrom('rubric_aspects as a')
    .innerJoin('rubrics as r', 'r.id', 'a.rubric_id')
    .selectAll('a')
    .where('r.selection_id', '=', id)
    .orderBy('a.position')
    .orderBy('a.key')
    .execute();
  await cites.read(RUBRIC, rows);
  const byRubric = Map.groupBy(aspects, ({ rubric_id: of }) => of);
  return rows.map((one) =>
    Object.assign(
      said({
        key: one.key,
        title: one.title,
        adopted: one.adopted,
        proposed_by: one.proposed_by,
        votes_for: one.votes_for,
        votes_against: one.votes_against,
        present: one.present,
        decided_on: one.decided_on,
        in_force_from: one.in_force_from,
        cut_off: numberOf(one.cut_off),
        note: one.note,
        cite: cites.of(RUBRIC, one.id),
      }),
      {
        aspects: (byRubric.get(one.id) ?? []).map((aspect) =>
          said({
            key: aspect.key,
            part_of: aspect.parent_key,
            label: aspect.label,
            rule: aspect.rule,
            max: numberOf(aspect.max),
          }),
        ),
      },
    ),
  );
}

export async function gradingsIn(db: Read, id: string, cites: FileCites) {
  const rows = await db
    .selectFrom('gradings as g')
    .leftJoin('rubrics as r', 'r.id', 'g.rubric_id')
    .selectAll('g')
    .select('r.key as rubric')
    .where('g.selection_id', '=', id)
    .orderBy('g.position')
    .orderBy('g.key')
    .execute();
  await cites.read(GRADING, rows);
  const sheets = await sheetsIn(db, id);
  return rows.map((one) =>
    Object.assign(
      said({
        key: one.key,
        rubric: one.rubric,
        title: one.title,
        grader: one.grader,
        on: one.on_date,
        note: one.note,
        cite: cites.of(GRADING, one.id),
      }),
      { scores: sheets.get(one.id) ?? [] },
    ),
  );
}

interface Graded {
  candidacy: string;
  points: Record<string, number>;
  printed_total?: number;
}

async function sheetsIn(db: Read, id: string): Promise<Map<string, Graded[]>> {
  const scores = await db
    .selectFrom('scores as s')
    .innerJoin('candidacies as c', 'c.id', 's.candidacy_id')
    .select(['s.grading_id', 's.aspect_key', 's.value', 'c.key'])
    .where('c.selection_id', '=', id)
    .orderBy('c.position')
    .orderBy('s.aspect_key')
    .execute();
  const totals = await db
    .selectFrom('score_totals as t')
    .innerJoin('candidacies as c', 'c.id', 't.candidacy_id')
    .select(['t.grading_id', 't.printed', 'c.key'])
    .where('c.selection_id', '=', id)
    .orderBy('c.position')
    .execute();
  const sheets = new Map<string, Map<string, Graded>>();
  const graded = (grading: string, candidacy: string): Graded => {
    const sheet = sheets.get(grading) ?? new Map<string, Graded>();
    sheets.set(grading, sheet);
    const one = sheet.get(candidacy) ?? { candidacy, points: {} };
    sheet.set(candidacy, one);
    return one;
  };
  for (const { grading_id: of, aspect_key: aspect, value, key } of scores)
    graded(of, key).points[aspect] = Number(value);
  for (const { grading_id: of, printed, key } of totals) graded(of, key).printed_total = Number(printed);
  return new Map([...sheets].map(([of, sheet]) => [of, [...sheet.values()]]));
}

export async function roundsIn(db: Read, id: string, cites: FileCites) {
  const rows = await db
    .selectFrom('vote_rounds as r')
    .leftJoin('selection_bodies as b', 'b.id', 'r.body_id')
    .selectAll('r')
    .select('b.key as body')
    .where('r.selection_id', '=', id)
    .orderBy('r.position')
    .orderBy('r.key')
    .execute();
  await cites.read(VOTE_ROUND, rows);
  const results = await resultsIn(db, id);
  return rows.map((one) =>
    Object.assign(
      said({
        key: one.key,
        body: one.body,
        number: one.number,
        matter: one.matter,
        proposal: one.is_proposal || undefined,
        stage: one.stage,
        on: one.on_date,
        threshold: one.threshold,
        entitled: one.entitled,
        present: one.present,
        to_fill: one.to_fill,
        complete: one.complete || undefined,
        note: one.note,
        cite: cites.of(VOTE_ROUND, one.id),
      }),
      { results: results.get(one.id) ?? [] },
    ),
  );
}

async function resultsIn(db: Read, id: string): Promise<Map<string, object[]>> {
  const rows = await db
    .selectFrom('round_results as x')
    .innerJoin('vote_rounds as r', 'r.id', 'x.round_id')
    .leftJoin('candidacies as c', 'c.id', 'x.candidacy_id')
    .selectAll('x')
    .select('c.key as candidacy')
    .where('r.selection_id', '=', id)
    .orderBy('x.position')
    .execute();
  const ballots = await db
    .selectFrom('ballots as b')
    .innerJoin('seat_holders as h', 'h.id', 'b.holder_id')
    .select(['b.result_id', 'b.choice', 'b.reason', 'h.key as holder'])
    .where('h.selection_id', '=', id)
    .orderBy('h.position')
    .orderBy('h.key')
    .execute();
  const byResult = Map.groupBy(ballots, ({ result_id: of }) => of);
  const list = rows.map((one) => ({
    of: one.round_id,
    result: said({
      candidacy: one.candidacy,
      option: one.option,
      for: one.votes_for,
      against: one.votes_against,
      abstained: one.abstained,
      absent: one.absent,
      entered: one.entered,
      note: one.note,
      ballots: byResult.get(one.id)?.map(({ holder, choice, reason }) => said({ holder, choice, reason })),
    }),
  }));
  return new Map(
    [...Map.groupBy(list, ({ of }) => of)].map(([of, own]) => [of, own.map(({ result }) => result)]),
  );
}
