/** The desk without scripts: saving, choosing, review, corrections, categories, files, the rule of two pairs of eyes. */
import { load } from 'cheerio';
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { makeVisitor, readPage, type Visitor } from '../../../../test/harness/visitor.ts';
import { listVersions } from '../../../platform/history/versions.ts';
import { bringUpToDate } from '../../../platform/search/rebuild.ts';
import { insertCitation, insertSource } from '../../../platform/sources/fixtures.ts';
import { sweepSearch } from '../../../platform/search/sweep.ts';
import { insertEdition } from '../../events/fixtures.ts';
import { category, draft, published } from '../fixtures.ts';
import { contentOf, findOffice } from '../queries/office.ts';

const site = useApp();
const OFFICE = '/admin/publicaciones';
let editor: Visitor;
let colleague: Visitor;
let writer: Visitor;
let administrator: Visitor;

beforeAll(async () => {
  const visitor = async (role: Parameters<typeof signInAs>[1]) =>
    makeVisitor(site.app, (await signInAs(site.deps, role)).cookie);
  editor = await visitor('editor');
  colleague = await visitor('editor');
  writer = await visitor('facilitator');
  administrator = await visitor('administrator');
  await category(site.deps, 'inclusion', 'Inclusión');
});

const stored = async (id: string) => {
  const row = await findOffice(site.deps.db, id);
  if (!row) throw new Error('it is gone');
  return row;
};

/** All fields of the editor's form as a browser would send them. */
async function formOf(who: Visitor, id: string): Promise<Record<string, string | string[]>> {
  const $ = load((await who.get(`${OFFICE}/${id}`)).body);
  const fields: Record<string, string | string[]> = {};
  for (const { name, value } of $('form#editor').serializeArray()) {
    const before = fields[name];
    fields[name] = before === undefined ? value : [before, value].flat();
  }
  return fields;
}

describe('the editor', () => {
  it('saves what it showed without changing a sign', async () => {
    const body = '\r\nUno\r\n\r\n\tdos  \r\n';
    const { id } = await draft(site.deps, 'Sin tocar', {
      body,
      categories: ['inclusion'],
      date: Temporal.Instant.from('2023-07-04T17:20:23.307Z'),
      frontMatter: '---\ntitle: "Sin tocar"\n---\n',
      fileName: 'sin-tocar.md',
      type: 'course',
      course: {
        provider: 'Escuela',
        starts: Temporal.PlainDate.from('2027-02-01'),
        ends: null,
        hours: 12.5,
        enrol: '',
      },
    });
    const before = contentOf(await stored(id));
    const answer = await editor.post(`${OFFICE}/${id}`, await formOf(editor, id));
    expect(answer.headers.location).toBe(`${OFFICE}/${id}?hecho=saved`);
    expect(contentOf(await stored(id))).toEqual(before);
  });

  it('says what is wrong beside the fields, and keeps what was typed', async () => {
    const { id } = await draft(site.deps, 'Con faltas');
    const picture = '/archivos/018f0000-0000-7000-8000-000000000000/sala.jpg';
    const wrong = {
      title: '',
      image: picture,
      image_alt: '',
      link: 'javascript:alert(1)',
      date: '2026-02-30T25:00',
    };
    const answer = await editor.post(`${OFFICE}/${id}`, { ...(await formOf(editor, id)), ...wrong });
    expect(answer.statusCode).toBe(422);
    expect(readPage(answer).faults).toHaveLength(1);
    const later = await editor.post(`${OFFICE}/${id}`, {
      ...(await formOf(editor, id)),
      ...wrong,
      title: 'Con faltas',
    });
    const page = readPage(later);
    expect(page.faults.length).toBe(3);
    expect(page.$('#f-image').attr('value')).toBe(picture);
    expect((await stored(id)).version).toBe(1);
  });

  it('shows both texts when somebody saved meanwhile, and saves what was chosen', async () => {
    const { id } = await draft(site.deps, 'Dos a la vez', { body: 'Antes.' });
    const mine = { ...(await formOf(editor, id)), body: 'Lo mío.', summary: 'Mi resumen.' };
    await colleague.post(`${OFFICE}/${id}`, { ...(await formOf(colleague, id)), body: 'Lo suyo.' });
    const answer = await editor.post(`${OFFICE}/${id}`, mine);
    expect(answer.statusCode).toBe(409);
    const { $ } = readPage(answer);
    expect(
      $('.raw-text')
        .map((_i, one) => $(one).text())
        .get(),
    ).toEqual(['Mi resumen.', 'Resumen inventado de «Dos a la vez».', 'Lo mío.', 'Lo suyo.']);
    expect((await stored(id)).body).toBe('Lo suyo.');
    const again = { ...mine, version: '2', 'keep.body': 'theirs', 'keep.summary': 'mine' };
    await editor.post(`${OFFICE}/${id}`, again);
    expect(await stored(id)).toMatchObject({ body: 'Lo suyo.', summary: 'Mi resumen.', version: 3 });
  });

  it('keeps what is typed for its writer alone, and offers it again', async () => {
    const { id } = await draft(site.deps, 'Tecleando');
    const fields = { ...(await formOf(editor, id)), body: 'A medias', saves: '0' };
    const kept = await editor.post(`${OFFICE}/${id}/borrador`, fields);
    expect(kept.json()).toEqual({ saves: 1, newer: false });
    expect((await editor.post(`${OFFICE}/${id}/borrador`, fields)).statusCode).toBe(409);
    expect((await editor.get(`${OFFICE}/${id}`)).body).toContain('Tiene cambios sin guardar');
    expect((await colleague.get(`${OFFICE}/${id}`)).body).not.toContain('Tiene cambios sin guardar');
    const { $ } = readPage(await editor.get(`${OFFICE}/${id}?borrador=1`));
    expect($('textarea[name=body]').text().trim()).toBe('A medias');
    await editor.post(`${OFFICE}/${id}/borrador/descartar`, { version: '1' });
    expect((await editor.get(`${OFFICE}/${id}`)).body).not.toContain('Tiene cambios sin guardar');
  });

  it('shows a text as it will look, without running anything of it', async () => {
    const body = '## Uno\n\n<script>alert(1)</script><img src=x onerror=alert(1)>';
    const answer = await editor.post(`${OFFICE}/vista`, { body, lang: 'es', title: 'Prueba' });
    const $ = load(answer.body);
    expect($('.article h2').text()).toBe('Uno');
    expect($('.article script, .article [onerror]').length).toBe(0);
  });
});

