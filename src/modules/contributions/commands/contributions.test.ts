import { beforeAll, describe, expect, it } from 'vitest';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { makeStaff } from '../../accounts/fixtures.ts';
import type { RegistrationEvent } from '../../events/index.ts';
import { insertEdition } from '../../events/fixtures.ts';
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
  shelve,
  submit,
} from '../fixtures.ts';
import { contributionMails } from '../mails.ts';
import { findContribution } from '../queries/contributions.ts';
import { findItem, listItems } from '../queries/library.ts';
import { listReviews } from '../queries/reviews.ts';
import type { Context } from './context.ts';
import { decide, tellDecision } from './decide.ts';
import { changeContribution, confirmAddress, setConsent, withdrawContribution } from './own.ts';
import { editItem, publishItem } from './publish-item.ts';
import { publishSession } from './publish-session.ts';
import { assignReviewers, giveReview, recuse, takeReview } from './review.ts';
import { sendContribution, sendLinksAgain } from './send.ts';

const database = useDatabase();
const clock = { now: Temporal.Instant.from('2026-12-01T15:00:00Z') };
let deps: Deps;
let event: RegistrationEvent;
beforeAll(async () => {
  deps = testDeps(database.db, () => clock.now);
  event = await insertEdition(database.db, 'contribuciones');
  await insertCall(database.db, event.id);
});

const mailsOf = async (id: string) =>
  (
    await database.db
      .selectFrom('mails')
      .select('kind')
      .where('subject_id', '=', id)
      .orderBy('created_at')
      .execute()
  ).map(({ kind }) => kind);
const stateOf = async (id: string) => (await findContribution(database.db, id))?.state;
const author = () => contextFor(deps);
const reviewer = async (n: string): Promise<Context> => {
  const userId = await makeStaff(deps, { email: `${n}@ejemplo.test`, roles: ['editor'] });
  return contextFor(deps, { kind: 'staff', userId, name: n, roles: ['editor'], permissions: new Set() });
};
const SCORES = { relevance: 4, clarity: 3, evidence: 5, usefulness: 4 };
const asTold = async <T>(work: (trx: Parameters<typeof confirmAddress>[0]) => Promise<T>) =>
  withTransaction(database.db, work);

describe('sending', () => {
  it('waits for the address, then has a number and a mail', async () => {
    const id = (await send(deps, event, sending('a'))) ?? '';
    expect(await findContribution(database.db, id)).toMatchObject({ state: 'pending', number: null });
    expect(await mailsOf(id)).toEqual(['contributions.confirm_address']);
    await done(database.db, (trx) => confirmAddress(trx, author(), id));
    await done(database.db, (trx) => confirmAddress(trx, author(), id));
    const row = await findContribution(database.db, id);
    expect(row?.state).toBe('submitted');
    expect(row?.number).toBeGreaterThan(0);
    expect(await mailsOf(id)).toEqual(['contributions.confirm_address', 'contributions.received']);
  });

  it('the same twice is one, and the mailbox hears of it once in ten minutes', async () => {
    const id = (await send(deps, event, sending('doble'))) ?? '';
    expect(await send(deps, event, sending('doble'))).toBeUndefined();
    expect(await send(deps, event, sending('doble'))).toBeUndefined();
    expect(await mailsOf(id)).toEqual(['contributions.confirm_address', 'contributions.links']);
    clock.now = clock.now.add({ minutes: 10 });
    const again = () => asTold((trx) => sendLinksAgain(trx, author(), event.id, 'AUTORAdoble@ejemplo.test'));
    expect([await again(), await again()]).toEqual([true, false]);
    expect(await asTold((trx) => sendLinksAgain(trx, author(), event.id, 'nadie@ejemplo.test'))).toBe(false);
  });

  it('takes three unconfirmed of one address and no more', async () => {
    const from = exampleAuthor('inundada');
    const ids = [];
    for (let n = 0; n < 5; n++)
      ids.push(await send(deps, event, sending('inundada', { author: from, text: exampleText(`i${n}`) })));
    expect(ids.map((id) => id !== undefined)).toEqual([true, true, true, false, false]);
  });

  it('is refused before and from the deadline, to the second, and for what is not asked', async () => {
    const edge = await insertEdition(database.db, 'al-filo');
    const closes = Temporal.Instant.from('2026-12-16T05:59:59Z');
    await insertCall(database.db, edge.id, { closes_at: closes, kinds: ['lesson'] });
    const call = { opens_at: Temporal.Instant.from('2026-01-01T06:00:00Z'), closes_at: closes };
    const at = (now: Temporal.Instant, kinds: ('case' | 'lesson')[]) =>
      asTold((trx) =>
        sendContribution(
          trx,
          { ...author(), now },
          { eventId: edge.id, edition: edge, call: { ...call, kinds } },
          sending('filo', { kind: 'lesson' }),
        ),
      );
    expect(await at(call.opens_at.subtract({ seconds: 1 }), ['lesson'])).toEqual({
      ok: false,
      refused: 'not_open',
    });
    expect(await at(closes, ['lesson'])).toEqual({ ok: false, refused: 'closed' });
    expect(await at(closes.subtract({ seconds: 1 }), ['case'])).toEqual({ ok: false, refused: 'closed' });
    expect(await at(closes.subtract({ seconds: 1 }), ['lesson'])).toMatchObject({ ok: true });
  });
});

