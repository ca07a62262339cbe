/** Texts of one's own proposal behind its secret link: suggested ones, a change of a public one, additions to a frozen one. */
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { versionOf } from '../../../platform/forms/versions.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { openRoutes } from '../../../platform/http/routes-at.ts';
import { BLANK, filled, type FormState } from '../../../ui/controls/schema-form.tsx';
import { isPublic } from '../../proposals/index.ts';
import { helpPath, STYLES } from '../addresses.ts';
import { amend } from '../commands/amend.ts';
import { decideSuggestion, suggest, takeSuggestionBack } from '../commands/suggest.ts';
import { AmendPage, ChangePage, SuggestionPage } from '../pages/texts.tsx';
import { findSuggestion } from '../queries/texts.ts';
import { AmendForm, AnswerForm, ChangeForm } from '../schemas/forms.ts';
import { freezeOf, idIn, ownProposal, readerOf, refusal, runFor, textOf } from './shared.ts';
import { bothTexts, shownSuggestion } from './shown.ts';

const HELP = '/propuestas/propia/:token/acompanamiento';

export function authorTextRoutes(deps: Deps): RouteSpec[] {
  const route = openRoutes(deps);
  return [
    route('GET', `${HELP}/sugerencias/:id`, 'A suggested text beside the one that stands.', (d, ctx) =>
      showSuggestion(d, ctx),
    ),
    route(
      'POST',
      `${HELP}/sugerencias/:id`,
      'Accept or refuse a suggested text, or take one’s own back.',
      decide,
    ),
    route('GET', `${HELP}/cambiar`, 'The form to change a public text.', (d, ctx) => showChange(d, ctx)),
    route('POST', `${HELP}/cambiar`, 'Send a changed text to the desk, which reads it first.', change),
    route('GET', `${HELP}/ampliar`, 'The form to add to a text that changes no more.', (d, ctx) =>
      showAmend(d, ctx),
    ),
    route('POST', `${HELP}/ampliar`, 'Send an addition to the desk, which reads it first.', sendAmendment),
  ];
}

const told = (token: string, code: string): Answer => seeOther(`${helpPath(token)}?hecho=${code}`);

async function showSuggestion(deps: Deps, ctx: Ctx, drawn?: FormState): Promise<Answer> {
  const { row, token } = await ownProposal(deps, ctx);
  const suggestion = await findSuggestion(deps.db, row.id, idIn(ctx));
  if (!suggestion) throw notFound();
  const [reader, freeze] = await Promise.all([readerOf(deps, ctx), freezeOf(deps, row)]);
  const body = SuggestionPage({
    ...reader,
    token,
    suggestion: shownSuggestion(deps, suggestion),
    ...bothTexts(deps, suggestion, textOf(deps, row)),
    moved: suggestion.text_version !== row.text_version,
    frozen: freeze.frozen,
    textLang: row.lang === ctx.lang ? undefined : row.lang,
    state: { ...(drawn ?? BLANK), version: row.text_version },
  });
  return page(body, {
    title: ctx.t('accompaniment.suggestions'),
    status: drawn ? 422 : 200,
    styles: [...STYLES],
    noIndex: true,
  });
}

async function decide(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { row, token } = await ownProposal(deps, ctx);
  const which = { proposalId: row.id, suggestionId: idIn(ctx) };
  if (ctx.body.fields.get('what')?.[0] === 'take_back') {
    await runFor(deps, ctx, (trx, c) => takeSuggestionBack(trx, c, which, 'authors'));
    return told(token, 'taken_back');
  }
  const form = readForm(AnswerForm, ctx.body, ctx.t);
  if (!form.ok) return showSuggestion(deps, ctx, { values: form.raw, faults: form.faults });
  const { decision, answer = '' } = form.value;
  const { from } = await freezeOf(deps, row);
  const result = await runFor(deps, ctx, (trx, c) =>
    decideSuggestion(trx, c, which, {
      by: 'authors',
      accept: decision === 'accept',
      answer,
      textVersion: versionOf(ctx.body),
      frozenFrom: from,
    }),
  );
  if (result.ok) return told(token, decision === 'accept' ? 'accepted' : 'refused');
  if (result.refused === 'not_found') throw notFound();
  // Beside the text as it is now they choose again; what they wrote stays.
  if (result.refused === 'changed')
    return showSuggestion(deps, ctx, {
      values: form.raw,
      faults: [{ field: '', message: ctx.t('accompaniment.suggestion.moved_text') }],
    });
  return told(token, result.refused);
}

/** The texts that a public proposal may still change to; else its authors are sent where they can do something. */
async function changeable(deps: Deps, ctx: Ctx) {
  const own = await ownProposal(deps, ctx);
  const freeze = await freezeOf(deps, own.row);
  return { ...own, freeze, open: isPublic(own.row.state) };
}

async function showChange(deps: Deps, ctx: Ctx, drawn?: FormState): Promise<Answer> {
  const { row, token, freeze, open } = await changeable(deps, ctx);
  if (!drawn && (!open || freeze.frozen)) return told(token, open ? 'frozen' : 'not_now');
  const text = textOf(deps, row);
  const state = { version: row.text_version, ...(drawn ?? filled({ ...text })) };
  return page(ChangePage({ t: ctx.t, token, title: text.title, state }), {
    title: ctx.t('accompaniment.change.title'),
    status: drawn ? 422 : 200,
    noIndex: true,
  });
}

async function change(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { row, token, freeze } = await changeable(deps, ctx);
  const form = readForm(ChangeForm, ctx.body, ctx.t);
  const version = versionOf(ctx.body);
  if (!form.ok) return showChange(deps, ctx, { values: form.raw, faults: form.faults, version });
  const { why, affected = '', ...text } = form.value;
  const result = await runFor(deps, ctx, (trx, c) =>
    suggest(trx, c, row.id, {
      side: 'authors',
      text: { ...text, affected },
      why,
      textVersion: version,
      frozenFrom: freeze.from,
    }),
  );
  if (result.ok) return told(token, 'sent');
  const fault =
    result.refused === 'changed'
      ? { field: '', message: ctx.t('accompaniment.change.moved') }
      : refusal(ctx, result.refused, result.refused === 'same' ? 'title' : '');
  return showChange(deps, ctx, { values: form.raw, faults: [fault], version: row.text_version });
}

async function showAmend(deps: Deps, ctx: Ctx, drawn?: FormState): Promise<Answer> {
  const { row, token, freeze, open } = await changeable(deps, ctx);
  if (!drawn && (!open || !freeze.frozen)) return told(token, 'not_now');
  const title = textOf(deps, row).title;
  return page(AmendPage({ t: ctx.t, token, title, state: drawn ?? BLANK, count: freeze.from }), {
    title: ctx.t('accompaniment.amend.title'),
    status: drawn ? 422 : 200,
    noIndex: true,
  });
}

async function sendAmendment(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { row, token, freeze } = await changeable(deps, ctx);
  const form = readForm(AmendForm, ctx.body, ctx.t);
  if (!form.ok) return showAmend(deps, ctx, { values: form.raw, faults: form.faults });
  const result = await runFor(deps, ctx, (trx, c) =>
    amend(trx, c, row.id, { words: form.value.words, frozenFrom: freeze.from }),
  );
  if (result.ok) return told(token, 'amended');
  return showAmend(deps, ctx, { values: form.raw, faults: [refusal(ctx, result.refused, 'words')] });
}
