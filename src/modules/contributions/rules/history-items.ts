/** What changed from one version of an item of the library to the next. Pure. */

export interface Version {
  at: Temporal.Instant;
  action: string;
  actor_role: string;
  reason: string | null;
  content: unknown;
}

export interface HistoryItem {
  at: Temporal.Instant;
  action: string;
  role: string;
  reason: string | null;
  /** Names of the fields that differ from the version before, where that one is at hand. */
  changed: string[];
}

/** @param versions newest first; one more than `shown`, so that the last has one to compare with */
export function historyItems(versions: readonly Version[], shown: number): HistoryItem[] {
  return versions.slice(0, shown).map(({ at, action, actor_role: role, reason, content }, index) => {
    const before = versions[index + 1];
    return {
      at,
      action,
      role,
      reason,
      changed: before && action === 'changed' ? differing(fieldsOf(before.content), fieldsOf(content)) : [],
    };
  });
}

function fieldsOf(content: unknown): Record<string, unknown> {
  return typeof content === 'object' && content !== null ? (content as Record<string, unknown>) : {};
}

function differing(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  return Object.keys(after).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}
