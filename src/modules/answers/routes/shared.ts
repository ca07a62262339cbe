/** What the routes of the module share. */
import type { Deps } from '../../../platform/deps.ts';
import type { Ctx } from '../../../platform/http/route.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import type { Context } from '../commands/context.ts';
import type { Reader } from '../pages/words.ts';

export function contextOf(deps: Deps, ctx: Ctx): Context {
  return { actor: ctx.actor, vault: deps.vault, now: ctx.now };
}

/** One line of the address, or of the form that was sent. */
export const askedIn = ({ query, body }: Pick<Ctx, 'query' | 'body'>, name: string): string =>
  (query.get(name) ?? body.fields.get(name)?.[0] ?? '').replaceAll('\0', '').trim().slice(0, 200);

export async function readerOf(deps: Deps, { t, lang, now }: Ctx): Promise<Reader> {
  const { timeZone: zone } = await readOrganisation(deps.db);
  return { t, lang, zone, today: now.toZonedDateTimeISO(zone).toPlainDate() };
}
