/**
 * Issuing to many, and telling many, step by step: each step is one transaction that makes a bounded number,
 * moves the cursor and asks for the next one. Killed in between, the step was done or was not.
 */
import { randomUUIDv7 } from 'node:crypto';
import type { Actor } from '../../../platform/access/access.ts';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { addJobs } from '../../../platform/jobs/add.ts';
import type { Vault } from '../../../platform/vault/vault.ts';
import { listAttended } from '../../attendance/index.ts';
import { tryOpenPerson } from '../../events/index.ts';
import { translator } from '../../../platform/i18n/translate.ts';
import { listPrintable } from '../queries/certificates.ts';
import { countAttended, countSpeakers, listSealed, listSpeakersToCertify } from '../queries/people.ts';
import type { AttendanceRule, Kind } from '../tables.ts';
import { type Holder, issue, type Issuing, type Press, setUpPress, waitForPurge } from './issue.ts';
import { tellHolders } from './tell.ts';

export const STEP_JOB = 'certificates.step';
/** Certificates of one transaction: sealed, signed and written in a quarter of a second. */
export const STEP = 50;

export interface NewRun {
  eventId: string;
  kind: Exclude<Kind, 'organiser'>;
  what: 'issue' | 'tell';
  rule: AttendanceRule;
  tell: boolean;
}

/** @returns its id; undefined while another one of the kind is under way */
export async function startRun(
  trx: Trx,
  c: { actor: Actor; now: Temporal.Instant },
  run: NewRun,
): Promise<string | undefined> {
  const id = randomUUIDv7();
  const { eventId, kind, what, rule, tell } = run;
  const total =
    what === 'tell'
      ? await countUntold(trx, eventId, kind)
      : kind === 'attendance'
        ? await countAttended(trx, eventId, rule)
        : await countSpeakers(trx, eventId);
  const made = await trx
    .insertInto('certificate_runs')
    .values({
      id,
      event_id: eventId,
      kind,
      what,
      rule: JSON.stringify(rule) as unknown as AttendanceRule,
      tell,
      cursor: null,
      total,
      started_at: c.now,
      updated_at: c.now,
    })
    .onConflict((oc) => oc.columns(['event_id', 'kind']).where('state', '=', 'running').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) return undefined;
  await askForStep(trx, id);
  await audit(trx, {
    actor: c.actor,
    action: what === 'issue' ? 'certificates.run_started' : 'certificates.telling_started',
    subject: { kind: 'event', id: eventId },
    detail: { kind, total },
  });
  return id;
}

async function countUntold(trx: Trx, eventId: string, kind: Kind): Promise<number> {
  const { count } = await trx
    .selectFrom('certificates')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('event_id', '=', eventId)
    .where('kind', '=', kind)
    .where('state', '=', 'valid')
    .where('sealed', 'is not', null)
    .where('told_at', 'is', null)
    .where('registration_id', 'is not', null)
    .executeTakeFirstOrThrow();
  return count;
}

const askForStep = (trx: Trx, runId: string): Promise<void> =>
  addJobs(trx, [{ name: STEP_JOB, payload: { runId }, key: `${STEP_JOB}:${runId}` }]);

/** After the step under way nothing more is done, until it is resumed. */
export async function stopRun(
  trx: Trx,
  c: { actor: Actor; now: Temporal.Instant },
  eventId: string,
  id: string,
): Promise<boolean> {
  return await setState(trx, c, eventId, id, 'stopped');
}

/** Goes on where it stopped. Of one that says it runs, the step is asked for again: harmless, and it may have been lost. */
export async function resumeRun(
  trx: Trx,
  c: { actor: Actor; now: Temporal.Instant },
  eventId: string,
  id: string,
): Promise<boolean> {
  const resumed = await setState(trx, c, eventId, id, 'running');
  if (resumed) await askForStep(trx, id);
  return resumed;
}

async function setState(
  trx: Trx,
  c: { actor: Actor; now: Temporal.Instant },
  eventId: string,
  id: string,
  state: 'stopped' | 'running',
): Promise<boolean> {
  const changed = await trx
    .updateTable('certificate_runs')
    .set({ state, updated_at: c.now })
    .where('id', '=', id)
    .where('event_id', '=', eventId)
    .where('state', '<>', 'done')
    .returning('id')
    .executeTakeFirst();
  if (!changed) return false;
  await audit(trx, {
    actor: c.actor,
    action: state === 'stopped' ? 'certificates.run_stopped' : 'certificates.run_resumed',
    subject: { kind: 'event', id: eventId },
  });
  return true;
}

type Run = NonNullable<Awaited<ReturnType<typeof lockRun>>>;

