/** A draft behind its secret link. Looking changes nothing; every act is a POST. */
import { run } from '../../../platform/db/outcome.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { rawOf, readForm } from '../../../platform/forms/read.ts';
import { versionOf } from '../../../platform/forms/versions.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { openRoutes } from '../../../platform/http/routes-at.ts';
import { sweepMailFiles } from '../../../platform/mail/forget.ts';
import type { FormState } from '../../../ui/controls/schema-form.tsx';
import { draftPath, NEW_PROPOSAL, PROPOSALS } from '../addresses.ts';
import { removeDraft, saveDraft } from '../commands/draft.ts';
import { isDraftToken, openDraft } from '../draft-sealed.ts';
import { type DraftProps, DraftPage, RemoveDraftPage } from '../pages/draft.tsx';
import { findDraft } from '../queries/drafts.ts';
import { DRAFT_DAYS } from '../rules/draft.ts';
import { DraftForm } from '../schemas/draft.ts';
import { sendWhatWasTyped, showForm } from './propose.ts';
import { STYLES } from './public.ts';
import { contextOf, readerOf } from './shared.ts';

const DRAFT = `${PROPOSALS}/borrador/:token`;

export function draftRoutes(deps: Deps): RouteSpec[] {
  const route = openRoutes(deps);
  return [
    route('GET', DRAFT, 'A draft of a proposal, to go on with it.', (d, ctx) => show(d, ctx)),
    route('POST', DRAFT, 'Keep the draft (field `action`: `draft`), or send it.', take),
    route('GET', `${DRAFT}/borrar`, 'Asks whether to remove the draft.', showRemove),
    route('POST', `${DRAFT}/borrar`, 'Remove the draft.', remove),
  ];
}

/** @throws not_found: a wrong or mutilated link */
function idIn({ vault }: Deps, { params }: Ctx): { id: string; token: string } {
  const token = params['token'] ?? '';
  const id = vault.peekToken(token);
  if (id === undefined || !isDraftToken(vault, token, id)) throw notFound();
  return { id, token };
}

type Drawn = Pick<DraftProps, 'similar' | 'told'> & { state: FormState };

async function show(deps: Deps, ctx: Ctx, drawn?: Drawn): Promise<Answer> {
  const { id, token } = idIn(deps, ctx);
  const [reader, row] = await Promise.all([readerOf(deps, ctx), findDraft(deps.db, id)]);
  const kept = row && openDraft(deps.vault, id, row.sealed);
  // Sent, removed or forgotten: what was typed is not lost.
  if (!row || !kept) return showForm(ctx, { ...drawn, draftFault: 'gone' });
  const state = drawn?.state ?? { values: rawOf({ ...kept }), faults: [] };
  const told = drawn ? drawn.told : ctx.query.get('hecho') === 'saved' ? 'saved' : undefined;
  const body = DraftPage({
    ...reader,
    token,
    link: deps.config.baseUrl + draftPath(token),
    until: row.updated_at.add({ hours: DRAFT_DAYS * 24 }),
    // After another one was saved meanwhile the form takes its place only if it is sent once more.
    state: { ...state, version: state.version ?? row.version },
    similar: drawn?.similar,
    told,
  });
  return page(body, {
    title: ctx.t('proposals.draft.title'),
    status: told === 'changed' ? 409 : state.faults.length > 0 ? 422 : 200,
    noIndex: true,
    styles: [STYLES],
  });
}

async function take(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id, token } = idIn(deps, ctx);
  const version = versionOf(ctx.body);
  if (ctx.body.fields.get('action')?.[0] === 'draft') return keep(deps, ctx, { id, token, version });
  const form = readForm(DraftForm, ctx.body, ctx.t);
  const sent = await sendWhatWasTyped(deps, ctx, { id, version, ...(form.ok && { values: form.value }) });
  if ('changed' in sent) return show(deps, ctx, { state: sent.state, told: 'changed' });
  if (!('location' in sent))
    return show(deps, ctx, { ...sent, state: { ...sent.state, version }, told: undefined });
  await sweepMailFiles(deps.db, deps.config.dataDir);
  return seeOther(sent.location);
}

async function keep(
  deps: Deps,
  ctx: Ctx,
  { id, token, version }: { id: string; token: string; version: number },
): Promise<Answer> {
  const form = readForm(DraftForm, ctx.body, ctx.t);
  if (!form.ok)
    return show(deps, ctx, { state: { values: form.raw, faults: form.faults, version }, told: undefined });
  const change = { values: form.value, version };
  const done = await run(deps.db, (trx) => saveDraft(trx, contextOf(deps, ctx), id, change));
  if (done.ok) return seeOther(`${draftPath(token)}?hecho=saved`);
  return show(deps, ctx, { state: { values: form.raw, faults: [] }, told: 'changed' });
}

async function showRemove(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id, token } = idIn(deps, ctx);
  if (!(await findDraft(deps.db, id))) return seeOther(draftPath(token));
  return page(RemoveDraftPage({ t: ctx.t, token }), {
    title: ctx.t('proposals.draft.remove'),
    noIndex: true,
  });
}

async function remove(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id } = idIn(deps, ctx);
  await withTransaction(deps.db, (trx) => removeDraft(trx, id));
  await sweepMailFiles(deps.db, deps.config.dataDir);
  return seeOther(NEW_PROPOSAL);
}
