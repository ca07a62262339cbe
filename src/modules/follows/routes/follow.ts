/** Following a proposal with a mailbox, without an account; leaving with one click. */
import { randomUUIDv7 } from 'node:crypto';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { bytes, page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { openRoutes } from '../../../platform/http/routes-at.ts';
import { sweepMailFiles } from '../../../platform/mail/forget.ts';
import { BLANK, type FormState } from '../../../ui/controls/schema-form.tsx';
import { findShown, PROPOSAL, proposalPath } from '../../proposals/index.ts';
import { FOLLOW_PROPOSAL, followAskedPath, OWN_FOLLOW, ownFollowPath } from '../addresses.ts';
import { confirmFollow, follow, leave } from '../commands/follow.ts';
import { AskedPage, FollowPage, LeftPage, OwnFollowPage } from '../pages/follow.tsx';
import { findFollow } from '../queries/follows.ts';
import { FollowForm } from '../schemas/follow.ts';
import { dayHash, followIn, mailboxHash, sealFollower } from '../sealed.ts';
import { shownTargets } from '../targets.ts';

/** Mail programs may send their one field as multipart. */
const SMALL = { maxBytes: 10_000 };

export function followRoutes(deps: Deps): RouteSpec[] {
  const route = openRoutes(deps);
  return [
    route('GET', FOLLOW_PROPOSAL, 'The form to follow a proposal by mail.', (_deps, ctx) =>
      showForm(deps, ctx),
    ),
    route('POST', FOLLOW_PROPOSAL, 'Follow a proposal by mail.', send),
    route('GET', `${FOLLOW_PROPOSAL}/recibido`, 'The same for every mailbox.', showAsked),
    route('GET', OWN_FOLLOW, 'What one follows, through the link of a mail.', showOwn),
    {
      ...route(
        'POST',
        OWN_FOLLOW,
        'Confirm it or leave (field `action`); one click of a mail program (RFC 8058).',
        act,
      ),
      upload: SMALL,
    },
  ];
}

async function shownOf(deps: Deps, { params }: Ctx) {
  const text = params['number'] ?? '';
  const proposal = /^[1-9]\d{0,8}$/.test(text) ? await findShown(deps.db, Number(text)) : undefined;
  if (!proposal) throw notFound();
  return proposal;
}

async function showForm(deps: Deps, ctx: Ctx, state: FormState = BLANK): Promise<Answer> {
  const { number, title } = await shownOf(deps, ctx);
  return page(FollowPage({ t: ctx.t, number, title, state }), {
    title: ctx.t('follows.do'),
    canonical: proposalPath(number),
    status: state.faults.length > 0 ? 422 : 200,
    noIndex: true,
  });
}

async function send(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id: recordId, number } = await shownOf(deps, ctx);
  const form = readForm(FollowForm, ctx.body, ctx.t);
  if (!form.ok) return showForm(deps, ctx, { values: form.raw, faults: form.faults });
  const { email } = form.value;
  const { vault } = deps;
  const id = randomUUIDv7();
  const wish = {
    id,
    kind: PROPOSAL,
    recordId,
    hash: mailboxHash(vault, { kind: PROPOSAL, id: recordId }, email),
    day: dayHash(vault, email, ctx.now),
    sealed: sealFollower(vault, id, email),
    lang: ctx.lang,
    at: ctx.now,
  };
  await withTransaction(deps.db, (trx) => follow(trx, wish));
  return seeOther(followAskedPath(number));
}

async function showAsked(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { number } = await shownOf(deps, ctx);
  return page(AskedPage({ t: ctx.t, number }), { title: ctx.t('follows.asked'), noIndex: true });
}

/** @throws not_found: a wrong or mutilated link */
function idIn(deps: Deps, ctx: Ctx): { id: string; token: string } {
  const token = ctx.params['token'] ?? '';
  const id = followIn(deps.vault, token);
  if (id === undefined) throw notFound();
  return { id, token };
}

async function showOwn(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t } = ctx;
  const { id, token } = idIn(deps, ctx);
  const row = await findFollow(deps.db, id);
  if (!row) return page(LeftPage({ t }), { title: t('follows.left'), noIndex: true });
  const about = (await shownTargets(deps.db, row.kind, [row.record_id])).get(row.record_id);
  return page(OwnFollowPage({ t, token, state: row.state, about }), {
    title: t(`follows.own.${row.state}`),
    noIndex: true,
  });
}

async function act(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id, token } = idIn(deps, ctx);
  const { fields } = ctx.body;
  const oneClick = fields.get('List-Unsubscribe')?.[0] === 'One-Click';
  const action = oneClick ? 'leave' : fields.get('action')?.[0];
  if (action === 'confirm') await withTransaction(deps.db, (trx) => confirmFollow(trx, id, ctx.now));
  else if (action === 'leave') {
    await withTransaction(deps.db, (trx) => leave(trx, id));
    await sweepMailFiles(deps.db, deps.config.dataDir);
  } else throw new AppError('bad_request');
  // A mail program follows no redirect.
  return oneClick ? bytes('ok\n', 'text/plain; charset=utf-8') : seeOther(ownFollowPath(token));
}
