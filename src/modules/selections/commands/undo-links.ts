/** A row of a process that was linked to the record of somebody else, put right at the desk. */
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { publishNamed } from '../../officials/index.ts';
import { Findings } from '../import/findings.ts';
import { writePeople } from '../import/write-people.ts';
import { CANDIDACY, SEAT_HOLDER } from '../kinds.ts';
import { concludeChange, type DeskOutcome, type LockedSelection, lockSelection, refuse } from './desk.ts';
import type { RowTarget } from './desk-rows.ts';
import { nameThem, saidOf } from './holders.ts';
import { leaveLinks, placeOf } from './leave-links.ts';
import type { NamingTable } from './person-links.ts';

type Target = RowTarget & { id: string };

/** Of who holds a seat. @param act with the reason, for the history of both */
export async function undoHolderLink(trx: Trx, act: Act, target: Target): Promise<DeskOutcome> {
  return await undoLink(trx, act, target, 'seat_holders', async (locked) => {
    const row = await trx
      .selectFrom('seat_holders')
      .select(['name', 'starts', 'ends', 'sworn_on'])
      .where('id', '=', target.id)
      .executeTakeFirstOrThrow();
    const { name, starts, ends, sworn_on: swornOn } = row;
    await nameThem(trx, act, locked, target.id, {
      name,
      person: '',
      starts: starts ?? '',
      ends: ends ?? '',
      swornOn: swornOn ?? '',
    });
  });
}

/** Of a candidate. @param act with the reason, for the history of both */
export async function undoCandidacyLink(trx: Trx, act: Act, target: Target): Promise<DeskOutcome> {
  return await undoLink(trx, act, target, 'candidacies', async (locked) => {
    const { name, post } = await trx
      .selectFrom('candidacies as c')
      .innerJoin('selections as s', 's.id', 'c.selection_id')
      .select(['c.name', 's.post'])
      .where('c.id', '=', target.id)
      .executeTakeFirstOrThrow();
    const { cites, sources } = await saidOf(trx, { kind: CANDIDACY, id: target.id });
    const named = {
      id: target.id,
      path: '',
      name,
      person: undefined,
      cites,
      tenure: { kind: 'candidacy' as const, body: '', post },
    };
    const setting = {
      process: locked.title,
      publish: locked.status === 'published',
      sources,
      linked: new Map<string, string>(),
    };
    await writePeople(trx, act, 'candidacies', [named], setting, new Findings());
  });
}

/**
 * Takes back that a row is the person it is linked to: with what that link said on their page, and nothing else of it.
 * The row is again whom it was before.
 * @param act with the reason, for the history of both
 * @param own makes a record of their own, where they had none
 */
async function undoLink(
  trx: Trx,
  act: Act,
  target: RowTarget & { id: string },
  table: NamingTable,
  own: (locked: LockedSelection) => Promise<unknown>,
): Promise<DeskOutcome> {
  const locked = await lockSelection(trx, target.selectionId, target.version);
  if (!locked.ok) return locked;
  const row = await trx
    .selectFrom(table)
    .select(['id', 'person_id', 'person_before', 'linked', 'linked_tenures'])
    .where('id', '=', target.id)
    .where('selection_id', '=', target.selectionId)
    .executeTakeFirst();
  if (!row) return refuse('not_found');
  const { person_before: before } = row;
  if (!row.linked || row.person_id === null) return refuse('not_linked');
  if (!act.reason?.trim()) return refuse('reason', 'reason');
  await leaveLinks(trx, act, table, [row]);
  await trx
    .updateTable(table)
    .set({ person_id: before, linked: false, linked_tenures: [], person_before: null })
    .where('id', '=', target.id)
    .execute();
  // Whom an example names does not exist: Justiciapedia is of people.
  if (before === null && !locked.row.is_example) await own(locked.row);
  const kind = table === 'candidacies' ? CANDIDACY : SEAT_HOLDER;
  if (before !== null && locked.row.status === 'published') {
    // Whoever was linked while the process was a draft missed its publication.
    const place = await placeOf(trx, kind, target.id);
    await publishNamed(trx, act, place ? [{ id: before, place }] : []);
  }
  await concludeChange(trx, act, locked.row, {
    action: 'selections.link_undone',
    detail: { [table]: target.id },
    ...(locked.row.status !== 'draft' && { past: 'unlinked' }),
    touched: [{ kind, id: target.id }],
  });
  return { ok: true };
}
