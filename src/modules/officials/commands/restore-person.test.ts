import { describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { run } from '../../../platform/db/outcome.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { contentOf, latestVersion, listVersions } from '../../../platform/history/versions.ts';
import { officePersonHistoryPath, personPath } from '../addresses.ts';
import { insertBody, insertPair, insertPerson, PROGRAM } from '../fixtures-people.ts';
import { bytesInput } from '../import/file-bytes.ts';
import { importPeople } from '../import/person-import.ts';
import { PERSON } from '../kinds.ts';
import { personContents } from '../queries/person-content.ts';
import { decidePair } from './pairs.ts';
import { recordPeople } from './person-history.ts';
import { sayOfPerson, withdrawOfPerson } from './person-statements.ts';
import { withdrawTenureOf } from './person-tenures.ts';
import { restorePerson } from './restore-person.ts';
import { undoImport } from './undo-import.ts';

const site = useApp();
const because = { ...PROGRAM, reason: 'Se quitó por error.' };

async function contentNow(id: string): Promise<Record<string, unknown>> {
  const all = await personContents(site.deps.db, [id]);
  return JSON.parse(JSON.stringify(all.get(id))) as Record<string, unknown>;
}

/** Facts and offices in one order: what is put back stands after what stayed. */
function factsOf(content: Record<string, unknown>): string[] {
  return [content['statements'], content['tenures']].flatMap((list) =>
    (list as object[]).map((one) => JSON.stringify(Object.entries(one).toSorted())).toSorted(),
  );
}

const versions = (id: string) => listVersions(site.deps.db, { kind: PERSON, id }, undefined, { limit: 50 });

async function restore(id: string, content: Record<string, unknown>, basedOn?: number) {
  const { db } = site.deps;
  const latest = basedOn ?? (await latestVersion(db, { kind: PERSON, id }));
  return await run(db, (trx) => restorePerson(trx, because, id, { content, basedOn: latest }));
}

describe('an earlier version of a person', () => {
  it('comes back with its sources and links, what stayed is not touched, lists follow', async () => {
    const { db } = site.deps;
    const court = await insertBody(db, 'Corte de Ejemplo');
    const one = await insertPerson(db, 'Ana Ficticia Pérez', {
      tenures: [{ institution: court.id, post: court.post, starts: '2019', territory: 'Petén' }],
      statements: [
        { property: 'education', value: { text: 'Derecho' } },
        { property: 'profession', value: { text: 'Abogada' } },
        { property: 'experience', value: { text: 'Solo para el equipo' }, evidence: 'kept' },
      ],
    });
    await withTransaction(db, (trx) => recordPeople(trx, PROGRAM, [one.id], 'published'));
    const before = await contentNow(one.id);
    const idOf = async (property: string) =>
      (
        await db
          .selectFrom('statements')
          .select('id')
          .where('subject_id', '=', one.id)
          .where('property', '=', property)
          .executeTakeFirstOrThrow()
      ).id;
    const profession = await idOf('profession');
    const tenure = await db
      .selectFrom('tenures')
      .select('id')
      .where('person_id', '=', one.id)
      .executeTakeFirstOrThrow();
    const place = { sourceId: one.source, page: '9' };
    const done = [
      await run(db, (trx) => withdrawTenureOf(trx, because, { id: one.id }, tenure.id)),
      await run(db, async (trx) => withdrawOfPerson(trx, because, { id: one.id }, await idOf('education'))),
      await run(db, (trx) =>
        sayOfPerson(trx, because, { id: one.id }, { property: 'birth_year', value: { text: '1970' }, place }),
      ),
    ];
    expect(done.map(({ ok }) => ok)).toEqual([true, true, true]);
    const listed = () =>
      db
        .selectFrom('person_listings')
        .select('facets')
        .where('person_id', '=', one.id)
        .executeTakeFirstOrThrow();
    expect((await listed()).facets).not.toContain('t:peten');

    const stale = (await latestVersion(db, { kind: PERSON, id: one.id })) - 1;
    expect(await restore(one.id, before, stale)).toMatchObject({ ok: false, refused: 'changed' });
    expect(await restore(one.id, before)).toEqual({ ok: true });
    const after = await contentNow(one.id);
    expect(factsOf(after)).toEqual(factsOf(before));
    expect((await listed()).facets).toEqual(
      expect.arrayContaining(['t:peten', `i:${court.id}`, `p:${court.post}`]),
    );
    expect(await idOf('profession')).toBe(profession);
    expect(await idOf('experience')).toMatch(/-/);
    const [newest] = await versions(one.id);
    expect(newest).toMatchObject({ action: 'restored', reason: because.reason });
    // Once more it changes nothing but the past.
    expect(await restore(one.id, before)).toEqual({ ok: true });
    expect(factsOf(await contentNow(one.id))).toEqual(factsOf(before));
    expect(newest && factsOf(contentOf(newest))).toEqual(factsOf(before));
  });

  it('comes back for a record that is shown under another one, whose list entry follows', async () => {
    const { db } = site.deps;
    const one = await insertPerson(db, 'Berta Ficticia Ejemplo');
    const other = await insertPerson(db, 'Berta Ficticia', {
      at: PROGRAM.now.add({ hours: 1 }),
      tenures: [{ kind: 'candidacy', process: 'Proceso de Ejemplo 2022', starts: '2022' }],
    });
    await withTransaction(db, (trx) => recordPeople(trx, PROGRAM, [other.id], 'published'));
    const before = await contentNow(other.id);
    const pair = await insertPair(db, one.id, other.id);
    await run(db, (trx) => decidePair(trx, because, pair, { decision: 'same', shown: 'one' }));
    const root = await db
      .selectFrom('people')
      .select('canonical_id')
      .where('id', '=', other.id)
      .executeTakeFirstOrThrow();
    const tenure = await db
      .selectFrom('tenures')
      .select('id')
      .where('person_id', '=', other.id)
      .executeTakeFirstOrThrow();
    await run(db, (trx) => withdrawTenureOf(trx, because, { id: other.id }, tenure.id));
    const facets = async () =>
      (await db.selectFrom('person_listings').select(['person_id', 'facets']).execute()).filter(
        ({ person_id }) => [one.id, other.id].includes(person_id),
      );
    expect((await facets()).map((row) => row.facets.includes('e:proceso-de-ejemplo-2022'))).toEqual([false]);
    expect(await restore(other.id, before)).toEqual({ ok: true });
    const [entry, ...rest] = await facets();
    expect([entry?.person_id, rest]).toEqual([root.canonical_id, []]);
    expect(entry?.facets).toContain('e:proceso-de-ejemplo-2022');
    expect(factsOf(await contentNow(other.id))).toEqual(factsOf(before));
    const { canonical_id: under } = await db
      .selectFrom('people')
      .select('canonical_id')
      .where('id', '=', other.id)
      .executeTakeFirstOrThrow();
    expect(under).toBe(root.canonical_id);
  });

  it('is refused without its source, without a name, and while nobody sees the person', async () => {
    const { db } = site.deps;
    const one = await insertPerson(db, 'Carla Ficticia Ejemplo');
    await withTransaction(db, (trx) => recordPeople(trx, PROGRAM, [one.id], 'published'));
    const before = await contentNow(one.id);
    const [name] = before['statements'] as Record<string, unknown>[];
    const elsewhere = { ...before, statements: [{ ...name, source: crypto.randomUUID() }] };
    expect(await restore(one.id, elsewhere)).toMatchObject({ ok: false, refused: 'no_source' });
    expect(await restore(one.id, { ...before, statements: [] })).toMatchObject({
      ok: false,
      refused: 'incomplete',
    });
    for (const strange of [{}, { statements: 'x' }, { statements: [null, 7, { property: 'cui' }] }])
      expect(await restore(one.id, strange)).toMatchObject({ ok: false, refused: 'incomplete' });
    await db.updateTable('people').set({ status: 'archived' }).where('id', '=', one.id).execute();
    expect(await restore(one.id, before)).toMatchObject({ ok: false, refused: 'not_now' });
    expect(factsOf(await contentNow(one.id))).toEqual(factsOf(before));
  });

  it('is offered in the back office to those who may write', async () => {
    const { db } = site.deps;
    const one = await insertPerson(db, 'Doris Ficticia Ejemplo');
    await withTransaction(db, (trx) => recordPeople(trx, PROGRAM, [one.id], 'published'));
    const place = { sourceId: one.source, page: '9' };
    await run(db, (trx) =>
      sayOfPerson(trx, because, { id: one.id }, { property: 'birth_year', value: { text: '1970' }, place }),
    );
    const [newest, first] = await versions(one.id);
    const path = `${officePersonHistoryPath(one.id)}/${first?.id}/restaurar`;
    const { cookie } = await signInAs(site.deps, 'editor');
    const observer = await signInAs(site.deps, 'observer');
    const page = await site.app.inject({ url: path, headers: { cookie } });
    expect([page.statusCode, page.body.includes('Vuelven los datos y los cargos')]).toEqual([200, true]);
    const send = (who: string) =>
      site.app.inject({
        method: 'POST',
        url: path,
        headers: { cookie: who, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ reason: 'El año no era.', version: String(newest?.id) }).toString(),
      });
    expect((await send(observer.cookie)).statusCode).toBe(403);
    // Two at once: one is told.
    const both = await Promise.all([send(cookie), send(cookie)]);
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 422]);
    const person = await site.app.inject(personPath(one.slug));
    expect([person.statusCode, person.body.includes('1970')]).toEqual([200, false]);
  });
});

