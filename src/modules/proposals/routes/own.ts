/** One's own proposal behind the secret link. Looking changes nothing; every act is a POST. */
import type { Trx } from '../../../platform/db/handles.ts';
import { run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { versionOf } from '../../../platform/forms/versions.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { openRoutes } from '../../../platform/http/routes-at.ts';
import { sweepMailFiles } from '../../../platform/mail/forget.ts';
import { BLANK, type FormState } from '../../../ui/controls/schema-form.tsx';
import { ownPath, PROPOSALS } from '../addresses.ts';
import { appeal } from '../commands/appeal.ts';
import type { Context, Result } from '../commands/context.ts';
import { changeProposal, confirmAddress, withdrawName, withdrawProposal } from '../commands/own.ts';
import { DONE, OwnPage, WithdrawPage } from '../pages/own.tsx';
import { ChangePage } from '../pages/propose.tsx';
import { decisionsOf } from '../queries/decisions.ts';
import { filesOf } from '../queries/files.ts';
import { findProposal, type ProposalRow } from '../queries/own.ts';
import { isNamed } from '../rules/names.ts';
import { isPublic, type OwnAction, ownActions } from '../rules/proposal.ts';
import { AppealForm } from '../schemas/moderation.ts';
import { isLinkOf, openAuthors, openText } from '../sealed.ts';
import { proposalRaw, readProposal } from './proposal-input.ts';
import { STYLES } from './public.ts';
import { addedWays, contextOf, readerOf } from './shared.ts';

const OWN = `${PROPOSALS}/propia/:token`;

export function ownRoutes(deps: Deps): RouteSpec[] {
  const route = openRoutes(deps);
  return [
    route('GET', OWN, 'One’s own proposal.', (d, ctx) => showOwn(d, ctx)),
    route('POST', OWN, 'Confirm the address, withdraw the name or all of it (field `action`).', act),
    route('GET', `${OWN}/cambiar`, 'The form to change it.', showChange),
    route('POST', `${OWN}/cambiar`, 'Change it.', change),
    route('GET', `${OWN}/retirar`, 'Asks whether to withdraw it.', showWithdraw),
    route('POST', `${OWN}/apelar`, 'Ask somebody else to look at a decision.', sendAppeal),
  ];
}

interface Own {
  row: ProposalRow;
  token: string;
  actions: OwnAction[];
}

/** @throws not_found: a wrong, old or mutilated link is simply not there */
export async function findOwn(deps: Deps, ctx: Pick<Ctx, 'params'>): Promise<Own> {
  const token = ctx.params['token'] ?? '';
  const id = deps.vault.peekToken(token);
  const row = id === undefined ? undefined : await findProposal(deps.db, id);
  if (!row || !isLinkOf(deps.vault, token, row)) throw notFound();
  const named = isNamed(row.visibility, openAuthors(deps.vault, row.id, row.sealed_authors));
  return { row, token, actions: ownActions({ state: row.state, named }) };
}

/** @param drawn a form that came back with faults */
export async function showOwn(
  deps: Deps,
  ctx: Ctx,
  drawn?: { appeal: FormState } | { file: FormState },
): Promise<Answer> {
  const { row, token, actions } = await findOwn(deps, ctx);
  const [reader, [decision], files] = await Promise.all([
    readerOf(deps, ctx),
    decisionsOf(deps.db, row.id),
    filesOf(deps.db, deps.vault, row.id),
  ]);
  const kept = row.state === 'refused' || row.state === 'hidden';
  const body = OwnPage({
    ...reader,
    token,
    row,
    text: openText(deps.vault, row),
    authors: openAuthors(deps.vault, row.id, row.sealed_authors),
    actions,
    added:
      row.number === null || row.state === 'withdrawn'
        ? []
        : addedWays(deps, ctx, 'own_proposal', { id: row.id, slug: token }),
    decision,
    mayAppeal: kept && decision?.decision !== 'publish' && decision?.appeal === null,
    appeal: drawn && 'appeal' in drawn ? drawn.appeal : BLANK,
    files,
    file: drawn && 'file' in drawn ? drawn.file : BLANK,
    done: DONE.find((code) => code === ctx.query.get('hecho')),
  });
  return page(body, {
    title: ctx.t('proposals.own.title'),
    status: drawn ? 422 : 200,
    noIndex: true,
    styles: [STYLES],
  });
}

async function showChange(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { row, token, actions } = await findOwn(deps, ctx);
  const text = openText(deps.vault, row);
  if (!actions.includes('change') || !text) return seeOther(`${ownPath(token)}?hecho=refused`);
  const authors = openAuthors(deps.vault, row.id, row.sealed_authors);
  const state = { values: proposalRaw(row, text, authors), faults: [], version: row.version };
  return page(ChangePage({ t: ctx.t, token, state }), {
    title: ctx.t('proposals.change.title'),
    noIndex: true,
  });
}

/** @returns the form as it was typed, with what is against it */
function changeAgain({ t }: Ctx, token: string, state: FormState, status: 409 | 422): Answer {
  return page(ChangePage({ t, token, state }), { title: t('proposals.change.title'), status, noIndex: true });
}

async function change(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { row, token } = await findOwn(deps, ctx);
  const reading = readProposal('change', ctx.body, ctx.t);
  const version = versionOf(ctx.body);
  if (!reading.ok)
    return changeAgain(ctx, token, { values: reading.raw, faults: reading.faults, version }, 422);
  const result = await run(deps.db, (trx) =>
    changeProposal(trx, contextOf(deps, ctx), row.id, version, reading.value),
  );
  if (result.ok) return seeOther(`${ownPath(token)}?hecho=change`);
  // Nothing of what was typed is lost: to be sent over the newer version, or to be copied.
  const told = result.refused === 'changed' ? 'changed' : 'refused';
  const faults = [{ field: '', message: ctx.t(`proposals.own.done.${told}`) }];
  const latest = (await findProposal(deps.db, row.id))?.version ?? version;
  return changeAgain(ctx, token, { values: reading.raw, faults, version: latest }, 409);
}

async function showWithdraw(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { row, token, actions } = await findOwn(deps, ctx);
  if (!actions.includes('withdraw')) return seeOther(ownPath(token));
  return page(WithdrawPage({ t: ctx.t, token, seen: isPublic(row.state) }), {
    title: ctx.t('proposals.withdraw.title'),
    noIndex: true,
  });
}

async function sendAppeal(deps: Deps, ctx: Ctx): Promise<Answer> {
  const own = await findOwn(deps, ctx);
  const form = readForm(AppealForm, ctx.body, ctx.t);
  if (!form.ok) return showOwn(deps, ctx, { appeal: { values: form.raw, faults: form.faults } });
  return done(deps, ctx, own, 'appeal', (trx, c) => appeal(trx, c, own.row.id, form.value.words));
}

async function done(
  deps: Deps,
  ctx: Ctx,
  { token }: Own,
  code: (typeof DONE)[number],
  command: (trx: Trx, c: Context) => Promise<Result>,
): Promise<Answer> {
  const result = await run(deps.db, (trx) => command(trx, contextOf(deps, ctx)));
  const said = result.ok ? code : result.refused === 'changed' ? 'changed' : 'refused';
  return seeOther(`${ownPath(token)}?hecho=${said}`);
}

async function act(deps: Deps, ctx: Ctx): Promise<Answer> {
  const own = await findOwn(deps, ctx);
  const { id, number } = own.row;
  switch (ctx.body.fields.get('action')?.[0]) {
    case 'confirm':
      return done(deps, ctx, own, 'confirm', (trx, c) => confirmAddress(trx, c, id));
    case 'withdraw_name':
      return done(deps, ctx, own, 'withdraw_name', (trx, c) => withdrawName(trx, c, id, deps));
    case 'withdraw':
      await run(deps.db, (trx) => withdrawProposal(trx, contextOf(deps, ctx), id, deps));
      await sweepMailFiles(deps.db, deps.config.dataDir);
      // Of one that had no number nothing is left, so its page is none either.
      return seeOther(number === null ? PROPOSALS : ownPath(own.token));
    default:
      throw new AppError('bad_request');
  }
}
