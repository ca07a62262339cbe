/** What changed from one version of a record to the next. Pure. */

interface Version {
  at: Temporal.Instant;
  action: string;
  actor_role: string;
  reason: string | null;
  record_kind: string;
  record_id: string;
  content: unknown;
}

export interface HistoryItem {
  at: Temporal.Instant;
  action: string;
  /** The role in which somebody acted; who it was is not published. */
  role: string;
  reason: string | null;
  /** Title of the session it is about; undefined for the edition itself. */
  session: string | undefined;
  /** Names of the public fields that differ from the version before, where that one is at hand. */
  changed: readonly string[];
}

/**
 * @param versions newest first; more than `shown` so that the last one shown has one to compare with
 * @param shown number of items wanted
 */
export function historyItems(versions: readonly Version[], shown: number): HistoryItem[] {
  return versions.slice(0, shown).map((version, index) => {
    const before = versions
      .slice(index + 1)
      .find((v) => v.record_kind === version.record_kind && v.record_id === version.record_id);
    const content = fieldsOf(version.content);
    return {
      at: version.at,
      action: version.action,
      role: version.actor_role,
      reason: version.reason,
      session: version.record_kind === 'event_session' ? String(content['title'] ?? '') : undefined,
      changed: before && version.action === 'changed' ? differing(fieldsOf(before.content), content) : [],
    };
  });
}

function fieldsOf(content: unknown): Record<string, unknown> {
  return typeof content === 'object' && content !== null ? (content as Record<string, unknown>) : {};
}

function differing(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}
