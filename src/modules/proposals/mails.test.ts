/** Each mail tells of the decision that it was promised for. */
import { expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import { confirmAddress } from './commands/own.ts';
import { sendProposal } from './commands/send.ts';
import { contextFor, decideOn, sending } from './fixtures.ts';
import { proposalMails } from './mails.ts';
import { findProposal } from './queries/own.ts';

const site = useApp();

it('a mail says why this decision was taken, whatever was decided after it', async () => {
  const c = contextFor(site.deps);
  const authors = { names: [], email: 'ana.ficticia@ejemplo.test' };
  const id = await withTransaction(site.deps.db, async (trx) => {
    const { made = '' } = await sendProposal(trx, c, sending({ authors }));
    await confirmAddress(trx, c, made);
    return made;
  });
  const at = async () => (await findProposal(site.deps.db, id)) ?? { id, version: 0 };
  await decideOn(site.deps, await at(), 'refuse');
  await decideOn(site.deps, await at(), 'publish');
  const mails = await site.deps.db
    .selectFrom('mails')
    .select('data')
    .where('kind', '=', 'proposals.decided')
    .where('subject_id', '=', id)
    .orderBy('id')
    .execute();
  const spec = proposalMails(site.deps).find(({ kind }) => kind === 'proposals.decided');
  const texts = async () =>
    await Promise.all(
      mails.map(async ({ data }) => {
        const mail = await spec?.compose(id, data as Record<string, unknown>, site.deps.db);
        return mail?.text.includes('No trata de la justicia');
      }),
    );
  // What was refused is public since: the mail about that says so, this one would be wrong.
  expect(await texts()).toEqual([undefined, false]);
  await decideOn(site.deps, await at(), 'hide');
  expect(await texts()).toEqual([true, undefined]);
});
