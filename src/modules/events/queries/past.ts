/** Records of editions whose past can be read, as they stand; also what was removed from its edition. */
import type { Read } from '../../../platform/db/handles.ts';
import type { PublicSpan } from '../../../platform/history/spans.ts';
import { bothSpans, publicSpans } from '../../../platform/history/spans.ts';
import { isUuid } from '../../../platform/uuid.ts';

/** Parts of an edition that have a table of their own. */
const PARTS = {
  event_session: { table: 'event_sessions', title: 'title' },
  event_speaker: { table: 'event_speakers', title: 'name' },
  event_room: { table: 'event_rooms', title: 'name' },
  event_track: { table: 'event_tracks', title: 'name' },
  event_material: { table: 'event_materials', title: 'title' },
  event_question: { table: 'event_questions', title: 'label' },
} as const;

export type PartKind = keyof typeof PARTS;

export interface PastEdition {
  id: string;
  slug: string;
  title: string;
  visibility: 'draft' | 'published';
  timezone: string;
  language: string;
}

export async function findPastEdition(db: Read, id: string): Promise<PastEdition | undefined> {
  if (!isUuid(id)) return undefined;
  return db
    .selectFrom('events')
    .select(['id', 'slug', 'title', 'visibility', 'timezone', 'language'])
    .where('id', '=', id)
    .executeTakeFirst();
}

export interface PastPart {
  id: string;
  title: string;
  /** Of a part with a page of its own. */
  slug: string | undefined;
  edition: PastEdition;
  removed: boolean;
  /** Of a recording: whether those who speak in it agree. */
  hidden: boolean;
}

export async function findPastPart(db: Read, kind: PartKind, id: string): Promise<PastPart | undefined> {
  if (!isUuid(id)) return undefined;
  const { table, title } = PARTS[kind];
  const row = await db.selectFrom(table).selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return kind === 'event_session' ? findRemovedSession(db, id) : undefined;
  const edition = await findPastEdition(db, row.event_id);
  if (!edition) return undefined;
  const said = row as unknown as Record<string, unknown>;
  return {
    id,
    title: String(said[title]),
    slug: typeof said['slug'] === 'string' ? said['slug'] : undefined,
    edition,
    removed: false,
    hidden:
      said['kind'] === 'recording' && (said['consent_at'] === null || said['consent_withdrawn_at'] !== null),
  };
}

/** Out of the programme, but what it said while it stood there is part of the edition's past. */
async function findRemovedSession(db: Read, id: string): Promise<PastPart | undefined> {
  const last = await db
    .selectFrom('history')
    .select(['action', 'within_id', 'content'])
    .where('record_kind', '=', 'event_session')
    .where('record_id', '=', id)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const edition =
    last?.action === 'removed' && last.within_id ? await findPastEdition(db, last.within_id) : undefined;
  if (!last || !edition) return undefined;
  const title = (last.content as { title?: unknown } | null)?.title;
  return {
    id,
    title: typeof title === 'string' && title ? title : '—',
    slug: undefined,
    edition,
    removed: true,
    hidden: false,
  };
}

/** A series is public with the first of its editions that is. */
export async function findPastSeries(db: Read, id: string) {
  if (!isUuid(id)) return undefined;
  return db
    .selectFrom('event_series as s')
    .select(['s.id', 's.title'])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('events as e')
            .select('e.id')
            .whereRef('e.series_id', '=', 's.id')
            .where('e.visibility', '=', 'published'),
        )
        .as('published'),
    )
    .where('s.id', '=', id)
    .executeTakeFirst();
}

/** While an edition could be seen by everybody. */
export function editionSpans(db: Read, eventId: string): Promise<PublicSpan[]> {
  return publicSpans(db, { kind: 'event', id: eventId }, { shows: ['published'], hides: ['unpublished'] });
}

/** While a material could be seen: with its edition, and a recording only with the consent of those who speak. */
export async function materialSpans(db: Read, eventId: string, id: string): Promise<PublicSpan[]> {
  const consent = { shows: ['consented'], hides: ['withdrawn'] };
  const own = await publicSpans(db, { kind: 'event_material', id }, consent);
  return bothSpans(own, await editionSpans(db, eventId));
}
