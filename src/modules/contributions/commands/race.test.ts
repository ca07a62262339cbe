import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { makeStaff } from '../../accounts/fixtures.ts';
import { insertEdition } from '../../events/fixtures.ts';
import type { RegistrationEvent } from '../../events/index.ts';
import {
  contextFor,
  done,
  exampleAuthor,
  exampleText,
  insertCall,
  itemText,
  send,
  sending,
  settle,
  submit,
} from '../fixtures.ts';
import { findContribution } from '../queries/contributions.ts';
import { listReviews } from '../queries/reviews.ts';
import type { Context } from './context.ts';
import { tellDecision } from './decide.ts';
import { confirmAddress, withdrawContribution } from './own.ts';
import { publishItem } from './publish-item.ts';
import { publishSession } from './publish-session.ts';
import { giveReview, takeReview } from './review.ts';

const database = useDatabase({ max: 20 });
let deps: Deps;
let event: RegistrationEvent;
let reviewers: Context[];
beforeAll(async () => {
  deps = testDeps(database.db);
  event = await insertEdition(database.db, 'carreras');
  await insertCall(database.db, event.id);
  reviewers = await Promise.all(
    Array.from({ length: 8 }, async (_, n) => {
      const userId = await makeStaff(deps, { email: `lectora${n}@ejemplo.test`, roles: ['moderator'] });
      return contextFor(deps, {
        kind: 'staff',
        userId,
        name: '',
        roles: ['moderator'],
        permissions: new Set(),
      });
    }),
  );
});

const eachTrx = <T>(work: (trx: Parameters<typeof takeReview>[0], c: Context) => Promise<T>) =>
  Promise.all(reviewers.map((c) => withTransaction(database.db, (trx) => work(trx, c))));
const standing = async (id: string) => (await listReviews(database.db, [id])).length;

describe('eight reviewers at one contribution that wants two', () => {
  it('would all get it, if everybody only looked before taking (the race is real)', async () => {
    const id = await submit(deps, event, sending('mirar'));
    await eachTrx(async (trx, c) => {
      const rows = await trx
        .selectFrom('contribution_reviews')
        .select('reviewer_id')
        .where('contribution_id', '=', id)
        .execute();
      // What a program does between looking and taking.
      await sql`select pg_sleep(0.05)`.execute(trx);
      if (rows.length >= 2 || c.actor.kind !== 'staff') return;
      await trx
        .insertInto('contribution_reviews')
        .values({ contribution_id: id, reviewer_id: c.actor.userId, sealed_note: null, given_at: null })
        .execute();
    });
    expect(await standing(id)).toBeGreaterThan(2);
  });

  it('two get it, the others are told', async () => {
    const id = await submit(deps, event, sending('tomar'));
    const results = await eachTrx((trx, c) => takeReview(trx, c, id, 2));
    expect(results.filter(({ ok }) => ok)).toHaveLength(2);
    expect(results.filter((r) => !r.ok && r.refused === 'enough')).toHaveLength(6);
    expect(await standing(id)).toBe(2);
  });

  it('saving at once, each four times, leave one review each, with their own figures', async () => {
    const id = await submit(deps, event, sending('guardar'));
    const takers = reviewers.slice(0, 2);
    for (const c of takers) await done(database.db, (trx) => takeReview(trx, c, id, 2));
    const saves = takers.flatMap((c, at) =>
      Array.from({ length: 4 }, () =>
        withTransaction(database.db, (trx) =>
          giveReview(trx, c, id, { scores: { relevance: at + 1 }, note: `nota ${at}`, textVersion: 1 }),
        ),
      ),
    );
    expect((await Promise.all(saves)).every(({ ok }) => ok)).toBe(true);
    const rows = await listReviews(database.db, [id]);
    expect(rows.map(({ state, scores }) => [state, scores['relevance']]).toSorted()).toEqual([
      ['given', 1],
      ['given', 2],
    ]);
  });
});

const TIMES = Array.from({ length: 8 }, (_, n) => n);

describe('pressed eight times at once', () => {
  it('sending is one contribution with one number', async () => {
    const ids = (await Promise.all(TIMES.map(() => send(deps, event, sending('ocho'))))).filter(Boolean);
    expect(ids).toHaveLength(1);
    const id = ids[0] ?? '';
    await Promise.all(
      TIMES.map(() => withTransaction(database.db, (trx) => confirmAddress(trx, contextFor(deps), id))),
    );
    const row = await findContribution(database.db, id);
    const numbers = await database.db
      .selectFrom('contributions')
      .select('number')
      .where('event_id', '=', event.id)
      .where('number', 'is not', null)
      .execute();
    expect(row?.number).toBe(Math.max(...numbers.map(({ number }) => number ?? 0)));
    expect(new Set(numbers.map(({ number }) => number)).size).toBe(numbers.length);
  });

  it('different ones of one address stop at three unconfirmed', async () => {
    const from = exampleAuthor('prisa');
    const ids = await Promise.all(
      TIMES.map((n) => send(deps, event, sending('prisa', { author: from, text: exampleText(`p${n}`) }))),
    );
    expect(ids.filter(Boolean)).toHaveLength(3);
  });

  it('the decision is one mail, the session one session, the library one item', async () => {
    const staff = contextFor(deps, { kind: 'system', what: 'test' });
    const id = await settle(deps, event, sending('una'));
    const again = await Promise.all(
      TIMES.map(() => withTransaction(database.db, (trx) => tellDecision(trx, staff, id))),
    );
    expect(again.some(({ ok }) => ok)).toBe(false);
    const facts = { title: 'Una', type: 'panel', abstract: '', startsAt: null, endsAt: null } as const;
    const sessions = await Promise.all(
      TIMES.map(() => withTransaction(database.db, (trx) => publishSession(trx, staff, id, facts))),
    );
    expect(sessions.filter(({ ok }) => ok)).toHaveLength(1);
    const items = await Promise.all(
      TIMES.map(() =>
        withTransaction(database.db, (trx) => publishItem(trx, staff, id, itemText(exampleText('una')))),
      ),
    );
    expect(items.filter(({ ok }) => ok)).toHaveLength(1);
    const mails = await database.db
      .selectFrom('mails')
      .select('kind')
      .where('subject_id', '=', id)
      .where('kind', 'in', [
        'contributions.decision',
        'contributions.in_programme',
        'contributions.in_library',
      ])
      .execute();
    expect(mails).toHaveLength(3);
  });

  it('publishing and withdrawing at one moment never leave it on the shelf', async () => {
    const staff = contextFor(deps, { kind: 'system', what: 'test' });
    for (const n of [1, 2, 3, 4]) {
      const id = await settle(deps, event, sending(`duelo${n}`));
      await Promise.all([
        withTransaction(database.db, (trx) => publishItem(trx, staff, id, itemText(exampleText(`d${n}`)))),
        withTransaction(database.db, (trx) => withdrawContribution(trx, contextFor(deps), id)),
      ]);
      const row = await findContribution(database.db, id);
      expect(row?.state).toBe('withdrawn');
      expect(row?.item_id === null || row?.withdrawn_at !== null).toBe(true);
    }
  });
});
