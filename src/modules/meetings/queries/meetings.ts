/** Meetings and what they brought; every list bounded and paged by key. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { cursorOf, KEY, type PageRequest, pageOf } from '../../../platform/db/page-by-key.ts';
import { PROPOSAL } from '../../proposals/index.ts';
import { MOST_RECEIVED } from '../rules/meeting.ts';
import type { Way } from '../tables.ts';

/** With the edition that it belongs to. */
function meetings(db: Read) {
  return db
    .selectFrom('meetings as m')
    .leftJoin('events as e', 'e.id', 'm.event_id')
    .selectAll('m')
    .select(['e.title as event_title', 'e.slug as event_slug']);
}

export type MeetingRow = NonNullable<Awaited<ReturnType<typeof findMeeting>>>;

export const findMeeting = (db: Read, id: string) => meetings(db).where('m.id', '=', id).executeTakeFirst();

/** @param code as `readCode` gives it */
export const findByCode = (db: Read, code: string) =>
  meetings(db).where('m.code', '=', code).executeTakeFirst();

export const MEETING_CURSOR = cursorOf({ day: KEY.text, id: KEY.uuid });
type MeetingKey = { day: string; id: string };

/** The latest day first. */
export async function listMeetings(db: Read, { after, limit }: PageRequest<MeetingKey>) {
  const rows = await meetings(db)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(m.on_date, m.id) < (${after?.day ?? ''}::date, ${after?.id ?? ''}::uuid)`),
    )
    .orderBy('m.on_date', 'desc')
    .orderBy('m.id', 'desc')
    .limit(limit + 1)
    .execute();
  return pageOf(rows, limit, ({ on_date: day, id }) => MEETING_CURSOR.write({ day: String(day), id }));
}

const MOST_EDITIONS = 100;

/** To choose from: those that everybody may see, the latest first. */
export const choosableEditions = (db: Read) =>
  db
    .selectFrom('events')
    .select(['id', 'title'])
    .where('visibility', '=', 'published')
    .orderBy('starts_at', 'desc')
    .limit(MOST_EDITIONS)
    .execute();

export interface Brought {
  received: number;
  /** Whose address is not confirmed. */
  unconfirmed: number;
  waiting: number;
  published: number;
  /** Sheets. */
  given: number;
  entered: number;
}

export async function countBrought(db: Read, meetingId: string): Promise<Brought> {
  const { rows } = await sql<Brought>`
    select p.*, s.* from (
      select count(*)::int as received, count(*) filter (where p.state = 'unconfirmed')::int as unconfirmed,
        count(*) filter (where p.state = 'received')::int as waiting,
        count(*) filter (where p.title is not null)::int as published
      from meeting_proposals as m join proposals as p on p.id = m.proposal_id where m.meeting_id = ${meetingId}::uuid
    ) as p, (
      select count(*)::int as given, count(entered_at)::int as entered
      from meeting_sheets where meeting_id = ${meetingId}::uuid
    ) as s`.execute(db);
  return rows[0] ?? { received: 0, unconfirmed: 0, waiting: 0, published: 0, given: 0, entered: 0 };
}

export const BROUGHT_CURSOR = cursorOf({ at: KEY.instant, id: KEY.uuid });
type BroughtKey = { at: Temporal.Instant; id: string };

export type BroughtRow = Awaited<ReturnType<typeof listBrought>>['items'][number];

/** What came in, the latest first. */
export async function listBrought(db: Read, meetingId: string, { after, limit }: PageRequest<BroughtKey>) {
  const rows = await db
    .selectFrom('meeting_proposals as m')
    .innerJoin('proposals as p', 'p.id', 'm.proposal_id')
    .select(['m.via', 'm.created_at', 'p.id', 'p.number', 'p.state'])
    .select(['p.title', 'p.problem', 'p.affected', 'p.summary', 'p.sealed_text'])
    .where('m.meeting_id', '=', meetingId)
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb(
          eb.refTuple('m.created_at', 'm.proposal_id'),
          '<',
          eb.tuple(after?.at ?? Temporal.Instant.fromEpochMilliseconds(0), after?.id ?? ''),
        ),
      ),
    )
    .orderBy('m.created_at', 'desc')
    .orderBy('m.proposal_id', 'desc')
    .limit(limit + 1)
    .execute();
  return pageOf(rows, limit, ({ created_at: at, id }) => BROUGHT_CURSOR.write({ at, id }));
}

const TYPED: readonly Way[] = ['desk', 'sheet'];

/** The authors of what was typed last, sealed. */
export function lastTyped(db: Read, meetingId: string) {
  return db
    .selectFrom('meeting_proposals as m')
    .innerJoin('proposals as p', 'p.id', 'm.proposal_id')
    .select(['p.id', 'p.sealed_authors'])
    .where('m.meeting_id', '=', meetingId)
    .where('m.via', 'in', TYPED)
    .orderBy('m.created_at', 'desc')
    .orderBy('m.proposal_id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export interface Typed {
  meetingId: string;
  proposalId: string;
  /** As the actor stands in the audit. */
  typist: string;
  since: Temporal.Instant;
}

/** A proposal that was typed at the desk for others, if this one typed it, and not before. */
export function findTyped(db: Read, { meetingId, proposalId, typist, since }: Typed) {
  return db
    .selectFrom('meeting_proposals as m')
    .innerJoin('proposals as p', 'p.id', 'm.proposal_id')
    .innerJoin('audit_log as a', (join) =>
      join
        .on('a.subject_kind', '=', PROPOSAL)
        .on('a.action', '=', 'proposals.receive')
        .on('a.actor', '=', typist)
        .on('a.subject_id', '=', proposalId),
    )
    .select(['p.id', 'p.number', 'p.link_version'])
    .where('m.meeting_id', '=', meetingId)
    .where('m.proposal_id', '=', proposalId)
    .where('m.via', '=', 'desk')
    .where('m.created_at', '>=', since)
    .executeTakeFirst();
}

/** The proposal behind a secret link, if it was sent in this meeting. */
export function findSent(db: Read, meetingId: string, proposalId: string) {
  return db
    .selectFrom('meeting_proposals as m')
    .innerJoin('proposals as p', 'p.id', 'm.proposal_id')
    .select(['p.id', 'p.link_version', 'p.number', 'p.state'])
    .where('m.meeting_id', '=', meetingId)
    .where('m.proposal_id', '=', proposalId)
    .executeTakeFirst();
}

/** With the address to which its link goes; not of what is withdrawn. */
export function findAddressed(db: Read, proposalId: string) {
  return db
    .selectFrom('meeting_proposals as m')
    .innerJoin('proposals as p', 'p.id', 'm.proposal_id')
    .innerJoin('meetings', 'meetings.id', 'm.meeting_id')
    .select([
      'p.id',
      'p.link_version',
      'p.number',
      'p.lang',
      'm.sealed_address',
      'm.created_at',
      'meetings.title',
    ])
    .where('m.proposal_id', '=', proposalId)
    .where('p.state', '<>', 'withdrawn')
    .executeTakeFirst();
}

/** Where it was born; undefined: in no meeting. */
export function meetingOf(db: Read, proposalId: string) {
  return db
    .selectFrom('meeting_proposals as m')
    .innerJoin('meetings', 'meetings.id', 'm.meeting_id')
    .select(['meetings.id', 'meetings.title', 'meetings.place', 'meetings.on_date'])
    .where('m.proposal_id', '=', proposalId)
    .executeTakeFirst();
}

/** Whether anybody may read something that was born there, so that its title is public too. */
export async function isSeen(db: Read, meetingId: string): Promise<boolean> {
  const row = await db
    .selectFrom('meeting_proposals as m')
    .innerJoin('proposals as p', 'p.id', 'm.proposal_id')
    .select('p.id')
    .where('m.meeting_id', '=', meetingId)
    .where('p.title', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** True when it takes no more. */
export const isFull = ({ received }: Pick<MeetingRow, 'received'>): boolean => received >= MOST_RECEIVED;
