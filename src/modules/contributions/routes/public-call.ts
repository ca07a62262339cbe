/** The call and its forms, for everybody: no account, no script, the same answer for all. */
import Type from 'typebox';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { type FieldFault, notFound } from '../../../platform/errors.ts';
import { ui } from '../../../platform/forms/field.ts';
import { type RawValues, readForm } from '../../../platform/forms/read.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { publicPage } from '../../../platform/http/routes-at.ts';
import { currentPrivacyVersion } from '../../accounts/index.ts';
import { type Edition, editionOf } from '../../events/index.ts';
import { askLinkPath, kindOfPath, receivedPath } from '../addresses.ts';
import type { Context } from '../commands/context.ts';
import { sendContribution, sendLinksAgain } from '../commands/send.ts';
import { CallPage } from '../pages/call.tsx';
import { SendPage } from '../pages/form.tsx';
import { AskLinkPage, LinkAskedPage, NotOpenPage, ReceivedPage } from '../pages/messages.tsx';
import { instantWords } from '../pages/words.ts';
import { type Call, findCall, findCallNote } from '../queries/calls.ts';
import { callCloses, type CallWindow, callWindow } from '../rules/call.ts';
import type { Kind } from '../tables.ts';
import { readContribution } from './contribution-input.ts';

const CALL = '/encuentros/:slug/convocatoria';

const posted = (url: string, summary: string, handle: RouteSpec['handle']): RouteSpec => ({
  method: 'POST',
  url,
  kind: 'page',
  policy: 'public',
  summary,
  handle,
});

export function publicCallRoutes(deps: Deps): RouteSpec[] {
  return [
    publicPage(CALL, 'The call for contributions: what is asked, until when.', (ctx) => showCall(deps, ctx)),
    publicPage(`${CALL}/recibido`, 'What happens next; the same for everybody.', (ctx) =>
      showMessage(deps, ctx, ReceivedPage, 'contributions.received.title'),
    ),
    publicPage(`${CALL}/enlace`, 'Ask for one’s own links again.', (ctx) => showAskLink(deps, ctx, '', [])),
    posted(`${CALL}/enlace`, 'Have the links sent to the mailbox.', (ctx) => askLink(deps, ctx)),
    publicPage(`${CALL}/enlace/enviado`, 'The same answer for every address.', (ctx) =>
      showMessage(deps, ctx, LinkAskedPage, 'contributions.ask_link.sent.title'),
    ),
    publicPage(`${CALL}/:kind`, 'The form of one kind of contribution.', (ctx) => showForm(deps, ctx)),
    posted(`${CALL}/:kind`, 'Send a contribution.', (ctx) => send(deps, ctx)),
  ];
}

interface Found {
  edition: Edition;
  call: Call;
  window: CallWindow;
}

async function findOpen(deps: Deps, ctx: Ctx): Promise<Found> {
  const edition = await editionOf(deps, ctx);
  const call = await findCall(deps.db, edition.id);
  return { edition, call, window: callWindow(call, edition, ctx.now) };
}

async function showCall(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang, now } = ctx;
  const { edition, call, window } = await findOpen(deps, ctx);
  const note = await findCallNote(deps.db, edition.id);
  return page(
    CallPage({
      t,
      lang,
      now,
      edition,
      window,
      opens: call.opens_at,
      closes: callCloses(call, edition),
      kinds: call.kinds,
      text: call.text,
      anonymous: call.anonymous,
      reviews: call.reviews_wanted,
      born: note?.born ?? 0,
    }),
    {
      title: `${t('contributions.call.title')} · ${edition.title}`,
      description: call.text || t('contributions.call.description'),
    },
  );
}

/** @throws not_found for a word that is no kind, or a kind that is not asked */
function kindOf(ctx: Ctx, { call, window }: Found): Kind {
  const kind = kindOfPath(ctx.params['kind'] ?? '');
  if (!kind || window === 'none' || !call.kinds.includes(kind)) throw notFound();
  return kind;
}

