/** What is kept of people, sealed while it is, gone when it goes; and what stays because it is public. */
import { beforeAll, describe, expect, it } from 'vitest';
import { withTransaction } from '../../platform/db/transaction.ts';
import type { Deps } from '../../platform/deps.ts';
import { testDeps } from '../../../test/harness/app.ts';
import { useDatabase } from '../../../test/harness/database.ts';
import { makeStaff } from '../accounts/fixtures.ts';
import { ANONYMOUS } from '../../platform/access/access.ts';
import { registerPerson } from '../events/commands/registration/register.ts';
import { examplePerson, insertEdition, registering } from '../events/fixtures.ts';
import type { RegistrationEvent } from '../events/index.ts';
import { decide } from './commands/decide.ts';
import { withdrawContribution } from './commands/own.ts';
import { giveReview, takeReview } from './commands/review.ts';
import {
  contextFor,
  done,
  everythingStored,
  exampleAuthor,
  exampleText,
  insertCall,
  send,
  sending,
  shelve,
  submit,
} from './fixtures.ts';
import { CONTRIBUTIONS_KEPT } from './kept.ts';
import { findContribution } from './queries/contributions.ts';
import { findItem, listItems } from './queries/library.ts';
import { isLinkOf, linkToken } from './sealed.ts';

const database = useDatabase();
let deps: Deps;
beforeAll(() => {
  deps = testDeps(database.db);
});

const PLANTED = {
  name: 'Xiomara Plantada Quetzalina',
  email: 'xiomara.plantada@secreto.test',
  organization: 'Colectivo Plantado Xilófono',
  coauthors: ['Coautora Plantada Zunilda'],
  country: 'Plantilandia',
};
const TEXT = exampleText('x', { title: 'Testimonio plantado wamalisho', context: 'Lo que vi zarigüeya' });
const NOTE = 'Nota plantada cucurbitácea';
const WORDS = 'Respuesta plantada oropéndola';
const NEEDLES = [
  ...Object.values(PLANTED).flat(),
  'wamalisho',
  'zarigüeya',
  'cucurbitácea',
  'oropéndola',
  'plantad',
];

/** One under review with everything that can be said about it. */
async function plant(event: RegistrationEvent): Promise<string> {
  const author = exampleAuthor('x', PLANTED);
  const id = await submit(deps, event, sending('x', { author, text: TEXT }));
  const userId = await makeStaff(deps, { email: `lee-${event.slug}@ejemplo.test`, roles: ['editor'] });
  const staff = contextFor(deps, {
    kind: 'staff',
    userId,
    name: '',
    roles: ['editor'],
    permissions: new Set(),
  });
  await done(database.db, (trx) => takeReview(trx, staff, id, 2));
  const review = { scores: { relevance: 4 }, note: NOTE, textVersion: 1 };
  await done(database.db, (trx) => giveReview(trx, staff, id, review));
  const version = (await findContribution(database.db, id))?.version ?? 0;
  await done(database.db, (trx) => decide(trx, staff, id, { decision: 'declined', words: WORDS, version }));
  return id;
}

const found = (text: string) =>
  NEEDLES.filter((word) => text.toLocaleLowerCase('es').includes(word.toLocaleLowerCase('es')));

describe('until it is published', () => {
  it('nothing that was sent, noted or answered stands in clear anywhere', async () => {
    const event = await insertEdition(database.db, 'secreta');
    await insertCall(database.db, event.id);
    const id = await plant(event);
    const stored = await everythingStored(database.db);
    expect(stored).toContain(id);
    expect(found(stored)).toEqual([]);
    // The needles do find what stands there in clear.
    expect(found(JSON.stringify([PLANTED, TEXT, NOTE, WORDS]))).toEqual(NEEDLES);
  });
});

