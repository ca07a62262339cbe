/** The past of the library and of calls, for the pages that show it. */
import { withTransaction } from '../../platform/db/transaction.ts';
import type { HistorySource } from '../../platform/history/source.ts';
import { publicSpans } from '../../platform/history/spans.ts';
import { isUuid } from '../../platform/uuid.ts';
import { editionPath } from '../events/index.ts';
import { callPath, itemPath, LIBRARY, OFFICE_LIBRARY } from './addresses.ts';
import { restoreItem } from './commands/restore-item.ts';
import { callVersionFields, itemVersionFields } from './pages/version-words.ts';
import { findPastCall } from './queries/calls.ts';
import { findItemById } from './queries/library.ts';

const ITEM: HistorySource = {
  kind: 'library_item',
  word: 'biblioteca',
  label: 'contributions.library.title',
  readDrafts: 'contributions.edit_library',
  find: async (db, id, { t }) => {
    const item = isUuid(id) ? await findItemById(db, id) : undefined;
    if (!item) return undefined;
    if (item.withdrawn_at) return 'gone';
    const { title, slug } = item;
    const within = { title: t('contributions.library.title'), href: LIBRARY, officeHref: OFFICE_LIBRARY };
    return { title, href: itemPath(slug), officeHref: `${OFFICE_LIBRARY}/${id}`, within };
  },
  fields: (content, t) => itemVersionFields(content, t),
  restore: {
    policy: 'contributions.edit_library',
    run: async ({ db, vault }, { actor, now, reason, basedOn, t }, { id, content }) => {
      const result = await withTransaction(db, (trx) =>
        restoreItem(trx, { actor, vault, now }, { id, content, reason, basedOn }),
      );
      if (result.ok) return { ok: true };
      const { refused } = result;
      if (refused === 'changed' || refused === 'not_found') return { ok: false, refused };
      return { ok: false, why: t('contributions.refused.not_now') };
    },
  },
};

const CALL: HistorySource = {
  kind: 'contribution_call',
  word: 'convocatoria',
  label: 'contributions.call.title',
  readDrafts: 'contributions.review',
  find: async (db, id, { drafts, t }) => {
    const call = isUuid(id) ? await findPastCall(db, id) : undefined;
    const isPublic = call?.visibility === 'published' && call.opens_at !== null;
    if (!call || !(drafts || isPublic)) return undefined;
    const { slug, title, timezone: zone, language: lang } = call;
    const office = `/admin/encuentros/${encodeURIComponent(slug)}`;
    return {
      title: t('contributions.call.title'),
      href: isPublic ? callPath(slug) : undefined,
      officeHref: `${office}/convocatoria`,
      within: { title, href: editionPath(slug), officeHref: office },
      zone,
      lang,
      spans: drafts
        ? undefined
        : await publicSpans(db, { kind: 'event', id }, { shows: ['published'], hides: ['unpublished'] }),
    };
  },
  fields: callVersionFields,
};

export const CONTRIBUTION_HISTORIES: readonly HistorySource[] = [ITEM, CALL];
