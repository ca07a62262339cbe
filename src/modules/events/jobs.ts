/** Work of this module that follows a change: telling everybody concerned by an announcement. */
import type { Deps } from '../../platform/deps.ts';
import type { Trx } from '../../platform/db/handles.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import type { CronSpec, JobSpec } from '../../platform/jobs/job.ts';
import { sweepMailFiles } from '../../platform/mail/forget.ts';
import { promiseMails } from '../../platform/mail/promise.ts';
import { remindAll } from './commands/reminders.ts';

import { tendPlaces } from './commands/registration/tend.ts';
import {
  GATHER_JOB,
  gatherSessionChanges,
  TELL_NEWS_JOB,
  tellSessionChanges,
} from './commands/session-news.ts';
import { SWEEP_JOB } from './retention/erase.ts';
import { PURGE_JOB, queuePurge, retain, runPurge } from './retention/purge.ts';
import { TELL_JOB, type TellPayload, TOLD_KINDS } from './commands/tell.ts';
import { isTold } from './queries/told.ts';
import { TOLD_STATES } from './rules/registration.ts';

const BATCH = 500;
const TEND_JOB = 'events.tend_places';

const REMIND_JOB = 'events.remind';
const RETAIN_JOB = 'events.retain';

export const EVENT_CRONS: readonly CronSpec[] = [
  { job: TEND_JOB, pattern: '* * * * *' },
  { job: REMIND_JOB, pattern: '* * * * *' },
  { job: RETAIN_JOB, pattern: '23 * * * *' },
];

export function eventJobs(): JobSpec[] {
  return [
    {
      name: TELL_JOB,
      summary:
        'Promises a mail to everybody whom a postponed, cancelled or resumed edition or session concerns.',
      run: async (payload, deps) => tellRegistered(deps, readPayload(payload)),
    },
    {
      name: TEND_JOB,
      summary: 'Every minute: hands on places whose hold or offer lapsed, to the first waiting.',
      run: async (_payload, deps) => tendPlaces(deps.db, deps.now()),
    },
    {
      name: GATHER_JOB,
      summary: 'Minutes after the last edit: gathers what changed in the sessions of an edition.',
      run: async (payload, deps) => gatherSessionChanges(deps.db, idIn(payload, 'eventId'), deps.now()),
    },
    {
      name: TELL_NEWS_JOB,
      summary: 'Promises a mail about changed sessions to everybody whom they concern.',
      run: async (payload, deps) => tellSessionChanges(deps.db, idIn(payload, 'newsId')),
    },
    {
      name: RETAIN_JOB,
      summary: 'Every hour: orders the purge of editions whose days of keeping personal data are over.',
      run: async (_payload, deps) => retain(deps),
    },
    {
      name: SWEEP_JOB,
      summary: 'Removes files of mails that are no more, after somebody erased their data.',
      run: async (_payload, { db, config }) => void (await sweepMailFiles(db, config.dataDir)),
    },
    {
      name: PURGE_JOB,
      summary: 'Removes what is known of those who registered for an edition, step by step.',
      run: async (payload, deps) => {
        const eventId = idIn(payload, 'eventId');
        if ((await runPurge(deps, eventId)) !== 'waits') return;
        const soon = deps.now().add({ minutes: 2 });
        await withTransaction(deps.db, (trx) => queuePurge(trx, eventId, soon));
      },
    },
    {
      name: REMIND_JOB,
      summary: 'Every minute: promises the reminders that are due, to those who come.',
      run: async (_payload, deps) => remindAll(deps.db, deps.now()),
    },
  ];
}

function idIn(payload: Record<string, unknown>, name: string): string {
  const id = payload[name];
  if (typeof id !== 'string') throw new TypeError(`a payload without ${name}`);
  return id;
}

function readPayload(payload: Record<string, unknown>): TellPayload {
  const { eventId, sessionId, what, sequence } = payload;
  const kind = TOLD_KINDS.find((known) => known === what);
  if (typeof eventId !== 'string' || kind === undefined || typeof sequence !== 'number')
    throw new TypeError('a payload that announces nothing');
  return { eventId, what: kind, sequence, ...(typeof sessionId === 'string' && { sessionId }) };
}

/**
 * In batches by key, each a transaction of its own. Run again after a crash it promises nothing twice: the
 * key of a mail is the person and the announcement.
 */
async function tellRegistered(deps: Deps, payload: TellPayload): Promise<void> {
  for (let after: string | undefined, full = true; full;) {
    const told = await withTransaction(deps.db, (trx) => tellNext(trx, payload, after));
    after = told.at(-1);
    full = told.length === BATCH;
  }
}

async function tellNext(trx: Trx, payload: TellPayload, after: string | undefined): Promise<string[]> {
  const { eventId, sessionId, what, sequence } = payload;
  const ids = await concerned(trx, payload, after);
  await promiseMails(
    trx,
    ids.map((id) => ({
      kind: what,
      subjectId: id,
      data: { eventId, sequence, ...(sessionId !== undefined && { sessionId }) },
      dedupeKey: `${what}:${sessionId ?? eventId}:${sequence}:${id}`,
    })),
  );
  return ids;
}

/**
 * Of an edition: all who come, wait or want to come, if their address is known to be theirs. Of a session
 * that one signs up for: those who did; of any other: those who come to the edition.
 */
async function concerned(
  trx: Trx,
  { eventId, sessionId }: TellPayload,
  after: string | undefined,
): Promise<string[]> {
  let query = trx
    .selectFrom('event_registrations as r')
    .select('r.id')
    .where('r.event_id', '=', eventId)
    .orderBy('r.id')
    .limit(BATCH);
  if (after !== undefined) query = query.where('r.id', '>', after);
  if (sessionId === undefined) {
    query = query.where(isTold);
  } else if (await takesSignUps(trx, sessionId)) {
    query = query
      .innerJoin('event_workshop_places as w', 'w.registration_id', 'r.id')
      .where('w.session_id', '=', sessionId)
      .where('w.state', '!=', 'lapsed')
      .where('r.state', 'in', TOLD_STATES);
  } else {
    query = query.where('r.state', '=', 'confirmed');
  }
  return (await query.execute()).map((row) => row.id);
}

async function takesSignUps(trx: Trx, sessionId: string): Promise<boolean> {
  const session = await trx
    .selectFrom('event_sessions')
    .select('type')
    .where('id', '=', sessionId)
    .executeTakeFirst();
  return session?.type === 'workshop';
}
