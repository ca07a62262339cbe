/** Help with one's own proposal, behind its secret link. Looking changes nothing; every act is a POST. */
import type { Deps } from '../../../platform/deps.ts';
import { AppError } from '../../../platform/errors.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { openRoutes } from '../../../platform/http/routes-at.ts';
import { readSetting } from '../../../platform/settings/settings.ts';
import { BLANK, type FormState } from '../../../ui/controls/schema-form.tsx';
import { isPublic } from '../../proposals/index.ts';
import { helpPath, STYLES } from '../addresses.ts';
import type { Result } from '../commands/context.ts';
import { askForHelp } from '../commands/help.ts';
import { markRead, writeMessage } from '../commands/thread.ts';
import { HelpPage, type TextWay } from '../pages/help.tsx';
import { findHelp, threadOf } from '../queries/help.ts';
import { amendmentsOf, suggestionsOf } from '../queries/texts.ts';
import { MessageForm } from '../schemas/forms.ts';
import { openChecks } from '../sealed.ts';
import { threadDays } from '../settings.ts';
import { freezeOf, type Numbered, ownProposal, readerOf, refusal, runFor, textOf } from './shared.ts';
import { shownAmendment, shownMessages, shownSuggestion } from './shown.ts';

const HELP = '/propuestas/propia/:token/acompanamiento';

export function authorRoutes(deps: Deps): RouteSpec[] {
  const route = openRoutes(deps);
  return [
    route(
      'GET',
      HELP,
      'Help with one’s own proposal: what would make it stronger, and a private thread.',
      (d, ctx) => show(d, ctx),
    ),
    route('POST', HELP, 'Ask for help, write to the desk, or mark its messages as read (field `what`).', act),
  ];
}

function wayOf({ state }: Numbered, frozen: boolean): TextWay {
  if (state === 'received') return 'edit';
  if (!isPublic(state)) return 'none';
  return frozen ? 'amend' : 'change';
}

async function show(deps: Deps, ctx: Ctx, drawn?: FormState): Promise<Answer> {
  const { row, token } = await ownProposal(deps, ctx);
  const { id, number } = row;
  const [reader, help, thread, suggestions, amendments, freeze, days] = await Promise.all([
    readerOf(deps, ctx),
    findHelp(deps.db, id),
    threadOf(deps.db, id),
    suggestionsOf(deps.db, id),
    amendmentsOf(deps.db, id),
    freezeOf(deps, row),
    readSetting(deps.db, threadDays),
  ]);
  const begun = help !== undefined && (help.asked_at !== null || thread.length > 0);
  const body = HelpPage({
    ...reader,
    token,
    number,
    title: textOf(deps, row).title,
    standing: help?.adviser ? 'taken' : begun ? 'asked' : 'none',
    checks: openChecks(deps.vault, id, help?.sealed_checks ?? null),
    suggestions: suggestions
      .filter(({ state, side }) => state !== 'taken_back' || side === 'authors')
      .map((one) => shownSuggestion(deps, one)),
    amendments: amendments.map((one) => shownAmendment(deps, one)),
    messages: shownMessages(deps, thread),
    way: wayOf(row, freeze.frozen),
    frozenFrom: freeze.from,
    frozenAsked: freeze.asked,
    threadDays: days,
    message: drawn ?? BLANK,
    done: ctx.query.get('hecho') ?? '',
  });
  return page(body, {
    title: ctx.t('accompaniment.title'),
    status: drawn ? 422 : 200,
    styles: [...STYLES],
    noIndex: true,
  });
}

async function act(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { row, token } = await ownProposal(deps, ctx);
  const told = (result: Result, code: string): Answer =>
    seeOther(`${helpPath(token)}?hecho=${result.ok ? code : result.refused}`);
  switch (ctx.body.fields.get('what')?.[0]) {
    case 'ask':
      return told(await runFor(deps, ctx, (trx, c) => askForHelp(trx, c, row.id)), 'asked');
    case 'read':
      return told(await runFor(deps, ctx, (trx, c) => markRead(trx, c, row.id, 'authors')), 'read');
    case 'write': {
      const form = readForm(MessageForm, ctx.body, ctx.t);
      if (!form.ok) return show(deps, ctx, { values: form.raw, faults: form.faults });
      const message = { side: 'authors', words: form.value.words, seen: seenIn(ctx) } as const;
      const result = await runFor(deps, ctx, (trx, c) => writeMessage(trx, c, row.id, message));
      // What was typed stays before them.
      if (!result.ok)
        return show(deps, ctx, { values: form.raw, faults: [refusal(ctx, result.refused, 'words')] });
      return told(result, 'written');
    }
    default:
      throw new AppError('bad_request');
  }
}

/** How many messages stood on the page; whatever else stands there is none. */
export function seenIn({ body }: Ctx): number {
  const text = body.fields.get('seen')?.[0] ?? '';
  return /^\d{1,4}$/.test(text) ? Number(text) : 0;
}
