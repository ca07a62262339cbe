/** Who of the staff may help with proposals. */
import { type Permission, permissionsOf } from '../../platform/access/access.ts';
import type { Deps } from '../../platform/deps.ts';
import { listStaff } from '../accounts/index.ts';
import { ACCOMPANIMENT_PERMISSIONS } from './policy.ts';

const ADVISE: Permission = 'accompaniment.advise';
/** Pages of staff that are looked through. */
const MOST_PAGES = 10;

/** Those who are not shut out, by their names. */
export async function advisers({
  db,
  vault,
}: Pick<Deps, 'db' | 'vault'>): Promise<{ id: string; name: string }[]> {
  const found: { id: string; name: string }[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const staff = await listStaff(db, { vault }, after);
    for (const { id, name, roles, disabledAt } of staff)
      if (!disabledAt && permissionsOf(roles, ACCOMPANIMENT_PERMISSIONS).has(ADVISE))
        found.push({ id, name });
    after = staff.at(-1)?.id;
    if (after === undefined) break;
  }
  return found.toSorted((a, b) => a.name.localeCompare(b.name, 'es'));
}
