/** Tables of grades in their versions: entered, corrected and taken away at the desk. */
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { freeSlug, slugOf } from '../../../platform/slug.ts';
import { RUBRIC } from '../kinds.ts';
import { type DeskOutcome, refuse } from './desk.ts';
import {
  dateFault,
  firstRefused,
  privateFault,
  putRow,
  removeRow,
  type RowSort,
  type RowTarget,
  saveRow,
  unlessNamed,
} from './desk-rows.ts';
import type { Rests } from './desk-sources.ts';

export interface AspectInput {
  /** Its place in the form. */
  slot: string;
  /** Of one that is there; undefined: a new one. */
  key: string | undefined;
  /** Empty: there is none at this place, or none any more. */
  label: string;
  max: number | undefined;
  /** Place of the one that it is a part of; empty: of none. */
  part: string;
  rule: string;
}

export interface RubricInput {
  title: string;
  adopted: boolean;
  proposedBy: string;
  decidedOn: string;
  inForceFrom: string;
  votesFor: number | undefined;
  votesAgainst: number | undefined;
  present: number | undefined;
  cutOff: number | undefined;
  note: string;
  aspects: readonly AspectInput[];
  /** It stands like that, though it cannot be. */
  asPrinted: boolean;
}

const SORT: RowSort = { table: 'rubrics', kind: RUBRIC, noun: 'rubric' };

/** @param act with the reason, for the history */
export async function saveRubric(
  trx: Trx,
  act: Act,
  target: RowTarget,
  input: RubricInput,
  rests: Rests,
): Promise<DeskOutcome<{ id: string }>> {
  const write = async (): Promise<DeskOutcome<{ id: string }>> => {
    const wrong = firstRefused(faultOf(input, target.today), aspectFault(input));
    if (!wrong.ok) return wrong;
    const over = target.id === undefined ? undefined : await pointsOver(trx, target.id, input);
    if (over && !over.ok) return over;
    const id = await putRow(trx, 'rubrics', target, input.title, {
      title: input.title,
      adopted: input.adopted,
      proposed_by: input.proposedBy,
      decided_on: input.decidedOn || null,
      in_force_from: input.inForceFrom || null,
      votes_for: input.votesFor ?? null,
      votes_against: input.votesAgainst ?? null,
      present: input.present ?? null,
      cut_off: input.cutOff ?? null,
      note: input.note,
    });
    const done = await writeAspects(trx, id, input.aspects);
    return done.ok ? { ok: true, id } : done;
  };
  return await saveRow(trx, act, target, SORT, { write }, rests);
}

function faultOf(input: RubricInput, today: string): DeskOutcome {
  const { votesFor = 0, votesAgainst = 0, present, title, proposedBy, note } = input;
  const wrong = firstRefused(
    dateFault({ decided_on: input.decidedOn }, today),
    // May be in force from a day to come.
    dateFault({ in_force_from: input.inForceFrom }, '9999'),
    privateFault({ title, proposed_by: proposedBy, note }),
  );
  if (!wrong.ok) return wrong;
  if (present !== undefined && votesFor + votesAgainst > present && !input.asPrinted)
    return refuse('more_votes_than_members', 'votes_for');
  return { ok: true };
}

function aspectFault({ aspects, asPrinted }: RubricInput): DeskOutcome {
  const bySlot = new Map(aspects.map((one) => [one.slot, one]));
  for (const { slot: at, label, max, part, rule } of aspects) {
    if (label === '' && (max !== undefined || part !== '' || rule !== ''))
      return refuse('aspect_label', `label.${at}`);
    if (label === '') continue;
    const above = bySlot.get(part);
    // A part of a part is shown nowhere.
    if (part !== '' && (!above?.label || above.part !== '' || part === at))
      return refuse('unknown_aspect', `part.${at}`);
    const wrong = privateFault({ [`label.${at}`]: label, [`rule.${at}`]: rule });
    if (!wrong.ok) return wrong;
  }
  const [odd] = asPrinted ? [] : partsThatDiffer(aspects);
  return odd
    ? refuse('parts_differ', `max.${odd.slot}`, {
        label: odd.label,
        max: String(odd.max),
        sum: String(odd.sum),
      })
    : { ok: true };
}

