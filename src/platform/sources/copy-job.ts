/** The job that fetches a copy: read what to do, fetch and scan outside of any transaction, write in one. */
import { withTransaction } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import type { JobSpec } from '../jobs/job.ts';
import { isUuid } from '../uuid.ts';
import { FETCH_JOB, settleCopy, waitingCopy } from './copies.ts';
import { type Fetched, fetchDocument, type FetchResult } from './fetch/fetch.ts';
import { scanDocument } from './scan/scan.ts';

/** @param fetch how documents are fetched; the program's own way unless a test says otherwise */
export function fetchCopyJob(
  fetch: (address: string) => Promise<FetchResult> = (address) => fetchDocument(address),
): JobSpec {
  return {
    name: FETCH_JOB,
    summary: 'Fetches a copy of a source, looks for numbers of people in it, keeps it or says why not.',
    run: (payload, deps) => fetchCopy(String(payload['copy'] ?? ''), deps, fetch),
  };
}

/** A crash before the end leaves the row waiting and nothing else; the queue runs the job again. */
async function fetchCopy(
  id: string,
  deps: Deps,
  fetch: (address: string) => Promise<FetchResult>,
): Promise<void> {
  const copy = isUuid(id) ? await waitingCopy(deps.db, id) : undefined;
  if (!copy || copy.address === null || copy.archive === 'link_only') return;
  const result = await fetch(copy.address);
  const came = result.ok ? await documentOf(result.fetched, copy.title) : { fault: result.fault };
  const act = { actor: { kind: 'system', what: FETCH_JOB } as const, now: deps.now() };
  await withTransaction(deps.db, (trx) => settleCopy(trx, act, copy, came));
}

async function documentOf({ address, mediaType, bytes }: Fetched, title: string) {
  const last = new URL(address).pathname.split('/').at(-1) ?? '';
  const type = plainType(mediaType);
  const name = /\.[a-z\d]{2,5}$/i.test(last) ? decoded(last) : `${title.slice(0, 60)}${ENDING[type] ?? ''}`;
  return { file: { name, mediaType: type, bytes }, scanned: await scanDocument(bytes, mediaType) };
}

const ENDING: Readonly<Record<string, string>> = {
  'text/html': '.html',
  'text/plain': '.txt',
  'application/pdf': '.pdf',
  'application/json': '.json',
};

/** Without parameters; what is no media type is bytes. */
export function plainType(declared: string): string {
  const [type = ''] = declared.toLowerCase().split(';');
  return /^[a-z]+\/[\w.+-]{1,80}$/.test(type.trim()) ? type.trim() : 'application/octet-stream';
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