describe('corrections', () => {
  it('of somebody who may not publish wait, are compared, and go out with their reason', async () => {
    const { id } = await published(site.deps, 'Publicada con errata');
    const change = { ...(await formOf(writer, id)), title: 'Publicada sin errata' };
    const missing = await writer.post(`${OFFICE}/${id}`, change);
    expect([missing.statusCode, readPage(missing).faults]).toEqual([422, ['Escriba: Motivo del cambio']]);
    const sent = await writer.post(`${OFFICE}/${id}`, { ...change, reason: 'Una letra.' });
    expect(sent.headers.location).toBe(`${OFFICE}/${id}?hecho=proposed`);
    expect((await stored(id)).title).toBe('Publicada con errata');
    const { $ } = readPage(await editor.get(`${OFFICE}/${id}/publicacion`));
    const href = $('a[href*="/correcciones/"]').attr('href') ?? '';
    const page = readPage(await editor.get(href));
    expect(
      page
        .$('.raw-text')
        .map((_i, one) => page.$(one).text())
        .get(),
    ).toEqual(['Publicada con errata', 'Publicada sin errata']);
    expect((await writer.post(`${href}/publicar`)).statusCode).toBe(403);
    await editor.post(`${href}/publicar`);
    expect((await stored(id)).title).toBe('Publicada sin errata');
    const [latest] = await listVersions(site.deps.db, { kind: 'publication', id }, undefined, { limit: 1 });
    expect(latest).toMatchObject({ action: 'changed', reason: 'Una letra.' });
  });

  it('name the source on which they rest: one of those cited, and no other', async () => {
    const { id } = await published(site.deps, 'Con fuente');
    const ask = async () => readPage(await writer.get(`${OFFICE}/${id}`)).$('#f-source option');
    expect((await ask()).length).toBe(0);
    const [source, other] = [await insertSource(site.deps.db), await insertSource(site.deps.db)];
    await insertCitation(site.deps.db, { source, record: { kind: 'publication', id } });
    expect((await ask()).map((_i, one) => load(one).root().text()).get()).toContain(
      'Nota de prueba, Diario de Prueba',
    );
    const correct = async (by: Visitor, title: string, wished: string) => {
      const form = { ...(await formOf(by, id)), title, reason: 'Según la fuente.', source: wished };
      await by.post(`${OFFICE}/${id}`, form);
    };
    const told = async () => {
      const [latest] = await listVersions(site.deps.db, { kind: 'publication', id }, undefined, { limit: 1 });
      return latest?.source_id;
    };
    await correct(writer, 'Con su fuente', source);
    const { $ } = readPage(await editor.get(`${OFFICE}/${id}/publicacion`));
    const href = $('a[href*="/correcciones/"]').attr('href') ?? '';
    // Whoever decides can look it up.
    const shown = readPage(await editor.get(href)).$(`a[href="/admin/fuentes/${source}"]`);
    expect(shown.text()).toBe('Nota de prueba');
    await editor.post(`${href}/publicar`);
    expect(await told()).toBe(source);
    expect((await site.app.inject(`/historial/publicacion/${id}`)).body).toContain(`/fuentes/${source}`);
    await correct(editor, 'Con otra', other);
    expect([(await stored(id)).title, await told()]).toEqual(['Con otra', null]);
  });

  it('take a second person where the house asks for one', async () => {
    await administrator.post(`${OFFICE}/reglas`, { two_eyes: 'yes' });
    const { id } = await published(site.deps, 'Con dos');
    const change = { ...(await formOf(editor, id)), title: 'Con dos pares', reason: 'Mejor título.' };
    expect((await editor.post(`${OFFICE}/${id}`, change)).headers.location).toBe(
      `${OFFICE}/${id}?hecho=proposed`,
    );
    const { $ } = readPage(await editor.get(`${OFFICE}/${id}/publicacion`));
    const href = $('a[href*="/correcciones/"]').attr('href') ?? '';
    expect((await editor.get(href)).body).toContain('la tiene que publicar otra persona');
    expect((await editor.post(`${href}/publicar`)).headers.location).toContain('hecho=own_text');
    await colleague.post(`${href}/publicar`);
    expect((await stored(id)).title).toBe('Con dos pares');
    await administrator.post(`${OFFICE}/reglas`, {});
  });

  it('are undone by putting an earlier version back', async () => {
    const { id } = await published(site.deps, 'Primera redacción');
    await editor.post(`${OFFICE}/${id}`, {
      ...(await formOf(editor, id)),
      title: 'Segunda',
      reason: 'Cambio.',
    });
    const [, first] = await listVersions(site.deps.db, { kind: 'publication', id }, undefined, { limit: 2 });
    const path = `/admin/historial/publicacion/${id}/${first?.id ?? 0}/restaurar`;
    const $ = load((await editor.get(path)).body);
    const form = $('form[method=post]')
      .filter((_i, one) => $(one).text().includes('Restaurar'))
      .first();
    const fields = Object.fromEntries(form.serializeArray().map(({ name, value }) => [name, value]));
    await editor.post(form.attr('action') ?? path, { ...fields, reason: 'Era mejor antes.' });
    expect((await stored(id)).title).toBe('Primera redacción');
    const [latest] = await listVersions(site.deps.db, { kind: 'publication', id }, undefined, { limit: 1 });
    expect(latest).toMatchObject({ action: 'restored', reason: 'Era mejor antes.' });
  });
});