function lockRun(trx: Trx, id: string) {
  return trx
    .selectFrom('certificate_runs')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'running')
    .forUpdate()
    .executeTakeFirst();
}

interface Stepped {
  cursor: string | undefined;
  done: number;
  passed: number;
  isLast: boolean;
}

/** One step of a run, in the transaction given. Does nothing for one that was stopped, ended or removed. */
export async function stepRun(trx: Trx, c: Issuing, id: string): Promise<void> {
  const known = await trx
    .selectFrom('certificate_runs')
    .select('event_id')
    .where('id', '=', id)
    .executeTakeFirst();
  if (!known) return;
  // Before the row: the purge takes the two in this order.
  await waitForPurge(trx, known.event_id);
  const run = await lockRun(trx, id);
  if (!run) return;
  const stepped = run.what === 'tell' ? await stepTelling(trx, c, run) : await stepIssuing(trx, c, run);
  if (!stepped) {
    // The edition was purged, or nobody can sign: said on the page, and for somebody to resume.
    await trx
      .updateTable('certificate_runs')
      .set({ state: 'stopped', updated_at: c.now })
      .where('id', '=', id)
      .execute();
    return;
  }
  await trx
    .updateTable('certificate_runs')
    .set({
      cursor: stepped.cursor ?? run.cursor,
      done: run.done + stepped.done,
      passed: run.passed + stepped.passed,
      state: stepped.isLast ? 'done' : 'running',
      updated_at: c.now,
    })
    .where('id', '=', id)
    .execute();
  if (!stepped.isLast) await askForStep(trx, id);
}

async function stepIssuing(trx: Trx, c: Issuing, run: Run): Promise<Stepped | undefined> {
  const press = await setUpPress(trx, c, run.event_id, run.kind);
  if (typeof press === 'string') return undefined;
  const { seen, holders, cursor } =
    run.kind === 'attendance' ? await nextAttended(trx, c.vault, run) : await nextSpeakers(trx, press, run);
  const made = await issue(trx, press, holders);
  if (run.tell) await tellHolders(trx, c.now, made);
  return { cursor, done: made.length, passed: seen - made.length, isLast: seen < STEP };
}

interface Next {
  seen: number;
  holders: Holder[];
  cursor: string | undefined;
}

async function nextAttended(trx: Trx, vault: Vault, run: Run): Promise<Next> {
  const page = { limit: STEP, ...(run.cursor !== null && { after: run.cursor }) };
  const rows = await listAttended(trx, run.event_id, run.rule, page);
  const sealed = new Map(
    (
      await listSealed(
        trx,
        rows.map((r) => r.registrationId),
      )
    ).map((row) => [row.id, row.sealed]),
  );
  const holders = rows.flatMap(({ registrationId, sessions, minutes }) => {
    const name = nameOf(vault, registrationId, sealed.get(registrationId));
    return name === undefined ? [] : [attendeeHolder(registrationId, name, { sessions, minutes })];
  });
  return { seen: rows.length, holders, cursor: rows.at(-1)?.registrationId };
}

export function attendeeHolder(
  registrationId: string,
  name: string,
  { sessions, minutes }: { sessions: number; minutes: number },
): Holder {
  return { holder: `r:${registrationId}`, registrationId, name, sessions, minutes };
}

/** Undefined when it cannot be opened: that person is left for somebody to look at, the others get theirs. */
const nameOf = (vault: Vault, id: string, sealed: Buffer | undefined): string | undefined =>
  tryOpenPerson(vault, id, sealed ?? null)?.name;

async function nextSpeakers(trx: Trx, press: Press, run: Run): Promise<Next> {
  const rows = await listSpeakersToCertify(trx, run.event_id, {
    after: run.cursor ?? undefined,
    limit: STEP,
  });
  const t = translator(press.lang);
  const holders = rows.map(({ id, name, sessions, minutes, is_moderator }) => ({
    holder: `s:${id}`,
    name,
    role: t(is_moderator ? 'certificates.role.moderator' : 'certificates.role.speaker'),
    sessions,
    minutes,
  }));
  return { seen: rows.length, holders, cursor: rows.at(-1)?.id };
}

async function stepTelling(trx: Trx, c: Issuing, run: Run): Promise<Stepped> {
  const rows = await listPrintable(trx, run.event_id, run.kind, {
    after: run.cursor ?? undefined,
    limit: STEP,
    untold: true,
  });
  const done = await tellHolders(
    trx,
    c.now,
    rows.map((row) => row.id),
  );
  return { cursor: rows.at(-1)?.id, done, passed: rows.length - done, isLast: rows.length < STEP };
}
