/** The milestones of a project, each with what shows how far it is. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { fileHref } from '../../../platform/files/files.ts';
import { sourcePath } from '../../../platform/sources/paths.ts';

function milestones(db: Read) {
  return db
    .selectFrom('project_milestones as m')
    .leftJoin('institutions as i', 'i.id', 'm.institution_id')
    .select(['m.id', 'm.project_id', 'm.title', 'm.institution_id', 'm.due_on', 'm.progress'])
    .select(['m.progress_on', 'm.reason', 'm.version', 'i.name as institution'])
    .select(sql<string | null>`case when i.status = 'published' then i.slug end`.as('institution_slug'));
}

export type MilestoneRow = NonNullable<Awaited<ReturnType<typeof findMilestone>>>;

export const findMilestone = (db: Read, projectId: string, id: string) =>
  milestones(db).where('m.id', '=', id).where('m.project_id', '=', projectId).executeTakeFirst();

/** In the order in which they are due. One query. */
export const milestonesOf = (db: Read, projectId: string): Promise<MilestoneRow[]> =>
  milestones(db).where('m.project_id', '=', projectId).orderBy('m.due_on').orderBy('m.id').execute();

/** The last days that milestones had before, in the order in which they were changed, once everybody could read them. */
export async function formerDaysOf(
  db: Read,
  projectId: string,
): Promise<ReadonlyMap<string, Temporal.PlainDate[]>> {
  const { rows } = await sql<{ milestone_id: string; due_was: Temporal.PlainDate }>`
    select milestone_id, due_was from project_turns where project_id = ${projectId}::uuid and what = 'dated'
    order by at, id`.execute(db);
  return new Map(
    [...Map.groupBy(rows, (row) => row.milestone_id)].map(([id, own]) => [id, own.map((row) => row.due_was)]),
  );
}

export interface EvidenceRow {
  id: string;
  milestone_id: string;
  note: string;
  /** Where everybody can look it up. */
  href: string;
  title: string;
  publisher: string;
  /** A file of the library: a document is downloaded. */
  file: 'picture' | 'document' | undefined;
  /** Web address of the source, where it has one. */
  address: string | null;
  created_at: Temporal.Instant;
}

const MOST = 2000;

/** Of several milestones, the earliest first. One query. */
export async function evidenceOf(
  db: Read,
  milestoneIds: readonly string[],
): Promise<ReadonlyMap<string, EvidenceRow[]>> {
  const rows = await db
    .selectFrom('milestone_evidence as e')
    .leftJoin('sources as s', 's.id', 'e.source_id')
    .leftJoin('files as f', 'f.id', 'e.file_id')
    .select(['e.id', 'e.milestone_id', 'e.note', 'e.source_id', 'e.file_id', 'e.created_at'])
    .select(['s.title', 's.publisher', 's.address', 'f.name', 'f.kind'])
    .where(sql<boolean>`e.milestone_id = any(${[...milestoneIds]}::uuid[])`)
    .orderBy('e.id')
    .limit(MOST)
    .execute();
  const found = rows.map(({ source_id, file_id, title, publisher, name, kind, ...own }): EvidenceRow => ({
    ...own,
    href: source_id === null ? fileHref({ id: file_id ?? '', name: name ?? '' }) : sourcePath(source_id),
    title: title ?? name ?? '',
    publisher: publisher ?? '',
    file: kind ?? undefined,
  }));
  return Map.groupBy(found, (row) => row.milestone_id);
}

export interface MilestoneFact {
  project: string;
  project_slug: string;
  project_institution: string | null;
  proposals: string;
  title: string;
  institution: string | null;
  due_on: Temporal.PlainDate;
  progress: MilestoneRow['progress'];
  progress_on: Temporal.PlainDate | null;
  reason: string;
  /** Why its project goes on no more; empty: it does. */
  stopped_reason: string;
  evidence: number;
}

/** So many projects, each with the few milestones that it holds (`MOST_MILESTONES`). */
const PER_PART = 50;

interface PublishedKey {
  id: string;
  published_at: Temporal.Instant;
}

/** All milestones of all that is public, as a table, a part at a time: by its key, however many there are. */
export async function* milestoneFacts(db: Read): AsyncGenerator<MilestoneFact[]> {
  for (let after: PublishedKey | undefined; ;) {
    const some: PublishedKey[] = await publishedAfter(db, after);
    const rows = await factsOf(
      db,
      some.map(({ id }) => id),
    );
    if (rows.length > 0) yield rows;
    after = some.at(-1);
    if (some.length < PER_PART) return;
  }
}

async function publishedAfter(db: Read, after: PublishedKey | undefined): Promise<PublishedKey[]> {
  const { rows } = await sql<PublishedKey>`
    select id, published_at from projects where status = 'published'
      ${after ? sql`and (published_at, id) > (${String(after.published_at)}::timestamptz, ${after.id}::uuid)` : sql``}
    order by published_at, id limit ${PER_PART}`.execute(db);
  return rows;
}

async function factsOf(db: Read, projectIds: readonly string[]): Promise<MilestoneFact[]> {
  const { rows } = await sql<MilestoneFact>`
    select p.title as project, p.slug as project_slug, pi.name as project_institution,
      (select string_agg(x.number::text, ' ' order by x.number) from project_proposals as pp
        join proposals as x on x.id = pp.proposal_id where pp.project_id = p.id) as proposals,
      m.title, i.name as institution, m.due_on, m.progress, m.progress_on, m.reason,
      p.stopped_reason,
      (select count(*)::int from milestone_evidence as e where e.milestone_id = m.id) as evidence
    from projects as p join project_milestones as m on m.project_id = p.id
      left join institutions as pi on pi.id = p.institution_id
      left join institutions as i on i.id = m.institution_id
    where p.id = any(${[...projectIds]}::uuid[]) and p.status = 'published'
    order by p.published_at, p.id, m.due_on, m.id`.execute(db);
  return rows;
}
