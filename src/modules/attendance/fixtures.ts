/** Rooms and links for tests. */
import type { Deps } from '../../platform/deps.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import { saveRoom } from './commands/rooms.ts';
import { roomToken } from './guest.ts';
import { findGuest } from './queries/rooms.ts';

export const ADDRESS = 'https://sala-secreta.example.net/j/998877?pwd=plantada';
export const PASSCODE = 'contrasena-plantada';
export const SYSTEM = { kind: 'system', what: 'test' } as const;

/** A room that opens 15 minutes before, for one session or (null) all of the edition. */
export async function setRoom(
  deps: Deps,
  eventId: string,
  sessionId: string | null,
  address = ADDRESS,
): Promise<void> {
  const secrets = { address, passcode: PASSCODE, instructions: 'Micrófono apagado.' };
  const context = { actor: SYSTEM, vault: deps.vault, now: deps.now() };
  await withTransaction(deps.db, (trx) =>
    saveRoom(trx, context, { eventId, sessionId, secrets, opensMinutes: 15 }),
  );
}

/** The path of somebody's page of the rooms, as it is now. */
export async function pathOf(deps: Deps, registrationId: string): Promise<string> {
  const guest = await findGuest(deps.db, registrationId);
  if (!guest) throw new Error('no such person');
  return `/sala/${roomToken(deps.vault, guest)}`;
}

/** What is noted of one person's sessions, in the order of entering. */
export async function sessionsOf(deps: Deps, registrationId: string) {
  return deps.db
    .selectFrom('attendance_sessions')
    .select(['session_id', 'via', 'minutes'])
    .where('registration_id', '=', registrationId)
    .orderBy('first_at')
    .execute();
}

export async function countBrowsers(deps: Deps, registrationId: string): Promise<number> {
  const { count } = await deps.db
    .selectFrom('attendance_browsers')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('registration_id', '=', registrationId)
    .executeTakeFirstOrThrow();
  return count;
}
