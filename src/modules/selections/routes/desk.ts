/** What the back-office routes of processes share: who is at the desk, which process, where to go afterwards. */
import type { Act } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx } from '../../../platform/http/route.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { cleanText } from '../../../platform/forms/clean.ts';
import { officeSelectionPath } from '../addresses.ts';
import type { Desk } from '../pages/office/frame.tsx';
import { findOfficeCandidacy } from '../queries/office-rows.ts';
import { findOfficeSelection, type OfficeSelection } from '../queries/office.ts';

export const WRITE = 'selections.write';

export async function deskOf(deps: Deps, { t, lang, query }: Ctx): Promise<Desk> {
  const { timeZone: zone } = await readOrganisation(deps.db);
  return { t, lang, zone, done: query.get('hecho') ?? undefined };
}

/** @throws not_found */
export async function selectionOf(deps: Deps, ctx: Ctx): Promise<OfficeSelection> {
  const row = await findOfficeSelection(deps.db, ctx.params['id'] ?? '');
  if (!row) throw notFound();
  return row;
}

/** The candidacy that the address names. @throws not_found */
export async function candidacyOf(deps: Deps, ctx: Ctx) {
  const row = await selectionOf(deps, ctx);
  const candidacy = await findOfficeCandidacy(deps.db, row.id, ctx.params['candidacy'] ?? '');
  if (!candidacy) throw notFound();
  return { row, candidacy };
}

/** Words of a name that somebody looks for. */
export const askedName = ({ query }: Ctx): string =>
  cleanText(query.get('buscar') ?? '', false).slice(0, 100);

export function actOf({ actor, now }: Ctx, reason?: string): Act {
  return { actor, now, ...(reason && { reason }) };
}

/** To the process, with what was done or why not. @throws not_found where there is nothing any more */
export function back(id: string, code: string, below?: string): Answer {
  if (code === 'not_found') throw notFound();
  return seeOther(`${officeSelectionPath(id, below)}?hecho=${code}`);
}
