/** What other modules keep beside a proposal goes with it, whole or not at all. */
import { expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { run } from '../../platform/db/outcome.ts';
import type { Deps } from '../../platform/deps.ts';
import { withdrawProposal } from './commands/own.ts';
import { contextFor, insertPublished, sending } from './fixtures.ts';
import { findProposal } from './queries/own.ts';

const site = useApp();

const telling = (forget: (id: string) => Promise<void>): Deps => ({
  ...site.deps,
  additions: {
    ...site.deps.additions,
    onWithdrawn: [
      { of: 'proposal', forget: (_trx, id) => forget(id) },
      { of: 'publication', forget: () => Promise.reject(new Error('not asked for')) },
    ],
  },
});

const withdraw = (id: string, deps: Deps) =>
  run(site.deps.db, (trx) => withdrawProposal(trx, contextFor(site.deps), id, deps));

it('other modules are told once, in the transaction in which a proposal is taken back', async () => {
  const { id } = await insertPublished(site.deps, { text: { ...sending().text, title: 'La que se retira' } });
  const failing = withdraw(
    id,
    telling(() => Promise.reject(new Error('planned'))),
  );
  await expect(failing).rejects.toThrow('planned');
  expect((await findProposal(site.deps.db, id))?.state).toBe('published');
  const told: string[] = [];
  const deps = telling((gone) => Promise.resolve(void told.push(gone)));
  expect(await withdraw(id, deps)).toEqual({ ok: true });
  expect(await withdraw(id, deps)).toEqual({ ok: true });
  expect(told).toEqual([id]);
});
