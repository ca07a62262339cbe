/** Where processes stand, with what that is computed from: three queries, however many there are. */
import { type Holidays, holidaysByCountry, NO_HOLIDAYS } from '../../../platform/calendar/holidays.ts';
import type { Read } from '../../../platform/db/handles.ts';
import { type DatedEvent, type Standing, standingOf } from '../rules/standing.ts';
import type { KindFile } from '../schemas/kind-file.ts';
import { datedEvents, kindsById, type PublishedSelection } from './selections.ts';

export interface StandingProcess {
  selection: PublishedSelection;
  kind: KindFile;
  standing: Standing;
}

/** @param today `2026-11-22`, in the zone of the organisation */
export function computeStanding(
  selection: PublishedSelection,
  kind: KindFile,
  events: readonly DatedEvent[],
  { today, holidays = NO_HOLIDAYS }: { today: string; holidays?: Holidays | undefined },
): Standing {
  return standingOf(events, kind, {
    today,
    term_starts: selection.term_starts,
    term_ends: selection.term_ends,
    known_until: selection.known_until?.toString() ?? null,
    holidays,
  });
}

export async function standingsOf(
  db: Read,
  selections: readonly PublishedSelection[],
  today: string,
): Promise<StandingProcess[]> {
  const [kinds, events] = await Promise.all([
    kindsById(
      db,
      selections.map((one) => one.kind_id),
    ),
    datedEvents(
      db,
      selections.map((one) => one.id),
    ),
  ]);
  const holidays = await holidaysByCountry(
    db,
    [...kinds.values()].map(({ country }) => country),
  );
  return selections.flatMap((selection) => {
    const kind = kinds.get(selection.kind_id);
    if (!kind) return [];
    const own = events.get(selection.id) ?? [];
    const standing = computeStanding(selection, kind, own, { today, holidays: holidays.get(kind.country) });
    return [{ selection, kind, standing }];
  });
}
