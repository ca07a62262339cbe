/** What rows of a process and holidays are called at the desk, where they are cited one by one. */
import { sql } from 'kysely';
import { HOLIDAY } from '../../platform/calendar/keep.ts';
import { holidaysPath } from '../../platform/calendar/paths.ts';
import type { Read } from '../../platform/db/handles.ts';
import type { LinkSource, LinkTarget } from '../../platform/links.ts';
import { officeSelectionPath } from './addresses.ts';
import { joinOf, PROCESS_ROWS, type RowSort } from './cited-records.ts';
import { holidaysById } from './queries/holidays.ts';

function linksOf(sort: RowSort): LinkSource {
  const find = async (db: Read, ids: readonly string[]) => {
    const { rows } = await sql<{ id: string; title: string; process: string; selection: string }>`
      select r.id, ${sql.raw(sort.title)} as title, s.title as process, s.id as selection
      from ${sql.table(sort.table)} r ${joinOf(sort)} join selections s on s.id = r.selection_id
      where r.id = any(${ids}::uuid[])`.execute(db);
    return new Map(
      rows.map(({ id, title, process, selection }): [string, LinkTarget] => [
        id,
        { title: `${title} · ${process}`, href: officeSelectionPath(selection) },
      ]),
    );
  };
  return { kind: sort.kind, find };
}

const HOLIDAY_LINKS: LinkSource = {
  kind: HOLIDAY,
  find: async (db, ids) =>
    new Map(
      (await holidaysById(db, ids)).map(({ id, name, country, year }) => [
        id,
        { title: `${name} · ${country} ${year}`, href: holidaysPath(country, year) },
      ]),
    ),
};

export const ROW_LINKS: readonly LinkSource[] = [...PROCESS_ROWS.map(linksOf), HOLIDAY_LINKS];
