/** Titles and back-office addresses of meetings and their sheets. */
import type { LinkSource, LinkTarget } from '../../platform/links.ts';
import { officeMeetingPath, sheetPath } from './addresses.ts';
import { MEETING, SHEET } from './kinds.ts';
import { spellCode } from './rules/code.ts';

export const MEETING_LINKS: readonly LinkSource[] = [
  {
    kind: MEETING,
    find: async (db, ids) => {
      const rows = await db.selectFrom('meetings').select(['id', 'title']).where('id', 'in', ids).execute();
      return new Map(
        rows.map(({ id, title }): [string, LinkTarget] => [id, { title, href: officeMeetingPath(id) }]),
      );
    },
  },
  {
    kind: SHEET,
    find: async (db, ids, t) => {
      const rows = await db
        .selectFrom('meeting_sheets')
        .select(['id', 'code'])
        .where('id', 'in', ids)
        .execute();
      return new Map(
        rows.map(({ id, code }): [string, LinkTarget] => [
          id,
          { title: t('meetings.sheet.one', { code: spellCode(code) }), href: sheetPath(code) },
        ]),
      );
    },
  },
];
