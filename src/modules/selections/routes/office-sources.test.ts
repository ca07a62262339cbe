/** Sources of a row tied from somewhere else while its form is open. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { makeVisitor, readPage } from '../../../../test/harness/visitor.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { citationsOf } from '../../../platform/sources/citations.ts';
import { insertSource } from '../../../platform/sources/fixtures.ts';
import { lockSelection } from '../commands/desk.ts';
import { insertProcess } from '../fixtures.ts';

const site = useApp();

async function desk() {
  const { id, ids } = await insertProcess(site.deps.db, {
    candidacies: [
      { key: 'ana', name: 'Ana Ficticia', states: [{ key: 'e', state: 'filed', ground: 'Uno' }] },
    ],
  });
  const editor = makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
  const [ana, state] = [ids.get('ana') ?? '', ids.get('ana.e') ?? ''];
  const form = `/admin/elecciones/${id}/aspirantes/${ana}/estados/${state}`;
  const citations = `/admin/fuentes/citas/candidacy_state/${state}`;
  const cited = async () =>
    (await citationsOf(site.deps.db, 'candidacy_state', state)).map(({ source }) => source.title);
  const own = await insertSource(site.deps.db, { title: 'Diario de ejemplo' });
  const tie = () =>
    editor.post(`${citations}/nueva`, { fuente: own, field: 'whole', value: '', page: '', passage: '' });
  return { id, ana, state, editor, form, citations, cited, tie };
}

describe('sources of a row at the desk', () => {
  it('tied from the page of its sources are not untied by a form that does not draw them', async () => {
    const { editor, form, cited, tie } = await desk();
    const page = readPage(await editor.get(form));
    const value = (name: string) => page.$(`input[name=${name}]`).attr('value') ?? '';
    const sent = {
      state: 'filed',
      ground: 'Otro',
      reason: 'El acta lo dice.',
      version: value('version'),
      keep: value('keep'),
      drawn: value('drawn'),
    };
    expect((await tie()).headers.location).toContain('hecho=cited');
    const second = await editor.post(form, sent);
    const told = readPage(second);
    expect([second.statusCode, ...told.faults]).toEqual([
      422,
      'Alguien cambió este proceso mientras usted escribía. Revise y guarde de nuevo.',
    ]);
    expect(told.$('.notice').text()).toContain('Diario de ejemplo');
    const boxes = told.$('input[name=keep]').toArray();
    expect(boxes.map((box) => box.attribs['checked'] !== undefined)).toEqual([true, true]);
    expect(await cited()).toHaveLength(2);
    const again = (name: string) => told.$(`input[name=${name}]`).attr('value') ?? '';
    const saved = await editor.post(form, {
      ...sent,
      version: again('version'),
      drawn: again('drawn'),
      keep: boxes.map((box) => box.attribs['value'] ?? ''),
    });
    expect(saved.headers.location).toMatch(/hecho=saved/);
    expect(await cited()).toHaveLength(2);
  });

  it('are tied while somebody writes at the desk without the two waiting for each other', async () => {
    const { id, cited, tie } = await desk();
    const { version } = await site.deps.db
      .selectFrom('selections')
      .select('version')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    let tied: ReturnType<typeof tie> | undefined;
    await withTransaction(site.deps.db, async (trx) => {
      expect((await lockSelection(trx, id, version)).ok).toBe(true);
      tied = tie();
      await new Promise((done) => setTimeout(done, 150));
      // The desk locks citations next: whoever held them now would wait for the process, and the desk for them.
      const { rows } = await sql<{ held: number }>`select count(*)::int as held from pg_locks
        where locktype = 'advisory' and granted and pid <> pg_backend_pid()
          and database = (select oid from pg_database where datname = current_database())`.execute(trx);
      expect(rows).toEqual([{ held: 0 }]);
      expect(await cited()).toHaveLength(1);
    });
    expect((await tied)?.headers.location).toContain('hecho=cited');
    expect(await cited()).toHaveLength(2);
  });
});

describe('the only source of a row that is taken away outside the desk', () => {
  const versions = (id: string) =>
    site.deps.db
      .selectFrom('history')
      .select(['action', 'actor_role', 'reason', 'content'])
      .where('record_id', '=', id)
      .orderBy('id')
      .execute();

  it('is asked why, and leaves a version of the process with reason and role', async () => {
    const { id, state, editor, citations, cited } = await desk();
    const before = (await versions(id)).length;
    const [one] = await citationsOf(site.deps.db, 'candidacy_state', state);
    const path = `${citations}/${one?.id ?? ''}/quitar`;
    expect(readPage(await editor.get(citations)).$(`form[action="${path}"] input[name=reason]`).length).toBe(
      1,
    );
    const silent = await editor.post(path, { reason: ' ' });
    expect(silent.headers.location).toContain('hecho=hides');
    expect([(await cited()).length, (await versions(id)).length]).toEqual([1, before]);
    const done = await editor.post(path, { reason: 'El acta es de otra persona.' });
    expect(done.headers.location).toContain('hecho=uncited');
    expect(await cited()).toEqual([]);
    const last = (await versions(id)).slice(before);
    expect(last).toMatchObject([
      { action: 'changed', actor_role: 'editor', reason: 'El acta es de otra persona.' },
    ]);
    expect(last[0]?.content).toMatchObject({
      rows: [
        { sort: 'candidacy_states', rows: [{ before: { state: 'filed', ground: 'Uno' }, after: null }] },
      ],
    });
    const page = readPage(await makeVisitor(site.app).get(`/historial/eleccion/${id}`));
    expect(page.$('main').text()).toContain('El acta es de otra persona.');
  });

  it('beside another one hides nothing: no reason is needed, and the process has no version of it', async () => {
    const { id, state, editor, citations, cited, tie } = await desk();
    await tie();
    const before = (await versions(id)).length;
    const [one] = await citationsOf(site.deps.db, 'candidacy_state', state);
    const done = await editor.post(`${citations}/${one?.id ?? ''}/quitar`);
    expect(done.headers.location).toContain('hecho=uncited');
    expect([(await cited()).length, (await versions(id)).length]).toEqual([1, before]);
  });

  it('cited again, it stands in the history again', async () => {
    const { id, state, editor, citations, tie } = await desk();
    const [one] = await citationsOf(site.deps.db, 'candidacy_state', state);
    await editor.post(`${citations}/${one?.id ?? ''}/quitar`, { reason: 'Se cita otra.' });
    const before = (await versions(id)).length;
    await tie();
    const [last] = (await versions(id)).slice(before);
    expect(last?.content).toMatchObject({ rows: [{ rows: [{ before: null, after: { state: 'filed' } }] }] });
  });

  it('is not taken away while the sources that are left print something else', async () => {
    const { state, editor, citations, cited, tie } = await desk();
    const [first] = await citationsOf(site.deps.db, 'candidacy_state', state);
    await tie();
    const beside = { fuente: first?.source.id ?? '', field: 'ground', value: 'Cero', page: '', passage: '' };
    await editor.post(`${citations}/nueva`, beside);
    await site.deps.db
      .updateTable('citations')
      .set({ shown: false })
      .where('record_id', '=', state)
      .where('field', '=', 'ground')
      .execute();
    const all = await citationsOf(site.deps.db, 'candidacy_state', state);
    const own = all.find(({ source }) => source.title === 'Diario de ejemplo');
    const kept = await editor.post(`${citations}/${own?.id ?? ''}/quitar`, { reason: 'No lo dice.' });
    expect(kept.headers.location).toContain('hecho=unprinted');
    expect(
      readPage(await editor.get(kept.headers.location ?? ''))
        .$('main')
        .text(),
    ).toContain('ninguna otra fuente citada imprime lo que se muestra');
    expect(await cited()).toHaveLength(3);
    const done = await editor.post(`${citations}/${first?.id ?? ''}/quitar`);
    expect(done.headers.location).toContain('hecho=uncited');
  });

  it('of a candidacy tells whatever rests on it', async () => {
    const { id, ana, editor } = await desk();
    const [one] = await citationsOf(site.deps.db, 'candidacy', ana);
    await editor.post(`/admin/fuentes/citas/candidacy/${ana}/${one?.id ?? ''}/quitar`, { reason: 'Otra.' });
    const last = (await versions(id)).at(-1);
    expect(last?.content).toMatchObject({ rows: [{ sort: 'candidacies' }, { sort: 'candidacy_states' }] });
  });

  it('waits for whoever publishes the process, and is asked why then', async () => {
    const { id, state, editor, citations } = await desk();
    const ofProcess = site.deps.db.updateTable('selections').where('id', '=', id);
    await ofProcess.set({ status: 'draft' }).execute();
    const [one] = await citationsOf(site.deps.db, 'candidacy_state', state);
    let done: ReturnType<typeof editor.post> | undefined;
    await withTransaction(site.deps.db, async (trx) => {
      await trx.updateTable('selections').set({ status: 'published' }).where('id', '=', id).execute();
      done = editor.post(`${citations}/${one?.id ?? ''}/quitar`, { reason: ' ' });
      await new Promise((over) => setTimeout(over, 300));
    });
    expect((await done)?.headers.location).toContain('hecho=hides');
  });
});
