/** What every change leaves behind: history for the public, audit for the organisation, a word to the search. */
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { recordHistory } from '../../../platform/history/history.ts';
import type { Act } from './inputs.ts';
import { touchChanged } from './touch.ts';

export interface Change {
  kind:
    | 'event'
    | 'event_series'
    | 'event_session'
    | 'event_speaker'
    | 'event_room'
    | 'event_track'
    | 'event_material'
    | 'event_question';
  id: string;
  /** What it is a part of: its edition tells of it too, also once it is removed. Left out for editions and series. */
  eventId?: string;
  /** `created`, `changed`, `published`, `postponed`, `cancelled`, `resumed`, `removed` … */
  action: string;
  reason?: string;
  /** Public content after the change. */
  content: Record<string, unknown>;
}

/** Writes all of it, in the transaction of the change. */
export async function record(
  trx: Trx,
  { actor, reason: why, restoring }: Act,
  ...changes: readonly Change[]
): Promise<void> {
  const named = (action: string): string => (restoring && action === 'changed' ? 'restored' : action);
  await recordHistory(
    trx,
    ...changes.map(({ kind, id, eventId, action, reason, content }) => ({
      actor,
      record: { kind, id },
      within: eventId === undefined ? undefined : { kind: 'event', id: eventId },
      action: named(action),
      reason: reason ?? why,
      content,
    })),
  );
  await audit(
    trx,
    ...changes.map(({ kind, id, action }) => ({
      actor,
      action: `events.${kind.replace(/^event_?/, '') || 'edition'}_${named(action)}`,
      subject: { kind, id },
    })),
  );
  await touchChanged(trx, changes);
}
