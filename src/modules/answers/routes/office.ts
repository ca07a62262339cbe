/** Questions to institutions at the desk: the list, one of them, its papers. */
import { allows } from '../../../platform/access/access.ts';
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { OFFICE_ASKS } from '../addresses.ts';
import { AskPage, type Drawn, NOTED } from '../pages/office/ask.tsx';
import { DONE_LIST, ListPage } from '../pages/office/list.tsx';
import { standingWords } from '../pages/words.ts';
import {
  answersTo,
  type AskRow,
  deliveriesTo,
  DUE_CURSOR,
  findAsk,
  findPaper,
  listAsks,
} from '../queries/asks.ts';
import { PAPER_BYTES } from '../schemas/forms.ts';
import { act } from './office-acts.ts';
import { sendNew, showNew } from './office-new.ts';
import { paperAnswer } from './paper-input.ts';
import { readerOf } from './shared.ts';

const ASK = 'answers.ask';
const PER_PAGE = 30;
const { get, post } = officeRoutes(OFFICE_ASKS);

export function officeAskRoutes(deps: Deps): RouteSpec[] {
  return [
    get('', ASK, 'What was put to institutions, what is due first.', (ctx) => showList(deps, ctx)),
    get('/propuesta/:number', ASK, 'The form that puts a proposal to an institution.', (ctx) =>
      showNew(deps, ctx),
    ),
    post('/propuesta/:number', ASK, 'Put a proposal to an institution.', (ctx) => sendNew(deps, ctx)),
    get('/:id', ASK, 'One question to an institution.', (ctx) => showOne(deps, ctx)),
    {
      ...post(
        '/:id',
        ASK,
        'Enter an answer, a receipt or a delivery with its paper, send the link again, or close it (field `what`).',
        async (ctx) => act(deps, ctx, (await rowOf(deps, ctx)).id, (drawn) => showOne(deps, ctx, drawn)),
      ),
      upload: { maxBytes: PAPER_BYTES * 2 },
    },
    get('/constancias/:id', ASK, 'The paper that proves a delivery.', (ctx) => paper(deps, ctx)),
  ];
}

async function showList(deps: Deps, ctx: Ctx): Promise<Answer> {
  const open = ctx.query.get('ver') !== 'respondidas';
  const { after } = readPageRequest(ctx.query, DUE_CURSOR);
  const [reader, { items, next }] = await Promise.all([
    readerOf(deps, ctx),
    listAsks(deps.db, open, { after, limit: PER_PAGE }),
  ]);
  const answers = await answersTo(
    deps.db,
    items.map(({ id }) => id),
  );
  const here = open ? OFFICE_ASKS : DONE_LIST;
  const body = ListPage({
    ...reader,
    open,
    mayManageAccounts: allows(ctx.actor, 'answers.manage_accounts'),
    rows: items.map((one) => ({ ask: one, stood: standingWords(reader, one, answers.get(one.id) ?? []) })),
    firstHref: after ? here : undefined,
    nextHref: next && `${here}${open ? '?' : '&'}after=${next}`,
  });
  return page(body, { title: ctx.t('answers.office.title') });
}

/** @throws not_found */
async function rowOf(deps: Deps, ctx: Ctx): Promise<AskRow> {
  const id = ctx.params['id'] ?? '';
  const row = isUuid(id) ? await findAsk(deps.db, id) : undefined;
  if (!row) throw notFound();
  return row;
}

async function showOne(deps: Deps, ctx: Ctx, drawn?: Drawn): Promise<Answer> {
  const row = await rowOf(deps, ctx);
  const reader = await readerOf(deps, ctx);
  const [answers, deliveries] = await Promise.all([
    answersTo(deps.db, [row.id]),
    deliveriesTo(deps.db, [row.id]),
  ]);
  const said = answers.get(row.id) ?? [];
  const body = AskPage({
    ...reader,
    ask: row,
    stood: standingWords(reader, row, said),
    answers: said,
    deliveries: deliveries.get(row.id) ?? [],
    hasAddress: row.sealed_address !== null,
    drawn,
    noted: NOTED.find((code) => code === ctx.query.get('hecho')),
  });
  return page(body, { title: row.institution, status: drawn ? 422 : 200 });
}

async function paper(deps: Deps, ctx: Ctx): Promise<Answer> {
  const id = ctx.params['id'] ?? '';
  const found = isUuid(id) ? await findPaper(deps.db, id) : undefined;
  if (!found) throw notFound();
  return paperAnswer(deps.vault, found);
}
