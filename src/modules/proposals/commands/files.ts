/** Pictures and documents with a proposal: sent by its authors, looked at by somebody, in the open while it is. */
import { createHash, randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Outcome } from '../../../platform/db/outcome.ts';
import { findFile, putDocument, putPicture, removeFile } from '../../../platform/files/files.ts';
import { useFiles } from '../../../platform/files/uses.ts';
import { type FileFacts, fileHash, openBytes, openFacts, sealBytes, sealFacts } from '../file-sealed.ts';
import type { ProposalFilesTable } from '../file-tables.ts';
import { MOST_FILES, MOST_WAITING_BYTES, takesFiles } from '../rules/files.ts';
import type { Reason } from '../rules/moderation.ts';
import { isPublic } from '../rules/proposal.ts';
import { type Context, lockProposal, refused, type Result } from './context.ts';
import { noteAct } from './public-record.ts';

export interface SentFile {
  kind: ProposalFilesTable['kind'];
  facts: FileFacts;
  /** Of a picture: made anew from its pixels. */
  bytes: Buffer;
  /** As they came. */
  sent: Buffer;
}

/** `full`: it has as many as it takes · `busy`: too much waits to be looked at. The same sent twice is one. */
export async function addFile(
  trx: Trx,
  c: Context,
  proposalId: string,
  { kind, facts, bytes, sent }: SentFile,
): Promise<Outcome<object, 'not_now' | 'full' | 'busy'>> {
  const row = await lockProposal(trx, proposalId);
  if (!row || !takesFiles(row.state)) return { ok: false, refused: 'not_now' };
  const content = fileHash(c.vault, proposalId, sent);
  const { rows } = await sql<{ same: boolean; own: number; waiting: number }>`
    select coalesce(bool_or(content_hash = ${content}), false) as same,
      count(*) filter (where state <> 'refused')::int as own,
      (select coalesce(sum(size), 0)::float8 from proposal_files where state = 'waiting') as waiting
    from proposal_files where proposal_id = ${proposalId}::uuid`.execute(trx);
  const [there] = rows;
  if (there?.same) return { ok: true };
  if ((there?.own ?? 0) >= MOST_FILES) return { ok: false, refused: 'full' };
  if ((there?.waiting ?? 0) + bytes.length > MOST_WAITING_BYTES) return { ok: false, refused: 'busy' };
  const id = randomUUIDv7();
  await trx
    .insertInto('proposal_files')
    .values({
      id,
      proposal_id: proposalId,
      kind,
      sealed_facts: sealFacts(c.vault, id, facts),
      sealed_bytes: sealBytes(c.vault, id, bytes),
      size: bytes.length,
      content_hash: content,
      file_id: null,
      created_at: c.now,
      decided_at: null,
    })
    .execute();
  await noteAct(trx, c, proposalId, 'add_file', { kind, size: bytes.length });
  return { ok: true };
}

type FileRow = NonNullable<Awaited<ReturnType<typeof lockFile>>>;

function lockFile(trx: Trx, proposalId: string, id: string) {
  return trx
    .selectFrom('proposal_files')
    .selectAll()
    .where('id', '=', id)
    .where('proposal_id', '=', proposalId)
    .forUpdate()
    .executeTakeFirst();
}

/** By its authors, at any time; done twice it is done once. */
export async function removeProposalFile(
  trx: Trx,
  c: Context,
  proposalId: string,
  id: string,
): Promise<Result> {
  await lockProposal(trx, proposalId);
  const row = await lockFile(trx, proposalId, id);
  if (!row) return { ok: true };
  await takeAway(trx, row);
  await trx.deleteFrom('proposal_files').where('id', '=', id).execute();
  await noteAct(trx, c, proposalId, 'remove_file');
  return { ok: true };
}

/** Somebody looked at it: it is shown while the proposal is; or never, and its bytes go. @param reason why not */
export async function decideFile(
  trx: Trx,
  c: Context,
  { proposalId, id, reason }: { proposalId: string; id: string; reason?: Reason | undefined },
): Promise<Result> {
  const proposal = await lockProposal(trx, proposalId);
  const row = await lockFile(trx, proposalId, id);
  if (!proposal || !row) return refused('not_found');
  const decided = reason === undefined ? 'accepted' : 'refused';
  if (row.state === decided) return { ok: true };
  if (row.state === 'refused') return refused('not_now');
  if (reason !== undefined) await takeAway(trx, row);
  await trx
    .updateTable('proposal_files')
    .set({
      state: decided,
      reason: reason ?? '',
      decided_at: c.now,
      ...(reason !== undefined && { sealed_bytes: null }),
    })
    .where('id', '=', id)
    .execute();
  if (reason === undefined && isPublic(proposal.state) && proposal.number !== null)
    await intoTheOpen(trx, c, { ...row, state: 'accepted' }, proposal.number);
  await noteAct(trx, c, proposalId, reason === undefined ? 'accept_file' : 'refuse_file', { file: id });
  return { ok: true };
}

