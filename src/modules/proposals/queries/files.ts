/** Files of a proposal: as its authors and the desk see them, and as everybody does. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { fileHref } from '../../../platform/files/files.ts';
import { findPictures, type PictureFacts } from '../../../platform/files/pictures.ts';
import type { FileUse, FileUseSource } from '../../../platform/files/source.ts';
import { isUuid } from '../../../platform/uuid.ts';
import type { Vault } from '../../../platform/vault/vault.ts';
import { officeProposalPath } from '../addresses.ts';
import { PROPOSAL } from '../commands/public-record.ts';
import { type FileFacts, openBytes, openFacts } from '../file-sealed.ts';
import type { ProposalFilesTable } from '../file-tables.ts';
import { MOST_FILES } from '../rules/files.ts';

export interface ProposalFile extends FileFacts {
  id: string;
  kind: ProposalFilesTable['kind'];
  state: 'waiting' | 'accepted' | 'refused';
  reason: string;
  size: number;
  /** Where everybody can fetch it. */
  href: string | undefined;
  /** Of pictures that everybody may see. */
  picture: PictureFacts | undefined;
}

/** Refused ones are many only where somebody sent them again and again. */
const MOST_LISTED = MOST_FILES * 4;

/** In the order in which they came; two queries, or four with pictures. */
export async function filesOf(db: Read, vault: Vault, proposalId: string): Promise<ProposalFile[]> {
  const rows = await db
    .selectFrom('proposal_files as p')
    .leftJoin('files as f', 'f.id', 'p.file_id')
    .select(['p.id', 'p.kind', 'p.state', 'p.reason', 'p.size', 'p.sealed_facts', 'p.file_id', 'f.name'])
    .where('p.proposal_id', '=', proposalId)
    .orderBy('p.id')
    .limit(MOST_LISTED)
    .execute();
  const pictures = await findPictures(
    db,
    rows.flatMap(({ file_id: id }) => id ?? []),
  );
  return rows.flatMap(({ sealed_facts: sealed, file_id: fileId, name, ...row }) => {
    const facts = openFacts(vault, row.id, sealed);
    if (!facts) return [];
    const href = fileId !== null && name !== null ? fileHref({ id: fileId, name }) : undefined;
    return [{ ...row, ...facts, href, picture: fileId === null ? undefined : pictures.get(fileId) }];
  });
}

/** As everybody sees it. */
export interface ShownFile {
  kind: ProposalFilesTable['kind'];
  name: string;
  /** What it shows or holds, in its authors' words. */
  words: string;
  mediaType: string;
  size: number;
  href: string;
}

/** Of those that somebody looked at and everybody may fetch, by proposal, in the order in which they came. One query. */
export async function shownFilesOf(
  db: Read,
  vault: Vault,
  proposalIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ShownFile[]>> {
  const rows = await db
    .selectFrom('proposal_files as p')
    .innerJoin('files as f', 'f.id', 'p.file_id')
    .innerJoin('proposals as of', 'of.id', 'p.proposal_id')
    .select(['p.id', 'p.proposal_id', 'p.kind', 'p.size', 'p.sealed_facts'])
    .select(['f.id as file_id', 'f.name', 'f.media_type'])
    .where(sql<boolean>`p.proposal_id = any(${[...proposalIds]}::uuid[])`)
    .where('p.state', '=', 'accepted')
    .where('of.title', 'is not', null)
    .orderBy('p.id')
    .execute();
  const shown = rows.flatMap((row) => {
    const facts = openFacts(vault, row.id, row.sealed_facts);
    if (!facts) return [];
    const { proposal_id: of, kind, name, media_type: mediaType, size } = row;
    const href = fileHref({ id: row.file_id, name });
    return [{ of, file: { kind, name, words: facts.words, mediaType, size, href } }];
  });
  const byProposal = Map.groupBy(shown, ({ of }) => of);
  return new Map([...byProposal].map(([of, some]) => [of, some.map(({ file }) => file)]));
}

/** One file with its bytes, wherever they lie; for the desk and for its authors. */
export async function findBytes(
  db: Read,
  vault: Vault,
  proposalId: string,
  id: string,
): Promise<{ kind: ProposalFilesTable['kind']; facts: FileFacts; bytes: Buffer } | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await db
    .selectFrom('proposal_files as p')
    .leftJoin('files as f', 'f.id', 'p.file_id')
    .select(['p.id', 'p.kind', 'p.sealed_facts', 'p.sealed_bytes', 'f.bytes'])
    .where('p.id', '=', id)
    .where('p.proposal_id', '=', proposalId)
    .executeTakeFirst();
  const facts = row && openFacts(vault, id, row.sealed_facts);
  const bytes = row && (row.bytes ?? openBytes(vault, id, row.sealed_bytes));
  return row && facts && bytes ? { kind: row.kind, facts, bytes } : undefined;
}

/** In the library: which proposal shows a file. */
export const PROPOSAL_FILES: FileUseSource = {
  kind: PROPOSAL,
  find: async (db, fileIds, t) => {
    const fit = fileIds.filter(isUuid);
    if (fit.length === 0) return [];
    const rows = await db
      .selectFrom('proposal_files as f')
      .innerJoin('proposals as p', 'p.id', 'f.proposal_id')
      .select(['f.file_id', 'p.id', 'p.number', 'p.title'])
      .where('f.file_id', 'in', fit)
      .execute();
    return rows.map(({ file_id: fileId, id, number, title }): FileUse => ({
      fileId: fileId ?? '',
      id,
      title: title ?? t('proposals.number', { number: number ?? 0 }),
      href: officeProposalPath(number ?? 0),
    }));
  },
};