describe('one’s own contribution', () => {
  it('can be changed while the call is open; reviews know which version they read', async () => {
    const id = await submit(deps, event, sending('cambia'));
    const { email: _, ...who } = exampleAuthor('cambia');
    const change = { author: who, text: exampleText('nueva'), consent: false };
    expect(await asTold((trx) => changeContribution(trx, author(), id, 'closed', change))).toEqual({
      ok: false,
      refused: 'not_now',
    });
    await done(database.db, (trx) => changeContribution(trx, author(), id, 'open', change));
    expect(await findContribution(database.db, id)).toMatchObject({
      text_version: 2,
      consent_publish: false,
    });
    const one = await reviewer('lee-la-vieja');
    await done(database.db, (trx) => takeReview(trx, one, id, 2));
    const review = { scores: SCORES, note: 'Bien', textVersion: 1 };
    expect(await asTold((trx) => giveReview(trx, one, id, review))).toEqual({
      ok: false,
      refused: 'changed',
    });
    await done(database.db, (trx) => giveReview(trx, one, id, { ...review, textVersion: 2 }));
  });

  it('withdrawn is gone: nothing sealed, no review, no hash; the state stays', async () => {
    const id = await submit(deps, event, sending('retira'));
    const one = await reviewer('leyo-y-ya');
    await done(database.db, (trx) => takeReview(trx, one, id, 2));
    await done(database.db, (trx) => withdrawContribution(trx, author(), id));
    await done(database.db, (trx) => withdrawContribution(trx, author(), id));
    expect(await findContribution(database.db, id)).toMatchObject({
      state: 'withdrawn',
      sealed_author: null,
      sealed_text: null,
      address_hash: null,
      consent_publish: false,
    });
    expect(await listReviews(database.db, [id])).toEqual([]);
    // What was promised meanwhile has nobody left to tell.
    const [spec] = contributionMails(deps);
    expect(await spec?.compose(id, {}, database.db)).toBeUndefined();
  });
});

