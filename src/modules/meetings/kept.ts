/** What a meeting keeps of a proposal, as those who propose may have it in a file. */
import type { Read } from '../../platform/db/handles.ts';
import type { Deps } from '../../platform/deps.ts';
import { readSetting } from '../../platform/settings/settings.ts';
import { hintOfAddress } from '../../platform/vault/address.ts';
import { cameBy, sheetOf } from './queries/kept.ts';
import { ADDRESS_DAYS } from './rules/meeting.ts';
import { openAddress } from './sealed.ts';
import { photoDays } from './settings.ts';

const daysAfter = (at: Temporal.Instant, days: number): string => String(at.add({ hours: 24 * days }));

/**
 * Without who of the staff typed it. The link to this file was photographed by a room: of the address it says only which
 * one it is. Undefined: it came in another way.
 */
export async function keptOf(db: Read, id: string, { vault }: Deps): Promise<unknown> {
  const came = await cameBy(db, id);
  if (!came) return undefined;
  const [sheet, days] = await Promise.all([sheetOf(db, id), readSetting(db, photoDays)]);
  const address = openAddress(vault, id, came.sealed_address);
  return {
    title: came.title,
    place: came.place,
    on_date: String(came.on_date),
    way: came.via,
    received_at: String(came.created_at),
    address: came.sealed_address === null ? null : hintOfAddress(address ?? ''),
    address_kept_until: came.sealed_address === null ? null : daysAfter(came.created_at, ADDRESS_DAYS),
    sheet: sheet
      ? {
          code: sheet.code,
          entered_at: sheet.entered_at === null ? null : String(sheet.entered_at),
          photo_kept_until: sheet.photo_at === null ? null : daysAfter(sheet.photo_at, days),
        }
      : null,
  };
}
