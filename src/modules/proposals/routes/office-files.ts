/** The files of proposals at the desk. */
import { run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { OFFICE_PROPOSALS, officeProposalPath } from '../addresses.ts';
import { decideFile } from '../commands/files.ts';
import { findBytes } from '../queries/files.ts';
import { findByNumber } from '../queries/own.ts';
import type { Reason } from '../rules/moderation.ts';
import { RefuseFileForm } from '../schemas/files.ts';
import { fileAnswer } from './own-files.ts';
import { contextOf, numberIn } from './shared.ts';

const MODERATE = 'proposals.moderate';
const { get, post } = officeRoutes(OFFICE_PROPOSALS);

export function officeFileRoutes(deps: Deps): RouteSpec[] {
  return [
    get('/:number/archivos/:id', MODERATE, 'A file of a proposal, before others see it.', (ctx) =>
      show(deps, ctx),
    ),
    post('/:number/archivos/:id', MODERATE, 'Show a file with its proposal, or not with a reason.', (ctx) =>
      decide(deps, ctx),
    ),
  ];
}

/** @throws not_found */
async function placeOf(deps: Deps, ctx: Ctx): Promise<{ proposalId: string; number: number; id: string }> {
  const number = numberIn(ctx);
  const { id = '' } = ctx.params;
  const row = number === undefined || !isUuid(id) ? undefined : await findByNumber(deps.db, number);
  if (!row || number === undefined) throw notFound();
  return { proposalId: row.id, number, id };
}

async function show(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { proposalId, id } = await placeOf(deps, ctx);
  return fileAnswer(await findBytes(deps.db, deps.vault, proposalId, id));
}

async function decide(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { proposalId, number, id } = await placeOf(deps, ctx);
  const decided = reasonIn(ctx);
  const back = (code: string) => seeOther(`${officeProposalPath(number)}?hecho=${code}#archivos`);
  if (!decided) return back('file_reason');
  const done = await run(deps.db, (trx) =>
    decideFile(trx, contextOf(deps, ctx), { proposalId, id, reason: decided.reason }),
  );
  if (!done.ok && done.refused === 'not_found') throw notFound();
  return back(done.ok ? 'file_decided' : 'not_now');
}

/** @returns undefined when it is not to be shown and no reason is given · @throws bad_request */
function reasonIn({ body, t }: Ctx): { reason: Reason | undefined } | undefined {
  const decision = body.fields.get('decision')?.[0];
  if (decision === 'show') return { reason: undefined };
  if (decision !== 'refuse') throw new AppError('bad_request');
  const form = readForm(RefuseFileForm, body, t);
  return form.ok ? { reason: form.value.reason } : undefined;
}
