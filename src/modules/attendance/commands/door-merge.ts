/**
 * Scans that phones kept while they had no network. A batch is one transaction: killed in the middle it has
 * not happened, and the phone, which has had no answer, sends it again; told twice, each scan counts once.
 */
import type { Actor } from '../../../platform/access/access.ts';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { DoorAnswer } from '../rules/door-outcome.ts';
import { type Scan, type ScanContext, takeScan } from './door-scan.ts';

/** With the registration it is of, if the edition has one. */
export type KeptScan = Omit<Scan, 'registrationId' | 'way'> & { registrationId: string | undefined };

export interface Merged {
  id: string;
  answer: DoorAnswer;
}

/** In the order of the tickets, so that two batches never wait for each other in a ring. */
function inLockOrder<T extends { registrationId: string | undefined; at: Temporal.Instant; id: string }>(
  scans: readonly T[],
): T[] {
  return scans.toSorted(
    (a, b) =>
      (a.registrationId ?? '').localeCompare(b.registrationId ?? '') ||
      Temporal.Instant.compare(a.at, b.at) ||
      a.id.localeCompare(b.id),
  );
}

export async function mergeScans(trx: Trx, c: ScanContext, scans: readonly KeptScan[]): Promise<Merged[]> {
  const merged: Merged[] = [];
  for (const scan of inLockOrder(scans)) {
    const { registrationId } = scan;
    const taken =
      registrationId === undefined
        ? undefined
        : await takeScan(trx, c, { ...scan, registrationId, way: 'kept' });
    if (!taken) await noteScan(trx, c, { ...scan, registrationId: undefined }, 'unknown');
    merged.push({ id: scan.id, answer: taken?.answer ?? 'unknown' });
  }
  return merged;
}

/** Of a phone that was taken back: kept until somebody of the staff has judged them. */
export async function holdScans(trx: Trx, c: ScanContext, scans: readonly KeptScan[]): Promise<void> {
  for (const scan of scans) await noteScan(trx, c, scan, scan.registrationId ? 'held' : 'unknown');
}

async function noteScan(
  trx: Trx,
  c: ScanContext,
  scan: KeptScan,
  outcome: 'held' | 'unknown',
): Promise<void> {
  await trx
    .insertInto('door_scans')
    .values({
      id: scan.id,
      event_id: c.phone.event_id,
      phone_id: c.phone.id,
      registration_id: scan.registrationId ?? null,
      way: 'kept',
      outcome,
      at: scan.at,
      clamped: scan.clamped,
      received_at: c.now,
      undone_at: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

const MOST_JUDGED = 1000;

/**
 * What a phone sent after it was taken back: accepted, they count as if they had come in time; dropped, they
 * never count.
 * @returns how many
 */
export async function judgeHeld(
  trx: Trx,
  { actor, now }: { actor: Actor; now: Temporal.Instant },
  phone: { id: string; event_id: string },
  verdict: 'accept' | 'drop',
): Promise<number> {
  const held = await trx
    .selectFrom('door_scans')
    .select(['id', 'registration_id', 'at', 'clamped'])
    .where('phone_id', '=', phone.id)
    .where('event_id', '=', phone.event_id)
    .where('outcome', '=', 'held')
    .orderBy('registration_id')
    .limit(MOST_JUDGED)
    .forUpdate()
    .execute();
  const ids = held.map(({ id }) => id);
  if (ids.length === 0) return 0;
  if (verdict === 'drop')
    await trx.updateTable('door_scans').set({ outcome: 'dropped' }).where('id', 'in', ids).execute();
  else {
    await trx.deleteFrom('door_scans').where('id', 'in', ids).execute();
    const scans = held.map(({ id, registration_id, at, clamped }) => ({
      id,
      at,
      clamped,
      registrationId: registration_id ?? undefined,
      anyway: true,
    }));
    await mergeScans(trx, { phone, now }, scans);
  }
  await audit(trx, {
    actor,
    action: `attendance.${verdict}_held_scans`,
    subject: { kind: 'event', id: phone.event_id },
    detail: { phone: phone.id, scans: ids.length },
  });
  return ids.length;
}
