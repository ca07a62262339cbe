/** The call of an edition in the back office: its settings, and the list of what came. */
import type { Static } from 'typebox';
import { allows } from '../../../platform/access/access.ts';
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { FieldFault } from '../../../platform/errors.ts';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { type RawValues, readForm, rawOf } from '../../../platform/forms/read.ts';
import { seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { zoneCity, zoneOffset } from '../../../platform/i18n/dates.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { versionOf } from '../../../platform/forms/versions.ts';
import { instantOf, wallTime } from '../../../platform/i18n/wall-time.ts';
import {
  type EditionDesk,
  editionDesk,
  editionHref,
  officeGet,
  officePage,
  officePost,
} from '../../events/index.ts';
import { saveCall } from '../commands/call.ts';
import { ListPage, type ListRow, TAB } from '../pages/office/list.tsx';
import { SettingsPage } from '../pages/office/settings.tsx';
import { instantWords } from '../pages/words.ts';
import { type Call, findCall, NO_CALL } from '../queries/calls.ts';
import {
  countContributions,
  type ListedContribution,
  type ListFilter,
  listContributions,
  NUMBER_CURSOR,
} from '../queries/contributions.ts';
import { listReviews, type ReviewRow } from '../queries/reviews.ts';
import { callCloses, callWindow } from '../rules/call.ts';
import { CRITERIA, OWN_CRITERION, sightOf, summaryOf } from '../rules/review.ts';
import { CallForm, WEIGHTS } from '../schemas/office.ts';
import { anonymousText, openAuthor, openText } from '../sealed.ts';
import { type Criterion, KINDS, REVIEW_STATES, STATES } from '../tables.ts';

const PER_LIST = 30;

export function officeCallRoutes(deps: Deps): RouteSpec[] {
  return [
    officeGet(`/:slug/${TAB}`, 'contributions.review', 'The contributions of an edition.', (ctx) =>
      showList(deps, ctx),
    ),
    officeGet(`/:slug/${TAB}/ajustes`, 'contributions.decide', 'Form of the call.', (ctx) =>
      showSettings(deps, ctx),
    ),
    officePost(`/:slug/${TAB}/ajustes`, 'contributions.decide', 'Set up the call.', (ctx) =>
      saveSettings(deps, ctx),
    ),
  ];
}

/** Id of who sits at the desk. */
export function staffOf({ actor }: Ctx): string | undefined {
  return actor.kind === 'staff' ? actor.userId : undefined;
}

function filterOf({ query }: Ctx): ListFilter {
  const one = <T extends string>(name: string, known: readonly T[]): T | undefined =>
    known.find((value) => value === query.get(name));
  return { kind: one('tipo', KINDS), state: one('estado', STATES), mine: one('revision', REVIEW_STATES) };
}

async function showList(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t } = ctx;
  const desk = await editionDesk(deps, ctx);
  const { edition } = desk;
  const filter = filterOf(ctx);
  const { after } = readPageRequest(ctx.query, NUMBER_CURSOR);
  const [call, counts, { items, next }] = await Promise.all([
    findCall(deps.db, edition.id),
    countContributions(deps.db, edition.id),
    listContributions(deps.db, edition.id, staffOf(ctx), filter, { after, limit: PER_LIST }),
  ]);
  const reviews = await listReviews(
    deps.db,
    items.map(({ id }) => id),
  );
  const reviewsOf = Map.groupBy(reviews, (review) => review.contribution_id);
  const mayDecide = allows(ctx.actor, 'contributions.decide');
  const rows = items.map((row) => rowOf(deps, row, reviewsOf.get(row.id) ?? [], call, mayDecide));
  const window = callWindow(call, edition, ctx.now);
  const at = window === 'soon' && call.opens_at ? call.opens_at : callCloses(call, edition);
  const href = (cursor?: string) => {
    const query = new URLSearchParams(
      Object.entries({ tipo: filter.kind, estado: filter.state, revision: filter.mine }).flatMap(
        ([name, value]) => (value ? [[name, value]] : []),
      ),
    );
    if (cursor) query.set('after', cursor);
    return `${editionHref(edition, TAB)}?${query.toString()}`;
  };
  const body = ListPage({
    desk,
    mayDecide,
    window,
    when: instantWords(ctx, at, edition.timezone),
    wanted: call.reviews_wanted,
    counts,
    rows,
    filter,
    firstHref: after && href(),
    nextHref: next && href(next),
  });
  return officePage(t('contributions.tab'), body);
}