it('whoever was taken back with a list is gone at every address they had, and says nothing', async () => {
  const { db } = site.deps;
  const text = 'nombre,seleccionarEleccion\nElsa Retirada Secreta Ficticia,Una\nFlor Borrador Ficticia,Una\n';
  const take = (draft: boolean, name: string) =>
    importPeople(
      { db, now: site.deps.now },
      PROGRAM.actor,
      bytesInput(name, Buffer.from(`${text}${name},Una\n`)),
      { dryRun: false, draft, publisher: '' },
    );
  const { importId } = await take(false, 'Gala Publica Ficticia');
  const person = await db
    .selectFrom('people')
    .select(['id', 'slug'])
    .where('name', '=', 'Elsa Retirada Secreta Ficticia')
    .executeTakeFirstOrThrow();
  const addresses = [personPath(person.slug), `/historial/persona/${person.id}`];
  for (const url of addresses) expect([url, (await site.app.inject(url)).statusCode]).toEqual([url, 200]);
  await run(db, (trx) => undoImport(trx, because, importId ?? ''));
  for (const url of addresses) {
    const gone = await site.app.inject(url);
    expect([url, gone.statusCode]).toEqual([url, 410]);
    expect(gone.body).not.toContain('Retirada Secreta');
  }
  // Drafts never had an address.
  const drafts = await take(true, 'Hilda Borrador Ficticia');
  const draft = await db
    .selectFrom('people')
    .select(['id', 'slug'])
    .where('name', '=', 'Hilda Borrador Ficticia')
    .executeTakeFirstOrThrow();
  await run(db, (trx) => undoImport(trx, because, drafts.importId ?? ''));
  for (const url of [personPath(draft.slug), `/historial/persona/${draft.id}`])
    expect([url, (await site.app.inject(url)).statusCode]).toEqual([url, 404]);
  // Whoever gets the address anew has it.
  await take(false, 'Irma Nueva Ficticia');
  expect((await site.app.inject(personPath(person.slug))).statusCode).toBe(200);
});
