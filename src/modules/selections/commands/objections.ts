/** Objections to a candidacy, and what was answered: entered, corrected and taken away at the desk. */
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { CANDIDACY, OBJECTION } from '../kinds.ts';
import { isAfter } from '../rules/process-dates.ts';
import type { Admissibility, FilerKind, ObjectionOutcome } from '../rules/vocabulary.ts';
import { type DeskOutcome, refuse } from './desk.ts';
import {
  dateFault,
  privateFault,
  putRow,
  removeRow,
  type RowSort,
  type RowTarget,
  saveRow,
} from './desk-rows.ts';
import type { Rests } from './desk-sources.ts';

export interface ObjectionInput {
  /** Undefined: no source says how many. */
  count: number | undefined;
  filedOn: string;
  filerKind: FilerKind;
  /** An organisation that filed it in public; never a private person. */
  filer: string;
  ground: string;
  evidence: string;
  admissibility: Admissibility;
  outcome: ObjectionOutcome;
  /** As printed. */
  decision: string;
  decidedOn: string;
  answer: string;
}

const SORT: RowSort = { table: 'candidacy_objections', kind: OBJECTION, noun: 'objection' };

/** @param act with the reason, for the history */
export async function saveObjection(
  trx: Trx,
  act: Act,
  target: RowTarget & { candidacy: string },
  input: ObjectionInput,
  rests: Rests,
): Promise<DeskOutcome<{ id: string }>> {
  const write = async (): Promise<DeskOutcome<{ id: string }>> => {
    const own = await trx
      .selectFrom('candidacies')
      .select('key')
      .where('id', '=', target.candidacy)
      .where('selection_id', '=', target.selectionId)
      .executeTakeFirst();
    if (!own) return refuse('not_found');
    const wrong = faultOf(input, target.today);
    if (!wrong.ok) return wrong;
    const id = await putRow(trx, 'candidacy_objections', target, `objecion ${own.key}`, {
      candidacy_id: target.candidacy,
      count: input.count ?? null,
      filed_on: input.filedOn || null,
      filer_kind: input.filerKind,
      filer: input.filer,
      ground: input.ground,
      evidence: input.evidence,
      admissibility: input.admissibility,
      outcome: input.outcome,
      decision: input.decision,
      decided_on: input.decidedOn || null,
      answer: input.answer,
    });
    return { ok: true, id };
  };
  const touched = () => [{ kind: CANDIDACY, id: target.candidacy }];
  return await saveRow(trx, act, target, SORT, { write, touched }, rests);
}

function faultOf(input: ObjectionInput, today: string): DeskOutcome {
  const { filedOn, decidedOn, filerKind, filer, ground, evidence, decision, answer } = input;
  const dates = dateFault({ filed_on: filedOn, decided_on: decidedOn }, today);
  if (!dates.ok) return dates;
  if (filedOn !== '' && decidedOn !== '' && isAfter(filedOn, decidedOn))
    return refuse('dates_reversed', 'decided_on');
  // Who objects as a private person may be persecuted for it, and is nobody's business.
  if (filer !== '' && (filerKind === 'individual' || filerKind === 'unknown'))
    return refuse('private_filer', 'filer');
  return privateFault({ filer, ground, evidence, decision, answer });
}

export async function removeObjection(
  trx: Trx,
  act: Act,
  target: RowTarget & { id: string; candidacy: string },
): Promise<DeskOutcome> {
  return await removeRow(trx, act, target, SORT, {
    touched: [{ kind: CANDIDACY, id: target.candidacy }],
  });
}
