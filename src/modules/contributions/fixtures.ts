/** Contributions for tests, sent and decided by the same commands as everybody's. The people are plainly invented. */
import { sql } from 'kysely';
import { ANONYMOUS } from '../../platform/access/access.ts';
import type { Db, Trx } from '../../platform/db/handles.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import { json } from '../../platform/db/values.ts';
import type { Deps } from '../../platform/deps.ts';
import type { Context } from './commands/context.ts';
import { decide, tellDecision } from './commands/decide.ts';
import { confirmAddress } from './commands/own.ts';
import { type ItemText, publishItem } from './commands/publish-item.ts';
import { type Sending, sendContribution } from './commands/send.ts';
import { type Call, findCall, NO_CALL } from './queries/calls.ts';
import { findContribution } from './queries/contributions.ts';
import type { Author, ContributionText } from './sealed.ts';
import type { Decision, Kind } from './tables.ts';

/** A call that has been open for a year and closes with the edition. */
export async function insertCall(db: Db, eventId: string, more: Partial<Call> = {}): Promise<void> {
  const { version: _, criteria, ...call } = { ...NO_CALL, ...more };
  await db
    .insertInto('contribution_calls')
    .values({
      ...call,
      opens_at: more.opens_at ?? Temporal.Instant.from('2026-01-01T06:00:00Z'),
      criteria: json(criteria),
      event_id: eventId,
    })
    .execute();
}

export function exampleAuthor(n: number | string, more: Partial<Author> = {}): Author {
  return {
    name: `Autora Ficticia ${n}`,
    email: `autora${n}@ejemplo.test`,
    coauthors: [],
    organization: `Organización Inventada ${n}`,
    country: 'Guatemala',
    department: 'solola',
    appears: 'name',
    ...more,
  };
}

export function exampleText(n: number | string, more: Partial<ContributionText> = {}): ContributionText {
  return {
    title: `Audiencias abiertas ${n}`,
    summary: 'Un juzgado de ejemplo publicó su agenda y la gente pudo llegar.',
    context: 'Nadie sabía cuándo había audiencias.',
    done: 'Se publicó la agenda cada lunes.\n\nSe imprimió para quien no tiene teléfono.',
    result: 'Llegaron 40 personas por semana.',
    evidence: [{ text: 'Registro de visitas', link: 'https://ejemplo.test/visitas', date: '2026-03-02' }],
    learned: 'Publicar sin imprimir no alcanza.',
    audience: '',
    format: '',
    topic: 'transparency',
    languages: ['es'],
    ...more,
  };
}

export function sending(n: number | string, more: Partial<Sending> = {}): Sending {
  return {
    kind: 'case',
    author: exampleAuthor(n),
    text: exampleText(n),
    consent: true,
    lang: 'es',
    privacyVersion: 1,
    ...more,
  };
}

export type Place = {
  id: string;
  status: 'scheduled' | 'postponed' | 'cancelled';
  starts_at: Temporal.Instant;
};

export function contextFor(deps: Pick<Deps, 'vault' | 'now'>, actor: Context['actor'] = ANONYMOUS): Context {
  return { actor, vault: deps.vault, now: deps.now() };
}

/** Sends one. @returns undefined when it was taken for a repeated one */
export async function send(
  deps: Pick<Deps, 'db' | 'vault' | 'now'>,
  event: Place,
  s: Sending,
): Promise<string | undefined> {
  const call = await findCall(deps.db, event.id);
  const sent = await withTransaction(deps.db, (trx) =>
    sendContribution(trx, contextFor(deps), { eventId: event.id, edition: event, call }, s),
  );
  if (!sent.ok) throw new Error(`the fixture was not sent: ${sent.refused}`);
  return sent.id;
}

/** Runs a command for its effect. @throws when it refuses */
export async function done<T extends { ok: boolean }>(
  db: Db,
  command: (trx: Trx) => Promise<T>,
): Promise<T & { ok: true }> {
  const result = await withTransaction(db, command);
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`);
  return result as T & { ok: true };
}

/** Sent and confirmed: under review. */
export async function submit(
  deps: Pick<Deps, 'db' | 'vault' | 'now'>,
  event: Place,
  s: Sending,
): Promise<string> {
  const id = (await send(deps, event, s)) ?? '';
  await done(deps.db, (trx) => confirmAddress(trx, contextFor(deps), id));
  return id;
}

const SYSTEM = { kind: 'system', what: 'test' } as const;

/** Under review, decided and told. */
export async function settle(
  deps: Pick<Deps, 'db' | 'vault' | 'now'>,
  event: Place,
  s: Sending,
  decision: Decision = 'accepted',
): Promise<string> {
  const id = await submit(deps, event, s);
  const version = (await findContribution(deps.db, id))?.version ?? 0;
  const c = contextFor(deps, SYSTEM);
  await done(deps.db, (trx) => decide(trx, c, id, { decision, words: '', version }));
  await done(deps.db, (trx) => tellDecision(trx, c, id));
  return id;
}

export function itemText(text: ContributionText, more: Partial<ItemText> = {}): ItemText {
  const { title, summary, context, done: made, result, evidence, learned, topic, languages } = text;
  const said = { title, summary, context, done: made, result, evidence, learned, topic, languages };
  return { ...said, kind: 'case', country: 'Guatemala', department: 'Sololá', ...more };
}

/** All the way into the library. */
export async function shelve(
  deps: Pick<Deps, 'db' | 'vault' | 'now'>,
  event: Place,
  s: Sending,
  more: Partial<ItemText> = {},
): Promise<{ contribution: string; id: string; slug: string }> {
  const contribution = await settle(deps, event, s);
  const kind: Kind = s.kind;
  const text = itemText(s.text, { kind: kind === 'talk' ? 'case' : kind, ...more });
  const { id, slug } = await done(deps.db, (trx) =>
    publishItem(trx, contextFor(deps, SYSTEM), contribution, text),
  );
  return { contribution, id, slug };
}

/** Every row of this module's tables, and what others keep of it, as text: to look for what must not be there. */
export async function everythingStored(db: Db): Promise<string> {
  const tables = [
    'contribution_calls',
    'contributions',
    'contribution_reviews',
    'mails',
    'audit_log',
    'history',
  ];
  const rows = await Promise.all(
    tables.map(async (table) => {
      const found = await sql<{ row: string }>`select t::text as row from ${sql.table(table)} t`.execute(db);
      return found.rows.map(({ row }) => row);
    }),
  );
  return rows.flat().join('\n');
}
