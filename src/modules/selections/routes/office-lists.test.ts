/** Lists at the desk: what columns, words and names mean is said there, as with `--map` at the terminal. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { makeVisitor, readPage, type Visitor } from '../../../../test/harness/visitor.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { UploadKind } from '../tables.ts';
import { keepUpload } from '../commands/uploads.ts';
import { insertProcess } from '../fixtures.ts';
import { readDeskFile } from '../import/desk-file.ts';
import { askedOf, mapFrom, openIn } from '../import/list-asked.ts';

const site = useApp();
const ACTOR = { kind: 'system', what: 'test' } as const;

async function editor(): Promise<Visitor> {
  return makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
}

let count = 0;
/** A process with two candidates, and a list that was sent to it. */
async function sent(kind: UploadKind, rows: readonly object[]) {
  count += 1;
  const { id, slug } = await insertProcess(site.deps.db, {
    title: `Proceso con mapa ${count}`,
    candidacies: [
      { key: 'c-1', name: 'Ana Ficticia Prueba', states: [] },
      { key: 'c-2', name: 'Blas Ficticio Prueba', states: [] },
    ],
  });
  const path = await keep({ id, slug }, kind, rows, 'lista.json');
  const states = () =>
    site.deps.db
      .selectFrom('candidacy_states as s')
      .innerJoin('candidacies as c', 'c.id', 's.candidacy_id')
      .select(['c.key', 's.state'])
      .where('c.selection_id', '=', id)
      .orderBy('c.key')
      .execute();
  return { id, slug, path, states };
}

/** @returns the path of a list that waits */
async function keep(
  { id, slug }: { id: string; slug: string },
  kind: UploadKind,
  rows: readonly object[],
  name: string,
): Promise<string> {
  const bytes = Buffer.from(JSON.stringify(rows));
  const file = { kind, name, publisher: 'Comisión de Prueba', process: slug, bytes };
  const seen = await readDeskFile(site.deps, ACTOR, file, { dryRun: true });
  const act = { actor: ACTOR, now: site.deps.now() };
  const upload = await withTransaction(site.deps.db, (trx) =>
    keepUpload(trx, act, site.deps.vault, file, { selectionId: id, seen }),
  );
  return `/admin/elecciones/archivos/${upload}`;
}

/** The form as the page draws it, with what somebody chooses by label. */
async function formOf(desk: Visitor, path: string, choose: Record<string, string>) {
  const page = readPage(await desk.get(path));
  const form = page.$('form[action$="/columnas"]');
  const fields = Object.fromEntries(
    form
      .find('select, input[name]')
      .toArray()
      .map((one): [string, string] => {
        const control = page.$(one);
        const value = control.is('select')
          ? control.find('option[selected]').attr('value')
          : control.attr('value');
        return [control.attr('name') ?? '', value ?? ''];
      }),
  );
  for (const [label, value] of Object.entries(choose)) {
    const id = page
      .$('label')
      .toArray()
      .map((one) => page.$(one))
      .find((one) => one.text().trim() === label)
      ?.attr('for');
    const name = page.$(`#${(id ?? '').replaceAll('.', String.raw`\.`)}`).attr('name');
    if (name === undefined) throw new Error(`no field is called ${label}`);
    fields[name] = value;
  }
  return fields;
}

const located = (answer: { headers: Record<string, unknown> }) => String(answer.headers['location']);

