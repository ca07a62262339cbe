/** The organisation as it is shown, which roles need a second factor, and the word that the key is kept. */
import type { Actor, Role } from '../../../platform/access/access.ts';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Deps } from '../../../platform/deps.ts';
import { putPicture } from '../../../platform/files/files.ts';
import type { CleanPicture } from '../../../platform/files/picture.ts';
import { removeUnusedFile, useFiles } from '../../../platform/files/uses.ts';
import { type Organisation, organisationSetting } from '../../../platform/settings/organisation.ts';
import { readSetting, writeSetting } from '../../../platform/settings/settings.ts';
import { keyCopyConfirmed, requireSecondFactor } from '../settings.ts';

/** @param logo a new picture, `remove`, or undefined to leave it as it is */
export async function saveOrganisation(
  trx: Trx,
  deps: Deps,
  actor: Actor,
  given: Omit<Organisation, 'logo'>,
  logo: CleanPicture | 'remove' | undefined,
): Promise<void> {
  const before = await readSetting(trx, organisationSetting);
  const now = deps.now();
  const added =
    logo && logo !== 'remove'
      ? // Pages show it beside the name of the organisation, which says all that it says.
        await putPicture(trx, logo, { name: 'logo', alt: '' }, { actor, now })
      : undefined;
  if (added) await useFiles(trx, [added.id]);
  const kept = logo ? added && { id: added.id, name: added.name } : before.logo;
  await writeSetting(trx, organisationSetting, { ...given, ...(kept && { logo: kept }) }, now);
  if (logo && before.logo && before.logo.id !== kept?.id) await removeUnusedFile(trx, deps, before.logo.id);
  const changed = (Object.keys(given) as (keyof typeof given)[]).filter((k) => given[k] !== before[k]);
  await audit(trx, {
    actor,
    action: 'accounts.organisation_saved',
    subject: { kind: 'organisation', id: '1' },
    detail: { changed: logo ? [...changed, 'logo'] : changed },
  });
}

/** Holds from the next request on, also for sessions that are open. */
export async function saveRequiredSecondFactor(
  trx: Trx,
  deps: Deps,
  actor: Actor,
  roles: readonly Role[],
): Promise<void> {
  await writeSetting(trx, requireSecondFactor, [...roles], deps.now());
  await audit(trx, {
    actor,
    action: 'accounts.second_factor_required',
    subject: { kind: 'organisation', id: '1' },
    detail: { roles },
  });
}

/** Of the key in use: with another key the reminder comes back. */
export async function confirmKeyCopy(trx: Trx, deps: Deps, actor: Actor): Promise<void> {
  const now = deps.now();
  await writeSetting(trx, keyCopyConfirmed, { keyId: deps.vault.keyId, at: now.toString() }, now);
  await audit(trx, {
    actor,
    action: 'accounts.key_copy_confirmed',
    subject: { kind: 'organisation', id: '1' },
  });
}
