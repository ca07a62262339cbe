/** What was added below a proposal, for programs. */
import Type from 'typebox';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { json } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { findShown } from '../../proposals/index.ts';
import { AMENDMENTS_API } from '../addresses.ts';
import { publicAmendments } from '../queries/texts.ts';
import { openAmended } from '../sealed.ts';

const AmendmentList = Type.Object({
  data: Type.Array(
    Type.Object({
      number: Type.Integer({ minimum: 1, description: 'Within the proposal; never given twice.' }),
      words: Type.String(),
      published_at: Type.String({ format: 'date-time', description: 'UTC.' }),
    }),
  ),
});

export function apiRoutes(deps: Deps): RouteSpec[] {
  return [
    {
      method: 'GET',
      url: AMENDMENTS_API,
      kind: 'api',
      policy: 'public',
      summary: 'What authors added below a proposal whose text changes no more, in the order of its numbers.',
      response: AmendmentList,
      handle: (ctx) => list(deps, ctx),
    },
  ];
}

async function list(deps: Deps, ctx: Ctx): Promise<Answer> {
  const text = ctx.params['number'] ?? '';
  const proposal = /^[1-9]\d{0,8}$/.test(text) ? await findShown(deps.db, Number(text)) : undefined;
  if (!proposal) throw notFound();
  const rows = await publicAmendments(deps.db, proposal.id);
  return json({
    data: rows
      .filter(({ state }) => state === 'published')
      .map((row) => ({
        number: row.number,
        words: openAmended(deps.vault, row.id, row.sealed_said)?.words ?? '',
        published_at: String(row.decided_at),
      })),
  });
}
