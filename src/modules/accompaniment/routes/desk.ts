/** The adviser's desk: what wants help, who helps, the private thread. */
import { allows } from '../../../platform/access/access.ts';
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError } from '../../../platform/errors.ts';
import { fieldsOf, withOptions } from '../../../platform/forms/field.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { versionOf } from '../../../platform/forms/versions.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { readSetting } from '../../../platform/settings/settings.ts';
import { namesOf } from '../../accounts/index.ts';
import { isPublic, openText } from '../../proposals/index.ts';
import { advisers } from '../advisers.ts';
import { OFFICE, officePath, STYLES } from '../addresses.ts';
import type { Result } from '../commands/context.ts';
import { assign, closeHelp } from '../commands/help.ts';
import { markRead, writeMessage } from '../commands/thread.ts';
import { ListPage, VIEW_WORDS, viewHref } from '../pages/office/list.tsx';
import type { DrawnDesk } from '../pages/office/desk-props.ts';
import { DeskPage } from '../pages/office/one.tsx';
import { countDesk, DESK_CURSOR, DESK_VIEWS, findHelp, listDesk, threadOf } from '../queries/help.ts';
import { amendmentsOf, suggestionsOf } from '../queries/texts.ts';
import { AssignForm, DeskMessageForm } from '../schemas/forms.ts';
import { openChecks } from '../sealed.ts';
import { threadDays } from '../settings.ts';
import { seenIn } from './authors.ts';
import { deskProposal, freezeOf, readerOf, refusal, runFor, textOf } from './shared.ts';
import { shownAmendment, shownMessages, shownSuggestion } from './shown.ts';

const ADVISE = 'accompaniment.advise';
const PER_PAGE = 30;
const { get, post } = officeRoutes(OFFICE);

export function deskRoutes(deps: Deps): RouteSpec[] {
  return [
    get('', ADVISE, 'Proposals that want help, who waits longest first.', (ctx) => showList(deps, ctx)),
    get('/:number', ADVISE, 'One proposal at the adviser’s desk.', (ctx) => showDesk(deps, ctx)),
    post(
      '/:number',
      ADVISE,
      'Take it, hand it on, close it, write to its authors, or mark what they wrote as read (field `what`).',
      (ctx) => act(deps, ctx),
    ),
  ];
}

const selfOf = ({ actor }: Ctx): string | undefined => (actor.kind === 'staff' ? actor.userId : undefined);

async function showList(deps: Deps, ctx: Ctx): Promise<Answer> {
  const asked = ctx.query.get('ver') ?? '';
  const view = DESK_VIEWS.find((one) => VIEW_WORDS[one] === asked) ?? 'free';
  const self = selfOf(ctx);
  const { after } = readPageRequest(ctx.query, DESK_CURSOR);
  const [reader, counts, { items, next }] = await Promise.all([
    readerOf(deps, ctx),
    countDesk(deps.db, self),
    listDesk(deps.db, { view, self }, { after, limit: PER_PAGE }),
  ]);
  const names = await namesOf(
    deps.db,
    deps,
    items.flatMap(({ adviser }) => (adviser === null ? [] : [adviser])),
  );
  const here = viewHref(view);
  const body = ListPage({
    ...reader,
    view,
    counts,
    rows: items.map((row) => ({
      ...row,
      title: openText(deps.vault, row)?.title ?? ctx.t('proposals.office.not_kept'),
      adviser: row.adviser === null ? '' : (names.get(row.adviser) ?? ''),
    })),
    maySet: allows(ctx.actor, 'accompaniment.publish'),
    firstHref: after && here,
    nextHref: next && `${here}${here.includes('?') ? '&' : '?'}after=${next}`,
  });
  return page(body, { title: ctx.t('accompaniment.office.title') });
}

