/** Titles and back-office addresses of projects and milestones. */
import type { LinkSource, LinkTarget } from '../../platform/links.ts';
import { officeMilestonePath, officeProjectPath } from './addresses.ts';
import { MILESTONE, PROJECT } from './kind.ts';

export const PROJECT_LINKS: readonly LinkSource[] = [
  {
    kind: PROJECT,
    find: async (db, ids) => {
      const rows = await db.selectFrom('projects').select(['id', 'title']).where('id', 'in', ids).execute();
      return new Map(
        rows.map(({ id, title }): [string, LinkTarget] => [id, { title, href: officeProjectPath(id) }]),
      );
    },
  },
  {
    kind: MILESTONE,
    find: async (db, ids) => {
      const rows = await db
        .selectFrom('project_milestones')
        .select(['id', 'title', 'project_id'])
        .where('id', 'in', ids)
        .execute();
      return new Map(
        rows.map(({ id, title, project_id: project }): [string, LinkTarget] => [
          id,
          { title, href: officeMilestonePath(project, id) },
        ]),
      );
    },
  },
];
