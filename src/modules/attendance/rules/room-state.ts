/** Whether somebody may enter a room now. Pure. */
import type { SessionState } from './types.ts';

/** People who stay to say goodbye, or whose line broke at the end, find the way back for so long. */
export const CLOSES_AFTER = Temporal.Duration.from({ minutes: 15 });

export interface RoomHours {
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  opensMinutes: number;
  status: SessionState;
  /** Of the edition: nothing takes place in one that is not `scheduled`. */
  eventStatus: SessionState;
  /** False: a workshop with a limit in which this person has no place. */
  hasPlace: boolean;
}

export type RoomState =
  | { state: 'early'; from: Temporal.Instant }
  | { state: 'open'; until: Temporal.Instant }
  | { state: 'over' | 'cancelled' | 'postponed' | 'no_place' };

/** The first moment is inside, the last one outside: from 8:45:00.000 on, until before 10:15:00.000. */
export function roomState(room: RoomHours, now: Temporal.Instant): RoomState {
  const { eventStatus, status, hasPlace, startsAt, endsAt, opensMinutes } = room;
  if (eventStatus !== 'scheduled') return { state: eventStatus };
  if (status !== 'scheduled') return { state: status };
  const until = endsAt.add(CLOSES_AFTER);
  if (Temporal.Instant.compare(now, until) >= 0) return { state: 'over' };
  if (!hasPlace) return { state: 'no_place' };
  const from = startsAt.subtract({ minutes: opensMinutes });
  return Temporal.Instant.compare(now, from) < 0 ? { state: 'early', from } : { state: 'open', until };
}
