/**
 * Copies kept of sources, with their SHA-256: asked for and fetched by a job, or uploaded. None is public until
 * staff says so, and only one that was scanned and is clean can be. Of personal files there are none.
 */
import { createHash } from 'node:crypto';
import { audit } from '../audit/audit.ts';
import type { Read, Trx } from '../db/handles.ts';
import type { Act } from '../db/outcome.ts';
import { addJobs } from '../jobs/add.ts';
import { normalForm } from '../unicode.ts';
import { type Outcome, refuse } from './outcome.ts';
import type { Scanned } from './scan/scan.ts';
import type { CopyState, ScanResult } from './tables.ts';

/** Name of the job; the module that runs it says so in its manifest. */
export const FETCH_JOB = 'site.fetch_copy';

/** A copy that waits longer was lost with its job: it may be asked for again. */
const LONGEST_WAIT = { minutes: 30 };

/** So many copies of one source are kept; for one more somebody has to take an old one away. */
export const MOST_COPIES = 20;

/**
 * Asks for a copy of what is at the source's address now.
 * @param options.keepFindings staff decided: keep it though numbers of people are found in it
 */
export async function askForCopy(
  trx: Trx,
  act: Act,
  sourceId: string,
  { keepFindings = false }: { keepFindings?: boolean } = {},
): Promise<Outcome<{ id: string }>> {
  const source = await lockSource(trx, sourceId);
  if (!source) return refuse('not_found');
  if (source.archive === 'link_only') return refuse('link_only');
  if (source.address === null) return refuse('no_address');
  await trx
    .updateTable('source_copies')
    .set({ state: 'failed', fault: 'lost', at: act.now })
    .where('source_id', '=', sourceId)
    .where('state', '=', 'waiting')
    .where('asked_at', '<', act.now.subtract(LONGEST_WAIT))
    .execute();
  const copies = await countCopies(trx, sourceId);
  if (copies.waiting > 0) return refuse('not_now');
  if (copies.all >= MOST_COPIES) return refuse('too_many');
  const { id } = await trx
    .insertInto('source_copies')
    .values({
      source_id: sourceId,
      origin: 'fetched',
      state: 'waiting',
      keep_findings: keepFindings,
      ...NOTHING_YET,
      asked_at: act.now,
      at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await addJobs(trx, [{ name: FETCH_JOB, payload: { copy: id }, key: `${FETCH_JOB}:${id}` }]);
  await auditCopy(trx, act, sourceId, 'asked', { keep_findings: keepFindings });
  return { ok: true, id };
}

const NOTHING_YET = { fault: null, media_type: null, size: null, sha256: null, bytes: null, scan: null };

export interface CopyFile {
  /** As the download will be called. */
  name: string;
  mediaType: string;
  bytes: Buffer;
}

/**
 * Keeps a copy that staff uploads. With numbers of people in it only its counts are kept, unless staff decided.
 * @returns the state of the copy: `kept` or `refused`
 */
export async function keepUpload(
  trx: Trx,
  act: Act,
  sourceId: string,
  file: CopyFile,
  scanned: Scanned,
  { keepFindings = false }: { keepFindings?: boolean } = {},
): Promise<Outcome<{ id: string; state: CopyState }>> {
  const source = await lockSource(trx, sourceId);
  if (!source) return refuse('not_found');
  if (source.archive === 'link_only') return refuse('link_only');
  if ((await countCopies(trx, sourceId)).all >= MOST_COPIES) return refuse('too_many');
  const values = settled(file, scanned, keepFindings);
  const { id } = await trx
    .insertInto('source_copies')
    .values({
      source_id: sourceId,
      origin: 'uploaded',
      keep_findings: keepFindings,
      ...values,
      asked_at: act.now,
      at: act.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await auditCopy(trx, act, sourceId, 'uploaded', { state: values.state, ...scanned.findings });
  return { ok: true, id, state: values.state };
}

/** What becomes of a copy once its bytes are here: kept, or only the counts of what was found. */
function settled(file: CopyFile, { result, findings }: Scanned, keepFindings: boolean) {
  const facts = {
    name: safeName(file.name),
    media_type: file.mediaType,
    scan: result,
    findings,
    fault: null,
  };
  const size = file.bytes.length;
  if (result === 'found' && !keepFindings)
    // Not even the hash: whoever guesses the text could prove the numbers by it.
    return { ...facts, state: 'refused' as const, size, sha256: null, bytes: null };
  const sha256 = createHash('sha256').update(file.bytes).digest();
  return { ...facts, state: 'kept' as const, size, sha256, bytes: file.bytes };
}

/** What the job has to fetch; undefined when there is nothing (any more) to do. */
export async function waitingCopy(db: Read, id: string) {
  return await db
    .selectFrom('source_copies as c')
    .innerJoin('sources as s', 's.id', 'c.source_id')
    .select(['c.id', 'c.source_id', 'c.keep_findings', 's.address', 's.title', 's.archive'])
    .where('c.id', '=', id)
    .where('c.state', '=', 'waiting')
    .executeTakeFirst();
}

/**
 * Writes what came of fetching. The source is asked again: it may have become linked only meanwhile.
 * @param came the file with its scan, or the code of what went wrong
 */
export async function settleCopy(
  trx: Trx,
  act: Act,
  copy: { id: string; source_id: string },
  came: { file: CopyFile; scanned: Scanned } | { fault: string },
): Promise<void> {
  const source = await lockSource(trx, copy.source_id);
  const row = await trx
    .selectFrom('source_copies')
    .select('keep_findings')
    .where('id', '=', copy.id)
    .where('state', '=', 'waiting')
    .forUpdate()
    .executeTakeFirst();
  if (!source || !row || source.archive === 'link_only') return;
  const values =
    'fault' in came
      ? { ...NOTHING_YET, state: 'failed' as const, fault: came.fault }
      : settled(came.file, came.scanned, row.keep_findings);
  await trx
    .updateTable('source_copies')
    .set({ ...values, at: act.now })
    .where('id', '=', copy.id)
    .execute();
  await auditCopy(trx, act, copy.source_id, 'fetched', { state: values.state });
}

/** Lets everybody download a copy, or nobody but staff again. Only one that was scanned and found clean. */
export async function setCopyPublic(
  trx: Trx,
  act: Act,
  copy: { source: string; id: string },
  isPublic: boolean,
): Promise<Outcome> {
  const row = await trx
    .selectFrom('source_copies')
    .select(['state', 'scan'])
    .where('id', '=', copy.id)
    .where('source_id', '=', copy.source)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return refuse('not_found');
  if (isPublic && (row.state !== 'kept' || row.scan !== 'clean')) return refuse('not_clean');
  await trx.updateTable('source_copies').set({ public: isPublic }).where('id', '=', copy.id).execute();
  await auditCopy(trx, act, copy.source, isPublic ? 'published' : 'unpublished');
  return { ok: true };
}

/** Takes a copy away for good, or stops one that waits. */
export async function removeCopy(trx: Trx, act: Act, copy: { source: string; id: string }): Promise<Outcome> {
  const gone = await trx
    .deleteFrom('source_copies')
    .where('id', '=', copy.id)
    .where('source_id', '=', copy.source)
    .returning('id')
    .executeTakeFirst();
  if (!gone) return refuse('not_found');
  await auditCopy(trx, act, copy.source, 'removed');
  return { ok: true };
}

/** A copy as it is listed, without its bytes. */
export interface ListedCopy {
  id: string;
  origin: 'fetched' | 'uploaded';
  state: CopyState;
  fault: string | null;
  name: string;
  media_type: string | null;
  size: number | null;
  sha256: Buffer | null;
  scan: ScanResult | null;
  findings: Record<string, number>;
  public: boolean;
  asked_at: Temporal.Instant;
  at: Temporal.Instant | null;
}

/** Newest first. */
export function listCopies(db: Read, sourceId: string): Promise<ListedCopy[]> {
  return db
    .selectFrom('source_copies')
    .select(['id', 'origin', 'state', 'fault', 'name', 'media_type', 'size', 'sha256', 'scan', 'findings'])
    .select(['public', 'asked_at', 'at'])
    .where('source_id', '=', sourceId)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_COPIES)
    .execute();
}

/** The bytes of a copy that is kept. @param onlyPublic for everybody: undefined unless it is public */
export async function readCopy(
  db: Read,
  copy: { source: string; id: string },
  { onlyPublic }: { onlyPublic: boolean },
): Promise<{ name: string; mediaType: string; bytes: Buffer } | undefined> {
  let query = db
    .selectFrom('source_copies')
    .select(['name', 'media_type', 'bytes'])
    .where('id', '=', copy.id)
    .where('source_id', '=', copy.source)
    .where('state', '=', 'kept');
  if (onlyPublic) query = query.where('public', '=', true);
  const row = await query.executeTakeFirst();
  return row?.bytes ? { name: row.name, mediaType: row.media_type ?? '', bytes: row.bytes } : undefined;
}

function lockSource(trx: Trx, id: string) {
  return trx
    .selectFrom('sources')
    .select(['address', 'archive'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

async function countCopies(trx: Trx, sourceId: string): Promise<{ all: number; waiting: number }> {
  const rows = await trx
    .selectFrom('source_copies')
    .select('state')
    .where('source_id', '=', sourceId)
    .execute();
  return { all: rows.length, waiting: rows.filter((row) => row.state === 'waiting').length };
}

type Detail = Record<string, string | number | boolean | null>;

const auditCopy = (trx: Trx, { actor }: Act, sourceId: string, what: string, detail: Detail = {}) =>
  audit(trx, { actor, action: `sources.copy_${what}`, subject: { kind: 'source', id: sourceId }, detail });

/** Letters, digits, dots and hyphens: safe in a header and on any disk. */
function safeName(name: string): string {
  const plain = normalForm(name, 'NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9.-]+/g, '-')
    .replaceAll(/-{2,}|\.{2,}/g, '-')
    .replaceAll('-.', '.')
    .replaceAll(/^[.-]+|[.-]+$/g, '');
  return plain.slice(-80).toLowerCase() || 'copia';
}