/** Behind every change of whether a proposal is shown, in the same transaction: its files go with it. */
export async function moveFiles(
  trx: Trx,
  c: Context,
  proposal: { id: string; number: number | null },
  shown: boolean,
): Promise<void> {
  const rows = await trx
    .selectFrom('proposal_files')
    .selectAll()
    .where('proposal_id', '=', proposal.id)
    .where('state', '=', 'accepted')
    .where('file_id', shown ? 'is' : 'is not', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  for (const row of rows) {
    if (shown && proposal.number !== null) await intoTheOpen(trx, c, row, proposal.number);
    else await outOfTheOpen(trx, c, row);
  }
}

/** Of one that was taken back: nothing of them stays. */
export async function forgetFiles(trx: Trx, proposalId: string): Promise<void> {
  const rows = await trx
    .selectFrom('proposal_files')
    .selectAll()
    .where('proposal_id', '=', proposalId)
    .orderBy('id')
    .forUpdate()
    .execute();
  for (const row of rows) await takeAway(trx, row);
  await trx.deleteFrom('proposal_files').where('proposal_id', '=', proposalId).execute();
}

/** Under a name that says nothing of what the file was called on somebody's computer. */
async function intoTheOpen(trx: Trx, c: Context, row: FileRow, number: number): Promise<void> {
  const facts = openFacts(c.vault, row.id, row.sealed_facts);
  const bytes = openBytes(c.vault, row.id, row.sealed_bytes);
  if (!facts || !bytes) return;
  const { mediaType, width, height, words } = facts;
  const name = `propuesta-${number}`;
  const keeping = { actor: { kind: 'system', what: 'proposals' } as const, now: c.now };
  // Of this row alone: one that is taken back takes nobody else's along, and nobody else's use holds it.
  const sourceHash = createHash('sha256').update(row.id).update(bytes).digest();
  const put =
    row.kind === 'picture'
      ? await putPicture(
          trx,
          {
            mediaType: mediaType === 'image/png' ? 'image/png' : 'image/jpeg',
            bytes,
            width,
            height,
            sourceHash,
          },
          { name, alt: words, revocable: true },
          keeping,
        )
      : await putDocument(
          trx,
          { format: formatOf(facts), mediaType, bytes, sourceHash },
          { name, revocable: true },
          keeping,
        );
  await useFiles(trx, [put.id]);
  await trx
    .updateTable('proposal_files')
    .set({ file_id: put.id, made_it: !put.existed, sealed_bytes: null })
    .where('id', '=', row.id)
    .execute();
}

const DOCUMENTS = ['pdf', 'csv', 'json', 'xlsx', 'docx', 'ods', 'odt'] as const;
const formatOf = ({ format }: FileFacts) => DOCUMENTS.find((one) => one === format) ?? 'pdf';

async function outOfTheOpen(trx: Trx, c: Context, row: FileRow): Promise<void> {
  const file = row.file_id === null ? undefined : await findFile(trx, row.file_id);
  await takeAway(trx, row);
  await trx
    .updateTable('proposal_files')
    .set({ sealed_bytes: file ? sealBytes(c.vault, row.id, file.bytes) : null })
    .where('id', '=', row.id)
    .execute();
}

/** From where everybody can fetch it; one of two proposals that came to share it before each had its own stays. */
async function takeAway(trx: Trx, { id, file_id: fileId, made_it: madeIt }: FileRow): Promise<void> {
  if (fileId === null) return;
  await trx
    .updateTable('proposal_files')
    .set({ file_id: null, made_it: false })
    .where('id', '=', id)
    .execute();
  if (!madeIt) return;
  const other = await trx
    .selectFrom('proposal_files')
    .select('id')
    .where('file_id', '=', fileId)
    .limit(1)
    .executeTakeFirst();
  if (other)
    await trx.updateTable('proposal_files').set({ made_it: true }).where('id', '=', other.id).execute();
  else await removeFile(trx, fileId);
}
