/** How long unused files stay. */
import type { Actor } from '../../../platform/access/access.ts';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { writeSetting } from '../../../platform/settings/settings.ts';
import { unusedFilesDays } from '../files-settings.ts';

export async function saveFileSettings(
  trx: Trx,
  { actor, now }: { actor: Actor; now: Temporal.Instant },
  days: number,
): Promise<void> {
  await writeSetting(trx, unusedFilesDays, days, now);
  const subject = { kind: 'organisation', id: '1' };
  await audit(trx, { actor, action: 'site.file_settings_saved', subject, detail: { days } });
}
