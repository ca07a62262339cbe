/** Bad luck at the desk: pressed twice, links replayed, an old version put back over somebody's work. */
import { load } from 'cheerio';
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { makeVisitor, readPage, type Visitor } from '../../../../test/harness/visitor.ts';
import { insertCitation, insertSource } from '../../../platform/sources/fixtures.ts';
import { proposeCorrection } from '../commands/correct.ts';
import { archivePublication, takeUpPublication } from '../commands/workflow.ts';
import { actBy, done, draft, published } from '../fixtures.ts';
import { PREVIEW_LINK } from '../preview-link.ts';
import { findOffice } from '../queries/office.ts';

const site = useApp();
const OFFICE = '/admin/publicaciones';
let editor: Visitor;
let colleague: Visitor;

beforeAll(async () => {
  const visitor = async () => makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
  editor = await visitor();
  colleague = await visitor();
});

const stored = async (id: string) => {
  const row = await findOffice(site.deps.db, id);
  if (!row) throw new Error('it is gone');
  return row;
};

type Fields = Record<string, string | string[]>;

async function formOf(who: Visitor, id: string): Promise<Fields> {
  const $ = load((await who.get(`${OFFICE}/${id}`)).body);
  const fields: Fields = {};
  for (const { name, value } of $('form#editor').serializeArray()) {
    const before = fields[name];
    fields[name] = before === undefined ? value : [before, value].flat();
  }
  return fields;
}

const versionsOf = async (id: string) =>
  await site.deps.db
    .selectFrom('history')
    .select(['id', 'action'])
    .where('record_id', '=', id)
    .orderBy('id')
    .execute();

describe('pressed twice', () => {
  it('is saved once, and said to be saved', async () => {
    const { id } = await draft(site.deps, 'Dos veces');
    const form = { ...(await formOf(editor, id)), body: 'Un texto nuevo.' };
    const answers = await Promise.all([1, 2, 3].map(() => editor.post(`${OFFICE}/${id}`, form)));
    expect(answers.map(({ headers }) => headers.location)).toEqual(
      Array.from({ length: 3 }, () => `${OFFICE}/${id}?hecho=saved`),
    );
    expect(await stored(id)).toMatchObject({ version: 2, body: 'Un texto nuevo.' });
  });

  it('is not offered again when a copy of it was still on its way, and what is more than that is', async () => {
    const { id } = await draft(site.deps, 'Con copia en camino');
    const form = { ...(await formOf(editor, id)), body: 'Todo lo escrito.' };
    await editor.post(`${OFFICE}/${id}`, form);
    const late = await editor.post(`${OFFICE}/${id}/borrador`, { ...form, saves: '0' });
    expect(late.json()).toEqual({ saves: 0, newer: true });
    const offer = async () =>
      (await editor.get(`${OFFICE}/${id}`)).body.includes('Tiene cambios sin guardar');
    expect(await offer()).toBe(false);
    const more = await editor.post(`${OFFICE}/${id}/borrador`, { ...form, body: 'Y algo más.', saves: '0' });
    expect(more.json()).toEqual({ saves: 1, newer: true });
    expect((await editor.get(`${OFFICE}/${id}`)).body).toContain('?borrador=1');
  });

  it('is one correction', async () => {
    const { id } = await published(site.deps, 'Corregida dos veces');
    const form = { ...(await formOf(editor, id)), body: 'Corregido.', reason: 'Una errata.' };
    const answers = await Promise.all([1, 2].map(() => editor.post(`${OFFICE}/${id}`, form)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
    expect((await versionsOf(id)).map(({ action }) => action)).toEqual(['published', 'changed']);
  });

  it('by two people with two texts is a choice still', async () => {
    const { id } = await draft(site.deps, 'Dos personas');
    const form = await formOf(editor, id);
    const texts = ['De una.', 'De otra.'];
    const answers = await Promise.all(
      [editor, colleague].map((who, at) => who.post(`${OFFICE}/${id}`, { ...form, body: texts[at] ?? '' })),
    );
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 409]);
    const conflict = answers.find(({ statusCode }) => statusCode === 409);
    for (const text of texts) expect(conflict?.body).toContain(text);
  });
});

describe('a correction that waits', () => {
  it('may be decided twice: whoever comes second is told what became of it', async () => {
    const { id } = await published(site.deps, 'Con corrección');
    const propose = async (title: string, version: number) => {
      const change = { fields: { ...(await keptForm(id)), title: [title] }, version };
      const why = { ...actBy(site.deps), reason: 'Una errata.' };
      return await done(site.deps, (trx) => proposeCorrection(trx, why, id, change));
    };
    const keptForm = async (one: string) =>
      Object.fromEntries(
        Object.entries(await formOf(editor, one)).map(([name, value]) => [name, [value].flat()]),
      );
    const told = (code: string) => `${OFFICE}/${id}/publicacion?hecho=${code}`;

    const first = `${OFFICE}/${id}/correcciones/${(await propose('Corregida', 1)).correction}`;
    const answers = await Promise.all([1, 2].map(() => editor.post(`${first}/publicar`)));
    answers.push(await colleague.post(`${first}/devolver`, { note: 'No.' }), await colleague.get(first));
    expect(answers.map(({ headers }) => headers.location)).toEqual(
      Array.from({ length: 4 }, () => told('corrected')),
    );
    expect((await versionsOf(id)).map(({ action }) => action)).toEqual(['published', 'changed']);

    const second = `${OFFICE}/${id}/correcciones/${(await propose('Otra vez', 2)).correction}`;
    const back = await Promise.all(
      [1, 2].map(() => editor.post(`${second}/devolver`, { note: 'No hace falta.' })),
    );
    back.push(await colleague.post(`${second}/publicar`));
    expect(back.map(({ headers }) => headers.location)).toEqual(
      Array.from({ length: 3 }, () => told('returned')),
    );
    expect((await stored(id)).title).toBe('Corregida');
  });
});

