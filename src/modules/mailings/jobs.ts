/** Listing the recipients, batch by batch, and looking after what is under way. */
import { withTransaction } from '../../platform/db/transaction.ts';
import type { Deps } from '../../platform/deps.ts';
import type { CronSpec, JobSpec } from '../../platform/jobs/job.ts';
import { openAudience } from './audience.ts';
import { endList, holdRun, LIST_JOB, listMembers, tendMailing } from './commands/send.ts';
import { readGroup } from './group.ts';
import { listUnderWay } from './queries/mailings.ts';

const TEND_JOB = 'mailings.tend';

export const MAILING_CRONS: readonly CronSpec[] = [{ job: TEND_JOB, pattern: '* * * * *' }];

export function mailingJobs(): JobSpec[] {
  return [
    {
      name: LIST_JOB,
      summary: 'Lists the recipients of a mailing and promises their mails, until it is stopped.',
      run: async (payload, deps) => listRecipients(deps, payload),
    },
    {
      name: TEND_JOB,
      summary: 'Every minute: closes mailings whose mails are all settled.',
      run: async (_payload, deps) => {
        for (const id of await listUnderWay(deps.db))
          await withTransaction(deps.db, (trx) => tendMailing(trx, id, deps.now()));
      },
    },
  ];
}

/**
 * Each batch is a transaction of its own, which a stop waits for and the next one notices. Run again after a
 * crash, or beside itself, it lists nobody twice.
 */
async function listRecipients(deps: Deps, payload: Record<string, unknown>): Promise<void> {
  const { mailingId, run } = payload;
  if (typeof mailingId !== 'string' || typeof run !== 'number')
    throw new TypeError('a payload that names no run of a mailing');
  const mailing = await deps.db
    .selectFrom('mailings')
    .select(['id', 'event_id', 'audience'])
    .where('id', '=', mailingId)
    .executeTakeFirst();
  if (!mailing) return;
  const audience = openAudience(deps.vault, mailing);
  if (!audience) throw new TypeError('the group was sealed with another key');
  const group = await readGroup(deps, mailing.event_id, audience);
  const own = { mailingId, run };
  for (let before: string | undefined, more = true; more;) {
    more = await withTransaction(deps.db, async (trx) => {
      if (!(await holdRun(trx, own))) return false;
      const batch = await group.next(trx, before);
      await listMembers(trx, mailingId, batch.members);
      if (batch.before === undefined) await endList(trx, own, deps.now());
      before = batch.before;
      return before !== undefined;
    });
  }
}