describe('review', () => {
  it('once given is one row, whatever is pressed how often; an interest ends it', async () => {
    const id = await submit(deps, event, sending('revisada'));
    const [one, two, three] = [await reviewer('uno'), await reviewer('dos'), await reviewer('tres')];
    await done(database.db, (trx) => takeReview(trx, one, id, 2));
    await done(database.db, (trx) => takeReview(trx, one, id, 2));
    await done(database.db, (trx) => takeReview(trx, two, id, 2));
    expect(await asTold((trx) => takeReview(trx, three, id, 2))).toEqual({ ok: false, refused: 'enough' });
    const review = { scores: SCORES, note: 'Convence', textVersion: 1 };
    await done(database.db, (trx) => giveReview(trx, one, id, review));
    await done(database.db, (trx) => giveReview(trx, one, id, { ...review, note: 'Convence más' }));
    expect(await asTold((trx) => giveReview(trx, three, id, review))).toEqual({
      ok: false,
      refused: 'not_now',
    });
    await done(database.db, (trx) => recuse(trx, one, id));
    const [first, second] = await listReviews(database.db, [id]);
    expect([first?.state, first?.scores, first?.sealed_note, second?.state]).toEqual([
      'recused',
      {},
      null,
      'assigned',
    ]);
    expect(await asTold((trx) => giveReview(trx, one, id, review))).toEqual({
      ok: false,
      refused: 'not_now',
    });
    expect(await asTold((trx) => takeReview(trx, one, id, 2))).toEqual({
      ok: false,
      refused: 'recused_before',
    });
    // Whoever recused themselves makes room for another.
    await done(database.db, (trx) => takeReview(trx, three, id, 2));
  });

  it('asked of somebody who recused themselves stays declined', async () => {
    const id = await submit(deps, event, sending('excusa'));
    const one = await reviewer('con-interes');
    await done(database.db, (trx) => recuse(trx, one, id));
    const userId = one.actor.kind === 'staff' ? one.actor.userId : '';
    await done(database.db, (trx) => assignReviewers(trx, one, id, [userId]));
    expect((await listReviews(database.db, [id])).map(({ state }) => state)).toEqual(['recused']);
  });
});

describe('deciding', () => {
  it('can be changed until it is told, is told once, and then stands', async () => {
    const id = await submit(deps, event, sending('decide'));
    const staff = await reviewer('decide');
    const version = async () => (await findContribution(database.db, id))?.version ?? 0;
    const drawn = await version();
    const choose = async (decision: 'accepted' | 'declined', at: number) =>
      asTold((trx) => decide(trx, staff, id, { decision, words: 'Gracias.', version: at }));
    expect(await asTold((trx) => tellDecision(trx, staff, id))).toEqual({ ok: false, refused: 'not_now' });
    expect(await choose('declined', drawn)).toEqual({ ok: true });
    expect(await choose('accepted', drawn)).toEqual({ ok: false, refused: 'changed' });
    expect(await stateOf(id)).toBe('submitted');
    expect(await choose('accepted', await version())).toEqual({ ok: true });
    expect(await asTold((trx) => tellDecision(trx, staff, id))).toEqual({ ok: true });
    expect(await asTold((trx) => tellDecision(trx, staff, id))).toEqual({
      ok: false,
      refused: 'already_told',
    });
    expect(await choose('declined', await version())).toEqual({ ok: false, refused: 'already_told' });
    expect(await stateOf(id)).toBe('accepted');
    expect((await mailsOf(id)).filter((kind) => kind === 'contributions.decision')).toHaveLength(1);
  });

  it('comes after one’s own review, and is not for those with an interest', async () => {
    const id = await submit(deps, event, sending('antes'));
    const one = await reviewer('antes');
    await done(database.db, (trx) => takeReview(trx, one, id, 2));
    const version = (await findContribution(database.db, id))?.version ?? 0;
    const choice = { decision: 'accepted', words: '', version } as const;
    expect(await asTold((trx) => decide(trx, one, id, choice))).toEqual({
      ok: false,
      refused: 'review_first',
    });
    await done(database.db, (trx) => recuse(trx, one, id));
    expect(await asTold((trx) => decide(trx, one, id, choice))).toEqual({
      ok: false,
      refused: 'recused_before',
    });
  });
});

