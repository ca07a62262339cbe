/** Sources made and changed. Each version is kept, as of every record that the public can see. */
import { randomUUIDv7 } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { audit } from '../audit/audit.ts';
import type { Trx } from '../db/handles.ts';
import type { Act } from '../db/outcome.ts';
import { recordHistory } from '../history/history.ts';
import { addressKey, webAddress } from './address.ts';
import { type Outcome, type Refusal, refuse } from './outcome.ts';
import { partialDateText, type PartialDate } from './printed-date.ts';
import type { ArchivePolicy, SourceKind } from './tables.ts';
import { plainWords } from './words.ts';

export const SOURCE_RECORD = 'source';

export interface SourceInput {
  /** http or https; undefined: it has none. */
  address?: string | undefined;
  title: string;
  publisher: string;
  datePrinted: string;
  date?: PartialDate | undefined;
  accessedOn?: Temporal.PlainDate | undefined;
  lang: string;
  kind: SourceKind;
  note: string;
  archive: ArchivePolicy;
}

/** A new source. Whether it is there already is for people to say: see `likelySame`. */
export async function createSource(trx: Trx, act: Act, input: SourceInput): Promise<Outcome<{ id: string }>> {
  const refusal = refusalOf(input);
  if (refusal) return refusal;
  const { id } = await trx
    .insertInto('sources')
    .values({ ...valuesOf(input), created_at: act.now, updated_at: act.now })
    .returning('id')
    .executeTakeFirstOrThrow();
  await record(trx, act, id, 'created', input);
  return { ok: true, id };
}

/**
 * Changes a source.
 * @param version as it was when the form was drawn: refused as `changed` when somebody saved since
 * @param reason in words for the public; shown with the version
 */
export async function saveSource(
  trx: Trx,
  act: Act,
  id: string,
  change: { input: SourceInput; version: number; reason?: string | undefined },
): Promise<Outcome<{ version: number }>> {
  const refusal = refusalOf(change.input);
  if (refusal) return refusal;
  const before = await trx
    .selectFrom('sources')
    .select('version')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!before) return refuse('not_found');
  if (before.version !== change.version) return refuse('changed');
  const values = valuesOf(change.input);
  const version = before.version + 1;
  await trx
    .updateTable('sources')
    .set({ ...values, version, updated_at: act.now })
    .where('id', '=', id)
    .execute();
  // Linked only is meant for copies that are there already too, and for those under way.
  if (values.archive === 'link_only')
    await trx.deleteFrom('source_copies').where('source_id', '=', id).execute();
  await record(trx, act, id, 'changed', change.input, change.reason);
  return { ok: true, version };
}

function refusalOf(input: SourceInput): Refusal | undefined {
  if (input.title.trim() === '') return refuse('missing_title', 'title');
  if (input.address !== undefined && !webAddress(input.address)) return refuse('bad_address', 'address');
  return undefined;
}

/** Papers that people handed in about themselves are linked only, whatever the form says. */
function archivePolicy({ kind, archive }: Pick<SourceInput, 'kind' | 'archive'>): ArchivePolicy {
  return kind === 'personal_file' ? 'link_only' : archive;
}

function valuesOf(input: SourceInput) {
  const { address, title, publisher, date } = input;
  return {
    address: address ?? null,
    address_key: (address !== undefined && addressKey(address)) || null,
    title,
    publisher,
    date_printed: input.datePrinted,
    date_from: date?.from ?? null,
    date_precision: date?.precision ?? null,
    accessed_on: input.accessedOn ?? null,
    lang: input.lang,
    kind: input.kind,
    note: input.note,
    archive: archivePolicy(input),
    search: searchVector(`${title} ${publisher} ${address ?? ''}`),
  };
}

/** The `simple` dictionary: names and addresses are found as they are, without stems. */
function searchVector(text: string): RawBuilder<string> {
  return sql<string>`to_tsvector('simple', ${plainWords(text)})`;
}

/** What a version says; all of it is public. */
function sourceContent(input: SourceInput) {
  return {
    title: input.title,
    publisher: input.publisher,
    address: input.address ?? '',
    date_printed: input.datePrinted,
    date: input.date ? partialDateText(input.date) : '',
    accessed_on: input.accessedOn?.toString() ?? '',
    lang: input.lang,
    kind: input.kind,
    note: input.note,
    archive: archivePolicy(input),
  };
}

async function record(
  trx: Trx,
  { actor }: Act,
  id: string,
  action: 'created' | 'changed',
  input: SourceInput,
  reason?: string,
): Promise<void> {
  const subject = { kind: SOURCE_RECORD, id };
  await recordHistory(trx, { actor, record: subject, action, reason, content: sourceContent(input) });
  await audit(trx, { actor, action: `sources.${action}`, subject });
}

const AT_ONCE = 200;

/**
 * New sources, as many as there are: a few statements for each two hundred.
 * @returns their ids in the order given
 * @throws TypeError when one has no title or an address that is none: ask `isSource` before
 */
export async function createSources(trx: Trx, act: Act, inputs: readonly SourceInput[]): Promise<string[]> {
  const ids: string[] = [];
  for (let from = 0; from < inputs.length; from += AT_ONCE) {
    const part = inputs.slice(from, from + AT_ONCE).map((input) => ({ id: randomUUIDv7() as string, input }));
    if (part.some(({ input }) => refusalOf(input))) throw new TypeError('no source');
    await trx
      .insertInto('sources')
      .values(
        part.map(({ id, input }) => ({ id, ...valuesOf(input), created_at: act.now, updated_at: act.now })),
      )
      .execute();
    const told = part.map(({ id, input }) => ({
      actor: act.actor,
      record: { kind: SOURCE_RECORD, id },
      content: sourceContent(input),
    }));
    await recordHistory(trx, ...told.map((one) => ({ ...one, action: 'created' })));
    await audit(
      trx,
      ...told.map(({ actor, record: subject }) => ({ actor, action: 'sources.created', subject })),
    );
    ids.push(...part.map(({ id }) => id));
  }
  return ids;
}

/** Whether a source can be made of it. */
export function isSource(input: Pick<SourceInput, 'title' | 'address'>): boolean {
  return (
    input.title.trim() !== '' && (input.address === undefined || webAddress(input.address) !== undefined)
  );
}
