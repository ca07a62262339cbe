/** What changed in sessions, gathered at the moment of sending for the person it goes to. */
import type { Deps } from '../../platform/deps.ts';
import { isOfWorkshop, NEWS_MAIL } from './commands/session-news.ts';
import type { LetterKind } from './emails/kinds.ts';
import type { Told } from './emails/letter.ts';
import { newsLetter } from './emails/news.ts';
import { findSessionNews } from './queries/told.ts';
import type { SessionChange } from './tables.ts';

export function newsLetters(deps: Deps): LetterKind {
  return {
    kind: NEWS_MAIL,
    summary: 'Sessions that concern the person changed or left the programme; what was known before and now.',
    write: async (told) => {
      const { event } = told;
      if (event.visibility !== 'published' || event.status !== 'scheduled') return undefined;
      const id = told.data['newsId'];
      const all = typeof id === 'string' ? await findSessionNews(deps.db, id) : [];
      const changes = all.filter((change) => concerns(told, change));
      return changes.length > 0 ? newsLetter(told, changes) : undefined;
    },
  };
}

/** Of a workshop that they signed up for, of any other session if they come; of none that is over by now. */
function concerns({ registration, workshops, event, now }: Told, change: SessionChange): boolean {
  const end = (change.after ?? change.before).ends;
  const isOver = Temporal.Instant.compare(end ? Temporal.Instant.from(end) : event.ends_at, now) <= 0;
  if (isOver) return false;
  return isOfWorkshop(change)
    ? workshops.some((w) => w.session_id === change.sessionId && w.state !== 'lapsed')
    : registration.state === 'confirmed';
}
