/** Objections and background checks of a process as its file has them. */
import type { Read } from '../../../platform/db/handles.ts';
import { BACKGROUND_CHECK, OBJECTION } from '../kinds.ts';
import type { FileCites } from './file-cites.ts';
import { said, unless } from './said.ts';

export async function objectionsIn(db: Read, id: string, cites: FileCites) {
  const rows = await db
    .selectFrom('candidacy_objections as o')
    .innerJoin('candidacies as c', 'c.id', 'o.candidacy_id')
    .selectAll('o')
    .select('c.key as candidacy')
    .where('o.selection_id', '=', id)
    .orderBy('o.position')
    .orderBy('o.key')
    .execute();
  await cites.read(OBJECTION, rows);
  return rows.map((one) =>
    said({
      key: one.key,
      candidacy: one.candidacy,
      count: one.count,
      filed_on: one.filed_on,
      filer_kind: unless(one.filer_kind, 'unknown'),
      filer: one.filer,
      ground: one.ground,
      evidence: one.evidence,
      admissibility: unless(one.admissibility, 'unknown'),
      outcome: unless(one.outcome, 'unknown'),
      decided_on: one.decided_on,
      decision: one.decision,
      answer: one.answer,
      cite: cites.of(OBJECTION, one.id),
    }),
  );
}

export async function checksIn(db: Read, id: string, cites: FileCites) {
  const rows = await db
    .selectFrom('selection_checks as k')
    .leftJoin('candidacies as c', 'c.id', 'k.candidacy_id')
    .leftJoin('seat_holders as h', 'h.id', 'k.holder_id')
    .selectAll('k')
    .select(['c.key as candidacy', 'h.key as holder'])
    .where('k.selection_id', '=', id)
    .orderBy('k.position')
    .orderBy('k.key')
    .execute();
  await cites.read(BACKGROUND_CHECK, rows);
  return rows.map((one) =>
    said({
      key: one.key,
      candidacy: one.candidacy,
      holder: one.holder,
      register: one.register,
      question: one.question,
      on: one.on_date,
      finding: one.finding,
      method: one.method,
      url: one.address,
      cite: cites.of(BACKGROUND_CHECK, one.id),
    }),
  );
}
