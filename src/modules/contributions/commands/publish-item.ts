/** What goes into the library, and its corrections. Each version is in the public history, with its reason. */
import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { json } from '../../../platform/db/values.ts';
import { recordHistory } from '../../../platform/history/history.ts';
import { promiseMail } from '../../../platform/mail/promise.ts';
import { touchSearch } from '../../../platform/search/touch.ts';
import { freeSlug } from '../../../platform/slug.ts';
import { isAccepted, shownAs } from '../rules/contribution.ts';
import { plainWords } from '../rules/search.ts';
import { openAuthor } from '../sealed.ts';
import type { Appearance, Evidence, LibraryKind } from '../tables.ts';
import { type Context, lockContribution, refused, type Result } from './context.ts';

/** Under which everything in the library may be used again. */
export const LICENCE = 'CC BY 4.0';

export interface ItemText {
  kind: LibraryKind;
  title: string;
  summary: string;
  context: string;
  done: string;
  result: string;
  evidence: Evidence[];
  learned: string;
  topic: string;
  languages: string[];
  country: string;
  department: string;
}

interface Signed {
  appears: Appearance;
  authors: readonly string[];
  organization: string;
}

/** The text with what the search finds it by. */
function valuesOf(text: ItemText, { authors, organization }: Signed) {
  const { title, summary, context, done, result, learned, country, department } = text;
  const words = [title, summary, context, done, result, learned, country, department, organization];
  const search = plainWords([...words, ...authors, ...text.evidence.map((piece) => piece.text)].join(' '));
  return {
    ...text,
    evidence: json(text.evidence),
    search: sql<string>`to_tsvector('simple', ${search})`,
  };
}

/** An accepted contribution goes into the library: once, and only with its author's consent. */
export async function publishItem(
  trx: Trx,
  c: Context,
  id: string,
  text: ItemText,
): Promise<Result<{ id: string; slug: string }>> {
  const row = await lockContribution(trx, id);
  const author = row && openAuthor(c.vault, id, row.sealed_author);
  if (!row || !author) return refused('not_found');
  if (!isAccepted(row.state)) return refused('not_now');
  if (!row.consent_publish) return refused('no_consent');
  const there = await trx
    .selectFrom('library_items')
    .select('id')
    .where('contribution_id', '=', id)
    .executeTakeFirst();
  if (there) return refused('not_now');
  const signed: Signed = { appears: author.appears, ...shownAs(author) };
  const item = { id: randomUUIDv7(), slug: await slugFor(trx, text.title, text.kind) };
  await trx
    .insertInto('library_items')
    .values({
      ...item,
      ...valuesOf(text, signed),
      ...signed,
      authors: [...signed.authors],
      contribution_id: id,
      event_id: row.event_id,
      session_id: row.session_id,
      year: await yearOf(trx, row.event_id),
      licence: LICENCE,
      published_at: c.now,
      updated_at: c.now,
      withdrawn_at: null,
    })
    .execute();
  await record(trx, c, item.id, 'published', undefined, text, signed);
  const data = { item: item.id };
  await promiseMail(trx, {
    kind: 'contributions.in_library',
    subjectId: id,
    data,
    dedupeKey: `contributions.in_library:${item.id}`,
  });
  return { ok: true, ...item };
}

async function yearOf(trx: Trx, eventId: string): Promise<number> {
  const event = await trx
    .selectFrom('events')
    .select(['starts_at', 'timezone'])
    .where('id', '=', eventId)
    .executeTakeFirstOrThrow();
  return event.starts_at.toZonedDateTimeISO(event.timezone).year;
}

/** The library's addresses are given out one at a time: two of the same title at once get two. */
async function slugFor(trx: Trx, title: string, kind: LibraryKind): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended('library_items.slug', 40))`.execute(trx);
  const base = freeSlug(title, new Set()) || (kind === 'case' ? 'caso' : 'leccion');
  const near = await trx
    .selectFrom('library_items')
    .select('slug')
    .where(sql<boolean>`starts_with(slug, ${base.slice(0, 70)})`)
    .execute();
  return freeSlug(base, new Set(near.map(({ slug }) => slug)));
}

/**
 * A correction by staff. Who it is from and how they appear is not theirs to change.
 * @param edit.version as when the form was drawn
 */
export async function editItem(
  trx: Trx,
  c: Context,
  id: string,
  edit: { text: ItemText; reason: string; version: number; restoring?: boolean },
): Promise<Result> {
  const item = await trx
    .selectFrom('library_items')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!item) return refused('not_found');
  if (item.withdrawn_at) return refused('not_now');
  if (item.version !== edit.version) return refused('changed');
  await trx
    .updateTable('library_items')
    .set({ ...valuesOf(edit.text, item), version: item.version + 1, updated_at: c.now })
    .where('id', '=', id)
    .execute();
  const action = edit.restoring ? 'restored' : 'changed';
  await record(trx, c, id, action, edit.reason, edit.text, item);
  return { ok: true };
}

async function record(
  trx: Trx,
  { actor }: Context,
  id: string,
  action: 'published' | 'changed' | 'restored',
  reason: string | undefined,
  text: ItemText,
  { appears, authors, organization }: Signed,
): Promise<void> {
  const content = { ...text, appears, authors: [...authors], organization };
  await recordHistory(trx, { actor, record: { kind: 'library_item', id }, action, reason, content });
  await touchSearch(trx, { kind: 'library_item', id });
  await audit(trx, {
    actor,
    action: `contributions.item_${action}`,
    subject: { kind: 'library_item', id },
  });
}
