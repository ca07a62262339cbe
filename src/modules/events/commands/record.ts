/** The two records of every change: history for the public, audit for the organisation. */
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { recordHistory } from '../../../platform/history/history.ts';
import type { Act } from './inputs.ts';

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
  /** `created`, `changed`, `published`, `postponed`, `cancelled`, `resumed`, `removed` … */
  action: string;
  reason?: string;
  /** Public content after the change. */
  content: Record<string, unknown>;
}

/** Writes both, in the transaction of the change. */
export async function record(trx: Trx, { actor }: Act, ...changes: readonly Change[]): Promise<void> {
  await recordHistory(
    trx,
    ...changes.map(({ kind, id, action, reason, content }) => ({
      actor,
      record: { kind, id },
      action,
      reason,
      content,
    })),
  );
  await audit(
    trx,
    ...changes.map(({ kind, id, action }) => ({
      actor,
      action: `events.${kind.replace(/^event_?/, '') || 'edition'}_${action}`,
      subject: { kind, id },
    })),
  );
}
