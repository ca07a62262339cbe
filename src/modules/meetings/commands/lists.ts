/** A list of what a meeting brought: sent to be looked at, read in as a whole, or thrown away. */
import { randomUUIDv7 } from 'node:crypto';
import { actorRef } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Lang } from '../../../platform/i18n/translate.ts';
import type { ReadList } from '../../proposals/index.ts';
import { MEETING } from '../kinds.ts';
import { sealUpload } from '../sealed.ts';
import { type Context, noteAct, refused, type Result } from './context.ts';
import { type Meeting, receive } from './receive.ts';

/** Long enough to sleep over it. */
const KEPT = { hours: 24 };

export async function keepList(
  trx: Trx,
  c: Context,
  meetingId: string,
  { name, bytes }: { name: string; bytes: Buffer },
): Promise<string> {
  const id = randomUUIDv7();
  await trx
    .insertInto('meeting_uploads')
    .values({
      id,
      meeting_id: meetingId,
      file_name: name,
      sealed: sealUpload(c.vault, id, bytes),
      actor: actorRef(c.actor),
      created_at: c.now,
      expires_at: c.now.add(KEPT),
    })
    .execute();
  return id;
}

/** @returns false when it was gone already */
export async function dropList(trx: Trx, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx.deleteFrom('meeting_uploads').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

export interface Taking {
  uploadId: string;
  proposals: ReadList['proposals'];
  lang: Lang;
  privacyVersion: number | null;
}

/**
 * Each row is received like one that was typed: it waits for whoever moderates. What is there with the same words and
 * authors stays one. Two at once: the file is gone for the second.
 * @returns how many are new, and how many were there
 */
export async function takeList(
  trx: Trx,
  c: Context,
  meeting: Meeting,
  { uploadId, proposals, lang, privacyVersion }: Taking,
): Promise<Result<{ created: number; left: number }>> {
  if (!(await dropList(trx, uploadId))) return refused('not_found');
  let created = 0;
  for (const { text, authors, category, department } of proposals) {
    const said = { text, authors, category, lang, privacyVersion, visibility: 'reserved' as const };
    const received = await receive(trx, c, meeting, said, 'list', department || meeting.department);
    if (!received.ok) return received;
    if (received.isNew) created += 1;
  }
  await noteAct(trx, c, { kind: MEETING, id: meeting.id }, 'take_list', { created });
  return { ok: true, created, left: proposals.length - created };
}