describe('the desk', () => {
  it('sets a time in the zone of the organisation', async () => {
    const { id } = await draft(site.deps, 'Con hora');
    const set = (at: string) => editor.post(`${OFFICE}/${id}/publicacion/programar`, { at, version: '1' });
    expect(readPage(await set('2020-01-01T08:00')).faults).toHaveLength(1);
    expect((await set('2027-01-01T08:00')).headers.location).toContain('hecho=scheduled');
    expect((await stored(id)).publish_at?.toString()).toBe('2027-01-01T14:00:00Z');
    const { $ } = readPage(await editor.get(`${OFFICE}?estado=scheduled`));
    expect(
      $('tbody th a')
        .map((_i, one) => $(one).text())
        .get(),
    ).toEqual(['Con hora']);
  });

  it('finds what a publication speaks of by its name, and keeps what is ticked', async () => {
    const event = await insertEdition(site.deps.db, 'relacionado', { event: { title: 'Encuentro Quetzal' } });
    await bringUpToDate(site.deps);
    await sweepSearch(site.deps);
    const { id } = await draft(site.deps, 'Habla de otra cosa');
    const there = `${OFFICE}/${id}/relacionados`;
    const { $ } = readPage(await editor.get(`${there}?q=quetzal`));
    const value = `event:${event.id}`;
    expect(
      $('input[name=related]')
        .map((_i, one) => $(one).attr('value'))
        .get(),
    ).toEqual([value]);
    const strange = ['event:00000000-0000-4000-8000-000000000000', 'nada:x', 'event'];
    await editor.post(there, { related: [value, ...strange] });
    const page = readPage(await editor.get(there));
    expect(
      page
        .$('input[name=related]:checked')
        .map((_i, one) => page.$(one).attr('value'))
        .get(),
    ).toEqual([value]);
    await editor.post(there, {});
    expect(readPage(await editor.get(there)).$('input[name=related]').length).toBe(0);
  });

  it('keeps topics, each under an address of its own', async () => {
    const add = () => editor.post(`${OFFICE}/categorias`, { title: 'Género y justicia' });
    expect((await add()).headers.location).toContain('hecho=category');
    expect((await add()).statusCode).toBe(422);
    expect((await writer.get(`${OFFICE}/categorias`)).statusCode).toBe(403);
  });

  it('deletes only what never was public, and only when it is meant', async () => {
    const { id } = await draft(site.deps, 'Para borrar');
    const there = `${OFFICE}/${id}/publicacion/borrar`;
    expect((await editor.post(there)).statusCode).toBe(422);
    expect((await editor.post(there, { sure: 'yes' })).headers.location).toBe(`${OFFICE}?hecho=discarded`);
    expect((await editor.get(`${OFFICE}/${id}`)).statusCode).toBe(404);
    const shown = await published(site.deps, 'Ya pública');
    const kept = await editor.post(`${OFFICE}/${shown.id}/publicacion/borrar`, { sure: 'yes' });
    expect(kept.headers.location).toContain('hecho=not_now');
  });

  const send = async ({ text = 'Hola.', reason = '', dry = false } = {}) => {
    const form = new FormData();
    form.append('file', new Blob([`---\ntitle: Traída de un archivo\n---\n${text}\n`]), 'traida.md');
    form.append('reason', reason);
    if (dry) form.append('dry_run', 'yes');
    const request = new Request('http://localhost/', { method: 'POST', body: form });
    const answer = await site.app.inject({
      method: 'POST',
      url: `${OFFICE}/archivos`,
      headers: { cookie: editor.cookie(), 'content-type': request.headers.get('content-type') ?? '' },
      payload: Buffer.from(await request.arrayBuffer()),
    });
    return readPage(answer);
  };
  const found = () =>
    site.deps.db
      .selectFrom('publications')
      .select(['id', 'status'])
      .where('title', '=', 'Traída de un archivo')
      .executeTakeFirst();

  it('brings files in as drafts, after a look that writes nothing', async () => {
    expect((await send({ dry: true })).notices).toEqual(['Esto pasaría']);
    expect(await found()).toBeUndefined();
    expect((await send()).notices).toEqual(['Esto se hizo']);
    expect((await found())?.status).toBe('draft');
  });

  it('corrects what is public by a file, for the reason that was typed', async () => {
    const id = (await found())?.id ?? '';
    await editor.post(`${OFFICE}/${id}/publicacion/publicar`, { version: '1' });
    const silent = await send({ text: 'Hola a todas.' });
    expect(silent.$('pre').text()).toContain('La publicación ya es pública: para corregirla diga el motivo');
    const looked = await send({ text: 'Hola a todas.', reason: 'Faltaba a quiénes.', dry: true });
    // The same again is sent without the look.
    expect(looked.$('[name="reason"]').val()).toBe('Faltaba a quiénes.');
    expect(looked.$('[name="dry_run"]').is(':checked')).toBe(false);
    expect((await stored(id)).body).toBe('Hola.\n');
    await send({ text: 'Hola a todas.', reason: 'Faltaba a quiénes.' });
    expect((await stored(id)).body).toBe('Hola a todas.\n');
    const [latest] = await listVersions(site.deps.db, { kind: 'publication', id }, undefined, { limit: 1 });
    expect(latest).toMatchObject({ action: 'changed', reason: 'Faltaba a quiénes.' });
  });
});
