import { beforeAll, describe, expect, it } from 'vitest';
import { testDeps } from '../../../test/harness/app.ts';
import { useDatabase } from '../../../test/harness/database.ts';
import type { Deps } from '../../platform/deps.ts';
import { loadActor } from './actor.ts';
import { makeStaff, PASSWORD } from './fixtures.ts';
import { signIn } from './sign-in.ts';

const database = useDatabase();
let deps: Deps;
const clock = { now: Temporal.Now.instant() };

beforeAll(() => {
  deps = testDeps(database.db, () => clock.now);
});

/** What a browser would send back. */
function cookieHeader(lines: readonly string[]): string {
  return lines.map((line) => line.split(';')[0]).join('; ');
}

describe('password', () => {
  it('signs in and loads the actor', async () => {
    const id = await makeStaff(deps, { name: 'Ana Ficticia', email: 'ana@example.org', roles: ['editor'] });
    const result = await signIn(deps, { email: ' Ana@Example.org', password: PASSWORD });
    expect(result.state).toBe('signed_in');
    const cookies = result.state === 'signed_in' ? result.cookies : [];
    const actor = await loadActor(deps, new Headers({ cookie: cookieHeader(cookies) }), []);
    expect(actor).toEqual({
      kind: 'staff',
      userId: id,
      name: 'Ana Ficticia',
      roles: ['editor'],
      permissions: new Set(),
    });
  });
});
