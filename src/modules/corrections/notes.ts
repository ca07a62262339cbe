/** On the pages of people and institutions: the way to say that something is wrong, and what those concerned answered. */
import type { NoteAddition } from '../../platform/additions.ts';
import { shortDate } from '../../platform/i18n/dates.ts';
import { readOrganisation } from '../../platform/settings/organisation.ts';
import { askPath, LOG } from './addresses.ts';
import { repliesOn } from './queries/corrections.ts';

const noteOn = (of: string): NoteAddition => ({
  of,
  find: async (deps, { id, ids = [id], t, lang }) => {
    const replies = await repliesOn(deps.db, of, ids);
    const { timeZone: zone } = await readOrganisation(deps.db);
    return [
      ...replies.map((row) => ({
        order: 10,
        isReply: true as const,
        title: t('corrections.note.reply', {
          day: row.decided_at ? shortDate(row.decided_at, zone, lang) : '',
        }),
        text: row.reply,
        links: [{ href: `${LOG}#n${row.number}`, label: t('corrections.note.reply_log') }],
      })),
      {
        order: 90,
        title: t('corrections.note.title'),
        text: t('corrections.note.text'),
        links: [
          { href: askPath({ kind: of, id }), label: t('corrections.note.ask') },
          { href: LOG, label: t('corrections.log.title') },
        ],
      },
    ];
  },
});

export const CORRECTION_NOTES: readonly NoteAddition[] = ['person', 'institution'].map(noteOn);
