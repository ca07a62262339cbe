/** Behind the link that only the mailbox got. Looking changes nothing: scanners of mail open links. */
import { run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { openRoutes } from '../../../platform/http/routes-at.ts';
import { findProposal, linkToken, openAuthors, ownPath } from '../../proposals/index.ts';
import { confirmPath } from '../addresses.ts';
import { confirmAddress } from '../commands/confirm-address.ts';
import { type AddressState, ConfirmPage } from '../pages/confirm.tsx';
import { findAddressed } from '../queries/meetings.ts';
import { isConfirmToken } from '../sealed.ts';
import { contextOf, readerOf } from './shared.ts';

const CONFIRM = confirmPath(':token');

export function confirmRoutes(deps: Deps): RouteSpec[] {
  const route = openRoutes(deps);
  return [
    route('GET', CONFIRM, 'Asks whether news of a proposal from a meeting go to this mailbox.', show),
    route('POST', CONFIRM, 'Confirm the address that was given in a meeting.', confirm),
  ];
}

/** @throws not_found: a wrong, older or mutilated link, or of what was withdrawn */
async function addressedIn(deps: Deps, ctx: Ctx) {
  const token = ctx.params['token'] ?? '';
  const id = deps.vault.peekToken(token);
  const row = id === undefined ? undefined : await findAddressed(deps.db, id);
  if (!row || row.number === null || !isConfirmToken(deps.vault, token, row)) throw notFound();
  return { ...row, number: row.number, token };
}

const STATUS: Partial<Record<AddressState, number>> = { forgotten: 410, full: 409 };

async function show(deps: Deps, ctx: Ctx, isFull = false): Promise<Answer> {
  const row = await addressedIn(deps, ctx);
  const proposal = await findProposal(deps.db, row.id);
  const email = proposal && openAuthors(deps.vault, row.id, proposal.sealed_authors)?.email;
  const open = isFull ? 'full' : 'open';
  const state: AddressState =
    email !== undefined ? 'confirmed' : row.sealed_address === null ? 'forgotten' : open;
  const reader = await readerOf(deps, ctx);
  const { number, title: meeting, created_at: sentAt, token } = row;
  const ownHref = ownPath(linkToken(deps.vault, row));
  return page(ConfirmPage({ ...reader, number, meeting, sentAt, token, ownHref, state }), {
    title: ctx.t(`meetings.confirm.title.${state}`),
    status: STATUS[state] ?? 200,
    noIndex: true,
  });
}

async function confirm(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id, token } = await addressedIn(deps, ctx);
  const done = await run(deps.db, (trx) => confirmAddress(trx, contextOf(deps, ctx), id));
  if (!done.ok && done.refused === 'full') return show(deps, ctx, true);
  // Otherwise, refused or not, the page says how it stands now.
  return seeOther(confirmPath(token));
}
