/** What somebody held or took part in, entered, corrected, kept back and taken away at the desk. */
import type { Trx } from '../../../platform/db/handles.ts';
import { run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { fieldsOf, withOptions } from '../../../platform/forms/field.ts';
import { rawOf, readForm } from '../../../platform/forms/read.ts';
import { versionOf } from '../../../platform/forms/versions.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { isUuid } from '../../../platform/uuid.ts';
import type { FormState } from '../../../ui/controls/schema-form.tsx';
import { OFFICE_PEOPLE, officePersonPath } from '../addresses.ts';
import type { PersonResult, PersonTarget } from '../commands/person-context.ts';
import {
  addTenureOf,
  correctTenureOf,
  keepTenureOf,
  showTenureOf,
  type TenureInput,
  withdrawTenureOf,
} from '../commands/person-tenures.ts';
import { PersonTenurePage } from '../pages/office/person-tenure.tsx';
import { type AtOnce, othersAtOnce } from '../queries/at-once.ts';
import { listPosts } from '../queries/institutions.ts';
import { institutionsToChoose } from '../queries/office-institutions.ts';
import { findOfficePerson, type OfficePerson } from '../queries/office-people.ts';
import { findOfficeTenure, type OfficeTenure } from '../queries/office-tenures.ts';
import { statementsOf } from '../queries/statements.ts';
import { tenuresOf } from '../queries/tenures.ts';
import { KeepForm, WhyForm } from '../schemas/institution-forms.ts';
import { TenureForm } from '../schemas/tenure-form.ts';
import { actOf, deskOf, placeIn, sourcesFor, WRITE } from './institution-desk.ts';

const { get, post } = officeRoutes(OFFICE_PEOPLE);

export function personTenureRoutes(deps: Deps): RouteSpec[] {
  const ONE = '/:id/cargos/:tenure';
  return [
    get('/:id/cargos/nuevo', WRITE, 'Form to say what somebody held or took part in.', (ctx) =>
      showForm(deps, ctx),
    ),
    post('/:id/cargos/nuevo', WRITE, 'Say what somebody held or took part in, with its source.', (ctx) =>
      save(deps, ctx),
    ),
    get(ONE, WRITE, 'Form to correct what somebody held, and to decide whether it is shown.', (ctx) =>
      showForm(deps, ctx),
    ),
    post(ONE, WRITE, 'Correct what somebody held.', (ctx) => save(deps, ctx)),
    post(`${ONE}/mostrar`, WRITE, 'Show what somebody held, with the reason.', (ctx) =>
      decide(deps, ctx, 'shown', (trx, target, id, why) => showTenureOf(trx, actOf(ctx), target, id, why)),
    ),
    post(`${ONE}/guardar`, WRITE, 'Keep for editors what somebody held, with the reason.', (ctx) =>
      decide(deps, ctx, 'kept', (trx, target, id, why) => keepTenureOf(trx, actOf(ctx), target, id, why)),
    ),
    post(`${ONE}/quitar`, WRITE, 'Take away what somebody held.', (ctx) =>
      decide(deps, ctx, 'withdrawn', (trx, target, id) => withdrawTenureOf(trx, actOf(ctx), target, id)),
    ),
  ];
}

interface Found {
  row: OfficePerson;
  /** Undefined on the form of a new one. */
  one: OfficeTenure | undefined;
}

/** @throws not_found for what somebody else held */
async function foundIn(deps: Deps, ctx: Ctx): Promise<Found> {
  const row = await findOfficePerson(deps.db, ctx.params['id'] ?? '');
  if (!row) throw notFound();
  const asked = ctx.params['tenure'];
  const one = asked === undefined ? undefined : await findOfficeTenure(deps.db, row.id, asked);
  if (asked !== undefined && !one) throw notFound();
  return { row, one };
}

/** @param asks the others at the same time, where the form has to ask what to do about them */
async function showForm(deps: Deps, ctx: Ctx, typed?: FormState, asks?: readonly AtOnce[]): Promise<Answer> {
  const { t } = ctx;
  const { row, one } = await foundIn(deps, ctx);
  const here = officePersonPath(row.id, `cargos/${one?.id ?? 'nuevo'}`);
  const wanted = institutionIn(ctx) ?? one?.institutionId ?? '';
  const [desk, statements, tenures, institutions, stored] = await Promise.all([
    deskOf(deps, ctx),
    statementsOf(deps.db, [row.id], { office: true }),
    tenuresOf(deps.db, [row.id], { office: true }),
    institutionsToChoose(deps.db),
    one ? besides(deps, row, one) : [],
  ]);
  const institution = institutions.find(({ id }) => id === wanted);
  const posts = institution ? await listPosts(deps.db, institution.id) : [];
  const kept = wanted === '' ? {} : { institucion: wanted };
  const sources = await sourcesFor(deps, ctx, { here, kept, statements: [...statements, ...tenures] });
  const blank: FormState = { values: new Map([['source', [sources.chosen]]]), faults: [] };
  const state = typed ?? (one ? storedState(one, sources.chosen) : blank);
  const fields = withOptions(fieldsOf(TenureForm), {
    source: sources.options,
    post: posts.map(({ id, label }) => ({ value: id, label: { text: label } })),
  });
  const title = t(one ? 'officials.office.one_tenure' : 'officials.office.add_tenure');
  const body = PersonTenurePage({
    desk,
    row,
    title,
    fields: fields.filter(
      ({ name }) => (name !== 'at_once' || asks !== undefined) && (name !== 'post' || posts.length > 0),
    ),
    state: { ...state, version: row.version },
    here,
    source: sources.choice,
    institutions,
    institution,
    chosenSource: sources.chosen,
    others: asks ?? stored,
    isAsked: asks !== undefined,
    one,
  });
  return page(body, { title, status: typed ? 422 : 200 });
}

/** The institution asked for: in the address, or in what was sent; undefined: none was. */
function institutionIn({ query, body }: Ctx): string | undefined {
  return (
    query.get('institucion') ??
    (body.fields.size > 0 ? (body.fields.get('institution')?.[0] ?? '') : undefined)
  );
}

function besides(deps: Deps, row: OfficePerson, one: OfficeTenure): Promise<AtOnce[]> | AtOnce[] {
  const { postId, kind, starts, ends } = one;
  if (postId === null || kind !== 'office') return [];
  return othersAtOnce(deps.db, { postId, personId: row.id, starts, ends });
}

function storedState(one: OfficeTenure, chosen: string): FormState {
  const values = rawOf({
    kind: one.kind,
    post: one.postId ?? '',
    post_printed: one.postPrinted,
    body_printed: one.bodyPrinted,
    process: one.process,
    unit: one.unit,
    territory: one.territory,
    state: one.state,
    list_number: one.listNumber,
    starts: one.starts ?? '',
    ends: one.ends ?? '',
    source: chosen || (one.source?.id ?? ''),
    page: one.page,
    passage: one.passage,
  });
  return { values, faults: [] };
}

async function save(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t } = ctx;
  const { row, one } = await foundIn(deps, ctx);
  const read = readForm(TenureForm, ctx.body, t);
  const values = read.raw;
  if (!read.ok) return showForm(deps, ctx, { values, faults: read.faults });
  const { kind, post: postId, post_printed, body_printed, list_number, why, at_once, ...rest } = read.value;
  const { process, unit, territory, state, starts, ends } = rest;
  const institution = institutionIn(ctx) ?? '';
  const wrong = (field: string, message: string, asks?: readonly AtOnce[]) =>
    showForm(deps, ctx, { values, faults: [{ field, message }] }, asks);
  if ((postId && !isUuid(postId)) || (institution !== '' && !isUuid(institution)))
    return wrong('post', t('officials.refused.bad_value'));
  const input: TenureInput = {
    kind,
    institutionId: institution || undefined,
    postId: postId || undefined,
    postPrinted: post_printed,
    bodyPrinted: body_printed,
    process,
    unit,
    territory,
    state,
    listNumber: list_number,
    starts,
    ends,
    place: placeIn(read.value),
    atOnce: at_once,
  };
  const target = { id: row.id, version: versionOf(ctx.body) || undefined };
  const act = actOf(ctx, why);
  const done = await run(deps.db, (trx) =>
    one ? correctTenureOf(trx, act, target, one.id, input) : addTenureOf(trx, act, target, input),
  );
  if (done.ok) return seeOther(`${officePersonPath(row.id)}?hecho=tenure_${done.evidence}`);
  if (done.refused === 'not_found') throw notFound();
  const span = { starts: starts ?? null, ends: ends ?? null };
  const isAsked = done.refused === 'two_at_once' || at_once !== undefined;
  const asks =
    isAsked && postId ? await othersAtOnce(deps.db, { postId, personId: row.id, ...span }) : undefined;
  return wrong(done.field ?? 'post_printed', t(`officials.refused.${done.refused}`), asks);
}

async function decide(
  deps: Deps,
  ctx: Ctx,
  done: string,
  command: (trx: Trx, target: PersonTarget, id: string, why: string) => Promise<PersonResult>,
): Promise<Answer> {
  const { row, one } = await foundIn(deps, ctx);
  if (!one) throw notFound();
  const read = readForm(done === 'kept' ? KeepForm : WhyForm, ctx.body, ctx.t);
  const why = read.ok ? read.value.why : '';
  const result = await run(deps.db, (trx) => command(trx, { id: row.id }, one.id, why));
  if (!result.ok && result.refused === 'not_found') throw notFound();
  return seeOther(`${officePersonPath(row.id)}?hecho=${result.ok ? done : result.refused}`);
}
