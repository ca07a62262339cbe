/** What the routes of the module share. */
import type { Trx } from '../../../platform/db/handles.ts';
import { run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import type { Ctx } from '../../../platform/http/route.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { readSetting } from '../../../platform/settings/settings.ts';
import { isUuid } from '../../../platform/uuid.ts';
import {
  countSupporters,
  findByLink,
  findByNumber,
  openText,
  type ProposalRow,
} from '../../proposals/index.ts';
import type { Context, RefusedCode, Result } from '../commands/context.ts';

import type { Reader } from '../pages/words.ts';
import { publicAmendments } from '../queries/texts.ts';
import type { Text } from '../rules/text.ts';
import { frozenFrom } from '../settings.ts';

export function contextOf(deps: Deps, ctx: Ctx): Context {
  return { actor: ctx.actor, vault: deps.vault, now: ctx.now };
}

export async function readerOf(deps: Deps, { t, lang, now }: Ctx): Promise<Reader> {
  return { t, lang, now, zone: (await readOrganisation(deps.db)).timeZone };
}

export type Numbered = ProposalRow & { number: number };

/** @throws not_found: there is none with this number, or nothing of it is left to help with */
export async function deskProposal(deps: Deps, ctx: Ctx): Promise<Numbered> {
  const text = ctx.params['number'] ?? '';
  const row = /^[1-9]\d{0,8}$/.test(text) ? await findByNumber(deps.db, Number(text)) : undefined;
  if (!row || row.number === null || row.state === 'withdrawn') throw notFound();
  return { ...row, number: row.number };
}

/** @throws not_found: a wrong, old or mutilated link, or of what has no number (any more) */
export async function ownProposal(deps: Deps, ctx: Ctx): Promise<{ row: Numbered; token: string }> {
  const token = ctx.params['token'] ?? '';
  const row = await findByLink(deps.db, deps.vault, token);
  if (!row || row.number === null || row.state === 'withdrawn') throw notFound();
  return { row: { ...row, number: row.number }, token };
}

/** Why it was not done, at a field of the form that is drawn again. @param field empty: of the whole */
export function refusal({ t }: Ctx, code: RefusedCode, field: string): { field: string; message: string } {
  return { field, message: t(`accompaniment.refused.${code}`) };
}

/** @throws not_found: what stands in the address is no id */
export function idIn(ctx: Ctx): string {
  const id = ctx.params['id'] ?? '';
  if (!isUuid(id)) throw notFound();
  return id;
}

/** @throws not_found: sealed with another key */
export function textOf(deps: Deps, row: ProposalRow): Text {
  const text = openText(deps.vault, row);
  if (!text) throw notFound();
  return text;
}

export interface Freeze {
  frozen: boolean;
  /** From so many supports on. */
  from: number;
  supports: number;
  /** When it was first put to an institution. */
  asked: Temporal.Instant | null;
}

/** As the page says it; whoever decides asks again under the lock. */
export async function freezeOf(
  deps: Deps,
  { id: proposalId, frozen_at: asked }: Pick<ProposalRow, 'id' | 'frozen_at'>,
): Promise<Freeze> {
  const from = await readSetting(deps.db, frozenFrom);
  const [supports, amendments] = await Promise.all([
    countSupporters(deps.db, proposalId, from),
    publicAmendments(deps.db, proposalId),
  ]);
  return { from, supports, asked, frozen: asked !== null || supports >= from || amendments.length > 0 };
}

export function runFor(
  deps: Deps,
  ctx: Ctx,
  command: (trx: Trx, c: Context) => Promise<Result>,
): Promise<Result> {
  return run(deps.db, (trx) => command(trx, contextOf(deps, ctx)));
}
