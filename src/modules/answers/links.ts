/** Titles and back-office addresses of questions to institutions. */
import type { LinkSource, LinkTarget } from '../../platform/links.ts';
import { officeAskPath } from './addresses.ts';
import { ASK } from './commands/context.ts';

export const ASK_LINKS: LinkSource = {
  kind: ASK,
  find: async (db, ids) => {
    const rows = await db
      .selectFrom('asks as a')
      .innerJoin('institutions as i', 'i.id', 'a.institution_id')
      .select(['a.id', 'i.name'])
      .where('a.id', 'in', ids)
      .execute();
    return new Map(
      rows.map(({ id, name }): [string, LinkTarget] => [id, { title: name, href: officeAskPath(id) }]),
    );
  },
};