function rowOf(
  deps: Deps,
  row: ListedContribution,
  reviews: readonly ReviewRow[],
  call: Call,
  mayDecide: boolean,
): ListRow {
  const sight = sightOf(row.own ?? undefined, mayDecide);
  const text = sight.text ? openText(deps.vault, row.id, row.sealed_text) : undefined;
  const author = text && call.anonymous ? openAuthor(deps.vault, row.id, row.sealed_author) : undefined;
  const given = reviews.filter(({ state }) => state === 'given');
  const summary = sight.others
    ? summaryOf(
        given.map(({ scores }) => scores),
        call.criteria,
      )
    : undefined;
  return {
    id: row.id,
    number: row.number ?? 0,
    kind: row.kind,
    title: text && author ? anonymousText(text, author).title : (text?.title ?? ''),
    state: row.state,
    own: row.own,
    given: given.length,
    mean: summary?.mean,
    inLibrary: row.item_slug !== null && !row.withdrawn_at,
  };
}

async function showSettings(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const call = await findCall(deps.db, desk.edition.id);
  return settingsPage(ctx, desk, callRaw(call, desk.edition.timezone), [], call.version);
}

function settingsPage(
  ctx: Ctx,
  desk: EditionDesk,
  values: RawValues,
  faults: readonly FieldFault[],
  version: number,
): Answer {
  const { t, edition } = { t: ctx.t, edition: desk.edition };
  const state = { fields: fieldsOf(CallForm), values, faults, version };
  const zone = zoneNote(edition);
  const title = t('contributions.office.settings');
  return officePage(title, SettingsPage({ desk, state, zone }), faults.length > 0 ? 422 : 200);
}

function callRaw(call: Call, zone: string): RawValues {
  const weightOf = (key: string) => call.criteria.find((one) => one.key === key)?.weight;
  const own = call.criteria.find((one) => one.key === OWN_CRITERION);
  return rawOf({
    opens: call.opens_at && wallTime(call.opens_at, zone),
    closes: call.closes_at && wallTime(call.closes_at, zone),
    kinds: call.kinds,
    text: call.text,
    anonymous: call.anonymous,
    reviews_wanted: call.reviews_wanted,
    ...Object.fromEntries(CRITERIA.map((key, at) => [WEIGHTS[at], weightOf(key) ?? 0])),
    own_criterion: own?.label ?? '',
    weight_own: own?.weight ?? null,
  });
}

/** "Guatemala (GMT-6)", for the hint of date-times. */
export function zoneNote({ timezone, starts_at: at }: EditionDesk['edition']): string {
  return `${zoneCity(timezone)} (${zoneOffset(at, timezone)})`;
}

type Read = { ok: true; call: Omit<Call, 'version'> } | { ok: false; faults: FieldFault[] };

function readCall(form: Static<typeof CallForm>, zone: string, t: Translate): Read {
  const faults: FieldFault[] = [];
  const moment = (field: 'opens' | 'closes'): Temporal.Instant | null => {
    const wall = form[field];
    if (wall === undefined) return null;
    const at = instantOf(wall, zone);
    if (at instanceof Temporal.Instant) return at;
    faults.push({ field, message: t(`events.office.fault.time_${at}`) });
    return null;
  };
  const opens_at = moment('opens');
  const closes_at = moment('closes');
  if (closes_at && !opens_at && faults.length === 0)
    faults.push({ field: 'opens', message: t('contributions.fault.opens') });
  if (opens_at && closes_at && Temporal.Instant.compare(closes_at, opens_at) <= 0)
    faults.push({ field: 'closes', message: t('contributions.fault.closes') });
  const criteria = criteriaOf(form);
  if (criteria.every(({ weight }) => weight === 0))
    faults.push({ field: 'weight_relevance', message: t('contributions.fault.criteria') });
  if (faults.length > 0) return { ok: false, faults };
  const { kinds, text = '', anonymous = false, reviews_wanted } = form;
  return { ok: true, call: { opens_at, closes_at, kinds, text, anonymous, reviews_wanted, criteria } };
}

function criteriaOf(form: Static<typeof CallForm>): Criterion[] {
  const own = form.own_criterion;
  return [
    ...CRITERIA.map((key) => ({ key, weight: form[`weight_${key}`] })),
    ...(own ? [{ key: OWN_CRITERION, label: own, weight: form.weight_own ?? 1 }] : []),
  ];
}

async function saveSettings(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t } = ctx;
  const desk = await editionDesk(deps, ctx);
  const { edition } = desk;
  const version = versionOf(ctx.body);
  const form = readForm(CallForm, ctx.body, t);
  if (!form.ok) return settingsPage(ctx, desk, form.raw, form.faults, version);
  const read = readCall(form.value, edition.timezone, t);
  if (!read.ok) return settingsPage(ctx, desk, form.raw, read.faults, version);
  const saved = await withTransaction(deps.db, (trx) =>
    saveCall(trx, { actor: ctx.actor, now: ctx.now }, edition.id, { ...NO_CALL, ...read.call, version }),
  );
  if (saved.ok) return seeOther(`${editionHref(edition, TAB)}?hecho=call`);
  // What somebody else saved meanwhile is read again: the form keeps what was typed, over the newer version.
  const now = await findCall(deps.db, edition.id);
  const fault = { field: '', message: t('contributions.refused.changed') };
  return settingsPage(ctx, desk, form.raw, [fault], now.version);
}