export async function showDesk(deps: Deps, ctx: Ctx, drawn?: DrawnDesk): Promise<Answer> {
  const row = await deskProposal(deps, ctx);
  const { id, number, state, lang } = row;
  const text = textOf(deps, row);
  const [reader, help, thread, suggestions, amendments, freeze, days, staff] = await Promise.all([
    readerOf(deps, ctx),
    findHelp(deps.db, id),
    threadOf(deps.db, id),
    suggestionsOf(deps.db, id),
    amendmentsOf(deps.db, id),
    freezeOf(deps, row),
    readSetting(deps.db, threadDays),
    advisers(deps),
  ]);
  const writers = thread.flatMap(({ actor }) => (actor.startsWith('staff:') ? [actor.slice(6)] : []));
  const names = await namesOf(deps.db, deps, [...writers, ...(help?.adviser ? [help.adviser] : [])]);
  const body = DeskPage({
    ...reader,
    number,
    state,
    isPublic: isPublic(state),
    text,
    textLang: lang === ctx.lang ? undefined : lang,
    adviser: help?.adviser
      ? { name: names.get(help.adviser) ?? '', self: help.adviser === selfOf(ctx) }
      : undefined,
    asked: help?.asked_at ?? null,
    waiting: help?.waiting_since ?? null,
    closed: (help?.closed_at ?? null) !== null,
    version: help?.version ?? 0,
    checks: openChecks(deps.vault, id, help?.sealed_checks ?? null),
    suggestions: suggestions.map((one) => shownSuggestion(deps, one)),
    amendments: amendments.map((one) => shownAmendment(deps, one)),
    messages: shownMessages(deps, thread, names),
    supports: freeze.supports,
    frozen: freeze.frozen,
    frozenFrom: freeze.from,
    frozenAsked: freeze.asked,
    threadDays: days,
    mayPublish: allows(ctx.actor, 'accompaniment.publish'),
    mayModerate: allows(ctx.actor, 'proposals.moderate'),
    assign: withOptions(fieldsOf(AssignForm), {
      adviser: staff.map((one) => ({ value: one.id, label: { text: one.name } })),
    }),
    drawn,
    done: ctx.query.get('hecho') ?? '',
  });
  return page(body, {
    title: `${ctx.t('accompaniment.office.one')} · ${ctx.t('proposals.number', { number })}`,
    status: drawn ? 422 : 200,
    styles: [...STYLES],
  });
}

export function toldDesk(number: number, result: Result, code: string): Answer {
  return seeOther(`${officePath(number)}?hecho=${result.ok ? code : result.refused}`);
}

async function act(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id, number } = await deskProposal(deps, ctx);
  const version = versionOf(ctx.body);
  switch (ctx.body.fields.get('what')?.[0]) {
    case 'take': {
      const adviser = selfOf(ctx) ?? null;
      return toldDesk(
        number,
        await runFor(deps, ctx, (trx, c) => assign(trx, c, id, { adviser, version })),
        'taken',
      );
    }
    case 'assign':
      return handOn(deps, ctx, { id, number, version });
    case 'close':
      return toldDesk(number, await runFor(deps, ctx, (trx, c) => closeHelp(trx, c, id)), 'closed');
    case 'read':
      return toldDesk(number, await runFor(deps, ctx, (trx, c) => markRead(trx, c, id, 'desk')), 'read');
    case 'write': {
      const form = readForm(DeskMessageForm, ctx.body, ctx.t);
      if (!form.ok)
        return showDesk(deps, ctx, { what: 'write', state: { values: form.raw, faults: form.faults } });
      const message = { side: 'desk', words: form.value.words, seen: seenIn(ctx) } as const;
      const result = await runFor(deps, ctx, (trx, c) => writeMessage(trx, c, id, message));
      if (!result.ok)
        return showDesk(deps, ctx, {
          what: 'write',
          state: { values: form.raw, faults: [refusal(ctx, result.refused, 'words')] },
        });
      return toldDesk(number, result, 'written');
    }
    default:
      throw new AppError('bad_request');
  }
}

async function handOn(
  deps: Deps,
  ctx: Ctx,
  { id, number, version }: { id: string; number: number; version: number },
): Promise<Answer> {
  const form = readForm(AssignForm, ctx.body, ctx.t);
  const refuse = (faults: DrawnDesk['state']['faults']) =>
    showDesk(deps, ctx, { what: 'assign', state: { values: form.raw, faults } });
  if (!form.ok) return refuse(form.faults);
  const { adviser } = form.value;
  const known = (await advisers(deps)).some((one) => one.id === adviser);
  if (!known) return refuse([{ field: 'adviser', message: ctx.t('accompaniment.form.adviser.unknown') }]);
  return toldDesk(
    number,
    await runFor(deps, ctx, (trx, c) => assign(trx, c, id, { adviser, version })),
    'handed_on',
  );
}
