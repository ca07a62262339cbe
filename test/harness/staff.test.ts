import { expect, it } from 'vitest';
import { loadActor } from '../../src/modules/accounts/index.ts';
import { permissions } from '../../src/modules.ts';
import { useApp } from './app.ts';
import { openSession, signInAs } from './staff.ts';

const site = useApp();

it('opens sessions that the program takes for real ones, and no others', async () => {
  const { userId, cookie } = await signInAs(site.deps, 'administrator');
  const actor = await loadActor(site.deps, new Headers({ cookie }), permissions);
  expect(actor).toMatchObject({ kind: 'staff', userId, roles: ['administrator'] });
  expect(actor.kind === 'staff' && [...actor.permissions].toSorted()).toEqual(
    permissions.map((p) => p.name).toSorted(),
  );

  const second = await openSession(site.deps, userId);
  expect(second).not.toBe(cookie);
  expect(await loadActor(site.deps, new Headers({ cookie: second }), [])).toMatchObject({
    kind: 'staff',
    userId,
  });

  const forged = cookie.replace(/=.{8}/, '=AAAAAAAA');
  expect(await loadActor(site.deps, new Headers({ cookie: forged }), [])).toEqual({ kind: 'anonymous' });
});
