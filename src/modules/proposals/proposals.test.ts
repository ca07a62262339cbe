/** From a voice to a public page: sent, confirmed, decided, appealed, withdrawn; without an account and without scripts. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor, readPage } from '../../../test/harness/visitor.ts';
import { NEW_PROPOSAL, officeProposalPath, ownPath, proposalPath, PROPOSALS } from './addresses.ts';
import { decideOn, insertPublished, insertReceived, linkOf, sending } from './fixtures.ts';
import { forgetDue } from './jobs.ts';
import { proposalMails } from './mails.ts';
import { findProposal } from './queries/own.ts';

const site = useApp();

const FIELDS = {
  title: 'Intérpretes en cada juzgado',
  problem: 'Quien habla otro idioma no entiende su audiencia. Palabras-de-prueba.',
  affected: 'Comunidades',
  summary: 'Contratar intérpretes y publicar sus horarios.',
  category: 'Acceso a Justicia',
  department: 'Sacatepequez',
  from_event: 'si',
  authors: 'Rosa Ficticia de Prueba\nJulio Inventado Plantado',
  visibility: 'name',
  accept: 'yes',
};

const EMAIL = 'rosa.plantada@ejemplo.test';

let serial = 0;
/** A text of its own for each: the same one sent twice is one. */
const fields = (change: Record<string, string> = {}) => ({
  ...FIELDS,
  title: `${FIELDS.title} ${++serial}`,
  ...change,
});

async function send(values: Record<string, string>) {
  const visitor = makeVisitor(site.app);
  const answer = await visitor.post(NEW_PROPOSAL, values);
  return { visitor, answer, to: answer.headers.location ?? '' };
}

const byTitle = async (title: string) => {
  const rows = await site.deps.db.selectFrom('proposals').selectAll().orderBy('id', 'desc').execute();
  return rows.find((row) => row.title === title) ?? rows[0];
};

const mailOf = async (kind: string, id: string) =>
  await proposalMails(site.deps)
    .find((one) => one.kind === `proposals.${kind}`)
    ?.compose(id, {}, site.deps.db);

const moderator = async () => makeVisitor(site.app, (await signInAs(site.deps, 'moderator')).cookie);

describe('proposing without an address', () => {
  it('gives a number and the secret link at once; nothing of it lies in the open', async () => {
    const { answer, to } = await send(fields());
    expect(answer.statusCode).toBe(303);
    expect(to).toMatch(/^\/propuestas\/propia\/[\w-]{43}\?hecho=sent$/);
    const row = await byTitle('');
    expect([row?.state, row?.category, row?.department, row?.from_event, row?.author_kind]).toEqual([
      'received',
      'acceso-a-justicia',
      'sacatepequez',
      true,
      'several',
    ]);
    expect([row?.title, row?.summary, row?.address_hash]).toEqual([null, null, null]);
    expect((await makeVisitor(site.app).get(proposalPath(row?.number ?? 0))).body).not.toContain(
      'Palabras-de-prueba',
    );
  });

  it('sent twice is one', async () => {
    const values = fields();
    const [one, other] = await Promise.all([send(values), send(values)]);
    expect(other.to).toBe(one.to);
  });

  it('takes just the fields that other programs know, and says what is missing', async () => {
    const { title, problem, summary, category } = FIELDS;
    const least = await send({ title: `${title} menos`, problem, summary, category, accept: 'yes' });
    expect(least.answer.statusCode).toBe(303);
    const none = await send({ visibility: 'name', category: 'Astronomía', department: 'Atlántida' });
    expect(none.answer.statusCode).toBe(422);
    const { $ } = readPage(none.answer);
    expect(
      $('.error-summary a')
        .map((_i, link) => $(link).attr('href'))
        .get(),
    ).toEqual(['#f-title', '#f-problem', '#f-summary', '#f-accept']);
    const wrong = await send({ ...fields({ category: 'Astronomía', department: 'Atlántida', authors: '' }) });
    expect(
      readPage(wrong.answer)
        .$('.error-summary a')
        .map((_i, link) => readPage(wrong.answer).$(link).attr('href'))
        .get(),
    ).toEqual(['#f-category', '#f-department', '#f-authors']);
  });
});

describe('what is alike', () => {
  it('is shown once before sending to whoever has the form; a program that knows only its fields is not asked', async () => {
    const text = { ...sending().text, title: 'Una ley de lenguaje sencillo en las resoluciones' };
    const there = await insertPublished(site.deps, { text });
    const near = { ...fields(), title: 'Ley de lenguaje sencillo para resoluciones', problem: text.problem };
    const form = await send({ ...near, similar: 'ask' });
    expect(form.answer.statusCode).toBe(200);
    const { $ } = readPage(form.answer);
    expect($(`a[href="${proposalPath(there.number ?? 0)}"]`).length).toBe(1);
    expect($('input[name=title]').attr('value')).toBe(near.title);
    expect($('input[name=similar]').attr('value')).toBe('seen');
    expect((await send({ ...near, similar: 'seen' })).answer.statusCode).toBe(303);
    expect((await send({ ...near, title: `${near.title} otra` })).answer.statusCode).toBe(303);
    expect((await send({ ...fields({ title: 'Semáforos' }), similar: 'ask' })).answer.statusCode).toBe(303);
  });
});

