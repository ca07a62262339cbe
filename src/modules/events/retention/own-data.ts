/** Everything that is kept about one person who registered, as they may see it and take it with them. */
import { listAudit } from '../../../platform/audit/audit.ts';
import type { Deps } from '../../../platform/deps.ts';
import { openPerson, type Person } from '../person.ts';
import {
  listWorkshopPlaces,
  type RegistrationEvent,
  type RegistrationRow,
  type WorkshopPlace,
} from '../queries/registrations.ts';
import { listMailsAbout } from './queries.ts';

const MOST_ENTRIES = 500;

export interface OwnData {
  person: Person;
  workshops: readonly WorkshopPlace[];
  mails: Awaited<ReturnType<typeof listMailsAbout>>;
  /** What was done with the registration, the latest first. */
  entries: readonly { at: Temporal.Instant; action: string; by: 'staff' | 'program' | 'person' }[];
  /** By the name under which a part of the program keeps it. */
  others: readonly { name: string; value: unknown }[];
}

export async function findOwnData(deps: Deps, registration: RegistrationRow): Promise<OwnData> {
  const { db, vault } = deps;
  const { id } = registration;
  const subject = { kind: 'event_registration', id };
  const entries = await listAudit(db, { limit: MOST_ENTRIES, subject });
  const others: OwnData['others'][number][] = [];
  for (const { name, of, exportOne } of deps.additions.kept) {
    const value = of === 'event' ? await exportOne?.(db, id, deps) : undefined;
    // As it will be written: what cannot be is found out here.
    if (value !== undefined) others.push({ name, value: JSON.parse(JSON.stringify(value)) as unknown });
  }
  return {
    person: openPerson(vault, id, registration.sealed),
    workshops: await listWorkshopPlaces(db, id),
    mails: await listMailsAbout(db, id),
    entries: entries.map(({ at, action, actor }) => ({ at, action, by: byOf(actor) })),
    others,
  };
}

function byOf(actor: string): OwnData['entries'][number]['by'] {
  if (actor.startsWith('staff:')) return 'staff';
  return actor.startsWith('system:') ? 'program' : 'person';
}

/** The file to take along: plain names, times with their offset in UTC. */
export function ownDataFile(
  event: RegistrationEvent,
  r: RegistrationRow,
  { person, workshops, mails, entries, others }: OwnData,
): Record<string, unknown> {
  return {
    event: { title: event.title, slug: event.slug, starts: event.starts_at, ends: event.ends_at },
    registration: {
      ...person,
      state: r.state,
      attendance: r.attendance,
      language: r.lang,
      origin: r.origin,
      registered_at: r.created_at,
      address_confirmed_at: r.address_confirmed_at,
      approved_at: r.approved_at,
      privacy_notice: { version: r.privacy_version, accepted_at: r.accepted_at },
      mail_refused_at: r.mail_refused_at,
      consents: { directory: r.consent_directory, photo: r.consent_photo, recording: r.consent_recording },
      workshops: workshops.map(({ slug, title, state }) => ({ slug, title, state })),
    },
    mails: mails.map(({ kind, state, created_at: promised, sent_at: sent }) => ({
      kind,
      state,
      promised,
      sent,
    })),
    log: entries,
    ...Object.fromEntries(others.map(({ name, value }) => [name, value])),
  };
}
