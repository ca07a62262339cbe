/** Titles and back-office addresses of this module's records, for whoever shows them elsewhere. */
import type { Read } from '../../platform/db/handles.ts';
import type { LinkSource, LinkTarget } from '../../platform/links.ts';

interface Row {
  id: string;
  title: string;
  slug: string;
}

const OFFICE = '/admin/encuentros';

function targets(rows: readonly Row[], below: (row: Row) => string): Map<string, LinkTarget> {
  return new Map(
    rows.map((row) => [row.id, { title: row.title, href: `${OFFICE}/${row.slug}${below(row)}` }]),
  );
}

/** Records of an edition that have a title of their own. */
function partsOf(
  db: Read,
  table: 'event_sessions' | 'event_speakers',
  ids: readonly string[],
): Promise<Row[]> {
  const title =
    table === 'event_sessions' ? ('event_sessions.title' as const) : ('event_speakers.name' as const);
  return db
    .selectFrom(table)
    .innerJoin('events', 'events.id', `${table}.event_id`)
    .select([`${table}.id`, `${title} as title`, 'events.slug'])
    .where(`${table}.id`, 'in', ids)
    .execute() as Promise<Row[]>;
}

export const EVENT_LINKS: readonly LinkSource[] = [
  {
    kind: 'event',
    find: async (db, ids) =>
      targets(
        await db.selectFrom('events').select(['id', 'title', 'slug']).where('id', 'in', ids).execute(),
        () => '',
      ),
  },
  {
    kind: 'event_session',
    find: async (db, ids) => targets(await partsOf(db, 'event_sessions', ids), () => '/programa'),
  },
  {
    kind: 'event_speaker',
    find: async (db, ids) => targets(await partsOf(db, 'event_speakers', ids), () => '/ponentes'),
  },
  {
    // Named by its edition: the person's name stays in the vault.
    kind: 'event_registration',
    find: async (db, ids, t) => {
      const rows = await db
        .selectFrom('event_registrations as r')
        .innerJoin('events as e', 'e.id', 'r.event_id')
        .select(['r.id', 'e.title', 'e.slug'])
        .where('r.id', 'in', ids)
        .execute();
      const named = rows.map((r) => ({ ...r, title: t('events.link.registration', { event: r.title }) }));
      return targets(named, ({ id }) => `/inscripciones/${id}`);
    },
  },
];
