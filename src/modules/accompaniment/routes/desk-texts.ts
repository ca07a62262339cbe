/** At the desk: the checklist, suggested texts, changes of authors, and what they add to a frozen text. */
import { allows } from '../../../platform/access/access.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { versionOf } from '../../../platform/forms/versions.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { BLANK, filled, type FormState } from '../../../ui/controls/schema-form.tsx';
import { OFFICE, officePath, STYLES } from '../addresses.ts';
import { AMENDMENT_DECISIONS, decideAmendment } from '../commands/amend.ts';
import { saveChecks } from '../commands/help.ts';
import { decideSuggestion, suggest, takeSuggestionBack } from '../commands/suggest.ts';
import { ChecksPage, OfficeSuggestionPage, SuggestPage } from '../pages/office/texts.tsx';
import { findHelp } from '../queries/help.ts';
import { findSuggestion } from '../queries/texts.ts';
import { type Checks, ITEMS, VERDICTS } from '../rules/checklist.ts';
import {
  AmendmentForm,
  ChecksForm,
  noteName,
  ReviewForm,
  SuggestForm,
  verdictName,
} from '../schemas/forms.ts';
import { openChecks } from '../sealed.ts';
import { showDesk, toldDesk } from './desk.ts';
import { deskProposal, freezeOf, idIn, type Numbered, readerOf, refusal, runFor, textOf } from './shared.ts';
import { bothTexts, shownSuggestion } from './shown.ts';

const ADVISE = 'accompaniment.advise';
const PUBLISH = 'accompaniment.publish';
const { get, post } = officeRoutes(OFFICE);

export function deskTextRoutes(deps: Deps): RouteSpec[] {
  return [
    get('/:number/lista', ADVISE, 'The checklist of a proposal.', (ctx) => showChecks(deps, ctx)),
    post('/:number/lista', ADVISE, 'Fill in the checklist.', (ctx) => sendChecks(deps, ctx)),
    get('/:number/sugerir', ADVISE, 'The form to suggest a text.', (ctx) => showSuggest(deps, ctx)),
    post('/:number/sugerir', ADVISE, 'Suggest a text to the authors.', (ctx) => sendSuggestion(deps, ctx)),
    get('/:number/cambios/:id', ADVISE, 'A suggested text beside the one that stands.', (ctx) =>
      showOne(deps, ctx),
    ),
    post(
      '/:number/cambios/:id',
      ADVISE,
      'Decide about a change of the authors (who may publish), or take one’s own suggestion back (field `what`).',
      (ctx) => decide(deps, ctx),
    ),
    post('/:number/ampliaciones/:id', PUBLISH, 'Publish an addition, refuse it, or stop showing it.', (ctx) =>
      sendAmendment(deps, ctx),
    ),
  ];
}

const aboutOf = (deps: Deps, ctx: Ctx, row: Numbered) => ({
  t: ctx.t,
  number: row.number,
  text: textOf(deps, row),
  textLang: row.lang === ctx.lang ? undefined : row.lang,
});

async function showChecks(deps: Deps, ctx: Ctx, drawn?: FormState): Promise<Answer> {
  const row = await deskProposal(deps, ctx);
  const help = await findHelp(deps.db, row.id);
  const checks = openChecks(deps.vault, row.id, help?.sealed_checks ?? null);
  const known = Object.fromEntries(
    ITEMS.flatMap((item) => [
      [verdictName(item), checks[item]?.verdict ?? 'none'],
      [noteName(item), checks[item]?.note ?? ''],
    ]),
  );
  const state = { ...(drawn ?? filled(known)), version: help?.version ?? 0 };
  return page(ChecksPage({ ...aboutOf(deps, ctx, row), state }), {
    title: ctx.t('accompaniment.checks.title'),
    status: drawn ? 422 : 200,
    styles: [...STYLES],
  });
}

function checksIn(value: Record<string, unknown>): Checks {
  return Object.fromEntries(
    ITEMS.flatMap((item) => {
      const verdict = VERDICTS.find((one) => one === value[verdictName(item)]);
      const note = value[noteName(item)];
      const check = { ...(verdict && { verdict }), ...(typeof note === 'string' && note && { note }) };
      return Object.keys(check).length > 0 ? [[item, check]] : [];
    }),
  );
}

async function sendChecks(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id, number } = await deskProposal(deps, ctx);
  const form = readForm(ChecksForm, ctx.body, ctx.t);
  if (!form.ok) return showChecks(deps, ctx, { values: form.raw, faults: form.faults });
  const filledIn = { checks: checksIn(form.value), version: versionOf(ctx.body) };
  const result = await runFor(deps, ctx, (trx, c) => saveChecks(trx, c, id, filledIn));
  if (!result.ok && result.refused === 'changed')
    return showChecks(deps, ctx, {
      values: form.raw,
      faults: [{ field: '', message: ctx.t('accompaniment.checks.changed') }],
    });
  return toldDesk(number, result, 'checked');
}

