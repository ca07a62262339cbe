/** A row that was linked to the record of somebody else is put right at the desk, and so is their page. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { outcomeOf, sendForm } from '../../../../test/harness/sent-form.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { makeVisitor, readPage } from '../../../../test/harness/visitor.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { insertSource } from '../../../platform/sources/fixtures.ts';
import { registerNamed } from '../../officials/index.ts';
import { setSelectionStatus } from '../commands/status.ts';
import { insertProcess } from '../fixtures.ts';
import { writePeople } from '../import/write-people.ts';
import { Findings } from '../import/findings.ts';

const site = useApp();
const ACT = {
  actor: { kind: 'system', what: 'test' } as const,
  now: Temporal.Instant.from('2026-11-23T15:00:00Z'),
};
const SOURCE = { source_title: 'Acta de ejemplo', source_publisher: 'Comisión de Ejemplo' };

/** Somebody of the same name, with a part in another process. */
async function stranger(process = 'Otro proceso') {
  const source = await insertSource(site.deps.db, { title: 'Otro diario de ejemplo' });
  const [id = ''] = await withTransaction(site.deps.db, (trx) =>
    registerNamed(
      trx,
      ACT,
      [
        {
          name: 'Iris Inventada',
          tenure: {
            kind: 'commission',
            process,
            body: 'Otra comisión',
            post: 'Vocalía',
            place: { sourceId: source },
          },
        },
      ],
      { publish: true },
    ),
  );
  const { slug } = await site.deps.db
    .selectFrom('people')
    .select('slug')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return { id, slug };
}

async function desk(status: 'draft' | 'published' = 'published') {
  const title = `Proceso enlazado ${crypto.randomUUID().slice(0, 6)}`;
  const { id, ids, slug } = await insertProcess(site.deps.db, {
    title,
    status,
    bodies: [
      {
        key: 'comision',
        name: 'Comisión de Prueba',
        seats: [
          { key: 'uno', label: 'Decanatura', holders: [{ key: 'iris', name: 'Iris Inventada' }] },
          { key: 'dos', label: 'Secretaría', holders: [{ key: 'juno', name: 'Iris Inventada' }] },
        ],
      },
    ],
    candidacies: [{ key: 'ana', name: 'Iris Inventada', states: [{ key: 'e', state: 'filed' }] }],
  });
  const editor = makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
  const root = `/admin/elecciones/${id}`;
  const send = async (below: string, fields: Record<string, string>, at?: string) =>
    outcomeOf(await sendForm(editor, `${root}/${below}`, fields, at));
  const reader = makeVisitor(site.app);
  const person = async (who: string) =>
    readPage(await reader.get(`/justiciapedia/personas/${who}`))
      .$('main')
      .text();
  const row = (table: 'seat_holders' | 'candidacies', key: string) =>
    site.deps.db
      .selectFrom(table)
      .select(['person_id', 'linked', 'linked_tenures', 'person_before'])
      .where('id', '=', ids.get(key) ?? '')
      .executeTakeFirstOrThrow();
  return {
    id,
    slug,
    title,
    editor,
    root,
    send,
    reader,
    person,
    row,
    iris: ids.get('iris') ?? '',
    juno: ids.get('juno') ?? '',
    ana: ids.get('ana') ?? '',
  };
}