describe('a list whose columns are not what they are called', () => {
  const ROWS = [
    { id: 'c-1', quien: 'Ana Ficticia Prueba', situacion: 'Descalificado', estadocivil: 'Casada' },
    { id: 'c-2', quien: 'Blas Ficticio Prueba', situacion: 'En proceso', estadocivil: 'Soltero' },
  ];

  it('goes in once somebody says what columns and words mean; private columns can not be chosen', async () => {
    const desk = await editor();
    const { path, states } = await sent('candidate', ROWS);
    const page = readPage(await desk.get(path));
    expect(page.$('form[action$="/importar"]').length).toBe(0);
    expect(page.$('#columnas').text()).toContain('estadocivil: es privada y no se lee.');
    const columns = await formOf(desk, path, { quien: 'name', situacion: 'state' });
    expect(located(await desk.post(`${path}/columnas`, columns))).toBe(`${path}?hecho=read_again`);
    const words = await formOf(desk, path, {
      '«Descalificado», en estado': 'excluded',
      '«En proceso», en estado': 'blank',
    });
    // Sent twice it is said once.
    const both = await Promise.all([
      desk.post(`${path}/columnas`, words),
      desk.post(`${path}/columnas`, words),
    ]);
    expect(both.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
    const ready = readPage(await desk.get(path));
    const as = ready.$('form[action$="/importar"] input[name="as"]').attr('value') ?? '';
    expect(as).not.toBe('');
    const map = await desk.get(`${path}/mapa.json`);
    expect(map.json()).toEqual({
      columns: { quien: 'name', situacion: 'state' },
      words: { state: { Descalificado: 'excluded' } },
      blank: { state: ['En proceso'] },
    });
    expect(located(await desk.post(`${path}/importar`, { as }))).toMatch(/hecho=imported$/);
    expect(await states()).toEqual([{ key: 'c-1', state: 'excluded' }]);
    const cells = await site.deps.db.selectFrom('candidacies').selectAll().execute();
    expect(JSON.stringify(cells)).not.toMatch(/Casada|Soltero/);
  });

  it('of two at once the second is told, and nobody reads in what they did not see', async () => {
    const [desk, other] = [await editor(), await editor()];
    const { path, states } = await sent('candidate', ROWS);
    const fields = { quien: 'name', situacion: 'note' };
    const [mine, theirs] = [await formOf(desk, path, fields), await formOf(other, path, { quien: 'name' })];
    await desk.post(`${path}/columnas`, mine);
    expect(located(await other.post(`${path}/columnas`, theirs))).toBe(`${path}?hecho=map_changed`);
    expect(located(await other.post(`${path}/importar`, { as: '' }))).toBe(`${path}?hecho=map_changed`);
    expect((await desk.get(`${path}/mapa.json`)).json()).toEqual({
      columns: { quien: 'name', situacion: 'note' },
    });
    expect(await states()).toEqual([]);
    const [one, two] = [
      await formOf(desk, path, { situacion: 'none' }),
      await formOf(desk, path, { situacion: 'ground' }),
    ];
    const at = await Promise.all([desk.post(`${path}/columnas`, one), other.post(`${path}/columnas`, two)]);
    expect(at.map(located).toSorted()).toEqual([`${path}?hecho=map_changed`, `${path}?hecho=read_again`]);
    const told = readPage(await desk.get(`${path}?hecho=map_changed`))
      .$('main')
      .text();
    expect(told).toContain('alguien dijo otra cosa de esta lista');
  });

  it('takes no answer that the form does not have', async () => {
    const desk = await editor();
    const { path } = await sent('candidate', ROWS);
    const fields = await formOf(desk, path, {});
    await desk.post(`${path}/columnas`, {
      ...fields,
      'column.3': 'note',
      'column.1': 'apodo',
      'column.99': 'name',
    });
    expect((await desk.get(`${path}/mapa.json`)).json()).toEqual({});
  });
});

describe('a list with more names than one page asks', () => {
  it('asks the next ones once some are answered, and keeps the answers', () => {
    const names = Array.from({ length: 90 }, (_, n) => `Persona Ficticia ${n}`);
    const read = { headers: [], named: new Map<string, string>() };
    const blank = (list: string[]) => ({ people: Object.fromEntries(list.map((name) => [name, ''])) });
    const first = askedOf('score', { ...read, offered: blank(names) }, {});
    expect(first.people).toHaveLength(80);
    const map = mapFrom('score', first, (field) => (field.startsWith('person.') ? 'c-1' : ''));
    const next = askedOf('score', { ...read, offered: blank(names.slice(80)) }, map);
    expect(next.people).toEqual(names);
    // Whatever a page can ask, it says how many are left.
    expect([openIn(first), openIn(next)]).toEqual([
      { words: 0, people: 90, rows: 0 },
      { words: 0, people: 10, rows: 0 },
    ]);
    const kept = mapFrom('score', next, (field) => (/^person\.\d\d?$/.test(field) ? 'c-1' : ''));
    expect(Object.keys(kept.people ?? {})).toEqual(names);
  });
});

describe('a list that is read again with the same answers', () => {
  it('waits for another day', async () => {
    const desk = await editor();
    const { path } = await sent('candidate', [{ candidato: 'Ana Ficticia Prueba', estado: 'presentada' }]);
    const id = path.split('/').at(-1) ?? '';
    const uploads = () =>
      site.deps.db.selectFrom('selection_uploads').select('expires_at').where('id', '=', id);
    const before = (await uploads().executeTakeFirstOrThrow()).expires_at;
    const sooner = before.subtract({ hours: 20 });
    await site.deps.db
      .updateTable('selection_uploads')
      .set({ expires_at: sooner })
      .where('id', '=', id)
      .execute();
    const form = await formOf(desk, path, {});
    await desk.post(`${path}/columnas`, form);
    await site.deps.db
      .updateTable('selection_uploads')
      .set({ expires_at: sooner })
      .where('id', '=', id)
      .execute();
    const again = await desk.post(`${path}/columnas`, await formOf(desk, path, {}));
    expect(located(again)).toBe(`${path}?hecho=read_again`);
    const after = (await uploads().executeTakeFirstOrThrow()).expires_at;
    expect(Temporal.Instant.compare(after, sooner)).toBe(1);
  });
});

describe('a list with more words than one page asks', () => {
  it('asks the next ones once some are answered, and keeps the answers', () => {
    const words = Array.from({ length: 90 }, (_, n) => `palabra ${n}`);
    const read = { headers: [], named: new Map<string, string>() };
    const blank = (list: string[]) => ({
      words: { outcome: Object.fromEntries(list.map((word) => [word, ''])) },
    });
    const first = askedOf('objection', { ...read, offered: blank(words) }, {});
    expect(first.words).toHaveLength(80);
    const map = mapFrom('objection', first, (field) => (field.startsWith('word.') ? 'pending' : ''));
    const next = askedOf('objection', { ...read, offered: blank(words.slice(80)) }, map);
    expect(next.words.map(({ printed }) => printed)).toEqual(words);
    expect([openIn(first), openIn(next)]).toEqual([
      { words: 90, people: 0, rows: 0 },
      { words: 10, people: 0, rows: 0 },
    ]);
  });
});

describe('a list that may correct what is there', () => {
  it('asks whether a row is the same one or another, and goes in as somebody says', async () => {
    const desk = await editor();
    const row = { candidato: 'Ana Ficticia Prueba', motivo: 'Falta una constancia', fecha: '2026-02-14' };
    const process = await sent('objection', [row]);
    const { id, path } = process;
    const objections = () =>
      site.deps.db
        .selectFrom('candidacy_objections')
        .select(['ground', 'filed_on'])
        .where('selection_id', '=', id)
        .orderBy('position')
        .execute();
    await desk.post(`${path}/importar`, { as: '' });
    const grounds = ['Falta la constancia de su cargo', 'No vive en el distrito'];
    const rows = grounds.map((motivo) => ({ ...row, motivo }));
    const later = await keep(process, 'objection', rows, 'corregida.json');
    const page = readPage(await desk.get(later));
    expect(page.$('main').text()).toContain(
      'De 2 filas falta decir si corrigen a una que ya está o son otras',
    );
    // It waits until an hour that the page says, and longer each time it is read again.
    expect(page.$('main').text()).toMatch(/Este archivo se borra solo: .*2026, \d\d?:\d\d.*24 horas más/);
    const options = page
      .$('select[name="row.0"] option')
      .toArray()
      .map((one) => page.$(one).text());
    expect(options.slice(1)).toEqual([
      'Es la misma, corregida: 2026-02-14 · «Falta una constancia» · lista.json',
      'Es otra: se agrega',
    ]);
    const key = page.$('select[name="row.0"] option').eq(1).attr('value') ?? '';
    await desk.post(`${later}/columnas`, { ...(await formOf(desk, later, {})), 'row.0': key, 'row.1': 'x' });
    const half = readPage(await desk.get(later));
    expect(half.$('select[name="row.0"] option[selected]').attr('value')).toBe(key);
    await desk.post(`${later}/columnas`, { ...(await formOf(desk, later, {})), 'row.1': '+' });
    const as = readPage(await desk.get(later))
      .$('form[action$="/importar"] input[name="as"]')
      .attr('value');
    expect(located(await desk.post(`${later}/importar`, { as: as ?? '' }))).toMatch(/hecho=imported$/);
    expect(await objections()).toEqual([
      { ground: 'Falta la constancia de su cargo', filed_on: '2026-02-14' },
      { ground: 'No vive en el distrito', filed_on: '2026-02-14' },
    ]);
  });
});

describe('a list with nothing but keys', () => {
  it('asks whose they are, and says what the list says otherwise', async () => {
    const desk = await editor();
    const { path, id } = await sent('objection', [
      { perfilId: 'a-7', tacha: 'Falta una constancia' },
      { perfilId: 'a-8', tacha: 'Falta otra' },
    ]);
    await site.deps.db
      .updateTable('selection_uploads')
      .set({ expires_at: site.deps.now().add({ minutes: 5 }) })
      .where('id', '=', path.split('/').at(-1) ?? '')
      .execute();
    // Whoever says whose it is sees more of them than a name, and nobody of whom such a list can't speak.
    const options = readPage(await desk.get(path))
      .$('select[name="person.0"] option')
      .toArray()
      .map((one) => (one.firstChild as { data?: string } | null)?.data ?? '');
    expect(options.length).toBeGreaterThan(1);
    expect(options.slice(1).filter((words) => !words.includes(' · aspirante'))).toEqual([]);
    const before = site.deps.now();
    const form = await formOf(desk, path, { 'a-7': 'c-2' });
    await desk.post(`${path}/columnas`, form);
    const page = readPage(await desk.get(path));
    expect(page.$('main').text()).toContain('1 fila leída, 1 rechazada');
    const as = page.$('form[action$="/importar"] input[name="as"]').attr('value') ?? '';
    expect(located(await desk.post(`${path}/importar`, { as }))).toBe(`${path}?hecho=imported_rest`);
    const rows = await site.deps.db
      .selectFrom('candidacy_objections as o')
      .innerJoin('candidacies as c', 'c.id', 'o.candidacy_id')
      .select(['c.key', 'o.ground'])
      .where('o.selection_id', '=', id)
      .execute();
    expect(rows).toEqual([{ key: 'c-2', ground: 'Falta una constancia' }]);
    // The rest waits another day, with the same question, and the page says until which hour.
    const rest = readPage(await desk.get(`${path}?hecho=imported_rest`));
    expect(rest.$('main').text()).toMatch(/Esperan aquí hasta esta hora: .*2026, \d\d?:\d\d/);
    const { expires_at: until } = await site.deps.db
      .selectFrom('selection_uploads')
      .select('expires_at')
      .where('id', '=', path.split('/').at(-1) ?? '')
      .executeTakeFirstOrThrow();
    expect(Temporal.Instant.compare(until, before.add({ hours: 24 }))).toBeGreaterThanOrEqual(0);
    expect((await formOf(desk, path, {}))['person.0']).toBe('c-2');
  });
});
