/** Two records that nothing brought together, put beside each other by hand; deciding is the queue's. */
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import { run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { isMessageKey } from '../../../platform/i18n/translate.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { OFFICE_PAIRS, OFFICE_PEOPLE, officePersonPath } from '../addresses.ts';
import { askPair } from '../commands/pairs.ts';
import { matchBetween } from '../import/known-people.ts';
import { ComparePersonPage } from '../pages/office/person-compare.tsx';
import { PEOPLE_STYLES } from '../pages/people.tsx';
import { findOfficePerson, listOfficePeople, OFFICE_CURSOR } from '../queries/office-people.ts';
import { lettersOf } from '../rules/names.ts';
import { deskOf } from './institution-desk.ts';

const MERGE = 'officials.merge';
const PER_LIST = 20;

const { get, post } = officeRoutes(OFFICE_PEOPLE);

export function comparePersonRoutes(deps: Deps): RouteSpec[] {
  return [
    get('/:id/comparar', MERGE, 'Find another record that may be the same person.', (ctx) => show(deps, ctx)),
    post('/:id/comparar', MERGE, 'Put another record beside this one, to be decided.', (ctx) =>
      ask(deps, ctx),
    ),
  ];
}

async function show(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, query } = ctx;
  const row = await findOfficePerson(deps.db, ctx.params['id'] ?? '');
  if (!row) throw notFound();
  const asked = (query.get('q') ?? '').replaceAll('\0', '').trim().slice(0, 100);
  const words = lettersOf(asked).split(' ').filter(Boolean).slice(0, 8);
  const { after } = readPageRequest(query, OFFICE_CURSOR);
  const here = officePersonPath(row.id, 'comparar');
  const href = (cursor?: string) =>
    `${here}?${new URLSearchParams({ q: asked, ...(cursor !== undefined && { after: cursor }) }).toString()}`;
  const [desk, { items, next }] = await Promise.all([
    deskOf(deps, ctx),
    words.length === 0
      ? { items: [], next: undefined }
      : listOfficePeople(deps.db, { words, except: row.root?.id ?? row.id }, { after, limit: PER_LIST }),
  ]);
  const refused = `officials.pairs.refused.${query.get('hecho') ?? ''}`;
  const body = ComparePersonPage({
    desk,
    row,
    asked,
    found: words.length === 0 ? undefined : items,
    refused: isMessageKey(refused) ? t(refused) : undefined,
    firstHref: after && href(),
    nextHref: next && href(next),
  });
  return page(body, { title: t('officials.pairs.by_hand'), styles: [PEOPLE_STYLES] });
}

async function ask(deps: Deps, ctx: Ctx): Promise<Answer> {
  const [id, other] = [ctx.params['id'], ctx.body.fields.get('con')?.[0]];
  if (!isUuid(id) || !isUuid(other)) throw notFound();
  const act = { actor: ctx.actor, now: ctx.now };
  const match = await matchBetween(deps.db, [id, other]);
  const asked = await run(deps.db, (trx) => askPair(trx, act, [id, other], match));
  if (asked.ok) return seeOther(`${OFFICE_PAIRS}?pareja=${asked.id}`);
  if (asked.refused === 'not_found') throw notFound();
  return seeOther(`${officePersonPath(id, 'comparar')}?hecho=${asked.refused}`);
}
