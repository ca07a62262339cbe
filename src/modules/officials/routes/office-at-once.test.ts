import { expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { useBrowser } from '../../../../test/harness/browsing.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { insertBody, insertPerson } from '../fixtures-people.ts';
import { listAtOnce, publicAtOnce } from '../queries/at-once.ts';

const site = useApp();
const browsing = useBrowser(site, { shots: 'at-once' });

async function post(name: string, seats: number | null) {
  const { db } = site.deps;
  const court = await insertBody(db, name, 'Jefatura');
  await db.updateTable('posts').set({ seats }).where('id', '=', court.post).execute();
  const hold = (who: string, starts: string, ends: string, evidence: 'shown' | 'beside' | 'kept' = 'shown') =>
    insertPerson(db, who, {
      tenures: [{ institution: court.id, post: court.post, starts, ends, evidence }],
    });
  return { ...court, hold };
}

const ALL = { after: undefined, limit: 50 };

it('lists who held a post of one seat at one time, and says so on every page where they stand', async () => {
  const { db } = site.deps;
  const one = await post('Fiscalía Inventada', 1);
  const first = await one.hold('Ana Inventada Uno', '2010', '2014');
  const second = await one.hold('Bea Inventada Dos', '2012-03', '2018', 'beside');
  // Only touches, is kept back, has more seats, or nobody said how many: none of them is in the list.
  await one.hold('Cira Inventada Tres', '2018', '2022');
  await one.hold('Dora Inventada Cuatro', '2010', '2022', 'kept');
  for (const seats of [2, null]) {
    const other = await post(`Corte Inventada ${seats}`, seats);
    await other.hold('Eva Inventada Cinco', '2010', '2014');
    await other.hold('Flor Inventada Seis', '2011', '2013');
  }
  const { items } = await listAtOnce(db, ALL);
  expect(
    items.map(({ institution, held }) => [institution.name, held.map(({ person }) => person.name)]),
  ).toEqual([['Fiscalía Inventada', ['Ana Inventada Uno', 'Bea Inventada Dos']]]);

  const { cookie } = await signInAs(site.deps, 'editor');
  const page = await browsing.wide({ js: false });
  await browsing.signIn(page, cookie);
  await page.goto('/admin/justiciapedia/personas');
  await page.getByRole('link', { name: 'Dos a la vez' }).click();
  await browsing.look(page, 'list');
  const links = page.getByRole('rowheader').getByRole('link');
  expect(await links.allTextContents()).toEqual(['Ana Inventada Uno', 'Bea Inventada Dos']);
  await links.first().click();
  expect(new URL(page.url()).pathname).toContain(`/admin/justiciapedia/personas/${first.id}/cargos/`);
  expect(await page.locator('main').textContent()).toContain('Bea Inventada Dos');

  const phone = await browsing.phone({ js: false });
  for (const [who, name] of [
    [first, 'Bea Inventada Dos'],
    [second, 'Ana Inventada Uno'],
  ] as const) {
    await phone.goto(`/justiciapedia/personas/${who.slug}`);
    const offices = phone.locator('#cargos').locator('xpath=ancestor-or-self::section[1]');
    expect(await offices.textContent()).toContain('Las fuentes se contradicen');
    expect(await offices.getByRole('link', { name, exact: true }).count()).toBe(1);
  }
  await browsing.look(phone, 'person');
  await phone.goto(`/justiciapedia/instituciones/${one.slug}`);
  expect(await phone.getByText('Las fuentes se contradicen').count()).toBe(2);
  await browsing.look(phone, 'institution');
});

it('is empty where nobody contradicts anybody, and nobody contradicts themselves', async () => {
  const { db } = site.deps;
  const one = await post('Fiscalía Sola', 1);
  const first = await one.hold('Gala Inventada', '2010', '2014');
  const twin = await one.hold('Gala Inventada', '2011', '2013');
  // Nor is one name twice a contradiction: it is asked whether they are one person.
  expect((await listAtOnce(db, ALL)).items.filter(({ id }) => id === one.post)).toEqual([]);
  await db.updateTable('people').set({ canonical_id: first.id }).where('id', '=', twin.id).execute();
  const { items } = await listAtOnce(db, ALL);
  expect(items.filter(({ id }) => id === one.post)).toEqual([]);
  const held = await db.selectFrom('tenures').select('id').where('post_id', '=', one.post).execute();
  const tenureIds = held.map(({ id }) => id);
  expect([...(await publicAtOnce(db, { tenureIds, root: first.id }))]).toEqual([]);
});