describe('a link to the record of somebody else', () => {
  it('is undone with what it said there, and with nothing else', async () => {
    const { title, id, root, editor, send, reader, person, row, iris } = await desk();
    const other = await stranger();
    const form = `comision/integrantes/${iris}`;
    // Its own record first, as every row has one.
    await send(form, { note: 'Nota.', reason: 'Faltaba.', ...SOURCE });
    const own = (await row('seat_holders', 'iris')).person_id;
    await send(form, { person: other.slug, reason: 'Es ella.' });
    expect([(await row('seat_holders', 'iris')).person_id, await person(other.slug)]).toEqual([
      other.id,
      expect.stringContaining(title),
    ]);
    const page = readPage(await editor.get(`${root}/${form}`));
    expect(page.$('main').text()).toContain('Está enlazada con una ficha de Justiciapedia: Iris Inventada');
    const link = `${form}/enlace`;
    const asked = readPage(await editor.get(`${root}/${link}`))
      .$('main')
      .text();
    expect([asked.includes(title), asked.includes('Otro proceso')]).toEqual([true, false]);
    expect(await send(link, { reason: '' })).toEqual([422, 'Escriba: ¿Por qué no es esa persona?']);
    expect(await person(other.slug)).toContain(title);
    expect(await send(link, { reason: 'Es otra persona del mismo nombre.' })).toBe(
      `${root}/${form}?hecho=link_undone`,
    );
    const shown = await person(other.slug);
    expect([shown.includes(title), shown.includes('Otro proceso')]).toEqual([false, true]);
    expect(await row('seat_holders', 'iris')).toEqual({
      person_id: own,
      linked: false,
      linked_tenures: [],
      person_before: null,
    });
    const past = readPage(await reader.get(`/historial/persona/${other.id}`))
      .$('main')
      .text();
    expect(past).toContain('Es otra persona del mismo nombre.');
    const process = readPage(await reader.get(`/historial/eleccion/${id}`))
      .$('main')
      .text();
    expect(process).toContain('Se deshizo un enlace con una ficha de Justiciapedia');
    // Sent twice it is done once.
    expect(
      readPage(await editor.get(`${root}/${link}`))
        .$('main')
        .text(),
    ).toContain('No está enlazada');
    const version =
      readPage(await editor.get(`${root}/${form}`))
        .$('input[name=version]')
        .attr('value') ?? '';
    const again = await editor.post(`${root}/${link}`, { version, reason: 'Otra vez.' });
    expect([again.statusCode, readPage(again).$('main').text().includes('No está enlazada')]).toEqual([
      422,
      true,
    ]);
  });

  it('of a row without a record gives it one of its own, and of a candidacy too', async () => {
    const { title, root, send, person, row, ana, slug, reader } = await desk();
    const other = await stranger();
    const source = await insertSource(site.deps.db, { title: 'Nómina de ejemplo' });
    await withTransaction(site.deps.db, (trx) =>
      writePeople(
        trx,
        ACT,
        'candidacies',
        [
          {
            id: ana,
            path: '',
            name: 'Iris Inventada',
            person: other.slug,
            cites: ['s'],
            tenure: { kind: 'candidacy', body: '', post: '' },
          },
        ],
        {
          process: title,
          publish: true,
          sources: new Map([['s', source]]),
          linked: new Map([[other.slug, other.id]]),
        },
        new Findings(),
      ),
    );
    expect((await row('candidacies', 'ana')).linked_tenures).toHaveLength(1);
    const candidacy = `/elecciones/${slug}/aspirantes/ana`;
    const leads = async () =>
      readPage(await reader.get(candidacy)).$(`a[href="/justiciapedia/personas/${other.slug}"]`).length > 0;
    expect([await leads(), (await person(other.slug)).includes(title)]).toEqual([true, true]);
    expect(await send(`aspirantes/${ana}/enlace`, { reason: 'No es ella.' })).toBe(
      `${root}/aspirantes/${ana}?hecho=link_undone`,
    );
    expect([await leads(), (await person(other.slug)).includes(title)]).toEqual([false, false]);
    const { person_id: fresh, linked } = await row('candidacies', 'ana');
    expect([fresh !== null && fresh !== other.id, linked]).toEqual([true, false]);
  });

  it('moved to another record leaves nothing on the one before', async () => {
    const { title, send, person, row, iris } = await desk();
    const [first, second] = [await stranger(), await stranger()];
    const form = `comision/integrantes/${iris}`;
    await send(form, { person: first.slug, reason: 'Es ella.', ...SOURCE });
    await send(form, { person: second.slug, reason: 'Es la otra.' });
    expect([(await person(first.slug)).includes(title), (await person(second.slug)).includes(title)]).toEqual(
      [false, true],
    );
    expect((await row('seat_holders', 'iris')).linked_tenures).toHaveLength(1);
  });

  it('leaves what the person was said to be in that process before', async () => {
    const { title, send, person, iris } = await desk();
    const other = await stranger(title);
    const form = `comision/integrantes/${iris}`;
    await send(form, { person: other.slug, reason: 'Es ella.', ...SOURCE });
    await send(`${form}/enlace`, { reason: 'No es ella.' });
    expect(await person(other.slug)).toContain(title);
  });

  it('goes from their page with a row that is taken away', async () => {
    const { title, send, person, iris, root, reader } = await desk();
    const other = await stranger();
    const form = `comision/integrantes/${iris}`;
    await send(form, { person: other.slug, reason: 'Es ella.', ...SOURCE });
    expect(await person(other.slug)).toContain(title);
    expect(await send(form, { reason: 'Nunca la integró.' }, '/quitar')).toContain(`${root}/comision`);
    const shown = await person(other.slug);
    expect([shown.includes(title), shown.includes('Otro proceso')]).toEqual([false, true]);
    const past = readPage(await reader.get(`/historial/persona/${other.id}`))
      .$('main')
      .text();
    expect(past).toContain('Nunca la integró.');
  });

  it('of one row leaves what the link of another row says of the same person', async () => {
    const { title, send, person, row, iris, juno } = await desk();
    const [other, right] = [await stranger(), await stranger()];
    const [first, second] = [`comision/integrantes/${iris}`, `comision/integrantes/${juno}`];
    const says = async () => (await person(other.slug)).includes(title);
    await send(first, { person: other.slug, reason: 'Es ella.', ...SOURCE });
    await send(second, { person: other.slug, reason: 'Es ella.', ...SOURCE });
    await send(`${first}/enlace`, { reason: 'Ella no, la otra.' });
    expect([await says(), (await row('seat_holders', 'juno')).linked_tenures.length]).toEqual([true, 1]);
    expect(await person(other.slug)).toContain('Secretaría');
    // The same where the row is moved, or taken away.
    await send(first, { person: other.slug, reason: 'Sí es ella.' });
    await send(second, { person: right.slug, reason: 'Es otra.' });
    expect([await says(), (await person(right.slug)).includes(title)]).toEqual([true, true]);
    await send(second, { person: other.slug, reason: 'Sí es ella.' });
    await send(first, { reason: 'Sobra.' }, '/quitar');
    expect(await says()).toBe(true);
    await send(`${second}/enlace`, { reason: 'Tampoco.' });
    expect(await says()).toBe(false);
  });

  it('gives back a record that everybody sees, where the process was published meanwhile', async () => {
    const { id, title, send, person, row, iris } = await desk('draft');
    const other = await stranger();
    const form = `comision/integrantes/${iris}`;
    await send(form, { note: 'Nota.', reason: 'Faltaba.', ...SOURCE });
    const own = (await row('seat_holders', 'iris')).person_id ?? '';
    await send(form, { person: other.slug, reason: 'Es ella.' });
    await withTransaction(site.deps.db, async (trx) => {
      const { version } = await trx
        .selectFrom('selections')
        .select('version')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      expect(await setSelectionStatus(trx, ACT, id, { to: 'published', version })).toEqual({ ok: true });
    });
    const record = () =>
      site.deps.db
        .selectFrom('people')
        .select(['slug', 'status'])
        .where('id', '=', own)
        .executeTakeFirstOrThrow();
    expect((await record()).status).toBe('draft');
    await send(`${form}/enlace`, { reason: 'No es ella.' });
    const { slug, status } = await record();
    expect([status, (await person(slug)).includes(title)]).toEqual(['published', true]);
  });
});
