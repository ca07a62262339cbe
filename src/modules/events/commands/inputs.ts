/**
 * What the commands on editions and programme take and answer. Times are instants; texts are already
 * cleaned (`platform/forms`); `null` in a capacity is "unlimited".
 */
import type * as platform from '../../../platform/db/outcome.ts';
import type { ProgrammeFaultCode } from '../rules/programme.ts';
import type {
  EventMode,
  EventSource,
  MaterialKind,
  QuestionOption,
  QuestionType,
  Reminder,
  SessionType,
} from '../tables.ts';

export type { Act } from '../../../platform/db/outcome.ts';

/**
 * An expected refusal. `not_found`: gone, or of another edition; `changed`: somebody saved a newer version;
 * `no_consent`: a recording without its speakers' consent; `in_use`: people have signed up for it; `way_in_use`: people registered for the way of attending that would go; `workshop_in_use`: people signed up for what would be no workshop any more; `not_now`: it is so already; `missing_part`: a version to restore names what is no more. The words are `events.fault.{refused}` with `detail` as values.
 */
export type RefusalCode =
  | ProgrammeFaultCode
  | 'not_found'
  | 'changed'
  | 'no_consent'
  | 'in_use'
  | 'way_in_use'
  | 'workshop_in_use'
  | 'missing_part'
  | 'not_now';

export type Refusal = platform.Refusal<RefusalCode>;

export type Outcome<T extends object = object> = platform.Outcome<T, RefusalCode>;

export interface Capacities {
  total: number | null;
  online: number | null;
  inPerson: number | null;
}

export interface RegistrationInput {
  /** null: no registration through the site (or its opening is not known). */
  opensAt: Temporal.Instant | null;
  closesAt: Temporal.Instant | null;
  /** A deadline known only as a date; ends with that day in the edition's zone. */
  closesOn: Temporal.PlainDate | null;
  confirmEmail: boolean;
  approval: boolean;
  /** Base fields that the form asks; left out: as before, in a new edition all. */
  askedFields?: readonly string[];
  /** Base fields required beyond the always required ones: `organization`, `country` … */
  requiredFields: readonly string[];
  holdMinutes: number;
  offerHours: number;
  /** When people are reminded. */
  reminders: readonly Reminder[];
  /** Days after the edition's end at which what is known of those who registered is removed: 1 to 3650. */
  retentionDays: number;
  capacity: Capacities;
}

/** What a new edition starts with, before anybody decided. */
export const NEW_REGISTRATION: RegistrationInput = {
  opensAt: null,
  closesAt: null,
  closesOn: null,
  confirmEmail: true,
  approval: false,
  requiredFields: [],
  holdMinutes: 120,
  offerHours: 48,
  reminders: ['week', 'day', 'hour'],
  retentionDays: 180,
  capacity: { total: null, online: null, inPerson: null },
};

export interface EditionInput {
  seriesId: string | null;
  slug: string;
  title: string;
  summary: string;
  description: string;
  mode: EventMode;
  /** IANA name. */
  timezone: string;
  language: string;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  venue: string;
  venueAddress: string;
  organizer: string;
  contactEmail: string;
  isExample: boolean;
  sources: readonly EventSource[];
  registration: RegistrationInput;
}

export interface SeriesInput {
  id?: string;
  slug: string;
  title: string;
  summary: string;
}

export interface SessionInput {
  slug: string;
  type: SessionType;
  title: string;
  abstract: string;
  /** Both null: the hours are not published. */
  startsAt: Temporal.Instant | null;
  endsAt: Temporal.Instant | null;
  roomId: string | null;
  trackId: string | null;
  language: string;
  interpretation: readonly string[];
  /** Places to sign up for; null: nobody signs up, or no limit. */
  capacity: number | null;
  /** In the order shown. */
  speakers: readonly { speakerId: string; role: 'speaker' | 'moderator' }[];
}

export interface RoomInput {
  id?: string;
  name: string;
  /** null: not said. */
  capacity: number | null;
  position?: number;
}

export interface TrackInput {
  id?: string;
  slug: string;
  name: string;
  /** `#rrggbb` or empty. */
  color: string;
  position?: number;
}

export interface SpeakerInput {
  id?: string;
  slug: string;
  name: string;
  organization: string;
  bio: string;
}

export interface MaterialInput {
  id?: string;
  /** null: of the whole edition. */
  sessionId: string | null;
  kind: MaterialKind;
  title: string;
  /** http or https. */
  url: string;
  position?: number;
  /** Those who speak in a recording agree to its publication. */
  consent?: boolean | undefined;
}

export interface QuestionInput {
  id?: string;
  key: string;
  label: string;
  hint: string;
  type: QuestionType;
  required: boolean;
  /** Of `one_of` and `several_of`. */
  options: readonly QuestionOption[];
  /** Asked only when another question has one of these answers (yes/no: `yes`, `no`). */
  shownWhen: { key: string; values: string[] } | null;
  position?: number;
}