describe('the secret link', () => {
  it('leads to the page once it is public, and nowhere once it was taken back', async () => {
    const { id, slug } = await draft(site.deps, 'Con enlace');
    const path = `/vista-previa/${site.deps.vault.token(PREVIEW_LINK, id, 1)}`;
    const answer = async () => {
      const { statusCode, headers } = await site.app.inject({ url: path });
      return [statusCode, headers.location];
    };
    expect(await answer()).toEqual([200, undefined]);
    await editor.post(`${OFFICE}/${id}/publicacion/publicar`, { version: '1' });
    expect(await answer()).toEqual([303, `/publicaciones/${slug}`]);
    await done(site.deps, (trx) => archivePublication(trx, actBy(site.deps), id));
    expect(await answer()).toEqual([404, undefined]);
    await done(site.deps, (trx) => takeUpPublication(trx, actBy(site.deps), id));
    expect(await answer()).toEqual([404, undefined]);
  });
});

describe('putting an old version back', () => {
  async function restore(id: string): Promise<ReturnType<typeof readPage> & { status: number }> {
    const [first] = await versionsOf(id);
    const href = `/admin/historial/publicacion/${id}/${first?.id}/restaurar`;
    const { $ } = readPage(await editor.get(href));
    const version = String($('input[name=version]').attr('value'));
    const answer = await editor.post(href, { reason: 'Volver atrás.', version });
    return { ...readPage(answer), status: answer.statusCode };
  }

  it('brings the facts of a course back, too', async () => {
    const course = {
      provider: 'Escuela inventada',
      starts: Temporal.PlainDate.from('2027-02-01'),
      ends: null,
      hours: 12.5,
      enrol: 'https://ejemplo.test/curso',
    };
    const { id } = await published(site.deps, 'Curso', { type: 'course', course });
    const before = (await stored(id)).course;
    const form = await formOf(editor, id);
    const other = { 'course.provider': 'Otra', 'course.hours': '3', 'course.starts': '', 'course.enrol': '' };
    await editor.post(`${OFFICE}/${id}`, { ...form, ...other, reason: 'Un error.' });
    expect((await stored(id)).course).not.toEqual(before);
    expect((await restore(id)).status).toBe(303);
    expect((await stored(id)).course).toEqual(before);
  });

  it('is refused over a draft that somebody went on writing, since nothing keeps drafts', async () => {
    const { id } = await published(site.deps, 'Retomada');
    const old = (await stored(id)).body;
    await editor.post(`${OFFICE}/${id}`, {
      ...(await formOf(editor, id)),
      body: 'Segunda versión.',
      reason: 'Mejor.',
    });
    await editor.post(`${OFFICE}/${id}/publicacion/archivar`, { reason: 'Por un tiempo.' });
    await editor.post(`${OFFICE}/${id}/publicacion/retomar`);
    // Untouched, it is what was published last: that has a version.
    expect((await restore(id)).status).toBe(303);
    expect((await stored(id)).body).toBe(old);
    const form = await formOf(colleague, id);
    await colleague.post(`${OFFICE}/${id}`, { ...form, body: 'El trabajo de una tarde.' });
    const { status, faults } = await restore(id);
    expect([status, faults]).toEqual([
      422,
      [
        'El borrador tiene cambios que aún no se publican y que se perderían. Publíquelos primero; después se puede restaurar cualquier versión.',
      ],
    ]);
    expect((await stored(id)).body).toBe('El trabajo de una tarde.');
  });
});

it('leaves no citation behind that nobody could get at, when a draft is thrown away', async () => {
  const { db } = site.deps;
  const { id } = await draft(site.deps, 'Para tirar');
  const other = await draft(site.deps, 'Para quedarse');
  const source = await insertSource(db);
  for (const one of [id, other.id])
    await insertCitation(db, { source, record: { kind: 'publication', id: one } });
  await editor.post(`${OFFICE}/${id}/publicacion/borrar`, { sure: 'yes' });
  const left = await db.selectFrom('citations').select('record_id').where('source_id', '=', source).execute();
  expect(left).toEqual([{ record_id: other.id }]);
});

it('says at once that a mail of a hundred thousand dots is none', async () => {
  const { id } = await draft(site.deps, 'Con correo raro');
  const form = { ...(await formOf(editor, id)), author_email: `a@${'.'.repeat(100_000)}@` };
  const started = performance.now();
  expect((await editor.post(`${OFFICE}/${id}`, form)).statusCode).toBe(422);
  // It took a minute, in which nobody was answered.
  expect(performance.now() - started).toBeLessThan(10_000);
});
