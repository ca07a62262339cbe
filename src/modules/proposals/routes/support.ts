/** Supporting a proposal with a mailbox, without an account. */
import { randomUUIDv7 } from 'node:crypto';
import { run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { json, page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { openRoutes } from '../../../platform/http/routes-at.ts';
import { BLANK, type FormState } from '../../../ui/controls/schema-form.tsx';
import { ownSupportPath, proposalPath, PROPOSALS, supportedPath } from '../addresses.ts';
import { confirmSupport, takeSupportBack } from '../commands/support.ts';
import { SupportQueue } from '../commands/support-queue.ts';
import { OwnSupportPage, SupportedPage, SupportPage } from '../pages/support.tsx';
import { findShown } from '../queries/public.ts';
import { findSupport, supportCounts } from '../queries/supports.ts';
import { SupportForm } from '../schemas/support.ts';
import { dayHash, isSupportToken, mailboxHash, sealSupporter } from '../support-sealed.ts';
import { contextOf, numberIn } from './shared.ts';

const SUPPORTS = `${PROPOSALS}/:number/apoyos`;
const OWN = `${PROPOSALS}/apoyo/:token`;

export function supportRoutes(deps: Deps): RouteSpec[] {
  const queue = new SupportQueue(deps.db);
  const route = openRoutes(deps);
  return [
    route('GET', SUPPORTS, 'The form to support a proposal.', (_deps, ctx) => showForm(deps, ctx)),
    route('POST', SUPPORTS, 'Support a proposal with a mailbox.', (_deps, ctx) => support(deps, ctx, queue)),
    route('GET', `${SUPPORTS}/recibido`, 'The same for every mailbox.', (_deps, ctx) => {
      const number = numberIn(ctx);
      if (number === undefined) throw notFound();
      return page(SupportedPage({ t: ctx.t, number }), {
        title: ctx.t('proposals.support.received'),
        noIndex: true,
      });
    }),
    route('GET', `${SUPPORTS}.json`, 'How many support a proposal, by how it is known.', showCounts, 'feed'),
    route('GET', OWN, 'One’s own support.', showOwn),
    route('POST', OWN, 'Confirm it, or take it back (field `action`).', act),
  ];
}

async function shownOf(deps: Deps, ctx: Ctx) {
  const number = numberIn(ctx);
  const proposal = number === undefined ? undefined : await findShown(deps.db, number);
  if (!proposal) throw notFound();
  return proposal;
}

async function showForm(deps: Deps, ctx: Ctx, state: FormState = BLANK): Promise<Answer> {
  const { number, title } = await shownOf(deps, ctx);
  return page(SupportPage({ t: ctx.t, number, title, state }), {
    title: ctx.t('proposals.support.do'),
    canonical: proposalPath(number),
    status: state.faults.length > 0 ? 422 : 200,
    noIndex: true,
  });
}

/** Asks the database once, together with everybody who sends at the same moment. */
async function support(deps: Deps, ctx: Ctx, queue: SupportQueue): Promise<Answer> {
  const number = numberIn(ctx);
  if (number === undefined) throw notFound();
  const form = readForm(SupportForm, ctx.body, ctx.t);
  if (!form.ok) return showForm(deps, ctx, { values: form.raw, faults: form.faults });
  const { email } = form.value;
  const id = randomUUIDv7();
  const found = await queue.add({
    id,
    number,
    hash: mailboxHash(deps.vault, number, email),
    day: dayHash(deps.vault, email, ctx.now),
    sealed: sealSupporter(deps.vault, id, { email }),
    lang: ctx.lang,
    at: ctx.now,
  });
  if (!found) throw notFound();
  return seeOther(supportedPath(number));
}

/** Seconds for which a count may be kept by whoever asked. */
const FRESH = 30;

async function showCounts(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id, number } = await shownOf(deps, ctx);
  const { confirmed, meeting, paper, discarded, reasons } = await supportCounts(deps.db, id);
  return json({ number, mail: confirmed, meeting, paper, discarded, discarded_by: reasons }, 200, {
    'cache-control': `public, max-age=${FRESH}`,
    'access-control-allow-origin': '*',
  });
}

/** @throws not_found: a wrong or mutilated link, or a support that was taken back */
async function ownOf(deps: Deps, ctx: Ctx) {
  const token = ctx.params['token'] ?? '';
  const id = deps.vault.peekToken(token);
  const row = id === undefined ? undefined : await findSupport(deps.db, id);
  if (!row || !isSupportToken(deps.vault, token, row.id)) throw notFound();
  return { row, token };
}

async function showOwn(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { row, token } = await ownOf(deps, ctx);
  return page(OwnSupportPage({ t: ctx.t, token, row }), {
    title: ctx.t('proposals.support.title'),
    noIndex: true,
  });
}

async function act(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { row, token } = await ownOf(deps, ctx);
  switch (ctx.body.fields.get('action')?.[0]) {
    case 'confirm':
      await run(deps.db, (trx) => confirmSupport(trx, contextOf(deps, ctx), row.id));
      return seeOther(ownSupportPath(token));
    case 'take_back':
      await run(deps.db, (trx) => takeSupportBack(trx, contextOf(deps, ctx), row.id));
      return seeOther(row.number === null || row.title === null ? PROPOSALS : proposalPath(row.number));
    default:
      throw new AppError('bad_request');
  }
}
