/**
 * The yardstick of registrations: what one registration asks of the database, written out by hand and sent
 * with nothing around it. Keep it equal to `commands/registration/register.ts` and what its route reads.
 */
import { randomBytes, randomUUIDv7 } from 'node:crypto';
import pg from 'pg';

const FIND_EVENT = `
  select e.id, e.slug, e.title, e.summary, e.mode, e.timezone, e.starts_at, e.ends_at, e.venue, e.venue_address,
    e.organizer, e.contact_email, e.visibility, e.status, e.status_note, e.is_example,
    e.registration_opens_at, e.registration_closes_at, e.registration_closes_on, e.confirm_email, e.approval,
    e.asked_fields, e.required_fields, e.hold_minutes, e.offer_hours, e.sequence,
    coalesce((
      select jsonb_agg(jsonb_build_object('key', q.key, 'label', q.label, 'hint', q.hint, 'type', q.type,
        'required', q.required, 'options', q.options, 'shown_when', q.shown_when) order by q.position, q.id)
      from event_questions q where q.event_id = e.id), '[]') as questions,
    coalesce((
      select jsonb_agg(jsonb_build_object('id', s.id, 'slug', s.slug, 'title', s.title,
        'starts_at', s.starts_at, 'ends_at', s.ends_at) order by s.starts_at, s.id)
      from event_sessions s where s.event_id = e.id and s.type = 'workshop' and s.status <> 'cancelled'), '[]') as workshops
  from events e where e.slug = $1`;

const PRIVACY = 'select max(version) as version from privacy_notices';

const INSERT = `
  insert into event_registrations (id, event_id, state, attendance, address_hash, sealed, held_until,
    address_confirmed_at, approved_at, lang, privacy_version, accepted_at, consent_directory, consent_photo,
    consent_recording, origin, mail_refused_at, last_notice_at)
  values ($1, $2, 'pending', $3, $4, $5, null, null, null, 'es', null, $6, false, false, false, 'form', null, null)
  on conflict (event_id, address_hash) where state not in ('cancelled', 'declined') do nothing`;

const AUDIT = `
  insert into audit_log (actor, action, subject_kind, subject_id, detail)
  values ('anonymous', 'events.register', 'event_registration', $1, $2::jsonb)`;

const MAIL = `insert into mails (id, kind, subject_id, data) values ($1, $2, $3, $4)`;

const ARRIVE = `
  with place as (
    select event_id, last_position,
      (capacity_total is null or taken_online + taken_in_person < capacity_total)
      and ($1 = 0 or capacity_online is null or taken_online < capacity_online)
      and ($2 = 1 or capacity_in_person is null or taken_in_person < capacity_in_person) as fits
    from event_places where event_id = $3 for no key update
  ), taken as (
    update event_places e set
      taken_online = e.taken_online + case when p.fits then $4::int else 0 end,
      taken_in_person = e.taken_in_person + case when p.fits then $5::int else 0 end,
      last_position = e.last_position + 1
    from place p where e.event_id = p.event_id
    returning p.fits, e.last_position
  )
  update event_registrations r set
    holds_place = t.fits,
    state = case when t.fits then $6 else $7 end,
    held_until = case when t.fits then $8::timestamptz end,
    position = case when $9 then t.last_position else r.position end
  from taken t where r.id = $10
  returning t.fits`;

/** A kind that no sender knows, so that the rows are only written. */
export const REFERENCE_MAIL = 'bench.reference';

export interface PlainLoad {
  url: string;
  connections: number;
  slug: string;
  eventId: string;
  count: number;
  /** Bytes of the sealed blob of such a person. */
  sealedBytes: number;
  /** Read and planned once per connection, as the program does it. */
  prepared: boolean;
}

/** @returns registrations per second */
export async function registerPlainly(load: PlainLoad): Promise<number> {
  const clients = await Promise.all(
    Array.from({ length: load.connections }, async () => {
      const client = new pg.Client({ connectionString: load.url, application_name: 'bench reference' });
      await client.connect();
      return client;
    }),
  );
  try {
    let at = 0;
    const began = performance.now();
    await Promise.all(
      clients.map(async (client) => {
        while (at++ < load.count) await registerOne(client, load);
      }),
    );
    return load.count / ((performance.now() - began) / 1000);
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

async function registerOne(client: pg.Client, load: PlainLoad): Promise<void> {
  const { slug, eventId, sealedBytes, prepared } = load;
  const id = randomUUIDv7();
  const now = Temporal.Now.instant();
  const run = async (name: string, text: string, values: unknown[]) =>
    void (await client.query(prepared ? { name, text, values } : { text, values }));
  await run('event', FIND_EVENT, [slug]);
  await client.query(PRIVACY);
  await client.query('begin');
  const hash = randomBytes(32);
  await run('insert', INSERT, [id, eventId, 'online', hash, randomBytes(sealedBytes), now.toString()]);
  await run('audit', AUDIT, [id, '{"origin":"form"}']);
  await run('mail', MAIL, [randomUUIDv7(), REFERENCE_MAIL, id, '{}']);
  const until = now.add({ minutes: 120 }).toString();
  await run('arrive', ARRIVE, [1, 1, eventId, 1, 0, 'pending', 'pending', until, true, id]);
  await client.query('commit');
}