async function showSuggest(deps: Deps, ctx: Ctx, drawn?: FormState): Promise<Answer> {
  const row = await deskProposal(deps, ctx);
  const { frozen } = await freezeOf(deps, row);
  if (frozen && !drawn) return seeOther(`${officePath(row.number)}?hecho=frozen`);
  const about = aboutOf(deps, ctx, row);
  const state = { version: row.text_version, ...(drawn ?? filled({ ...about.text })) };
  return page(SuggestPage({ ...about, state }), {
    title: ctx.t('accompaniment.suggest.title'),
    status: drawn ? 422 : 200,
  });
}

async function sendSuggestion(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await deskProposal(deps, ctx);
  const form = readForm(SuggestForm, ctx.body, ctx.t);
  const version = versionOf(ctx.body);
  if (!form.ok) return showSuggest(deps, ctx, { values: form.raw, faults: form.faults, version });
  const { why, affected = '', ...text } = form.value;
  const { from } = await freezeOf(deps, row);
  const result = await runFor(deps, ctx, (trx, c) =>
    suggest(trx, c, row.id, {
      side: 'desk',
      text: { ...text, affected },
      why,
      textVersion: version,
      frozenFrom: from,
    }),
  );
  if (result.ok) return toldDesk(row.number, result, 'suggested');
  const fault =
    result.refused === 'changed'
      ? { field: '', message: ctx.t('accompaniment.change.moved') }
      : refusal(ctx, result.refused, result.refused === 'same' ? 'title' : '');
  return showSuggest(deps, ctx, { values: form.raw, faults: [fault], version: row.text_version });
}

async function showOne(deps: Deps, ctx: Ctx, drawn?: FormState): Promise<Answer> {
  const row = await deskProposal(deps, ctx);
  const suggestion = await findSuggestion(deps.db, row.id, idIn(ctx));
  if (!suggestion) throw notFound();
  const [reader, { frozen }] = await Promise.all([readerOf(deps, ctx), freezeOf(deps, row)]);
  const about = aboutOf(deps, ctx, row);
  const body = OfficeSuggestionPage({
    ...reader,
    ...about,
    suggestion: shownSuggestion(deps, suggestion),
    ...bothTexts(deps, suggestion, about.text),
    moved: suggestion.text_version !== row.text_version,
    frozen,
    mayPublish: allows(ctx.actor, PUBLISH),
    state: { ...(drawn ?? BLANK), version: row.text_version },
  });
  return page(body, {
    title: ctx.t('accompaniment.suggestions'),
    status: drawn ? 422 : 200,
    styles: [...STYLES],
  });
}

async function decide(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await deskProposal(deps, ctx);
  const which = { proposalId: row.id, suggestionId: idIn(ctx) };
  if (ctx.body.fields.get('what')?.[0] === 'take_back')
    return toldDesk(
      row.number,
      await runFor(deps, ctx, (trx, c) => takeSuggestionBack(trx, c, which, 'desk')),
      'taken_back',
    );
  if (!allows(ctx.actor, PUBLISH)) throw new AppError('forbidden');
  const form = readForm(ReviewForm, ctx.body, ctx.t);
  if (!form.ok) return showOne(deps, ctx, { values: form.raw, faults: form.faults });
  const { decision, answer = '' } = form.value;
  const refuse = (field: string, message: string) =>
    showOne(deps, ctx, { values: form.raw, faults: [{ field, message }] });
  if (decision === 'refuse' && answer === '')
    return refuse('answer', ctx.t('accompaniment.form.desk_answer.missing'));
  const { from } = await freezeOf(deps, row);
  const result = await runFor(deps, ctx, (trx, c) =>
    decideSuggestion(trx, c, which, {
      by: 'desk',
      accept: decision === 'accept',
      answer,
      textVersion: versionOf(ctx.body),
      frozenFrom: from,
    }),
  );
  if (!result.ok && result.refused === 'not_found') throw notFound();
  if (!result.ok && result.refused === 'changed')
    return refuse('', ctx.t('accompaniment.suggestion.moved_text'));
  return toldDesk(row.number, result, decision === 'accept' ? 'accepted' : 'refused');
}

async function sendAmendment(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id, number } = await deskProposal(deps, ctx);
  const amendmentId = idIn(ctx);
  const decision = AMENDMENT_DECISIONS.find((one) => one === ctx.body.fields.get('decision')?.[0]);
  if (!decision) throw new AppError('bad_request');
  const form = readForm(AmendmentForm, ctx.body, ctx.t);
  const again = (faults: FormState['faults']) =>
    showDesk(deps, ctx, { what: `${decision}-${amendmentId}`, state: { values: form.raw, faults } });
  if (!form.ok) return again(form.faults);
  const { answer = '' } = form.value;
  if (decision !== 'publish' && answer === '')
    return again([{ field: 'answer', message: ctx.t('accompaniment.form.desk_answer.missing') }]);
  const result = await runFor(deps, ctx, (trx, c) =>
    decideAmendment(trx, c, { proposalId: id, amendmentId }, { decision, answer }),
  );
  if (!result.ok && result.refused === 'not_found') throw notFound();
  return toldDesk(number, result, `amendment_${decision}`);
}
