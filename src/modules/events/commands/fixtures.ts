/** Inputs for tests of editions and programmes: an edition of one day, 8:00 to 17:00 in Guatemala. */
import { type Act, type EditionInput, NEW_REGISTRATION, type SessionInput } from './inputs.ts';

export const ACT: Act = {
  actor: { kind: 'system', what: 'test' },
  now: Temporal.Instant.from('2027-01-10T15:00:00Z'),
};

/** An hour of the day of the edition, as on the clock in Guatemala. */
export const at = (clock: string, day = '2027-03-02'): Temporal.Instant =>
  Temporal.Instant.from(`${day}T${clock}-06:00`);

export function editionInput(slug: string, more: Partial<EditionInput> = {}): EditionInput {
  return {
    seriesId: null,
    slug,
    title: 'Encuentro de prueba',
    summary: '',
    description: '',
    mode: 'online',
    timezone: 'America/Guatemala',
    language: 'es',
    startsAt: at('08:00'),
    endsAt: at('17:00'),
    venue: '',
    venueAddress: '',
    organizer: 'Organización de Ejemplo',
    contactEmail: '',
    isExample: false,
    sources: [],
    registration: {
      ...NEW_REGISTRATION,
      opensAt: at('08:00', '2027-01-04'),
      closesAt: at('20:00', '2027-02-20'),
    },
    ...more,
  };
}

export function sessionInput(slug: string, more: Partial<SessionInput> = {}): SessionInput {
  return {
    slug,
    type: 'conference',
    title: `Sesión ${slug}`,
    abstract: '',
    startsAt: at('09:00'),
    endsAt: at('10:00'),
    roomId: null,
    trackId: null,
    language: 'es',
    interpretation: [],
    capacity: null,
    speakers: [],
    ...more,
  };
}
