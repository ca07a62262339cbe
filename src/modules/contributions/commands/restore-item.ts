/** Putting back what an earlier version of a case or lesson said. */
import type { Trx } from '../../../platform/db/handles.ts';
import { isLatestVersion } from '../../../platform/history/versions.ts';
import { type Evidence, LIBRARY_KINDS } from '../tables.ts';
import { type Context, refused, type Result } from './context.ts';
import { editItem, type ItemText } from './publish-item.ts';

export interface Restoring {
  id: string;
  /** What the version said, as it is stored; what it doesn't speak of stays as it is now. */
  content: Readonly<Record<string, unknown>>;
  reason: string;
  /** Newest version when the person looked; a newer one is refused as `changed`. */
  basedOn: number;
}

/** A new version with the old text. Who it is from and how they appear stays as it is: that is its author's to say. */
export async function restoreItem(trx: Trx, c: Context, restoring: Restoring): Promise<Result> {
  const { id, content, reason, basedOn } = restoring;
  const item = await trx
    .selectFrom('library_items')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!item) return refused('not_found');
  if (!(await isLatestVersion(trx, { kind: 'library_item', id }, basedOn))) return refused('changed');
  return editItem(trx, c, id, {
    text: textOf(content, item),
    reason,
    version: item.version,
    restoring: true,
  });
}

function textOf(content: Readonly<Record<string, unknown>>, now: ItemText): ItemText {
  const text = (name: keyof ItemText & string): string => {
    const said = content[name];
    return typeof said === 'string' ? said : String(now[name]);
  };
  const { languages, evidence } = content;
  return {
    kind: LIBRARY_KINDS.find((kind) => kind === content['kind']) ?? now.kind,
    title: text('title'),
    summary: text('summary'),
    context: text('context'),
    done: text('done'),
    result: text('result'),
    learned: text('learned'),
    topic: text('topic'),
    country: text('country'),
    department: text('department'),
    languages: isTexts(languages) ? languages : now.languages,
    evidence: Array.isArray(evidence) ? evidence.filter(isEvidence) : now.evidence,
  };
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

export function isEvidence(value: unknown): value is Evidence {
  return typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string';
}
