/** The past of a meeting: its title, place and day are public once something that was born there is. */
import type { HistorySource } from '../../platform/history/source.ts';
import { isUuid } from '../../platform/uuid.ts';
import { officeMeetingPath } from './addresses.ts';
import { MEETING } from './kinds.ts';
import { findMeeting, isSeen } from './queries/meetings.ts';

const FIELDS = ['title', 'place', 'department', 'on_date'] as const;

export const MEETING_HISTORY: HistorySource = {
  kind: MEETING,
  word: 'reunion',
  label: 'meetings.one',
  readDrafts: 'meetings.run',
  find: async (db, id, { drafts }) => {
    const meeting = isUuid(id) ? await findMeeting(db, id) : undefined;
    if (!meeting || (!drafts && !(await isSeen(db, id)))) return undefined;
    return { title: meeting.title, officeHref: officeMeetingPath(id) };
  },
  fields: (content, t) =>
    FIELDS.flatMap((name) => {
      const text = content[name];
      return typeof text === 'string' ? [{ name, label: t(`meetings.history.${name}`), text }] : [];
    }),
};