describe('the purge of an edition', () => {
  it('takes contributions, reviews and words; what is in the library stays, and its link still takes it back', async () => {
    const event = await insertEdition(database.db, 'purgada');
    const other = await insertEdition(database.db, 'intacta');
    for (const { id } of [event, other]) await insertCall(database.db, id);
    const planted = await plant(event);
    const pending = (await send(deps, event, sending('pendiente'))) ?? '';
    const elsewhere = await submit(deps, other, sending('otra'));
    const shelf = await shelve(deps, event, sending('publica'));
    const gone = await shelve(deps, event, sending('retirada'));
    await done(database.db, (trx) => withdrawContribution(trx, contextFor(deps), gone.contribution));

    const purge = () => withTransaction(database.db, (trx) => CONTRIBUTIONS_KEPT.purge(trx, event.id, deps));
    const first = await purge();
    expect(first).toMatchObject({ contributions: 3, authors_of_published: 1, reviews: 1 });
    const about = await database.db
      .selectFrom('mails')
      .select('id')
      .where('subject_id', 'in', [planted, pending, shelf.contribution, gone.contribution])
      .execute();
    expect([about, (first['mails'] ?? 0) > 0, (first['audit_entries'] ?? 0) > 0]).toEqual([[], true, true]);
    expect(Object.values(await purge()).some(Boolean)).toBe(false);

    for (const id of [planted, pending, gone.contribution])
      expect(await findContribution(database.db, id)).toBeUndefined();
    expect((await findContribution(database.db, elsewhere))?.sealed_text).not.toBeNull();
    const kept = await findContribution(database.db, shelf.contribution);
    expect([kept?.sealed_author, kept?.sealed_text, kept?.sealed_words, kept?.address_hash]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect((await findItem(database.db, shelf.slug))?.title).toBe('Audiencias abiertas publica');
    expect((await findItem(database.db, gone.slug))?.withdrawn_at).not.toBeNull();

    const row = { id: shelf.contribution, link_version: 1 };
    expect(isLinkOf(deps.vault, linkToken(deps.vault, row), row)).toBe(true);
    await done(database.db, (trx) => withdrawContribution(trx, contextFor(deps), shelf.contribution));
    const { items } = await listItems(database.db, { event: event.slug }, { after: undefined, limit: 10 });
    expect(items).toEqual([]);
  });

  it('interrupted leaves all of it, and done again takes all of it', async () => {
    const event = await insertEdition(database.db, 'interrumpida');
    await insertCall(database.db, event.id);
    await submit(deps, event, sending('corte'));
    const cut = withTransaction(database.db, async (trx) => {
      await CONTRIBUTIONS_KEPT.purge(trx, event.id, deps);
      throw new Error('the power is cut');
    });
    await expect(cut).rejects.toThrow('the power is cut');
    const again = await withTransaction(database.db, (trx) => CONTRIBUTIONS_KEPT.purge(trx, event.id, deps));
    expect(again['contributions']).toBe(1);
  });
});

describe('one person', () => {
  it('sees and erases what they sent with the address they confirmed, and nobody else’s', async () => {
    const event = await insertEdition(database.db, 'persona');
    await insertCall(database.db, event.id);
    const mine = await submit(deps, event, sending('p', { author: exampleAuthor('p', examplePerson('p')) }));
    const theirs = await submit(deps, event, sending('q'));
    const register = async (n: string, addressKnown: boolean) => {
      const done_ = await withTransaction(database.db, (trx) =>
        registerPerson(
          trx,
          { actor: ANONYMOUS, vault: deps.vault, now: deps.now() },
          event,
          registering(n, { addressKnown }),
        ),
      );
      return done_.ok ? done_.id : '';
    };
    const known = await register('p', true);
    const stranger = await register('r', true);
    expect(await CONTRIBUTIONS_KEPT.exportOne?.(database.db, stranger, deps)).toBeUndefined();
    expect(await CONTRIBUTIONS_KEPT.exportOne?.(database.db, known, deps)).toMatchObject([
      { kind: 'case', state: 'submitted', text: { title: 'Audiencias abiertas p' } },
    ]);
    await withTransaction(database.db, async (trx) => CONTRIBUTIONS_KEPT.eraseOne?.(trx, known, deps));
    expect(await findContribution(database.db, mine)).toBeUndefined();
    expect((await findContribution(database.db, theirs))?.state).toBe('submitted');
  });

  it('whose address is not confirmed sees nothing: anybody can register with another’s', async () => {
    const event = await insertEdition(database.db, 'ajena');
    await insertCall(database.db, event.id);
    await submit(deps, event, sending('v', { author: exampleAuthor('v', examplePerson('v')) }));
    const registered = await withTransaction(database.db, (trx) =>
      registerPerson(trx, { actor: ANONYMOUS, vault: deps.vault, now: deps.now() }, event, registering('v')),
    );
    const id = registered.ok ? registered.id : '';
    expect(await CONTRIBUTIONS_KEPT.exportOne?.(database.db, id, deps)).toBeUndefined();
  });
});
