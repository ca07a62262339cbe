/** Words of the programme that the rules speak of, as `events` stores them. */
export type SessionState = 'scheduled' | 'postponed' | 'cancelled';