/** Aspects whose parts, all with a maximum, add up to something else than theirs. */
export function partsThatDiffer(
  aspects: readonly Pick<AspectInput, 'slot' | 'label' | 'max' | 'part'>[],
): { slot: string; label: string; max: number; sum: number }[] {
  return aspects.flatMap(({ slot, label, max }) => {
    const parts = aspects.filter((one) => one.label !== '' && one.part === slot);
    const maxima = parts.flatMap((one) => (one.max === undefined ? [] : [one.max]));
    if (label === '' || max === undefined || parts.length === 0 || maxima.length < parts.length) return [];
    const sum = Math.round(maxima.reduce((all, one) => all + one, 0) * 1000) / 1000;
    return sum === max ? [] : [{ slot, label, max, sum }];
  });
}

/** A maximum goes down to what somebody has, unless it is printed so. */
async function pointsOver(
  trx: Trx,
  rubricId: string,
  { aspects, asPrinted }: RubricInput,
): Promise<DeskOutcome> {
  if (asPrinted) return { ok: true };
  const maxima = aspects.flatMap(({ key, max }) =>
    key === undefined || max === undefined ? [] : [{ key, max }],
  );
  const { rows } = await sql<{ key: string; points: string; max: string }>`
    select s.aspect_key as key, w.max, max(s.value) as points
    from gradings g join scores s on s.grading_id = g.id
    join unnest(${maxima.map(({ key }) => key)}::text[], ${maxima.map(({ max }) => String(max))}::numeric[]) as w (key, max)
      on w.key = s.aspect_key
    join rubric_aspects a on a.rubric_id = g.rubric_id and a.key = s.aspect_key
    where g.rubric_id = ${rubricId} and s.value > w.max and w.max < coalesce(a.max, 'infinity')
    group by s.aspect_key, w.max order by s.aspect_key limit 1`.execute(trx);
  const [odd] = rows;
  const own = aspects.find(({ key }) => key === odd?.key);
  return odd && own
    ? refuse('points_over_max', `max.${own.slot}`, { label: own.label, points: odd.points, max: odd.max })
    : { ok: true };
}

/** What has points stays: they would be of nothing. */
async function writeAspects(
  trx: Trx,
  rubricId: string,
  aspects: readonly AspectInput[],
): Promise<DeskOutcome> {
  const gone = aspects.filter(({ key, label }) => key !== undefined && label === '');
  const goneKeys = gone.flatMap(({ key }) => key ?? []);
  if (goneKeys.length > 0) {
    const { rows } = await sql`select 1 from scores s join gradings g on g.id = s.grading_id
      where g.rubric_id = ${rubricId} and s.aspect_key = any(${goneKeys}::text[]) limit 1`.execute(trx);
    if (rows.length > 0) return refuse('aspect_has_scores', `label.${gone[0]?.slot}`);
    await trx
      .deleteFrom('rubric_aspects')
      .where('rubric_id', '=', rubricId)
      .where('key', 'in', goneKeys)
      .execute();
  }
  const taken = new Set(aspects.flatMap(({ key }) => key ?? []));
  const keys = new Map<string, string>();
  for (const { slot, key, label } of aspects) {
    if (label === '') continue;
    const own = key ?? freeSlug(slugOf(label) || 'aspecto', taken);
    taken.add(own);
    keys.set(slot, own);
  }
  for (const [position, { slot, label, max, part, rule }] of aspects.entries()) {
    const key = keys.get(slot);
    if (key === undefined) continue;
    const values = {
      label,
      rule,
      position,
      max: max === undefined ? null : String(max),
      parent_key: keys.get(part) ?? '',
    };
    await trx
      .insertInto('rubric_aspects')
      .values({ rubric_id: rubricId, key, ...values })
      .onConflict((conflict) => conflict.columns(['rubric_id', 'key']).doUpdateSet(values))
      .execute();
  }
  return { ok: true };
}

/** By which nobody was graded. */
export async function removeRubric(
  trx: Trx,
  act: Act,
  target: RowTarget & { id: string },
): Promise<DeskOutcome> {
  return await removeRow(trx, act, target, SORT, {
    clear: () => unlessNamed(trx, target.id, [{ table: 'gradings', by: 'rubric_id' }]),
  });
}
