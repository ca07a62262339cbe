/** What the routes of the module share. */
import { allows } from '../../../platform/access/access.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Ctx } from '../../../platform/http/route.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import type { Context } from '../commands/context.ts';
import type { Reader } from '../pages/words.ts';

export function contextOf(deps: Deps, ctx: Ctx): Context {
  return { actor: ctx.actor, vault: deps.vault, now: ctx.now };
}

export async function readerOf(deps: Deps, { t, lang, now }: Ctx): Promise<Reader> {
  return { t, lang, now, zone: (await readOrganisation(deps.db)).timeZone };
}

/** A number as it stands in an address; undefined: none that a proposal can have. */
export function numberIn({ params }: Ctx): number | undefined {
  const text = params['number'] ?? '';
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}

/**
 * Pages that other modules add to a proposal (`proposal`), to what its readers can do (`proposal_page`), or to all
 * (`proposals`); to one at the desk that may not be public (`proposal_desk`), to one's own behind its link
 * (`own_proposal`: the slug is the token).
 */
export function addedWays(
  deps: Deps,
  { actor, t }: Pick<Ctx, 'actor' | 't'>,
  of: 'proposal' | 'proposal_page' | 'proposal_desk' | 'own_proposal' | 'proposals',
  record: { id: string; slug: string } = { id: '', slug: '' },
): { href: string; label: string }[] {
  return deps.additions.tabs
    .filter((one) => one.of === of && allows(actor, one.policy))
    .flatMap(({ hrefOf, label }) => (hrefOf ? [{ href: hrefOf(record), label: t(label) }] : []));
}
