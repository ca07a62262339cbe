/** What the routes of the module share. */
import type { Deps } from '../../../platform/deps.ts';
import type { Ctx } from '../../../platform/http/route.ts';
import type { RecordRef } from '../../../platform/links.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import type { Context } from '../commands/context.ts';
import type { About, Reader } from '../pages/words.ts';

export function contextOf(deps: Deps, ctx: Ctx): Context {
  return { actor: ctx.actor, vault: deps.vault, now: ctx.now };
}

export async function readerOf(deps: Deps, { t, lang }: Ctx): Promise<Reader> {
  return { t, lang, zone: (await readOrganisation(deps.db)).timeZone };
}

export function todayOf(now: Temporal.Instant, zone: string): Temporal.PlainDate {
  return now.toZonedDateTimeISO(zone).toPlainDate();
}

/** Records as everybody sees them, by `{kind}:{id}`. One query for each kind. */
export async function publicRecords(deps: Deps, refs: readonly RecordRef[]): Promise<Map<string, About>> {
  const found = new Map<string, About>();
  for (const { kind, find } of deps.additions.cited) {
    const ids = [...new Set(refs.filter((ref) => ref.kind === kind).map(({ id }) => id))];
    if (ids.length === 0) continue;
    for (const [id, about] of await find(deps.db, ids)) found.set(`${kind}:${id}`, about);
  }
  return found;
}

export const keyOf = (row: { record_kind: string; record_id: string }): string =>
  `${row.record_kind}:${row.record_id}`;

export const refOf = (row: { record_kind: string; record_id: string }): RecordRef => ({
  kind: row.record_kind,
  id: row.record_id,
});
