/** Editions, sessions and speakers for the search of the whole site. What is called off is not offered to anybody. */
import { type ExpressionBuilder, sql } from 'kysely';
import type { Database, Read } from '../../platform/db/handles.ts';
import type { SearchSource } from '../../platform/search/source.ts';
import { editionPath, sessionPath, speakerPath } from './addresses.ts';

type Joined = Database & { e: Database['events'] };

/** The edition is public and takes place. */
const shown = (eb: ExpressionBuilder<Joined, 'e'>) =>
  eb.and([eb('e.visibility', '=', 'published'), eb('e.status', '!=', 'cancelled')]);

const lines = (...parts: readonly (string | null)[]): string => parts.filter(Boolean).join(' · ');

const EDITIONS: SearchSource = {
  kind: 'event',
  label: 'events.menu',
  find: async (db, ids) => {
    const rows = await db
      .selectFrom('events as e')
      .leftJoin('event_series as s', 's.id', 'e.series_id')
      .select(['e.id', 'e.slug', 'e.title', 'e.summary', 'e.description', 'e.language', 'e.starts_at'])
      .select(['e.venue', 'e.organizer', 's.title as series'])
      .where('e.id', 'in', ids)
      .where(shown)
      .execute();
    return rows.map((e) => ({
      id: e.id,
      title: e.title,
      names: e.series === null ? [] : [e.series],
      text: lines(e.summary, e.description, e.venue, e.organizer),
      lang: e.language,
      href: editionPath(e.slug),
      at: e.starts_at,
    }));
  },
  list: async (db, { after, limit }) => {
    let query = db.selectFrom('events as e').select('e.id').where(shown).orderBy('e.id').limit(limit);
    if (after !== undefined) query = query.where('e.id', '>', after);
    return (await query.execute()).map(({ id }) => id);
  },
};

function shownSessions(db: Read) {
  return db
    .selectFrom('event_sessions as x')
    .innerJoin('events as e', 'e.id', 'x.event_id')
    .where(shown)
    .where('x.status', '!=', 'cancelled');
}

const SESSIONS: SearchSource = {
  kind: 'event_session',
  label: 'events.search.sessions',
  find: async (db, ids) => {
    const rows = await shownSessions(db)
      .select(['x.id', 'x.slug', 'x.title', 'x.abstract', 'x.language', 'x.starts_at'])
      .select(['e.slug as edition', 'e.title as edition_title'])
      .select(
        sql<string | null>`(select string_agg(p.name, ', ' order by l.position) from event_session_speakers l
          join event_speakers p on p.id = l.speaker_id where l.session_id = x.id)`.as('speakers'),
      )
      .where('x.id', 'in', ids)
      .execute();
    return rows.map((x) => ({
      id: x.id,
      title: x.title,
      text: lines(x.speakers, x.abstract, x.edition_title),
      lang: x.language,
      href: sessionPath(x.edition, x.slug),
      ...(x.starts_at && { at: x.starts_at }),
    }));
  },
  list: async (db, { after, limit }) => {
    let query = shownSessions(db).select('x.id').orderBy('x.id').limit(limit);
    if (after !== undefined) query = query.where('x.id', '>', after);
    return (await query.execute()).map(({ id }) => id);
  },
};

function shownSpeakers(db: Read) {
  return db.selectFrom('event_speakers as x').innerJoin('events as e', 'e.id', 'x.event_id').where(shown);
}

const SPEAKERS: SearchSource = {
  kind: 'event_speaker',
  label: 'events.search.speakers',
  find: async (db, ids) => {
    const rows = await shownSpeakers(db)
      .select(['x.id', 'x.slug', 'x.name', 'x.organization', 'x.bio'])
      .select(['e.slug as edition', 'e.title as edition_title', 'e.starts_at', 'e.language'])
      .where('x.id', 'in', ids)
      .execute();
    return rows.map((x) => ({
      id: x.id,
      title: x.name,
      text: lines(x.organization, x.bio, x.edition_title),
      lang: x.language,
      href: speakerPath(x.edition, x.slug),
      at: x.starts_at,
    }));
  },
  list: async (db, { after, limit }) => {
    let query = shownSpeakers(db).select('x.id').orderBy('x.id').limit(limit);
    if (after !== undefined) query = query.where('x.id', '>', after);
    return (await query.execute()).map(({ id }) => id);
  },
};

export const EVENT_SEARCH: readonly SearchSource[] = [EDITIONS, SESSIONS, SPEAKERS];
