/** Sheets of paper: given out with a code each, entered once. */
import { actorRef } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { attest } from '../../proposals/index.ts';
import { MEETING, SHEET } from '../kinds.ts';
import { LINES, MOST_SHEETS } from '../rules/meeting.ts';
import { type Photo, sealPhoto } from '../sealed.ts';
import type { SheetKind } from '../tables.ts';
import { type Context, newCode, noteAct, refused, roleOf, type Result } from './context.ts';
import { type Meeting, receive, type Said } from './receive.ts';

export interface Printing {
  /** Of the form: pressed twice it prints the same sheets. */
  batch: string;
  kind: SheetKind;
  /** Of sheets for supports. */
  proposalId: string | undefined;
  count: number;
}

export async function makeSheets(trx: Trx, c: Context, meetingId: string, p: Printing): Promise<Result> {
  const meeting = await trx
    .selectFrom('meetings')
    .select('id')
    .where('id', '=', meetingId)
    .forUpdate()
    .executeTakeFirst();
  if (!meeting) return refused('not_found');
  const { all, same } = await trx
    .selectFrom('meeting_sheets')
    .select((eb) => [
      eb.fn.countAll<number>().as('all'),
      eb.fn.countAll<number>().filterWhere('batch', '=', p.batch).as('same'),
    ])
    .where('meeting_id', '=', meetingId)
    .executeTakeFirstOrThrow();
  if (Number(same) > 0) return { ok: true };
  if (Number(all) + p.count > MOST_SHEETS) return refused('full');
  for (let position = 1; position <= p.count;) {
    const made = await trx
      .insertInto('meeting_sheets')
      .values({
        meeting_id: meetingId,
        code: newCode(),
        kind: p.kind,
        batch: p.batch,
        position,
        proposal_id: p.proposalId ?? null,
        lines: p.kind === 'supports' ? LINES : 0,
        attestation_id: null,
        entered_at: null,
        entered_by: null,
        entered_role: null,
        created_at: c.now,
      })
      .onConflict((conflict) => conflict.column('code').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (made) position += 1;
  }
  await noteAct(trx, c, { kind: MEETING, id: meetingId }, 'print', { kind: p.kind, count: p.count });
  return { ok: true };
}

const lockSheet = (trx: Trx, id: string) =>
  trx.selectFrom('meeting_sheets').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

/** What somebody wrote on paper, typed in. The second time says that it is there. */
export async function enterProposal(
  trx: Trx,
  c: Context,
  sheetId: string,
  meeting: Meeting,
  entry: { said: Said; photo: Photo | undefined },
): Promise<Result> {
  const sheet = await lockSheet(trx, sheetId);
  if (sheet?.kind !== 'proposal') return refused('not_found');
  if (sheet.entered_at) return refused('entered');
  const received = await receive(trx, c, meeting, entry.said, 'sheet');
  if (!received.ok) return received;
  await markEntered(trx, c, sheetId, { proposal_id: received.own?.id ?? null });
  if (entry.photo) await keepPhoto(trx, c, sheetId, entry.photo);
  return { ok: true };
}

export interface Counted {
  seen: number;
  discarded: number;
  reason: string;
  /** Of the meeting, in words for the public. */
  place: string;
  onDate: Temporal.PlainDate;
  photo: Photo;
}

/** Lines of a sheet become supports on paper. What was taken back for a mistake can be entered anew. */
export async function enterSupports(
  trx: Trx,
  c: Context,
  sheetId: string,
  { photo, ...counted }: Counted,
): Promise<Result> {
  const sheet = await lockSheet(trx, sheetId);
  if (sheet?.kind !== 'supports' || sheet.proposal_id === null) return refused('not_found');
  if (sheet.entered_at && !(await wasTakenBack(trx, sheet.attestation_id))) return refused('entered');
  const attestation = { kind: 'paper' as const, sheet: sheet.code, ...counted };
  const done = await attest(trx, c, sheet.proposal_id, attestation);
  if (!done.ok && done.refused === 'differs') return refused('entered');
  if (!done.ok) return refused(done.refused === 'not_found' ? 'not_found' : 'not_public');
  await markEntered(trx, c, sheetId, { attestation_id: done.id });
  await keepPhoto(trx, c, sheetId, photo);
  return { ok: true };
}

async function wasTakenBack(trx: Trx, attestationId: string | null): Promise<boolean> {
  if (attestationId === null) return false;
  const row = await trx
    .selectFrom('proposal_attestations')
    .select('taken_back_at')
    .where('id', '=', attestationId)
    .executeTakeFirst();
  return row !== undefined && row.taken_back_at !== null;
}

async function markEntered(
  trx: Trx,
  c: Context,
  id: string,
  came: { proposal_id: string | null } | { attestation_id: string },
): Promise<void> {
  await trx
    .updateTable('meeting_sheets')
    .set({ ...came, entered_at: c.now, entered_by: actorRef(c.actor), entered_role: roleOf(c.actor) })
    .where('id', '=', id)
    .execute();
  await noteAct(trx, c, { kind: SHEET, id }, 'enter');
}

/** One for each sheet: a later one takes the place of the first. */
export async function keepPhoto(trx: Trx, c: Context, sheetId: string, photo: Photo): Promise<void> {
  const sealed = sealPhoto(c.vault, sheetId, photo);
  await trx
    .insertInto('meeting_sheet_photos')
    .values({ sheet_id: sheetId, sealed, created_at: c.now })
    .onConflict((conflict) => conflict.column('sheet_id').doUpdateSet({ sealed, created_at: c.now }))
    .execute();
}
