/** What a start puts into a database that lacks it, and what it has to tell the operator. */
import { ensurePrivacyNotice, firstAdminLink, keyCopyConfirmed } from '../modules/accounts/index.ts';
import { loadSamples } from '../modules/events/index.ts';
import { loadOfficialSamples } from '../modules/officials/index.ts';
import { loadPublicationSamples } from '../modules/publications/index.ts';
import { loadSelectionSamples } from '../modules/selections/index.ts';
import type { Deps } from '../platform/deps.ts';
import { readSetting } from '../platform/settings/settings.ts';

/** @returns lines for the terminal; the link in them is shown nowhere else */
export async function firstStart(deps: Deps): Promise<string[]> {
  await ensurePrivacyNotice(deps);
  // An installation that is in use already and gets a part of the program later wants no samples of it.
  const isFresh = !(await deps.db.selectFrom('history').select('id').limit(1).executeTakeFirst());
  // Before the others: their history tells that this is not the first start any more.
  await loadPublicationSamples(deps);
  await loadOfficialSamples(deps, isFresh);
  // After them: processes name institutions by their address.
  await loadSelectionSamples(deps, isFresh);
  const samples = await loadSamples(deps);
  const link = await firstAdminLink(deps);
  const { keyId } = await readSetting(deps.db, keyCopyConfirmed);
  return [
    ...(samples === 'loaded' ? [`Samples loaded: ${deps.config.baseUrl}/encuentros`] : []),
    ...(link === undefined ? [] : [`First administrator, once: ${link}`]),
    ...(keyId === deps.vault.keyId
      ? []
      : [
          `Keep a copy of ${deps.config.secretKeyFile} (${deps.vault.keyId}) apart from this machine: without it no name can be read again. Confirm it in the back office.`,
        ]),
    ...(deps.config.smtpUrl === undefined
      ? [`No SMTP_URL: mails are kept as files in ${deps.config.dataDir}/mail.`]
      : []),
  ];
}
