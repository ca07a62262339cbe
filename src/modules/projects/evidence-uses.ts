/** What sources and files are told of the milestones that they show something of. */
import type { Read } from '../../platform/db/handles.ts';
import type { FileUse, FileUseSource } from '../../platform/files/source.ts';
import type { CitedRecords } from '../../platform/sources/cited.ts';
import { isUuid } from '../../platform/uuid.ts';
import { milestonePath, officeMilestonePath } from './addresses.ts';
import { MILESTONE } from './kind.ts';

/** Milestones with their projects; each query is bounded by the ids asked for. */
async function shownBy(db: Read, column: 'm.id' | 'e.file_id' | 'e.source_id', ids: readonly string[]) {
  const fit = ids.filter(isUuid);
  if (fit.length === 0) return [];
  return db
    .selectFrom('project_milestones as m')
    .innerJoin('milestone_evidence as e', 'e.milestone_id', 'm.id')
    .innerJoin('projects as p', 'p.id', 'm.project_id')
    .select(['m.id', 'm.title', 'e.file_id', 'e.source_id', 'p.id as project_id', 'p.slug', 'p.status'])
    .select('p.title as project')
    .where(column, 'in', fit)
    .execute();
}

export const EVIDENCE_FILES: FileUseSource = {
  kind: MILESTONE,
  find: async (db, fileIds) =>
    (await shownBy(db, 'e.file_id', fileIds)).map((row): FileUse => ({
      fileId: row.file_id ?? '',
      id: row.id,
      title: `${row.title} · ${row.project}`,
      href: officeMilestonePath(row.project_id, row.id),
    })),
};

/** Milestones name their sources themselves: sources know of it. */
export const EVIDENCE_SOURCES: CitedRecords = {
  kind: MILESTONE,
  label: 'projects.milestone',
  policy: 'projects.write',
  fields: () => [],
  find: async (db, ids) => {
    const rows = await shownBy(db, 'm.id', ids);
    return new Map(
      rows
        .filter(({ status }) => status === 'published')
        .map((row) => [
          row.id,
          { title: `${row.title} · ${row.project}`, href: milestonePath(row.slug, row.id) },
        ]),
    );
  },
  resting: async (db, sourceIds, most) => {
    const bySource = Map.groupBy(await shownBy(db, 'e.source_id', sourceIds), (row) => row.source_id ?? '');
    return [...bySource].flatMap(([source_id, own]) =>
      own.slice(0, most).map(({ id }) => ({ source_id, record_id: id })),
    );
  },
};
