/** Looking at a mailing as it will arrive, testing it, sending, stopping and going on. */
import type { VNode } from 'preact';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError } from '../../../platform/errors.ts';
import { bytes, page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import type { Lang } from '../../../platform/i18n/translate.ts';
import { versionOf } from '../../../platform/forms/versions.ts';
import { actOf, officeGet, officePost } from '../../events/index.ts';
import { openAudience } from '../audience.ts';
import { resumeMailing, type Sent, sendTest, startMailing, stopMailing } from '../commands/send.ts';
import type { WrittenMail } from '../emails/letter.ts';
import { countGroup, type GroupCount } from '../group.ts';
import { writeExample } from '../mails.ts';
import { DraftPage, TOLD, type Told, type Warning } from '../pages/draft.tsx';
import { type MailingDesk, mailingHref } from '../pages/list.tsx';
import { ProgressPage } from '../pages/progress.tsx';
import { audienceWords } from '../pages/words.ts';
import { countsOf, type MailingRow } from '../queries/mailings.ts';
import { type Audience, changedMuch } from '../rules/audience.ts';
import { progressOf, shownState } from '../rules/progress.ts';
import { answersOf } from './input.ts';
import { eventOf, mailingDesk, mailingOf } from './office.ts';

export function sendingRoutes(deps: Deps): RouteSpec[] {
  const [read, send] = ['mailings.read', 'mailings.send'] as const;
  const one = '/:slug/correos/:id';
  return [
    officeGet(one, read, 'A mailing: its preview, or how far it got.', (ctx) => show(deps, ctx)),
    officeGet(`${one}/vista`, read, 'The HTML of the mail, as it will arrive.', (ctx) => preview(deps, ctx)),
    officePost(`${one}/prueba`, send, 'Send it to oneself.', (ctx) => test(deps, ctx)),
    officePost(`${one}/enviar`, send, 'Send it to the group.', (ctx) => start(deps, ctx)),
    officePost(`${one}/detener`, send, 'Stop what is not on its way yet.', (ctx) =>
      act(deps, ctx, stopMailing, 'detenido'),
    ),
    officePost(`${one}/seguir`, send, 'Go on where it stopped.', (ctx) =>
      act(deps, ctx, resumeMailing, 'seguido'),
    ),
  ];
}

const languagesOf = (mailing: MailingRow): Lang[] => (mailing.body_en ? ['es', 'en'] : ['es']);

function example(deps: Deps, { desk }: MailingDesk, mailing: MailingRow, lang: Lang): Promise<WrittenMail> {
  return writeExample(deps, deps.db, { texts: mailing, lang, edition: desk.edition });
}

async function show(deps: Deps, ctx: Ctx): Promise<Answer> {
  const at = await mailingDesk(deps, ctx);
  const mailing = await mailingOf(deps, ctx, at);
  const event = await eventOf(deps, at);
  const audience = openAudience(deps.vault, mailing);
  const offered = { workshops: event.workshops, answers: answersOf(event, ctx.t) };
  const shown = {
    ...at,
    mailing,
    audience: audienceWords(audience, offered, ctx.t),
    previews: await Promise.all(languagesOf(mailing).map((lang) => example(deps, at, mailing, lang))),
    told: TOLD.find((told) => told === ctx.query.get('hecho')),
  };
  if (mailing.state === 'draft') {
    const count = await countOf(deps, at, audience);
    const warnings = warningsFor(deps, at, audience, count);
    return looks(mailing, DraftPage({ ...shown, count, warnings }));
  }
  const counts = await countsOf(deps.db, mailing);
  const sent = { ...shown, state: shownState(mailing, counts), progress: progressOf(counts) };
  return looks(mailing, ProgressPage(sent));
}

/** With the looks of a mail in a frame, and the numbers that renew themselves. */
function looks(mailing: MailingRow, body: VNode): Answer {
  return page(body, {
    title: mailing.subject_es,
    styles: ['mailings.css'],
    scripts: ['mailings.js'],
  });
}

async function countOf(
  deps: Deps,
  { desk }: MailingDesk,
  audience: Audience | undefined,
): Promise<GroupCount> {
  return audience ? countGroup(deps, desk.edition.id, audience) : { es: 0, en: 0, total: 0, skipped: {} };
}

function warningsFor(
  deps: Deps,
  { desk: { edition } }: MailingDesk,
  audience: Audience | undefined,
  count: GroupCount,
): Warning[] {
  const warnings: [boolean, Warning][] = [
    [edition.status === 'cancelled', 'cancelled'],
    [edition.status === 'postponed', 'postponed'],
    [edition.visibility !== 'published', 'unpublished'],
    [deps.config.smtpUrl === undefined, 'no_server'],
    [audience === undefined, 'unreadable'],
    [audience !== undefined && count.total === 0, 'nobody'],
  ];
  return warnings.flatMap(([holds, warning]) => (holds ? [warning] : []));
}

/** Nothing in it runs or loads; only a page of ours may show it. */
const FRAMED = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox",
  'x-frame-options': 'sameorigin',
};

async function preview(deps: Deps, ctx: Ctx): Promise<Answer> {
  const at = await mailingDesk(deps, ctx);
  const mailing = await mailingOf(deps, ctx, at);
  const lang = languagesOf(mailing).find((known) => known === ctx.query.get('idioma')) ?? 'es';
  const { html } = await example(deps, at, mailing, lang);
  return bytes(html, 'text/html; charset=utf-8', FRAMED);
}

async function test(deps: Deps, ctx: Ctx): Promise<Answer> {
  const at = await mailingDesk(deps, ctx);
  const mailing = await mailingOf(deps, ctx, at);
  const { actor } = ctx;
  if (actor.kind !== 'staff') throw new AppError('forbidden');
  const lang = languagesOf(mailing).find((known) => known === ctx.body.fields.get('idioma')?.[0]) ?? 'es';
  await withTransaction(deps.db, (trx) =>
    sendTest(trx, actOf(ctx), mailing.id, { userId: actor.userId, lang }),
  );
  return back(at, mailing, 'prueba');
}

/** Counted once more: a group that is another one by now is looked at again first. */
async function start(deps: Deps, ctx: Ctx): Promise<Answer> {
  const at = await mailingDesk(deps, ctx);
  const mailing = await mailingOf(deps, ctx, at);
  const { total } = await countOf(deps, at, openAudience(deps.vault, mailing));
  const text = ctx.body.fields.get('personas')?.[0] ?? '';
  const seen = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (mailing.state === 'draft' && (total === 0 || changedMuch(seen, total)))
    return back(at, mailing, 'grupo');
  const version = versionOf(ctx.body);
  const sent = await withTransaction(deps.db, (trx) =>
    startMailing(trx, actOf(ctx), mailing.id, { version, count: total }),
  );
  return back(at, mailing, toldOf(sent, 'enviado'));
}

async function act(
  deps: Deps,
  ctx: Ctx,
  command: typeof stopMailing,
  done: 'detenido' | 'seguido',
): Promise<Answer> {
  const at = await mailingDesk(deps, ctx);
  const mailing = await mailingOf(deps, ctx, at);
  const sent = await withTransaction(deps.db, (trx) => command(trx, actOf(ctx), mailing.id));
  return back(at, mailing, toldOf(sent, done));
}

const toldOf = (sent: Sent, done: Told): Told =>
  sent === 'ok' ? done : sent === 'changed' ? 'cambio' : 'tarde';

function back({ desk }: MailingDesk, mailing: MailingRow, told: Told): Answer {
  return seeOther(`${mailingHref(desk.edition, mailing.id)}?hecho=${told}`);
}
