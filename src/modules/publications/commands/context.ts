/** What every command of the module shares: who acts, the locked row, what is recorded of a change. */
import { allows } from '../../../platform/access/access.ts';
import { actorRef, audit } from '../../../platform/audit/audit.ts';
import type { Read, Trx } from '../../../platform/db/handles.ts';
import type { Act, Refusal } from '../../../platform/db/outcome.ts';
import { recordHistory } from '../../../platform/history/history.ts';
import { touchSearch } from '../../../platform/search/touch.ts';
import { readSetting } from '../../../platform/settings/settings.ts';
import { KIND } from '../kind.ts';
import type { DeedRefusal, House, Subject, Who } from '../rules/workflow.ts';
import { twoEyesSetting } from '../settings.ts';
import type { StoredCourse } from '../tables.ts';
import type { CourseFacts } from '../schemas/content.ts';

/**
 * `not_found` · `changed`: somebody saved a newer version · `not_now`, `forbidden`, `own_text`: as the workflow says ·
 * `slug_taken`: another one of the section has this address · `no_category`: one that there is not · `incomplete`:
 * what is missing before it can be public.
 */
export type PublicationRefusal =
  | 'not_found'
  | 'changed'
  | DeedRefusal
  | 'slug_taken'
  | 'no_category'
  | 'incomplete'
  | 'past';

export type Result<T extends object = object> = ({ ok: true } & T) | Refusal<PublicationRefusal>;

export function refused(
  code: PublicationRefusal,
  more: { field?: string; detail?: Record<string, string> } = {},
): Refusal<PublicationRefusal> {
  return { ok: false, refused: code, ...more };
}

export function whoOf({ actor }: Act): Who {
  return {
    ref: actorRef(actor),
    mayWrite: allows(actor, 'publications.write'),
    mayPublish: allows(actor, 'publications.publish'),
    isProgram: actor.kind === 'system',
  };
}

/** Read in the transaction that decides by it. */
export async function houseOf(db: Read): Promise<House> {
  return { twoEyes: await readSetting(db, twoEyesSetting) };
}

export type LockedRow = NonNullable<Awaited<ReturnType<typeof lockPublication>>>;

/** Under its lock: everything that happens to one publication happens one after the other. */
export function lockPublication(trx: Trx, id: string) {
  return trx.selectFrom('publications').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** A stored publication as the rules of the workflow see it. */
export function subjectOf(
  row: Pick<LockedRow, 'status' | 'publish_at' | 'written_by' | 'first_published_at'>,
): Subject {
  return {
    status: row.status,
    publishAt: row.publish_at,
    writtenBy: row.written_by,
    everPublished: row.first_published_at !== null,
  };
}

export function storedCourse(course: CourseFacts | null): StoredCourse | null {
  return (
    course && {
      ...course,
      starts: course.starts && String(course.starts),
      ends: course.ends && String(course.ends),
    }
  );
}

/** What everybody can read of a version, for the history. */
export async function publicContent(trx: Trx, id: string): Promise<Record<string, unknown>> {
  const row = await trx
    .selectFrom('publications')
    .select([
      'type',
      'slug',
      'title',
      'summary',
      'body',
      'lang',
      'author_name',
      'author_email',
      'image',
      'image_alt',
      'link',
      'date',
      'highlight',
      'law',
      'course',
    ])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const filed = await trx
    .selectFrom('publication_filed as f')
    .innerJoin('publication_categories as c', 'c.id', 'f.category_id')
    .select('c.slug')
    .where('f.publication_id', '=', id)
    .orderBy('c.slug')
    .execute();
  const links = await trx
    .selectFrom('publication_links')
    .select(['kind', 'record_id'])
    .where('publication_id', '=', id)
    .orderBy('position')
    .execute();
  return {
    ...row,
    date: row.date && String(row.date),
    categories: filed.map(({ slug }) => slug),
    related: links.map((link) => `${link.kind}:${link.record_id}`),
  };
}

/** A change that the public sees: history, audit and search, in the transaction of the change. */
export async function recordPublic(trx: Trx, act: Act, id: string, action: string): Promise<void> {
  await recordHistory(trx, {
    actor: act.actor,
    record: { kind: KIND, id },
    action,
    reason: act.reason || undefined,
    source: act.source,
    content: await publicContent(trx, id),
  });
  await touchSearch(trx, { kind: KIND, id });
  await recordDeed(trx, act, id, action);
}

/** What only the organisation sees. */
export async function recordDeed(
  trx: Trx,
  { actor }: Act,
  id: string,
  action: string,
  detail: Record<string, string | number | boolean> = {},
): Promise<void> {
  await audit(trx, { actor, action: `publications.${action}`, subject: { kind: KIND, id }, detail });
}