async function showForm(deps: Deps, ctx: Ctx): Promise<Answer> {
  const found = await findOpen(deps, ctx);
  const kind = kindOf(ctx, found);
  if (found.window !== 'open') return notOpen(ctx, found, 200);
  return formPage(ctx, found, kind, new Map(), []);
}

function formPage(
  ctx: Ctx,
  { edition, call }: Found,
  kind: Kind,
  values: RawValues,
  faults: readonly FieldFault[],
): Answer {
  const { t } = ctx;
  const until = instantWords(ctx, callCloses(call, edition), edition.timezone);
  const { anonymous } = call;
  const body = SendPage({ t, kind, edition, values, faults, until, anonymous });
  const title = `${t(`contributions.send.title_${kind}`)} · ${edition.title}`;
  return page(body, { title, status: faults.length > 0 ? 422 : 200 });
}

function notOpen(ctx: Ctx, { edition, call, window }: Found, status: number): Answer {
  const { t } = ctx;
  const when = instantWords(
    ctx,
    window === 'soon' && call.opens_at ? call.opens_at : callCloses(call, edition),
    edition.timezone,
  );
  const text = t(window === 'soon' ? 'contributions.send.opens' : 'contributions.send.closed', { when });
  return page(NotOpenPage({ t, edition, text }), { title: t('contributions.send.not_possible'), status });
}

async function send(deps: Deps, ctx: Ctx): Promise<Answer> {
  const found = await findOpen(deps, ctx);
  const kind = kindOf(ctx, found);
  const { edition, call } = found;
  if (found.window !== 'open') return notOpen(ctx, found, 409);
  const reading = readContribution(kind, 'send', ctx.body, ctx.t);
  if (!reading.ok) return formPage(ctx, found, kind, reading.raw, reading.faults);
  const privacyVersion = await currentPrivacyVersion(deps.db);
  const sent = await withTransaction(deps.db, (trx) =>
    sendContribution(
      trx,
      contextOf(deps, ctx),
      { eventId: edition.id, edition, call },
      {
        ...reading.value,
        kind,
        lang: ctx.lang,
        privacyVersion,
      },
    ),
  );
  return sent.ok ? seeOther(receivedPath(edition.slug)) : notOpen(ctx, found, 409);
}

export function contextOf(deps: Deps, ctx: Ctx): Context {
  return { actor: ctx.actor, vault: deps.vault, now: ctx.now };
}

async function showMessage(
  deps: Deps,
  ctx: Ctx,
  Message: typeof ReceivedPage,
  title: 'contributions.received.title' | 'contributions.ask_link.sent.title',
): Promise<Answer> {
  const edition = await editionOf(deps, ctx);
  return page(Message({ t: ctx.t, edition }), { title: ctx.t(title) });
}

const ASK_LINK = Type.Object({
  email: Type.String({
    maxLength: 254,
    pattern: '@',
    ...ui({ control: 'email', label: 'contributions.form.email' }),
  }),
});

async function showAskLink(deps: Deps, ctx: Ctx, value: string, faults: FieldFault[]): Promise<Answer> {
  const edition = await editionOf(deps, ctx);
  return page(AskLinkPage({ t: ctx.t, edition, value, faults }), {
    title: ctx.t('contributions.ask_link.title'),
    status: faults.length > 0 ? 422 : 200,
  });
}

async function askLink(deps: Deps, ctx: Ctx): Promise<Answer> {
  const edition = await editionOf(deps, ctx);
  const form = readForm(ASK_LINK, ctx.body, ctx.t);
  if (!form.ok) return showAskLink(deps, ctx, form.raw.get('email')?.[0] ?? '', form.faults);
  await withTransaction(deps.db, (trx) =>
    sendLinksAgain(trx, contextOf(deps, ctx), edition.id, form.value.email),
  );
  return seeOther(`${askLinkPath(edition.slug)}/enviado`);
}
