/** What the public page of an edition says of its report. */
import type { NoteAddition } from '../../platform/additions.ts';
import { reportPath } from './addresses.ts';
import { findPublished } from './queries/reports.ts';

export const REPORT_NOTE: NoteAddition = {
  of: 'event',
  find: async ({ db }, { id, slug, t }) => {
    if (slug === undefined || !(await findPublished(db, id))) return [];
    return [
      {
        order: 60,
        title: t('reports.title'),
        text: t('reports.note'),
        links: [{ href: reportPath(slug), label: t('reports.note_link') }],
      },
    ];
  },
};
