/** What the module adds to proposals: ways to it, notes below the public text, and how all of it goes. */
import type { Additions, Note } from '../../platform/additions.ts';
import { longDate } from '../../platform/i18n/dates.ts';
import { readOrganisation } from '../../platform/settings/organisation.ts';
import { historyPath } from '../proposals/index.ts';
import { helpPath, officePath } from './addresses.ts';
import { forgetHelp } from './commands/forget.ts';
import { helpOf } from './kept.ts';
import { AMENDMENT_NEWS } from './news.ts';
import { publicAmendments, publicRevisions } from './queries/texts.ts';
import { openAmended } from './sealed.ts';

const GROUP = 'accompaniment';

export const ACCOMPANIMENT_ADDITIONS: Partial<Additions> = {
  tabs: [
    {
      of: 'proposal_desk',
      group: GROUP,
      path: 'acompanamiento',
      hrefOf: ({ slug }) => officePath(Number(slug)),
      label: 'accompaniment.office.one',
      policy: 'accompaniment.advise',
      order: 5,
    },
    {
      of: 'own_proposal',
      group: GROUP,
      path: 'acompanamiento',
      hrefOf: ({ slug }) => helpPath(slug),
      label: 'accompaniment.title',
      policy: 'public',
      order: 5,
    },
  ],
  notes: [
    {
      of: 'proposal',
      find: async ({ db, vault }, { id, t, lang }) => {
        const [amendments, revisions, { timeZone }] = await Promise.all([
          publicAmendments(db, id),
          publicRevisions(db, id),
          readOrganisation(db),
        ]);
        const day = (at: Temporal.Instant | null) => (at ? longDate(at, timeZone, lang) : '');
        const last = revisions.at(-1);
        // Below the text, before everything else: they belong to it.
        const added = amendments.map((one): Note => ({
          order: 1,
          title: t('accompaniment.amendment.title', { number: one.number ?? 0, day: day(one.decided_at) }),
          text:
            one.state === 'hidden'
              ? t('accompaniment.amendment.hidden')
              : (openAmended(vault, one.id, one.sealed_said)?.words ?? ''),
          prose: true,
        }));
        if (!last) return added;
        return [
          ...added,
          {
            order: 15,
            title: t('accompaniment.revised.title'),
            text: t('accompaniment.revised.text', {
              day: day(last.decided_at),
              count: last.supports_before ?? 0,
            }),
            links: [{ href: historyPath(id), label: t('accompaniment.revised.link') }],
          },
        ];
      },
    },
  ],
  news: [AMENDMENT_NEWS],
  onWithdrawn: [{ of: 'proposal', forget: forgetHelp, exported: { name: 'accompaniment', find: helpOf } }],
};
