/** For the account of an institution: it sees and answers what its own institution is asked, and nothing else. */
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import { run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { filled, type FormState } from '../../../ui/controls/schema-form.tsx';
import { OWN_ASKS, ownAskPath } from '../addresses.ts';
import { answer } from '../commands/answer.ts';
import { OWN_DONE, OwnAskPage, OwnListPage } from '../pages/own.tsx';
import { standingWords } from '../pages/words.ts';
import { institutionOf, type OwnInstitution } from '../queries/accounts.ts';
import { answersTo, type AskRow, DUE_CURSOR, findAsk, listAsks } from '../queries/asks.ts';
import { ReplyForm } from '../schemas/forms.ts';
import { contextOf, readerOf } from './shared.ts';

const REPLY = 'answers.reply';
const PER_PAGE = 30;
const { get, post } = officeRoutes(OWN_ASKS);

export function ownRoutes(deps: Deps): RouteSpec[] {
  return [
    get('', REPLY, 'What one’s own institution is asked.', (ctx) => showList(deps, ctx)),
    get('/:id', REPLY, 'One question to one’s own institution.', (ctx) => showOne(deps, ctx)),
    post('/:id', REPLY, 'Answer it.', (ctx) => reply(deps, ctx)),
  ];
}

function ownOf(deps: Deps, { actor }: Ctx): Promise<OwnInstitution | undefined> {
  return actor.kind === 'staff' ? institutionOf(deps.db, actor.userId) : Promise.resolve(undefined);
}

async function showList(deps: Deps, ctx: Ctx): Promise<Answer> {
  const open = ctx.query.get('ver') !== 'respondidas';
  const { after } = readPageRequest(ctx.query, DUE_CURSOR);
  const [reader, own] = await Promise.all([readerOf(deps, ctx), ownOf(deps, ctx)]);
  const { items, next } = own
    ? await listAsks(deps.db, open, { after, limit: PER_PAGE }, own.id)
    : { items: [], next: undefined };
  const answers = await answersTo(
    deps.db,
    items.map(({ id }) => id),
  );
  const here = open ? OWN_ASKS : OWN_DONE;
  const body = OwnListPage({
    ...reader,
    institution: own?.name,
    open,
    rows: items.map((ask) => ({ ask, stood: standingWords(reader, ask, answers.get(ask.id) ?? []) })),
    firstHref: after ? here : undefined,
    nextHref: next && `${here}${open ? '?' : '&'}after=${next}`,
  });
  return page(body, { title: ctx.t('answers.own.title') });
}

/** @throws not_found for what another institution is asked, or what nobody may read any more */
async function askOf(deps: Deps, ctx: Ctx): Promise<AskRow> {
  const id = ctx.params['id'] ?? '';
  const [own, ask] = await Promise.all([
    ownOf(deps, ctx),
    isUuid(id) ? findAsk(deps.db, id) : Promise.resolve(undefined),
  ]);
  if (!own || ask?.institution_id !== own.id || ask.title === null) throw notFound();
  return ask;
}

async function showOne(deps: Deps, ctx: Ctx, drawn?: FormState): Promise<Answer> {
  const ask = await askOf(deps, ctx);
  const reader = await readerOf(deps, ctx);
  const answers = (await answersTo(deps.db, [ask.id])).get(ask.id) ?? [];
  const body = OwnAskPage({
    ...reader,
    ask,
    stood: standingWords(reader, ask, answers),
    answers,
    state: drawn ?? filled({ person: ctx.actor.kind === 'staff' ? ctx.actor.name : '' }),
    sent: ctx.query.get('hecho') === 'answered',
  });
  return page(body, { title: ctx.t('answers.reply.title'), status: drawn ? 422 : 200 });
}

async function reply(deps: Deps, ctx: Ctx): Promise<Answer> {
  const ask = await askOf(deps, ctx);
  const form = readForm(ReplyForm, ctx.body, ctx.t);
  if (!form.ok) return showOne(deps, ctx, { values: form.raw, faults: form.faults });
  const { today } = await readerOf(deps, ctx);
  const { referred_to: referredTo, ...said } = form.value;
  const done = await run(deps.db, (trx) =>
    answer(trx, contextOf(deps, ctx), ask.id, { ...said, referredTo, onDate: today, channel: 'account' }),
  );
  return seeOther(done.ok ? `${ownAskPath(ask.id)}?hecho=answered` : ownAskPath(ask.id));
}
