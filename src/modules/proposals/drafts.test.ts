/** Drafts: begun, kept under a secret link, sent once, forgotten. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { makeVisitor, readPage } from '../../../test/harness/visitor.ts';
import { NEW_PROPOSAL, PROPOSALS } from './addresses.ts';
import { insertDraft, insertPublished, linkOf, sending } from './fixtures.ts';
import { forgetDue } from './jobs.ts';
import { proposalMails } from './mails.ts';

const site = useApp();
const visitor = () => makeVisitor(site.app);

const drafts = () => site.deps.db.selectFrom('proposal_drafts').selectAll().orderBy('id').execute();
const mailsOf = (kind: string) =>
  site.deps.db.selectFrom('mails').select(['subject_id']).where('kind', '=', `proposals.${kind}`).execute();

let serial = 0;
const whole = (change: Record<string, string> = {}) => ({
  title: `Ventanilla con horario ${++serial}`,
  problem: 'Nadie sabe cuándo abre.',
  summary: 'Decirlo en la puerta.',
  category: 'Acceso a Justicia',
  accept: 'yes',
  ...change,
});

async function begin(values: Record<string, string>) {
  const answer = await visitor().post(NEW_PROPOSAL, { action: 'draft', ...values });
  return { answer, path: (answer.headers.location ?? '').replace(/\?.*$/, '') };
}

describe('a draft', () => {
  it('keeps what there is, sealed, under a link that the page shows; anything may be empty', async () => {
    const { answer, path } = await begin({ title: 'Título-plantado-a-medias', visibility: 'name' });
    expect(answer.statusCode).toBe(303);
    expect(path).toMatch(/^\/propuestas\/borrador\/[\w-]{43}$/);
    const { $ } = readPage(await visitor().get(`${path}?hecho=saved`));
    expect($('input[name=title]').attr('value')).toBe('Título-plantado-a-medias');
    expect($('input[name=visibility]:checked').attr('value')).toBe('name');
    expect($('.proposal-link').text()).toBe(site.deps.config.baseUrl + path);
    const [row] = await drafts();
    expect(Buffer.from(row?.sealed ?? []).toString('latin1')).not.toContain('plantado');
    expect((await begin({})).answer.statusCode).toBe(303);
    expect((await begin({ title: 'x'.repeat(501) })).answer.statusCode).toBe(422);
    // Another sign than was there, in the middle: the last one says only some of its bits.
    const mistyped = `${path.slice(0, -9)}${path.at(-9) === 'A' ? 'B' : 'A'}${path.slice(-8)}`;
    expect((await visitor().get(mistyped)).statusCode).toBe(404);
  });

  it('of one drawn form is one, however often it is pressed; what was changed elsewhere is not lost', async () => {
    const key =
      readPage(await visitor().get(NEW_PROPOSAL))
        .$('input[name=draft_key]')
        .attr('value') ?? '';
    const before = (await drafts()).length;
    const both = await Promise.all([
      begin({ title: 'Dos veces', draft_key: key }),
      begin({ title: 'Dos veces', draft_key: key }),
    ]);
    expect([both[0].path === both[1].path, (await drafts()).length - before]).toEqual([true, 1]);
    const { path } = both[0];
    await visitor().post(path, { action: 'draft', title: 'Cambiada en su página', version: '1' });
    const later = await begin({ title: 'De la página de antes', draft_key: key });
    expect(later.path).not.toBe(path);
    const titleOf = async (at: string) =>
      readPage(await visitor().get(at))
        .$('input[name=title]')
        .attr('value');
    expect([await titleOf(path), await titleOf(later.path)]).toEqual([
      'Cambiada en su página',
      'De la página de antes',
    ]);
  });

  it('changed by two at once gives the later one the choice, with what they typed', async () => {
    const { path } = await begin({ title: 'Primera' });
    const first = await visitor().post(path, { action: 'draft', title: 'Segunda', version: '1' });
    expect(first.statusCode).toBe(303);
    const again = await visitor().post(path, { action: 'draft', title: 'Segunda', version: '1' });
    expect(again.statusCode).toBe(303);
    const other = await visitor().post(path, { action: 'draft', title: 'La otra', version: '1' });
    expect(other.statusCode).toBe(409);
    const { $ } = readPage(other);
    expect($('input[name=title]').attr('value')).toBe('La otra');
    const version = $('input[name=version]').attr('value') ?? '';
    const chosen = await visitor().post(path, { action: 'draft', title: 'La otra', version });
    expect(chosen.statusCode).toBe(303);
  });

  it('is sent by the same rules, once, and is gone then', async () => {
    const { path } = await begin({ title: 'Falta casi todo' });
    const faults = await visitor().post(path, { title: 'Falta casi todo', version: '1' });
    expect(faults.statusCode).toBe(422);
    const values = whole({ version: '1' });
    const [one, other] = await Promise.all([visitor().post(path, values), visitor().post(path, values)]);
    expect(one.headers.location).toMatch(/^\/propuestas\/propia\/[\w-]{43}\?hecho=sent$/);
    expect(other.headers.location).toBe(one.headers.location);
    const gone = await visitor().get(path);
    expect([gone.statusCode, readPage(gone).$('form[action="/propuestas/nueva"]').length]).toEqual([410, 1]);
    const kept = await visitor().post(path, { action: 'draft', title: 'Escrito después', version: '1' });
    expect(kept.statusCode).toBe(410);
    expect(readPage(kept).$('input[name=title]').attr('value')).toBe('Escrito después');
  });

  it('is not sent over a newer version of somebody else; whoever saw that it is there may', async () => {
    const { path } = await begin({ title: 'De los dos' });
    await visitor().post(path, { action: 'draft', title: 'Lo que la otra reescribió', version: '1' });
    const mine = whole({ version: '1' });
    const refused = await visitor().post(path, mine);
    expect(refused.statusCode).toBe(409);
    const { $ } = readPage(refused);
    expect($('input[name=title]').attr('value')).toBe(mine.title);
    expect((await visitor().get(path)).body).toContain('Lo que la otra reescribió');
    const sent = await visitor().post(path, {
      ...mine,
      version: $('input[name=version]').attr('value') ?? '',
    });
    expect(sent.headers.location).toMatch(/\?hecho=sent$/);
    // What says the same as the newer version takes nothing away.
    const { path: same } = await begin({ title: 'Otra de los dos' });
    const values = whole();
    await visitor().post(same, { ...values, action: 'draft', version: '1' });
    expect((await visitor().post(same, { ...values, version: '1' })).statusCode).toBe(303);
  });

  it('shows what is alike before it is sent, as the plain form does', async () => {
    const text = { ...sending().text, title: 'Una oficina móvil de defensa pública en las aldeas' };
    await insertPublished(site.deps, { text });
    const { path } = await begin({ title: text.title });
    const near = whole({ title: `${text.title} ya`, problem: text.problem, similar: 'ask', version: '1' });
    const asked = await visitor().post(path, near);
    expect([asked.statusCode, readPage(asked).$('input[name=similar]').attr('value')]).toEqual([200, 'seen']);
  });

  it('is removed by a press on a page that asks', async () => {
    const path = `${PROPOSALS}/borrador/${await insertDraft(site.deps)}`;
    expect((await visitor().get(`${path}/borrar`)).statusCode).toBe(200);
    expect((await visitor().get(path)).statusCode).toBe(200);
    await Promise.all([visitor().post(`${path}/borrar`, {}), visitor().post(`${path}/borrar`, {})]);
    expect((await visitor().get(path)).statusCode).toBe(410);
  });

  it('mails its link once, without a word of it; a mailbox of somebody else gets five a day', async () => {
    const { path } = await begin({ title: 'Palabra-plantada', email: 'dora.plantada@ejemplo.test' });
    const [mail] = await mailsOf('draft_link');
    const spec = proposalMails(site.deps).find(({ kind }) => kind === 'proposals.draft_link');
    const { text = '', to } = (await spec?.compose(mail?.subject_id ?? '', {}, site.deps.db)) ?? {};
    expect([to?.address, text.includes(path), text.includes('Palabra-plantada')]).toEqual([
      'dora.plantada@ejemplo.test',
      true,
      false,
    ]);
    for (let n = 0; n < 8; n++) {
      const next = await begin({ title: `Otra ${n}`, email: `dora.plantada+${n}@ejemplo.test` });
      // What is removed frees no room for more mails: three with the first ones, then one more, then none.
      if (n < 3) await visitor().post(`${next.path}/borrar`, {});
    }
    expect((await mailsOf('draft_link')).length).toBe(2);
    await visitor().post(path, { action: 'draft', email: 'otra@ejemplo.test', version: '1' });
    expect((await mailsOf('draft_link')).length).toBe(2);
  });

  it('begun by a flood is given back with its text; a room feels nothing', async () => {
    const now = String(site.deps.now());
    const flood = (count: number) =>
      sql`insert into proposal_drafts (sealed, created_at, updated_at)
        select '\\x00', ${now}::timestamptz, ${now}::timestamptz from generate_series(1, ${count})`.execute(
        site.deps.db,
      );
    await flood(2900);
    expect((await begin({ title: 'Como en una sala' })).answer.statusCode).toBe(303);
    await flood(100);
    const full = await begin({ title: 'No cabe' });
    expect([full.answer.statusCode, readPage(full.answer).$('input[name=title]').attr('value')]).toEqual([
      503,
      'No cabe',
    ]);
    site.setNow(site.deps.now().add({ minutes: 61 }));
    expect((await begin({ title: 'Una hora después' })).answer.statusCode).toBe(303);
  });

  it('is forgotten after its days without a change, with its mails', async () => {
    const { path } = await begin({ title: 'Se olvida', email: 'olvido@ejemplo.test' });
    site.setNow(site.deps.now().add({ hours: 24 * 59 }));
    await forgetDue(site.deps);
    expect((await visitor().get(path)).statusCode).toBe(200);
    site.setNow(site.deps.now().add({ hours: 24 * 2 }));
    expect(await forgetDue(site.deps)).toBeGreaterThan(0);
    expect([(await drafts()).length, (await mailsOf('draft_link')).length]).toEqual([0, 0]);
    const days = await site.deps.db.selectFrom('proposal_mail_days').select('day').execute();
    expect(days.length).toBe(0);
  });
});

describe('the links of an address', () => {
  it('asked for twice at once are sent once, and five times a day at most', async () => {
    const email = 'enlaces.plantada@ejemplo.test';
    const row = await insertPublished(site.deps, { text: { ...sending().text, title: 'Con correo' } });
    expect(linkOf(site.deps, row)).toMatch(/^[\w-]{43}$/);
    await visitor().post(NEW_PROPOSAL, whole({ email }));
    const ask = () => visitor().post(`${NEW_PROPOSAL}/enlace`, { email });
    const count = async () => (await mailsOf('links')).length;
    const [one, other] = await Promise.all([ask(), ask()]);
    expect([one.headers.location, other.headers.location, await count()]).toEqual([
      '/propuestas/nueva/enlace/enviado',
      '/propuestas/nueva/enlace/enviado',
      1,
    ]);
    for (let n = 0; n < 7; n++) {
      site.setNow(site.deps.now().add({ minutes: 11 }));
      await ask();
    }
    expect(await count()).toBe(5);
  });
});
