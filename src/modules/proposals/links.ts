/** Titles and back-office addresses of proposals: one that nobody may read is its number. */
import type { LinkSource, LinkTarget } from '../../platform/links.ts';
import { OFFICE_PROPOSALS, officeProposalPath } from './addresses.ts';
import { PROPOSAL } from './commands/public-record.ts';

export const PROPOSAL_LINKS: LinkSource = {
  kind: PROPOSAL,
  find: async (db, ids, t) => {
    const rows = await db
      .selectFrom('proposals')
      .select(['id', 'number', 'title'])
      .where('id', 'in', ids)
      .execute();
    return new Map(
      rows.map(({ id, number, title }): [string, LinkTarget] => [
        id,
        number === null
          ? { title: t('proposals.link.unconfirmed'), href: OFFICE_PROPOSALS }
          : { title: title ?? t('proposals.number', { number }), href: officeProposalPath(number) },
      ]),
    );
  },
};
