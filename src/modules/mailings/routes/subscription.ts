/**
 * Taking oneself off the list: a page with a button, and the one click that mail programs make by themselves
 * (RFC 8058). Looking changes nothing, since programs look at every link of a mail.
 */
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { bytes, page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { actOf } from '../../events/index.ts';
import { EXAMPLE_TOKEN, registrationOf, unsubscribePath } from '../addresses.ts';
import { subscribeAgain, unsubscribe } from '../commands/subscription.ts';
import { ExamplePage, SubscriptionPage } from '../pages/subscription.tsx';
import { findSubscription } from '../queries/letters.ts';

const URL = '/correos/baja/:token';
/** Mail programs may send their one field as multipart. */
const SMALL = { maxBytes: 10_000 };

export function subscriptionRoutes(deps: Deps): RouteSpec[] {
  const base = { url: URL, kind: 'page', policy: 'public' } as const;
  return [
    {
      ...base,
      method: 'GET',
      summary: 'Whether one gets the mails to groups of an edition.',
      handle: (ctx) => show(deps, ctx),
    },
    {
      ...base,
      method: 'POST',
      upload: SMALL,
      summary: 'Get no more of them, or again (field `accion`); one click of a mail program (RFC 8058).',
      handle: (ctx) => act(deps, ctx),
    },
  ];
}

/** @throws not_found for a wrong or mutilated link, and once the registration is purged */
function registrationIn(deps: Deps, ctx: Ctx): string {
  const id = registrationOf(deps.vault, ctx.params['token'] ?? '');
  if (id === undefined) throw notFound();
  return id;
}

async function show(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t } = ctx;
  const token = ctx.params['token'] ?? '';
  if (token === EXAMPLE_TOKEN) return page(ExamplePage({ t }), { title: t('mailings.example.title') });
  const subscription = await findSubscription(deps.db, registrationIn(deps, ctx));
  if (!subscription) throw notFound();
  const body = SubscriptionPage({ t, token, subscription, done: ctx.query.has('hecho') });
  const title = t(`mailings.subscription.${subscription.unsubscribed ? 'out' : 'in'}.title`);
  return page(body, { title });
}

async function act(deps: Deps, ctx: Ctx): Promise<Answer> {
  const id = registrationIn(deps, ctx);
  const { fields } = ctx.body;
  const oneClick = fields.get('List-Unsubscribe')?.[0] === 'One-Click';
  const action = oneClick ? 'baja' : fields.get('accion')?.[0];
  if (action !== 'baja' && action !== 'volver') throw new AppError('bad_request');
  const found = await withTransaction(deps.db, (trx) =>
    action === 'baja'
      ? unsubscribe(trx, actOf(ctx), id, oneClick ? 'one_click' : 'page')
      : subscribeAgain(trx, actOf(ctx), id),
  );
  if (!found) throw notFound();
  // A mail program follows no redirect.
  if (oneClick) return bytes('ok\n', 'text/plain; charset=utf-8');
  return seeOther(`${unsubscribePath(ctx.params['token'] ?? '')}?hecho=si`);
}