describe('becoming a session', () => {
  const facts = {
    title: 'Audiencias abiertas',
    type: 'panel',
    abstract: '',
    startsAt: null,
    endsAt: null,
  } as const;
  const speakersOf = async (sessionId: string) =>
    (
      await database.db
        .selectFrom('event_session_speakers as l')
        .innerJoin('event_speakers as s', 's.id', 'l.speaker_id')
        .select('s.name')
        .where('l.session_id', '=', sessionId)
        .orderBy('l.position')
        .execute()
    ).map(({ name }) => name);

  it('happens once, with speakers as they wished to be named', async () => {
    const staff = await reviewer('programa');
    const who = exampleAuthor('habla', { coauthors: ['Coautora Ficticia'] });
    const id = await settle(deps, event, sending('habla', { kind: 'talk', author: who }));
    const made = await done(database.db, (trx) => publishSession(trx, staff, id, facts));
    expect(await speakersOf(made.id)).toEqual(['Autora Ficticia habla', 'Coautora Ficticia']);
    expect(await asTold((trx) => publishSession(trx, staff, id, facts))).toEqual({
      ok: false,
      refused: 'not_now',
    });
    expect(await mailsOf(id)).toContain('contributions.in_programme');
    const reserved = exampleAuthor('calla', { appears: 'reserved' });
    const quiet = await settle(deps, event, sending('calla', { kind: 'talk', author: reserved }));
    const second = await done(database.db, (trx) => publishSession(trx, staff, quiet, facts));
    expect(await speakersOf(second.id)).toEqual([]);
  });

  it('needs a yes that was told', async () => {
    const staff = await reviewer('prisa');
    const id = await submit(deps, event, sending('prisa'));
    expect(await asTold((trx) => publishSession(trx, staff, id, facts))).toEqual({
      ok: false,
      refused: 'not_now',
    });
  });
});

describe('the library', () => {
  const staffed = () => contextFor(deps, { kind: 'system', what: 'test' });

  it('takes what was accepted and allowed, once, under an address of its own', async () => {
    const id = await settle(deps, event, sending('estante', { consent: false }));
    const text = itemText(exampleText('estante'));
    const shelf = () => asTold((trx) => publishItem(trx, staffed(), id, text));
    expect(await shelf()).toEqual({ ok: false, refused: 'no_consent' });
    await done(database.db, (trx) => setConsent(trx, author(), id, 'closed', true));
    expect(await shelf()).toMatchObject({ ok: true, slug: 'audiencias-abiertas-estante' });
    expect(await shelf()).toEqual({ ok: false, refused: 'not_now' });
    const again = await shelve(deps, event, sending('gemela'), { title: 'Audiencias abiertas estante' });
    expect(again.slug).toBe('audiencias-abiertas-estante-2');
    const silent = await shelve(deps, event, sending('muda'), { title: '—' });
    expect(silent.slug).toMatch(/^caso(-\d+)?$/);
  });

  it('keeps every version with its reason until its author takes it back; then nothing but the date', async () => {
    const item = await shelve(deps, event, sending('vuelve'));
    const text = { ...itemText(exampleText('vuelve')), learned: 'Otra cosa' };
    const edit = { text, reason: 'Faltaba una frase', version: 1 };
    await done(database.db, (trx) => editItem(trx, staffed(), item.id, edit));
    expect(await asTold((trx) => editItem(trx, staffed(), item.id, edit))).toEqual({
      ok: false,
      refused: 'changed',
    });
    await done(database.db, (trx) => withdrawContribution(trx, author(), item.contribution));
    const gone = await findItem(database.db, item.slug);
    expect([gone?.title, gone?.learned, gone?.evidence, gone?.authors]).toEqual(['', '', [], []]);
    expect(gone?.withdrawn_at).toEqual(clock.now);
    const history = await database.db
      .selectFrom('history')
      .select(['action', 'content', 'reason'])
      .where('record_id', '=', item.id)
      .orderBy('id')
      .execute();
    expect(history).toEqual(
      ['published', 'changed', 'withdrawn'].map((action) => ({ action, content: {}, reason: null })),
    );
    expect(await asTold((trx) => editItem(trx, staffed(), item.id, { ...edit, version: 3 }))).toEqual({
      ok: false,
      refused: 'not_now',
    });
  });

  it('is searched blind to accents, by the beginnings of words', async () => {
    await shelve(deps, event, sending('buscada'), { title: 'Ñandúes en la Corte', learned: 'Jurisdicción' });
    const find = async (...words: string[]) =>
      (await listItems(database.db, { words }, { after: undefined, limit: 10 })).items.map(
        ({ title }) => title,
      );
    expect(await find('nandu', 'jurisdicc')).toEqual(['Ñandúes en la Corte']);
    expect(await find('nandu', 'inexistente')).toEqual([]);
  });
});
