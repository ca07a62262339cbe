/** For `ja doctor`: the counters of places against the rows they count. */
import { sql } from 'kysely';
import type { Check } from '../../../platform/module.ts';

export const checkPlaces: Check = {
  name: 'events: places',
  run: async ({ db }) => {
    const { rows } = await sql<{ wrong: number }>`
      select
        (select count(*) from event_places p
          where (p.taken_online, p.taken_in_person) <> (
            select count(*) filter (where r.attendance = 'online'), count(*) filter (where r.attendance = 'in_person')
            from event_registrations r where r.event_id = p.event_id and r.holds_place))
        + (select count(*) from event_sessions s
          where s.taken <> (select count(*) from event_workshop_places w
            where w.session_id = s.id and w.state in ('held', 'offered'))) as wrong`.execute(db);
    const wrong = rows[0]?.wrong ?? 0;
    return wrong === 0
      ? { level: 'ok', detail: 'every counter of places equals the rows that hold one' }
      : { level: 'fail', detail: `${wrong} counters of places differ from the rows that hold one` };
  },
};