describe('proposing with an address', () => {
  it('answers everybody alike, waits for a confirmation that only a press gives, then tells the number', async () => {
    const values = fields({ email: EMAIL });
    const first = await send(values);
    const again = await send(values);
    expect([first.to, again.to]).toEqual(['/propuestas/nueva/recibida', '/propuestas/nueva/recibida']);
    const row = await byTitle('');
    expect(row?.state).toBe('unconfirmed');
    const id = row?.id ?? '';
    const mail = await mailOf('confirm_address', id);
    const link = /https?:\/\/[^\s/]+(\/propuestas\/propia\/\S+)/.exec(mail?.text ?? '')?.[1] ?? '';
    const visitor = makeVisitor(site.app);
    // What opens every link of a mail confirms nothing.
    await visitor.get(link);
    expect((await findProposal(site.deps.db, id))?.state).toBe('unconfirmed');
    await Promise.all([visitor.post(link, { action: 'confirm' }), visitor.post(link, { action: 'confirm' })]);
    const confirmed = await findProposal(site.deps.db, id);
    expect(confirmed?.state).toBe('received');
    expect((await mailOf('received', id))?.subject).toContain(String(confirmed?.number));
    expect(await mailOf('confirm_address', id)).toBe(undefined);
  });

  it('is forgotten after two weeks without a confirmation', async () => {
    await send(fields({ email: 'otra.plantada@ejemplo.test' }));
    const row = await byTitle('');
    site.setNow(site.deps.now().add({ hours: 24 * 15 }));
    expect(await forgetDue(site.deps)).toBeGreaterThan(0);
    expect(await findProposal(site.deps.db, row?.id ?? '')).toBe(undefined);
  });
});

describe('showing it', () => {
  it('needs somebody who decides; then everybody reads it, in list, feed and API, by the names they chose', async () => {
    const row = await insertReceived(site.deps, {
      ...sending(),
      text: { ...sending().text, title: 'Audiencias que se entienden' },
      authors: { names: ['Rosa Ficticia de Prueba'], organization: 'Colectivo Inventado' },
      visibility: 'name',
    });
    const number = row.number ?? 0;
    const visitor = makeVisitor(site.app);
    expect((await visitor.get(proposalPath(number))).statusCode).toBe(200);
    expect((await visitor.get(PROPOSALS)).body).not.toContain('Audiencias que se entienden');
    const staff = await moderator();
    const desk = readPage(await staff.get(officeProposalPath(number)));
    const version = desk.$('input[name=version]').first().attr('value') ?? '';
    const done = await staff.post(`${officeProposalPath(number)}/decidir`, { decision: 'publish', version });
    expect(done.headers.location).toBe(`${officeProposalPath(number)}?hecho=decided`);
    // Drawn from an older version: nothing is decided twice.
    const late = await staff.post(`${officeProposalPath(number)}/decidir`, {
      decision: 'hide',
      reason: 'insult',
      version,
    });
    expect(late.headers.location).toBe(`${officeProposalPath(number)}?hecho=changed`);
    const page = readPage(await visitor.get(proposalPath(number)));
    expect(page.$('h1').text()).toBe('Audiencias que se entienden');
    expect(page.$('main').text()).toContain('Rosa Ficticia de Prueba · Colectivo Inventado');
    expect((await visitor.get(PROPOSALS)).body).toContain('Audiencias que se entienden');
    expect((await visitor.get(`${PROPOSALS}/feed.xml`)).body).toContain('Audiencias que se entienden');
    const { data } = JSON.parse((await visitor.get('/api/v1/proposals')).body) as {
      data: { number: number; authors: string[]; state: string }[];
    };
    expect(data.find((one) => one.number === number)).toMatchObject({
      authors: ['Rosa Ficticia de Prueba'],
      state: 'published',
    });
  });

  it('is refused with a reason from the list, which the ledger says without the text', async () => {
    const row = await insertReceived(site.deps, {
      text: { ...sending().text, title: 'Acusación-plantada-sin-fuente' },
    });
    const after = await decideOn(site.deps, row, 'refuse');
    const visitor = makeVisitor(site.app);
    const page = await visitor.get(proposalPath(after.number ?? 0));
    expect(readPage(page).$('main').text()).toContain('No trata de la justicia');
    const ledger = await visitor.get(`${PROPOSALS}/moderacion`);
    expect(ledger.body).toContain(`Propuesta n.º ${after.number}`);
    expect(page.body + ledger.body).not.toContain('Acusación-plantada');
  });

  it('an appeal is judged by somebody else, and shows it when it is granted', async () => {
    const first = await signInAs(site.deps, 'moderator');
    const other = await moderator();
    const row = await insertReceived(site.deps, { text: { ...sending().text, title: 'La que se apela' } });
    const number = row.number ?? 0;
    const decider = makeVisitor(site.app, first.cookie);
    const at = async (visitor: typeof other) =>
      readPage(await visitor.get(officeProposalPath(number)))
        .$('input[name=version]')
        .first()
        .attr('value') ?? '';
    await decider.post(`${officeProposalPath(number)}/decidir`, {
      decision: 'refuse',
      reason: 'duplicate',
      version: await at(decider),
    });
    const author = makeVisitor(site.app);
    const own = ownPath(linkOf(site.deps, row));
    const sent = await author.post(`${own}/apelar`, { words: 'No es la misma.' });
    expect(sent.headers.location).toBe(`${own}?hecho=appeal`);
    const verdict = { outcome: 'granted', answer: 'No era la misma.', version: await at(other) };
    const self = await decider.post(`${officeProposalPath(number)}/apelacion`, verdict);
    expect(self.headers.location).toBe(`${officeProposalPath(number)}?hecho=own_decision`);
    const done = await other.post(`${officeProposalPath(number)}/apelacion`, verdict);
    expect(done.headers.location).toBe(`${officeProposalPath(number)}?hecho=judged`);
    expect((await author.get(proposalPath(number))).statusCode).toBe(200);
    expect((await author.get(`${PROPOSALS}/moderacion`)).body).toContain('Se apeló y se dio la razón.');
  });
});

