/** Followers for tests. All of it is plainly invented. */
import { randomUUIDv7 } from 'node:crypto';
import { withTransaction } from '../../platform/db/transaction.ts';
import type { Deps } from '../../platform/deps.ts';
import { PROPOSAL } from '../proposals/index.ts';
import { confirmFollow, follow } from './commands/follow.ts';
import { dayHash, followToken, mailboxHash, sealFollower } from './sealed.ts';

type Site = Pick<Deps, 'db' | 'now' | 'vault'>;

/** @returns its id and the token of its link */
export async function insertFollow(
  site: Site,
  proposalId: string,
  { email, confirmed = true }: { email?: string; confirmed?: boolean } = {},
): Promise<{ id: string; token: string }> {
  const id = randomUUIDv7();
  const address = email ?? `persona.${id}@ejemplo.test`;
  const now = site.now();
  await withTransaction(site.db, async (trx) => {
    await follow(trx, {
      id,
      kind: PROPOSAL,
      recordId: proposalId,
      hash: mailboxHash(site.vault, { kind: PROPOSAL, id: proposalId }, address),
      day: dayHash(site.vault, address, now),
      sealed: sealFollower(site.vault, id, address),
      lang: 'es',
      at: now,
    });
    if (confirmed) await confirmFollow(trx, id, now);
  });
  return { id, token: followToken(site.vault, id) };
}

/** For the places of the addresses. */
export async function makeFollowPlaces(site: Site, number: string): Promise<Record<string, string>> {
  const { id } = await site.db
    .selectFrom('proposals')
    .select('id')
    .where('number', '=', Number(number))
    .executeTakeFirstOrThrow();
  const { token } = await insertFollow(site, id, { confirmed: false });
  return { '/propuestas/:number/seguir': number, '/seguimiento/:token': token };
}
