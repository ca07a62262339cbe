/** The pictures beside shared links: of editions and of their sessions. */
import type { CardSource } from '../../platform/cards/source.ts';
import { DEFAULT_LANGUAGE } from '../../platform/i18n/translate.ts';
import { capital, dayAndTime, daysWords } from './pages/words.ts';

const EDITION: CardSource = {
  kind: 'event',
  find: async (db, id, t) => {
    const row = await db
      .selectFrom('events')
      .select(['title', 'mode', 'status', 'timezone', 'starts_at', 'ends_at'])
      .where('id', '=', id)
      .where('visibility', '=', 'published')
      .executeTakeFirst();
    if (!row) return undefined;
    // A link that goes round after the edition was called off must not invite anybody.
    const word = row.status === 'scheduled' ? t(`events.mode.${row.mode}`) : t(`events.status.${row.status}`);
    return {
      title: row.title,
      eyebrow: `${t('events.kind.event')} · ${word}`,
      date: capital(daysWords(row, row.timezone, DEFAULT_LANGUAGE)),
    };
  },
};

const SESSION: CardSource = {
  kind: 'event_session',
  find: async (db, id, t) => {
    const row = await db
      .selectFrom('event_sessions as x')
      .innerJoin('events as e', 'e.id', 'x.event_id')
      .select(['x.title', 'x.type', 'x.status', 'x.starts_at', 'e.timezone', 'e.title as edition'])
      .where('x.id', '=', id)
      .where('e.visibility', '=', 'published')
      .executeTakeFirst();
    if (!row) return undefined;
    const kind = t(`events.type.${row.type}`);
    return {
      title: row.title,
      eyebrow: row.status === 'scheduled' ? kind : `${kind} · ${t(`events.status.${row.status}`)}`,
      date: [
        row.starts_at && capital(dayAndTime(row.starts_at, row.timezone, DEFAULT_LANGUAGE).text),
        row.edition,
      ]
        .filter(Boolean)
        .join(' · '),
    };
  },
};

export const EVENT_CARDS: readonly CardSource[] = [EDITION, SESSION];