describe('a secret link', () => {
  it('is not given to whoever sends again what everybody can read, name and all', async () => {
    const values = fields({ authors: 'Rosa Ficticia de Prueba', organization: 'Colectivo Inventado' });
    const first = await send(values);
    const row = await byTitle('');
    await decideOn(site.deps, { id: row?.id ?? '', version: row?.version ?? 0 }, 'publish');
    const again = await send(values);
    expect(again.to).not.toBe(first.to);
    expect(again.to).toMatch(/^\/propuestas\/propia\//);
  });
});

describe('what is hidden', () => {
  it('lies nowhere in the open, and is shown again only once its appeal is judged', async () => {
    const row = await insertPublished(site.deps, {
      text: { ...sending().text, title: 'Título-escondido-plantado' },
    });
    const { id, version } = await decideOn(site.deps, row, 'hide');
    const stored = await site.deps.db.selectFrom('history').selectAll().where('record_id', '=', id).execute();
    const last = stored.at(-1);
    expect([last?.action, JSON.stringify(last?.content)]).toEqual([
      'hidden',
      expect.not.stringContaining('Título-escondido'),
    ]);
    const own = ownPath(linkOf(site.deps, row));
    await makeVisitor(site.app).post(`${own}/apelar`, { words: 'Debe verse.' });
    const staff = await moderator();
    const path = `${officeProposalPath(row.number ?? 0)}/decidir`;
    const passed = await staff.post(path, { decision: 'publish', version: String(version) });
    expect(passed.headers.location).toContain('hecho=appealed');
  });
});

describe('taking it back', () => {
  const NAME = 'Nombre-Plantado Retirado';

  it('a withdrawn name is nowhere: page, list, API, history, feed, search', async () => {
    const row = await insertPublished(site.deps, {
      text: { ...sending().text, title: 'La del nombre retirado' },
      authors: { names: [NAME], organization: 'Organización-Plantada' },
      visibility: 'name',
    });
    const visitor = makeVisitor(site.app);
    const paths = [
      proposalPath(row.number ?? 0),
      PROPOSALS,
      `/api/v1/proposals/${row.number}`,
      '/api/v1/proposals',
      `${PROPOSALS}/feed.xml`,
      `/historial/propuesta/${row.id}`,
    ];
    const read = async () =>
      (await Promise.all(paths.map(async (path) => (await visitor.get(path)).body))).join();
    expect(await read()).toContain(NAME);
    await visitor.post(ownPath(linkOf(site.deps, row)), { action: 'withdraw_name' });
    const after = await read();
    expect(after).toContain('La del nombre retirado');
    expect(after).not.toContain(NAME);
    expect(after).not.toContain('Organización-Plantada');
  });

  it('a withdrawn proposal leaves its number, and not a word of it', async () => {
    const row = await insertPublished(site.deps, {
      text: { ...sending().text, title: 'Título-plantado que se retira' },
    });
    const visitor = makeVisitor(site.app);
    const own = ownPath(linkOf(site.deps, row));
    await Promise.all([visitor.post(own, { action: 'withdraw' }), visitor.post(own, { action: 'withdraw' })]);
    const page = await visitor.get(proposalPath(row.number ?? 0));
    expect(page.statusCode).toBe(410);
    expect((await visitor.get(`/api/v1/proposals/${row.number}`)).statusCode).toBe(410);
    const history = await site.deps.db
      .selectFrom('history')
      .select('content')
      .where('record_id', '=', row.id)
      .execute();
    expect(page.body + JSON.stringify(history)).not.toContain('Título-plantado');
    expect((await findProposal(site.deps.db, row.id))?.sealed_authors).toBe(null);
  });
});
