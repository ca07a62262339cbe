/** What the public page of an edition says about its call and what was born there. */
import type { Note, NoteAddition } from '../../platform/additions.ts';
import { bornPath, callPath } from './addresses.ts';
import { instantWords } from './pages/words.ts';
import { findCallNote } from './queries/calls.ts';
import { callCloses, callWindow } from './rules/call.ts';

export const CALL_NOTE: NoteAddition = {
  of: 'event',
  find: async (deps, { id, t, lang, now }): Promise<Note[]> => {
    const found = await findCallNote(deps.db, id);
    if (!found) return [];
    const window = callWindow(found, found, now);
    const at = window === 'soon' && found.opens_at ? found.opens_at : callCloses(found, found);
    const when = instantWords({ t, lang }, at, found.timezone);
    const links = [
      ...(window === 'none' ? [] : [{ href: callPath(found.slug), label: t('contributions.note.link') }]),
      ...(found.born > 0
        ? [{ href: bornPath(found.slug), label: t('contributions.call.born', { count: found.born }) }]
        : []),
    ];
    if (links.length === 0) return [];
    const title = t(window === 'none' ? 'contributions.library.title' : 'contributions.call.title');
    return [
      {
        order: 20,
        title,
        ...(window !== 'none' && { text: t(`contributions.note.${window}`, { when }) }),
        links,
      },
    ];
  },
};
