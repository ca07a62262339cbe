/** Everybody can say that something is wrong with a public proposal: no account, nothing kept of who says it. */
import { run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { openRoutes } from '../../../platform/http/routes-at.ts';
import { BLANK, type FormState } from '../../../ui/controls/schema-form.tsx';
import { flaggedPath, PROPOSALS, proposalPath } from '../addresses.ts';
import { flagProposal } from '../commands/flag.ts';
import { flagHash } from '../flag-sealed.ts';
import { FlaggedPage, FlagPage } from '../pages/flag.tsx';
import { findShown } from '../queries/public.ts';
import { FlagForm } from '../schemas/flag.ts';
import { contextOf, numberIn } from './shared.ts';

const FLAG = `${PROPOSALS}/:number/avisar`;

export function flagRoutes(deps: Deps): RouteSpec[] {
  const route = openRoutes(deps);
  return [
    route('GET', FLAG, 'The form to say that something is wrong with a proposal.', (d, ctx) => show(d, ctx)),
    route('POST', FLAG, 'Say that something is wrong with a proposal.', take),
    route('GET', `${FLAG}/recibido`, 'The same for everybody.', (_deps, ctx) => {
      const number = numberIn(ctx);
      if (number === undefined) throw notFound();
      return page(FlaggedPage({ t: ctx.t, number }), {
        title: ctx.t('proposals.flag.received'),
        noIndex: true,
      });
    }),
  ];
}

async function show(deps: Deps, ctx: Ctx, state: FormState = BLANK): Promise<Answer> {
  const number = numberIn(ctx);
  const row = number === undefined ? undefined : await findShown(deps.db, number);
  if (!row || number === undefined) throw notFound();
  return page(FlagPage({ t: ctx.t, number, title: row.title, state }), {
    title: ctx.t('proposals.flag.title'),
    canonical: proposalPath(number),
    status: state.faults.length > 0 ? 422 : 200,
    noIndex: true,
  });
}

async function take(deps: Deps, ctx: Ctx): Promise<Answer> {
  const number = numberIn(ctx);
  if (number === undefined) throw notFound();
  const form = readForm(FlagForm, ctx.body, ctx.t);
  if (!form.ok) return show(deps, ctx, { values: form.raw, faults: form.faults });
  const { reason, words = '' } = form.value;
  const hash = flagHash(deps.vault, number, reason, words);
  const done = await run(deps.db, (trx) =>
    flagProposal(trx, contextOf(deps, ctx), number, { reason, words, hash }),
  );
  if (!done.ok) throw notFound();
  return seeOther(flaggedPath(number));
}
