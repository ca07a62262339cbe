/** On the page of a proposal: the meeting in which it was born. */
import type { NoteAddition } from '../../platform/additions.ts';
import { heldWords } from './pages/words.ts';
import { meetingOf } from './queries/meetings.ts';

export const MEETING_NOTES: readonly NoteAddition[] = [
  {
    of: 'proposal',
    find: async ({ db }, { id, t, lang }) => {
      const meeting = await meetingOf(db, id);
      if (!meeting) return [];
      const title = t('meetings.note.born', { title: meeting.title });
      return [{ order: 10, title, text: heldWords(lang, meeting) }];
    },
  },
];
