/** Moderation after publication, and what readers say is wrong. */
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor, readPage } from '../../../test/harness/visitor.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import { forgetSettings, writeSetting } from '../../platform/settings/settings.ts';
import {
  flagPath,
  LEDGER,
  officeProposalPath,
  OFFICE_SETTINGS,
  OFFICE_TO_SEE,
  ownPath,
  proposalPath,
  PROPOSALS,
} from './addresses.ts';
import { confirmAddress } from './commands/own.ts';
import { sendProposal } from './commands/send.ts';
import { contextFor, insertPublished, insertReceived, linkOf, sending } from './fixtures.ts';
import { proposalMails } from './mails.ts';
import { findProposal } from './queries/own.ts';
import { moderation } from './settings.ts';

const site = useApp();
const visitor = () => makeVisitor(site.app);
const staff = async (role: 'moderator' | 'administrator' = 'moderator') =>
  makeVisitor(site.app, (await signInAs(site.deps, role)).cookie);

let serial = 0;
const text = (title = 'Palabra-plantada') => ({ ...sending().text, title: `${title} ${++serial}` });

async function setModeration(when: 'before' | 'after') {
  await withTransaction(site.deps.db, (trx) => writeSetting(trx, moderation, when, site.deps.now()));
  forgetSettings(site.deps.db);
}

afterEach(() => setModeration('before'));

/** Confirmed by its address. */
async function confirmed(title: string) {
  const c = contextFor(site.deps);
  const said = sending({
    text: text(title),
    authors: { names: ['Nombre-Plantado'], email: `p${serial}@ejemplo.test` },
    visibility: 'name',
  });
  const id = await withTransaction(
    site.deps.db,
    async (trx) => (await sendProposal(trx, c, said)).made ?? '',
  );
  await Promise.all([1, 2].map(() => withTransaction(site.deps.db, (trx) => confirmAddress(trx, c, id))));
  const row = await findProposal(site.deps.db, id);
  if (!row) throw new Error('not sent');
  return { ...row, number: row.number ?? 0 };
}

const body = async (path: string) => (await visitor().get(path)).body;
const toSee = async (number: number) =>
  readPage(await (await staff()).get(OFFICE_TO_SEE))
    .$(`a[href="${officeProposalPath(number)}"]`)
    .closest('tr')
    .text();

describe('moderation after publication', () => {
  it('shows what came with a confirmed address at once, without names, and waits to be read', async () => {
    expect((await confirmed('Espera')).state).toBe('received');
    await setModeration('after');
    const row = await confirmed('Se lee ya');
    expect([row.state, row.content_hash, row.unread_since === null]).toEqual(['published', null, false]);
    const page = await body(proposalPath(row.number));
    expect([page.includes('Se lee ya'), page.includes('Nombre-Plantado')]).toEqual([true, false]);
    expect(page).toContain('Nadie de la organización la ha leído todavía');
    const api = await body(`/api/v1/proposals/${row.number}`);
    expect([api.includes('Nombre-Plantado'), api.includes('"unread":true')]).toEqual([false, true]);
    expect(await body(PROPOSALS)).toContain('Se lee ya');
    expect(await body(`/historial/propuesta/${row.id}`)).toContain('Se lee ya');
    const spec = proposalMails(site.deps).find(({ kind }) => kind === 'proposals.received');
    expect((await spec?.compose(row.id, {}, site.deps.db))?.text).toContain(proposalPath(row.number));
    expect(await toSee(row.number)).toContain('sin leer');
    const desk = await staff();
    const path = officeProposalPath(row.number);
    const version = String(row.version);
    await Promise.all([desk.post(`${path}/leida`, { version }), desk.post(`${path}/leida`, { version })]);
    const read = await body(proposalPath(row.number));
    expect([read.includes('Nombre-Plantado'), read.includes('la ha leído todavía')]).toEqual([true, false]);
    expect(await body(`/api/v1/proposals/${row.number}`)).toContain('"unread":false');
    expect(await toSee(row.number)).toBe('');
    // Nobody decided anything: the ledger has no line.
    expect(await body(LEDGER)).not.toContain(`n.º ${row.number}<`);
  });

  it('does not hold for what has no confirmed address; both are said on the page of the rules', async () => {
    expect(await body(LEDGER)).toContain('antes de que se pueda leer aquí');
    await setModeration('after');
    expect((await insertReceived(site.deps, { text: text() })).state).toBe('received');
    expect(await body(LEDGER)).toContain('desde que se confirma');
  });

  it('hides what nobody had read, with a line in the ledger; it can be withdrawn then', async () => {
    await setModeration('after');
    const row = await confirmed('Se esconde');
    const desk = await staff();
    const path = officeProposalPath(row.number);
    await desk.post(`${path}/decidir`, { decision: 'hide', reason: 'insult', version: String(row.version) });
    expect((await findProposal(site.deps.db, row.id))?.unread_since).toBe(null);
    expect(await body(LEDGER)).toContain(`Propuesta n.º ${row.number}`);
    expect(await body(proposalPath(row.number))).not.toContain('Se esconde');
    await visitor().post(ownPath(linkOf(site.deps, row)), { action: 'withdraw' });
    expect((await findProposal(site.deps.db, row.id))?.state).toBe('withdrawn');
  });

  it('unread can be withdrawn', async () => {
    await setModeration('after');
    const row = await confirmed('Se retira');
    await visitor().post(ownPath(linkOf(site.deps, row)), { action: 'withdraw' });
    expect((await visitor().get(proposalPath(row.number))).statusCode).toBe(410);
  });

  it('is set by an administrator alone, with the steps; a line that says nothing is refused', async () => {
    expect((await (await staff()).get(OFFICE_SETTINGS)).statusCode).toBe(403);
    const admin = await staff('administrator');
    const wrong = await admin.post(OFFICE_SETTINGS, {
      moderation: 'after',
      thresholds: 'cuando haya muchos',
    });
    expect([wrong.statusCode, readPage(wrong).$('.error-summary a').attr('href')]).toEqual([
      422,
      '#f-thresholds',
    ]);
    const saved = await admin.post(OFFICE_SETTINGS, { moderation: 'after', thresholds: '7: Se discute.' });
    expect(saved.headers.location).toBe(`${OFFICE_SETTINGS}?hecho=guardado`);
    expect(await body(LEDGER)).toContain('desde que se confirma');
    const { number } = await insertPublished(site.deps, { text: text() });
    expect(await body(proposalPath(number ?? 0))).toContain('Con 7 apoyos: Se discute.');
  });
});

