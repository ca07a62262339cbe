/** An address that was given in a meeting: proven by its mail only, then told what becomes of the proposal. */
import { afterEach, expect, it } from 'vitest';
import { START, useApp } from '../../../test/harness/app.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor, readPage } from '../../../test/harness/visitor.ts';
import { decideOn, linkOf } from '../proposals/fixtures.ts';
import { proposalMails } from '../proposals/mails.ts';
import { findProposal, type ProposalRow } from '../proposals/queries/own.ts';
import { MOST_PER_ADDRESS } from '../proposals/rules/proposal.ts';
import { insertMeeting } from './fixtures.ts';
import { forgetDue } from './jobs.ts';
import { meetingMails } from './mails.ts';
import { spellCode } from './rules/code.ts';

const site = useApp();
afterEach(() => site.setNow(START));

let serial = 0;
const said = (email: string) => ({
  title: `Con correo ${++serial}`,
  problem: 'Nadie contesta el teléfono.',
  summary: 'Que alguien lo conteste.',
  category: 'acceso-a-justicia',
  authors: 'Equipo 1',
  visibility: 'reserved',
  accept: 'yes',
  email,
});

async function latest(): Promise<ProposalRow> {
  const came = await site.deps.db
    .selectFrom('meeting_proposals')
    .select('proposal_id')
    .orderBy('proposal_id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const row = await findProposal(site.deps.db, came.proposal_id);
  if (!row) throw new Error('nothing was sent');
  return row;
}

async function sent(email: string): Promise<{ row: ProposalRow; path: string }> {
  const meeting = await insertMeeting(site.deps);
  await makeVisitor(site.app).post(`/mesa/${spellCode(meeting.code)}`, said(email));
  const row = await latest();
  const mail = await meetingMails(site.deps)[0]?.compose(row.id, {}, site.deps.db);
  return { row, path: /\/mesa\/correo\/[\w-]+/.exec(mail?.text ?? '')?.[0] ?? '' };
}

/** To whom the mail of a decision goes. */
async function toldOf(row: ProposalRow): Promise<string | undefined> {
  await decideOn(site.deps, row, 'publish');
  const spec = proposalMails(site.deps).find(({ kind }) => kind === 'proposals.decided');
  return (await spec?.compose(row.id, {}, site.deps.db))?.to.address;
}

const reload = async ({ id }: ProposalRow): Promise<ProposalRow> => {
  const row = await findProposal(site.deps.db, id);
  if (!row) throw new Error('it is gone');
  return row;
};

it('is confirmed by a press on the page of its mail, and told what is decided from then on', async () => {
  const { row, path } = await sent('rosa.plantada@ejemplo.test');
  const visitor = makeVisitor(site.app);
  const page = await visitor.get(path);
  expect([page.statusCode, readPage(page).$('h1').text()]).toEqual([
    200,
    '¿Quiere recibir noticias en este correo?',
  ]);
  expect(page.body).not.toContain('plantada');
  // Looking changes nothing.
  expect((await reload(row)).address_hash).toBe(null);
  const both = await Promise.all([visitor.post(path, {}), visitor.post(path, {})]);
  expect(both.map((answer) => answer.headers.location)).toEqual([path, path]);
  expect(
    readPage(await visitor.get(path))
      .$('h1')
      .text(),
  ).toBe('Su correo está confirmado');
  const proven = await reload(row);
  expect([proven.address_hash === null, proven.number]).toEqual([false, row.number]);
  const left = await site.deps.db
    .selectFrom('meeting_proposals')
    .select('sealed_address')
    .where('proposal_id', '=', row.id)
    .executeTakeFirstOrThrow();
  expect(left.sealed_address).toBe(null);
  // Nothing of what others read has changed.
  expect([proven.version, String(proven.updated_at)]).toEqual([row.version, String(row.updated_at)]);
  // The own link is the team's: it does not tell everybody whose mailbox that is.
  const file = await visitor.get(`/propuestas/propia/${linkOf(site.deps, row)}/datos.json`);
  expect(JSON.parse(file.body).authors).toEqual({ names: ['Equipo 1'], email: 'r…@…' });
  expect(await toldOf(proven)).toBe('rosa.plantada@ejemplo.test');
});

it('is not confirmed by the link that everybody of the team photographed', async () => {
  const { row } = await sent('de.otra@ejemplo.test');
  const guess = `/mesa/correo/${linkOf(site.deps, row)}`;
  const visitor = makeVisitor(site.app);
  expect([(await visitor.get(guess)).statusCode, (await visitor.post(guess, {})).statusCode]).toEqual([
    404, 404,
  ]);
  expect((await reload(row)).address_hash).toBe(null);
});

it('is forgotten when nobody confirms it, and when the authors take back their names', async () => {
  const late = await sent('tarde@ejemplo.test');
  site.setNow(site.deps.now().add({ hours: 24 * 8 }));
  await forgetDue(site.deps);
  site.setNow('2026-11-23T15:00:00Z');
  const visitor = makeVisitor(site.app);
  await visitor.post(late.path, {});
  const gone = await visitor.get(late.path);
  expect([gone.statusCode, readPage(gone).$('h1').text(), readPage(gone).$('main form').length]).toEqual([
    410,
    'Ya no guardamos esta dirección',
    0,
  ]);
  expect(await toldOf(await reload(late.row))).toBe(undefined);

  const withdrawn = await sent('sin.nombre@ejemplo.test');
  await visitor.post(`/propuestas/propia/${linkOf(site.deps, withdrawn.row)}`, { action: 'withdraw_name' });
  await visitor.post(withdrawn.path, {});
  const after = await reload(withdrawn.row);
  expect([after.address_hash, after.sealed_authors]).toEqual([null, null]);
});

it('can be typed by who writes for others', async () => {
  const meeting = await insertMeeting(site.deps);
  const desk = makeVisitor(site.app, (await signInAs(site.deps, 'facilitator')).cookie);
  const path = `/admin/reuniones/${meeting.id}/escribir`;
  expect(readPage(await desk.get(path)).$('input[type=email][name=email]').length).toBe(1);
  await desk.post(path, said('dictada@ejemplo.test'));
  const mail = await meetingMails(site.deps)[0]?.compose((await latest()).id, {}, site.deps.db);
  expect(mail?.to.address).toBe('dictada@ejemplo.test');
});

it('is told that the mailbox gets news of as many as one may', async () => {
  const visitor = makeVisitor(site.app);
  const another = async () => {
    // A mailbox is written to so many times a day.
    site.setNow(site.deps.now().add({ hours: 25 }));
    return await sent('muchas@ejemplo.test');
  };
  for (let n = 0; n < MOST_PER_ADDRESS; n++) await visitor.post((await another()).path, {});
  const one = await another();
  const answer = await visitor.post(one.path, {});
  expect([answer.statusCode, readPage(answer).$('h1').text()]).toEqual([
    409,
    'Este correo ya recibe noticias de muchas propuestas',
  ]);
  expect(readPage(answer).$('main form').length).toBe(0);
  expect((await reload(one.row)).address_hash).toBe(null);
});

it('may be written by going back and sending the same again, and is not changed so', async () => {
  const meeting = await insertMeeting(site.deps);
  const visitor = makeVisitor(site.app);
  const { email, ...bare } = said('despues@ejemplo.test');
  const path = `/mesa/${spellCode(meeting.code)}`;
  await visitor.post(path, bare);
  const row = await latest();
  const composed = async () => await meetingMails(site.deps)[0]?.compose(row.id, {}, site.deps.db);
  expect((await composed())?.to.address).toBe(undefined);
  await visitor.post(path, { ...bare, email });
  await visitor.post(path, { ...bare, email: 'ajena@ejemplo.test' });
  expect((await latest()).id).toBe(row.id);
  expect((await composed())?.to.address).toBe('despues@ejemplo.test');
});
