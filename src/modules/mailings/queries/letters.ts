/** What one mail is made of, still sealed, in one statement: there may be thousands of them to write. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import '../tables.ts';

/** True for a registration `r` whose address wants no more mail of its edition. */
export const isUnsubscribed = sql<boolean>`exists (
  select from mailing_unsubscribes u where u.event_id = r.event_id and u.address_hash = r.address_hash)`;

/** Registrations that get no mail any more whatever group they were in. */
export const isWithdrawn = sql<boolean>`r.state in ('cancelled', 'declined')`;

export interface LetterRow {
  registration_id: string;
  lang: 'es' | 'en';
  sealed: Buffer;
  link_version: number;
  subject_es: string;
  body_es: string;
  subject_en: string;
  body_en: string;
  event_title: string;
  event_slug: string;
  contact_email: string;
}

/** @returns undefined when the mailing is stopped, or the person is gone, out or unsubscribed */
export async function findLetter(
  db: Read,
  mailingId: string,
  registrationId: string,
): Promise<LetterRow | undefined> {
  const { rows } = await sql<LetterRow>`
    select r.id as registration_id, r.lang, r.sealed, r.link_version, g.subject_es, g.body_es, g.subject_en, g.body_en,
      e.title as event_title, e.slug as event_slug, e.contact_email
    from event_registrations r
    join mailings g on g.id = ${mailingId} and g.event_id = r.event_id
    join events e on e.id = r.event_id
    where r.id = ${registrationId} and g.state in ('sending', 'done') and not ${isWithdrawn} and not ${isUnsubscribed}`.execute(
    db,
  );
  return rows[0];
}

/** Which of these registrations want no more mail of their edition. */
export async function unsubscribedAmong(db: Read, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('event_registrations as r')
    .select('r.id')
    .where(sql<boolean>`r.id = any(${[...ids]}::uuid[])`)
    .where(isUnsubscribed)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

export interface Subscription {
  registrationId: string;
  eventTitle: string;
  eventSlug: string;
  unsubscribed: boolean;
}

/** Whether somebody gets the mailings of their edition. */
export async function findSubscription(db: Read, registrationId: string): Promise<Subscription | undefined> {
  const row = await db
    .selectFrom('event_registrations as r')
    .innerJoin('events as e', 'e.id', 'r.event_id')
    .select(['r.id', 'e.title', 'e.slug', isUnsubscribed.as('unsubscribed')])
    .where('r.id', '=', registrationId)
    .executeTakeFirst();
  return (
    row && {
      registrationId: row.id,
      eventTitle: row.title,
      eventSlug: row.slug,
      unsubscribed: row.unsubscribed,
    }
  );
}