describe('what readers say', () => {
  const flagsOf = (id: string) =>
    site.deps.db.selectFrom('proposal_flags').selectAll().where('proposal_id', '=', id).execute();
  const version = async (id: string) => String((await findProposal(site.deps.db, id))?.version);

  it('is answered alike, kept once, sealed, and bounded', async () => {
    const { id, number } = await insertPublished(site.deps, { text: text() });
    const path = flagPath(number ?? 0);
    const none = await visitor().post(path, { words: 'Sin motivo' });
    expect([none.statusCode, readPage(none).$('.error-summary a').attr('href')]).toEqual([422, '#f-reason']);
    const say = (n: number) => visitor().post(path, { reason: 'insult', words: `Palabras-secretas ${n}` });
    const answers = await Promise.all([say(0), say(0), ...Array.from({ length: 24 }, (_, n) => say(n))]);
    expect(new Set(answers.map(({ statusCode, headers }) => `${statusCode} ${headers.location}`))).toEqual(
      new Set([`303 ${path}/recibido`]),
    );
    const rows = await flagsOf(id);
    expect(rows.length).toBe(20);
    expect(JSON.stringify(rows.map(({ sealed }) => sealed?.toString('latin1')))).not.toContain('secretas');
    const hidden = await insertReceived(site.deps, { text: text() });
    expect((await visitor().post(flagPath(hidden.number ?? 0), { reason: 'insult' })).statusCode).toBe(404);
  });

  it('is kept of a proposal of which nobody said anything, however many of others are open', async () => {
    const [flooded, quiet] = [
      await insertPublished(site.deps, { text: text() }),
      await insertPublished(site.deps, { text: text() }),
    ];
    await sql`insert into proposal_flags (id, proposal_id, reason, content_hash, created_at)
      select gen_random_uuid(), ${flooded.id}::uuid, 'insult', decode(lpad(to_hex(n), 8, '0'), 'hex'), now()
      from generate_series(1, 2000) as n`.execute(site.deps.db);
    for (const words of ['Dice dónde vive alguien', 'Y su teléfono'])
      await visitor().post(flagPath(quiet.number ?? 0), { reason: 'personal_data', words });
    expect((await flagsOf(quiet.id)).length).toBe(1);
    await site.deps.db.deleteFrom('proposal_flags').execute();
  });

  it('leads to a line of the ledger whether it is hidden or stays; their words go', async () => {
    const row = await insertPublished(site.deps, { text: text() });
    const number = row.number ?? 0;
    await visitor().post(flagPath(number), { reason: 'accusation', words: 'Acusa-sin-fuente' });
    expect(await toSee(number)).toContain('1 aviso');
    const desk = await staff();
    const path = officeProposalPath(number);
    expect((await desk.get(path)).body).toContain('Acusa-sin-fuente');
    const late = await desk.post(`${path}/avisos`, { note: 'Tiene fuente.', version: '99' });
    expect(late.headers.location).toContain('hecho=changed');
    // Too many words are given back, and nothing is decided without them.
    const long = 'Palabras de más. '.repeat(40);
    const faulty = await desk.post(`${path}/avisos`, { note: long, version: await version(row.id) });
    expect([faulty.statusCode, readPage(faulty).$('#avisos textarea').text()]).toEqual([422, long]);
    expect((await flagsOf(row.id)).map(({ state }) => state)).toEqual(['open']);
    await desk.post(`${path}/avisos`, { note: 'Tiene fuente.', version: await version(row.id) });
    const ledger = await body(LEDGER);
    expect(ledger).toContain('sigue como está');
    expect(ledger).toContain('Tiene fuente.');
    expect((await flagsOf(row.id)).map(({ state, sealed }) => [state, sealed])).toEqual([
      ['dismissed', null],
    ]);
    expect((await desk.get(path)).body).not.toContain('Acusa-sin-fuente');
    expect((await visitor().get(proposalPath(number))).statusCode).toBe(200);
    await visitor().post(flagPath(number), { reason: 'accusation', words: 'Otra vez' });
    const decision = { decision: 'hide', reason: 'accusation', version: await version(row.id) };
    await desk.post(`${path}/decidir`, decision);
    expect((await flagsOf(row.id)).map(({ state }) => state).toSorted()).toEqual(['dismissed', 'upheld']);
    expect(ledger).not.toContain('Acusa-sin-fuente');
    await visitor().post(ownPath(linkOf(site.deps, row)), { action: 'withdraw' });
    expect(await flagsOf(row.id)).toEqual([]);
  });
});
