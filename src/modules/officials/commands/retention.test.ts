import { describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { makeVisitor } from '../../../../test/harness/visitor.ts';
import { listVersions } from '../../../platform/history/versions.ts';
import { insertBody, insertPerson } from '../fixtures-people.ts';
import { delistDue } from '../jobs.ts';

const site = useApp();
const listed = async () => {
  const rows = await site.deps.db
    .selectFrom('person_listings as l')
    .innerJoin('people as p', 'p.id', 'l.person_id')
    .select('p.name')
    .orderBy('p.name')
    .execute();
  return rows.map(({ name }) => name);
};

describe('people who never held an office', () => {
  it('leave the lists years after their process, those who held one never', async () => {
    const court = await insertBody(site.deps.db, 'Corte de Plazos');
    const in2019 = { kind: 'candidacy' as const, process: 'Proceso inventado 2019', starts: '2019' };
    const old = await insertPerson(site.deps.db, 'Aspirante Vieja Ficticia', {
      kind: 'candidate',
      tenures: [in2019],
    });
    await insertPerson(site.deps.db, 'Aspirante Nueva Ficticia', {
      kind: 'candidate',
      tenures: [{ ...in2019, starts: '2024' }],
    });
    await insertPerson(site.deps.db, 'Aspirante Repetida Ficticia', {
      kind: 'candidate',
      tenures: [in2019, { ...in2019, starts: '2025-01' }],
    });
    await insertPerson(site.deps.db, 'Magistrada Vieja Ficticia', {
      kind: 'candidate',
      tenures: [in2019, { institution: court.id, post: court.post, starts: '2009', ends: '2014' }],
    });
    const linked = await insertPerson(site.deps.db, 'Aspirante Unida Ficticia', {
      kind: 'candidate',
      tenures: [in2019],
    });
    const holder = await insertPerson(site.deps.db, 'Aspirante Unida De Ejemplo', {
      tenures: [{ institution: court.id, post: court.post, starts: '2010' }],
    });
    await site.deps.db
      .updateTable('people')
      .set({ canonical_id: linked.id })
      .where('id', '=', holder.id)
      .execute();
    expect(await delistDue(site.deps)).toBe(1);
    expect(await listed()).not.toContain('Aspirante Vieja Ficticia');
    expect((await listed()).filter((name) => !name.includes('De Ejemplo')).length).toBe(4);
    const [version] = await listVersions(site.deps.db, { kind: 'person', id: old.id }, undefined, {
      limit: 1,
    });
    expect(version?.reason).toContain('más de 5 años');
    // Their page stays for who has the address, and is not for search engines.
    const page = await site.app.inject(`/justiciapedia/personas/${old.slug}`);
    expect([page.statusCode, page.body.includes('noindex')]).toEqual([200, true]);
    expect(await delistDue(site.deps)).toBe(0);
  });

  it('stay for as long as the organisation says', async () => {
    const editor = makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
    const save = async (years: string) =>
      (await editor.post('/admin/justiciapedia/ajustes', { years })).statusCode;
    expect([await save('-1'), await save('0')]).toEqual([422, 303]);
    await insertPerson(site.deps.db, 'Aspirante Guardada Ficticia', {
      kind: 'candidate',
      tenures: [{ kind: 'candidacy', process: 'Otro proceso inventado', starts: '1999' }],
    });
    expect(await delistDue(site.deps)).toBe(0);
    expect(await save('2')).toBe(303);
    // 2019 of the first test is gone already; 1999 and nothing younger than 2024.
    expect(await delistDue(site.deps)).toBe(1);
  });
});
