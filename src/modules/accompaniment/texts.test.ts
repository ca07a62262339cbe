/** Suggested texts, changes of a public one, and what is added once many stand behind it. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor, readPage } from '../../../test/harness/visitor.ts';
import { run } from '../../platform/db/outcome.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import { attest } from '../proposals/commands/attest.ts';
import { decideOn, insertPublished, insertReceived, linkOf, sending } from '../proposals/fixtures.ts';
import {
  findProposal,
  freezeText,
  historyPath,
  openText,
  ownPath,
  type ProposalRow,
} from '../proposals/index.ts';
import {
  amendPath,
  changePath,
  helpPath,
  OFFICE_SETTINGS,
  officeAmendmentPath,
  officePath,
  officeSuggestionPath,
  officeSuggestPath,
  suggestionPath,
} from './addresses.ts';
import { decideSuggestion } from './commands/suggest.ts';
import { contextFor, insertAmendment, insertSuggestion } from './fixtures.ts';
import { amendmentsOf, findSuggestion, suggestionsOf } from './queries/texts.ts';

const site = useApp();
const { text } = sending();
let serial = 0;
const unlike = () => ({ text: { ...text, title: `Texto por decir mejor ${++serial}` } });

const visitor = () => makeVisitor(site.app);
const staff = async (role: 'facilitator' | 'moderator' = 'facilitator') =>
  makeVisitor(site.app, (await signInAs(site.deps, role)).cookie);

const now = async (row: ProposalRow): Promise<ProposalRow> => {
  const found = await findProposal(site.deps.db, row.id);
  if (!found) throw new Error('the proposal is gone');
  return found;
};
const said = async (row: ProposalRow) => openText(site.deps.vault, await now(row));
const tokenOf = (row: ProposalRow) => linkOf(site.deps, row);
const toCode = (answer: { headers: { location?: string | undefined } }) =>
  answer.headers.location?.split('hecho=')[1];

const hands = (row: ProposalRow, seen: number) => ({
  kind: 'meeting' as const,
  seen,
  discarded: 0,
  reason: '',
  place: `Salón de prueba ${row.number}`,
  onDate: Temporal.PlainDate.from('2026-11-20'),
});
const supported = (row: ProposalRow, seen: number) =>
  run(site.deps.db, (trx) => attest(trx, contextFor(site.deps), row.id, hands(row, seen)));

const versionOn = (html: string | { body: string }) =>
  /name="version" value="(\d+)"/.exec(typeof html === 'string' ? html : html.body)?.[1] ?? '';

describe('a text that the desk suggests', () => {
  it('is compared word by word, accepted by its authors, and stays sealed while nobody else reads it', async () => {
    const row = await insertReceived(site.deps, unlike());
    const desk = await staff();
    const form = await desk.get(officeSuggestPath(row.number ?? 0));
    const sent = {
      ...text,
      title: `${(await said(row))?.title}`,
      summary: 'Que la oficina de ejemplo publique sus horarios.',
      why: 'Dice quién decide.',
      version: versionOn(form),
    };
    expect(toCode(await desk.post(officeSuggestPath(row.number ?? 0), sent))).toBe('suggested');
    expect(toCode(await desk.post(officeSuggestPath(row.number ?? 0), sent))).toBe('suggested');
    const [made, ...others] = await suggestionsOf(site.deps.db, row.id);
    expect(others).toEqual([]);
    expect(made?.sealed_said.toString('latin1')).not.toContain('oficina');
    const path = suggestionPath(tokenOf(row), made?.id ?? '');
    const page = readPage(await visitor().get(path));
    expect(page.$('.difference ins').text()).toContain('oficina');
    expect(page.$('.difference-field h3').toArray().length).toBe(1);
    const missing = await visitor().post(path, { version: versionOn(page.$.html()) });
    expect(readPage(missing).$('.error-summary a').attr('href')).toBe('#f-decision');
    const accept = { decision: 'accept', answer: 'Sí, gracias.', version: versionOn(page.$.html()) };
    const twice = await Promise.all([visitor().post(path, accept), visitor().post(path, accept)]);
    expect(twice.map(toCode)).toEqual(['accepted', 'accepted']);
    expect((await said(row))?.summary).toBe('Que la oficina de ejemplo publique sus horarios.');
    const after = await now(row);
    expect([after.title, after.text_version]).toEqual([null, row.text_version + 1]);
    const told = await desk.get(officeSuggestionPath(row.number ?? 0, made?.id ?? ''));
    expect(told.body).toContain('Sí, gracias.');
  });

  it('is refused with words, taken back by the desk, and never decided by who suggested it', async () => {
    const row = await insertReceived(site.deps, unlike());
    const first = await insertSuggestion(site.deps, row);
    const path = suggestionPath(tokenOf(row), first);
    const no = { decision: 'refuse', answer: 'Así no lo decimos aquí.', version: String(row.text_version) };
    expect(toCode(await visitor().post(path, no))).toBe('refused');
    expect(toCode(await visitor().post(path, { ...no, decision: 'accept' }))).toBe('not_now');
    const second = await insertSuggestion(site.deps, row, 'De otro modo.');
    const moderator = await staff('moderator');
    const own = officeSuggestionPath(row.number ?? 0, second);
    const self = await moderator.post(own, { decision: 'accept', version: String(row.text_version) });
    expect(self.statusCode).toBe(404);
    expect(toCode(await moderator.post(own, { what: 'take_back' }))).toBe('taken_back');
    expect((await findSuggestion(site.deps.db, row.id, second))?.state).toBe('taken_back');
    expect((await said(row))?.summary).toBe(text.summary);
    const other = await insertReceived(site.deps, unlike());
    expect((await visitor().get(suggestionPath(tokenOf(other), second))).statusCode).toBe(404);
  });

  it('asks again when the text changed meanwhile, and changes only what it speaks of', async () => {
    const row = await insertReceived(site.deps, unlike());
    const id = await insertSuggestion(site.deps, row);
    const token = tokenOf(row);
    const stale = String(row.text_version);
    const change = {
      ...text,
      title: 'Otro título de sus autores',
      category: row.category,
      visibility: 'reserved',
    };
    await visitor().post(`${ownPath(token)}/cambiar`, { ...change, version: String(row.version) });
    const path = suggestionPath(token, id);
    const asked = await visitor().post(path, { decision: 'accept', answer: 'Bien.', version: stale });
    expect(asked.statusCode).toBe(422);
    expect((await said(row))?.summary).toBe(text.summary);
    const page = readPage(asked);
    expect(page.$('.notice').text()).toContain('El texto cambió desde que se escribió');
    expect(page.$('textarea[name="answer"]').text()).toBe('Bien.');
    const again = { decision: 'accept', version: versionOn(page.$.html()) };
    expect(toCode(await visitor().post(path, again))).toBe('accepted');
    const after = await said(row);
    expect(after?.title).toBe('Otro título de sus autores');
    expect(after?.summary).toContain('Lo decide la oficina de ejemplo.');
  });
});

describe('a change of a public text', () => {
  it('waits for the desk, is never read before, and gets a version with reason and supports', async () => {
    const row = await insertPublished(site.deps, unlike());
    await supported(row, 7);
    const token = tokenOf(row);
    const form = await visitor().get(changePath(token));
    const wanted = {
      ...text,
      title: 'Horarios e idiomas a la vista',
      why: 'También hacían falta los idiomas.',
      version: versionOn(form),
    };
    expect(toCode(await visitor().post(changePath(token), wanted))).toBe('sent');
    expect((await now(row)).title).toBe(row.title);
    expect((await visitor().get(`/propuestas/${row.number}`)).body).not.toContain('idiomas a la vista');
    // A second thought stands in its place.
    const better = { ...wanted, title: 'Horarios e idiomas a la vista de todos' };
    expect(toCode(await visitor().post(changePath(token), better))).toBe('sent');
    const [made, ...others] = await suggestionsOf(site.deps.db, row.id);
    expect(others).toEqual([]);
    const path = officeSuggestionPath(row.number ?? 0, made?.id ?? '');
    const facilitator = await staff();
    expect((await facilitator.get(path)).body).toContain('Lo decide alguien de moderación');
    const accept = { decision: 'accept', version: String(row.text_version) };
    expect((await facilitator.post(path, accept)).statusCode).toBe(403);
    const moderator = await staff('moderator');
    const wordless = await moderator.post(path, { ...accept, decision: 'refuse' });
    expect(readPage(wordless).$('.error-summary a').attr('href')).toBe('#f-answer');
    expect(toCode(await moderator.post(path, accept))).toBe('accepted');
    const shown = readPage(await visitor().get(`/propuestas/${row.number}`));
    expect(shown.$('h1').text()).toBe('Horarios e idiomas a la vista de todos');
    expect(shown.$('main').text()).toContain('7 apoyos se dieron antes de ese cambio');
    const past = readPage(await visitor().get(historyPath(row.id)));
    expect(past.$('main').text()).toContain('Motivo: También hacían falta los idiomas.');
    const version = past.$('.timeline a').first().attr('href') ?? '';
    const page = readPage(await visitor().get(version));
    expect(page.$('.difference ins').text()).toContain('Horarios e idiomas');
    expect(page.$('main').text()).toContain('7 apoyos se dieron antes de este cambio');
  });

  it('is not asked for without a change, before publication, nor by a form that is of before', async () => {
    const waiting = await insertReceived(site.deps, unlike());
    expect(toCode(await visitor().get(changePath(tokenOf(waiting))))).toBe('not_now');
    const row = await insertPublished(site.deps, unlike());
    const same = { ...text, title: row.title ?? '', why: 'Nada.', version: String(row.text_version) };
    const nothing = await visitor().post(changePath(tokenOf(row)), same);
    expect(readPage(nothing).$('.error-summary a').attr('href')).toBe('#f-title');
    const stale = { ...same, title: 'Otro', version: '99' };
    const asked = await visitor().post(changePath(tokenOf(row)), stale);
    expect([asked.statusCode, versionOn(asked)]).toEqual([422, String(row.text_version)]);
    expect(await suggestionsOf(site.deps.db, row.id)).toEqual([]);
  });
});

describe('the number from which a text changes no more', () => {
  it('is set by who moderates', async () => {
    const row = await insertPublished(site.deps, unlike());
    await supported(row, 3);
    expect((await (await staff()).get(OFFICE_SETTINGS)).statusCode).toBe(403);
    const moderator = await staff('moderator');
    const form = readPage(await moderator.get(OFFICE_SETTINGS));
    expect(form.$('input[name="frozen_from"]').attr('value')).toBe('50');
    const wrong = await moderator.post(OFFICE_SETTINGS, { frozen_from: '0' });
    expect(readPage(wrong).$('.error-summary a').attr('href')).toBe('#f-frozen_from');
    expect(toCode(await moderator.post(OFFICE_SETTINGS, { frozen_from: '3' }))).toBe('guardado');
    expect(toCode(await visitor().get(changePath(tokenOf(row))))).toBe('frozen');
    await moderator.post(OFFICE_SETTINGS, { frozen_from: '50' });
    expect((await visitor().get(changePath(tokenOf(row)))).statusCode).toBe(200);
  });
});

describe('a text that many stand behind', () => {
  it('changes no more, also not by a suggestion of before or by a count that rises at that moment', async () => {
    const row = await insertPublished(site.deps, unlike());
    const early = await insertSuggestion(site.deps, row);
    const racing = await insertSuggestion(site.deps, row, 'Otra manera.');
    const verdict = {
      by: 'authors',
      accept: true,
      answer: '',
      textVersion: row.text_version,
      frozenFrom: 50,
    } as const;
    const decide = (suggestionId: string) =>
      run(site.deps.db, (trx) =>
        decideSuggestion(trx, contextFor(site.deps), { proposalId: row.id, suggestionId }, verdict),
      );
    let deciding: ReturnType<typeof decide> | undefined;
    await withTransaction(site.deps.db, async (trx) => {
      await attest(trx, contextFor(site.deps), row.id, hands(row, 50));
      deciding = decide(racing);
      const waits = await Promise.race([deciding, new Promise((done) => setTimeout(done, 300, 'waits'))]);
      expect(waits).toBe('waits');
    });
    expect(await deciding).toEqual({ ok: false, refused: 'frozen' });
    expect(await decide(early)).toEqual({ ok: false, refused: 'frozen' });
    const token = tokenOf(row);
    const accept = { decision: 'accept', version: String(row.text_version) };
    expect(toCode(await visitor().post(suggestionPath(token, early), accept))).toBe('frozen');
    expect((await now(row)).text_version).toBe(row.text_version);
    expect(toCode(await visitor().get(changePath(token)))).toBe('frozen');
    const desk = await staff();
    expect(toCode(await desk.get(officeSuggestPath(row.number ?? 0)))).toBe('frozen');
    expect((await visitor().get(helpPath(token))).body).toContain('Agregar una ampliación');
  });

  it('takes additions that the desk reads first, numbered, dated, in versions and for programs', async () => {
    const row = await insertPublished(site.deps, unlike());
    const token = tokenOf(row);
    // As long as the text can be mended itself, nothing is hung below it.
    const early = await visitor().post(amendPath(token), { words: 'Algo más.' });
    expect([early.statusCode, readPage(early).$('#f-words').text()]).toEqual([422, 'Algo más.']);
    await supported(row, 50);
    const add = (words: string) => visitor().post(amendPath(token), { words });
    const both = await Promise.all([
      add('También los juzgados de paz.'),
      add('También los juzgados de paz.'),
    ]);
    expect(both.map(toCode)).toEqual(['amended', 'amended']);
    await add('Y los sábados.\n\nTodo el día.');
    const [first, second, ...others] = await amendmentsOf(site.deps.db, row.id);
    expect(others).toEqual([]);
    expect((await visitor().get(`/propuestas/${row.number}`)).body).not.toContain('juzgados de paz');
    const moderator = await staff('moderator');
    const decide = (id: string | undefined, decision: string, answer = '') =>
      moderator.post(officeAmendmentPath(row.number ?? 0, id ?? ''), { decision, answer });
    expect(
      (
        await (
          await staff()
        ).post(officeAmendmentPath(row.number ?? 0, first?.id ?? ''), { decision: 'publish' })
      ).statusCode,
    ).toBe(403);
    const presses = await Promise.all([decide(second?.id, 'publish'), decide(second?.id, 'publish')]);
    expect(presses.map(toCode)).toEqual(['amendment_publish', 'amendment_publish']);
    await decide(first?.id, 'publish');
    const page = readPage(await visitor().get(`/propuestas/${row.number}`));
    const heads = page
      .$('.section h2')
      .toArray()
      .map((one) => page.$(one).text());
    const titled = heads.filter((one) => one.startsWith('Ampliación'));
    expect(titled.map((one) => one.split(' · ')[0])).toEqual(['Ampliación 1', 'Ampliación 2']);
    expect(heads.indexOf(titled[0] ?? '')).toBeLessThan(heads.indexOf('Apoyos'));
    expect(page.$('h1').text()).toBe(row.title);
    const api = `/api/v1/proposals/${row.number}/amendments`;
    const list = JSON.parse((await visitor().get(api)).body) as { data: { number: number; words: string }[] };
    expect(list.data.map(({ number, words }) => [number, words])).toEqual([
      [1, 'Y los sábados.\n\nTodo el día.'],
      [2, 'También los juzgados de paz.'],
    ]);
    const past = readPage(await visitor().get(historyPath(row.id)));
    const version = readPage(await visitor().get(past.$('.timeline a').first().attr('href') ?? ''));
    expect(version.$('.difference-after').text()).toContain('2. También los juzgados de paz.');
    expect(page.$('.timeline').text()).toContain('Se agregó la ampliación 2');
    const wordless = await decide(first?.id, 'hide');
    expect(wordless.statusCode).toBe(422);
    await decide(first?.id, 'hide', 'Nombra a una persona.');
    const after = await visitor().get(`/propuestas/${row.number}`);
    expect(after.body).not.toContain('juzgados de paz');
    // Nor in any version of before.
    const versions = readPage(await visitor().get(historyPath(row.id)))
      .$('.timeline a')
      .toArray()
      .map(({ attribs }) => attribs['href'] ?? '');
    const told = await Promise.all(versions.map(async (href) => (await visitor().get(href)).body));
    expect(told.filter((body) => body.includes('juzgados de paz'))).toEqual([]);
    expect(told.filter((body) => body.includes('Y los sábados.')).length).toBeGreaterThan(0);
    expect(after.body).toContain('Su número no se da a ninguna otra');
    expect((await visitor().get(helpPath(token))).body).toContain('Nombra a una persona.');
    // A third one gets a number of its own.
    const third = await insertAmendment(site.deps, row.id, 'Una tercera.', 50);
    await decide(third, 'publish');
    const numbers = (await amendmentsOf(site.deps.db, row.id)).map((one) => one.number);
    expect(numbers).toEqual([2, 1, 3]);
  });

  it('keeps an addition from everybody while it is hidden itself, and erases all of it when it is withdrawn', async () => {
    const row = await insertPublished(site.deps, unlike());
    await supported(row, 50);
    const id = await insertAmendment(site.deps, row.id, 'Palabras-de-la-ampliación.', 50);
    const moderator = await staff('moderator');
    await moderator.post(officeAmendmentPath(row.number ?? 0, id), { decision: 'publish' });
    expect((await visitor().get(`/propuestas/${row.number}`)).body).toContain('Palabras-de-la-ampliación');
    const stored = await amendmentsOf(site.deps.db, row.id);
    expect(stored[0]?.sealed_said.toString('latin1')).not.toContain('Palabras');
    const late = await insertAmendment(site.deps, row.id, 'Otra que espera.', 50);
    const hidden = await decideOn(site.deps, await now(row), 'hide');
    const path = officeAmendmentPath(row.number ?? 0, late);
    expect(toCode(await moderator.post(path, { decision: 'publish' }))).toBe('not_now');
    for (const path of [`/propuestas/${row.number}`, `/api/v1/proposals/${row.number}/amendments`])
      expect((await visitor().get(path)).body).not.toContain('Palabras-de-la-ampliación');
    expect((await moderator.get(officePath(row.number ?? 0))).body).toContain('Palabras-de-la-ampliación');
    await visitor().post(ownPath(tokenOf(hidden)), { action: 'withdraw' });
    expect(await amendmentsOf(site.deps.db, row.id)).toEqual([]);
    const versions = await site.deps.db
      .selectFrom('history')
      .select('content')
      .where('record_id', '=', row.id)
      .execute();
    expect(JSON.stringify(versions)).not.toContain('Palabras-de-la-ampliación');
  });
});

describe('a text that an institution was asked about', () => {
  it('is only added to, however few support it; its authors and the desk read why', async () => {
    const row = await insertPublished(site.deps, unlike());
    const early = await insertSuggestion(site.deps, row);
    await withTransaction(site.deps.db, (trx) => freezeText(trx, row.id, site.deps.now()));
    const token = tokenOf(row);
    const own = await visitor().get(helpPath(token));
    expect(readPage(own).$('main').text()).toContain(
      'se presentó a una institución el lunes, 23 de noviembre de 2026',
    );
    expect(readPage(own).$(`a[href="${amendPath(token)}"]`).length).toBe(1);
    expect(toCode(await visitor().get(changePath(token)))).toBe('frozen');
    const accept = { decision: 'accept', version: String(row.text_version) };
    expect(toCode(await visitor().post(suggestionPath(token, early), accept))).toBe('frozen');
    const desk = await staff();
    expect((await desk.get(officePath(row.number ?? 0))).body).toContain(
      'Ya no cambia: se presentó a una institución el lunes, 23 de noviembre de 2026',
    );
    expect(await insertAmendment(site.deps, row.id, 'También de noche.', 1_000_000)).not.toBe('');
    expect((await said(row))?.title).toBe(row.title);
  });
});
