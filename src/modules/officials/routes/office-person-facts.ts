/** What sources say of a person, entered, corrected and decided at the desk. */
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
import type { FormState } from '../../../ui/controls/schema-form.tsx';
import { OFFICE_PEOPLE, officePersonPath } from '../addresses.ts';
import type { PersonResult, PersonTarget } from '../commands/person-context.ts';
import {
  correctOfPerson,
  decideOfPerson,
  keepBackOfPerson,
  sayOfPerson,
  withdrawOfPerson,
} from '../commands/person-statements.ts';
import type { SaidInput } from '../commands/statement-changes.ts';
import { PersonFactPage } from '../pages/office/person.tsx';
import { findOfficePerson, type OfficePerson } from '../queries/office-people.ts';
import { type Statement, statementsOf } from '../queries/statements.ts';
import { contradicting } from '../rules/evidence.ts';
import { KeepForm, WhyForm } from '../schemas/institution-forms.ts';
import { PersonFactForm } from '../schemas/person-forms.ts';
import { propertyOf, type StatementValue } from '../schemas/properties.ts';
import { actOf, deskOf, placeIn, sourcesFor, WRITE } from './institution-desk.ts';

const { get, post } = officeRoutes(OFFICE_PEOPLE);

export function personFactRoutes(deps: Deps): RouteSpec[] {
  const ONE = '/:id/datos/:statement';
  return [
    get('/:id/datos/nuevo', WRITE, 'Form to say something of a person.', (ctx) => showForm(deps, ctx)),
    post('/:id/datos/nuevo', WRITE, 'Say something of a person, with its source.', (ctx) => save(deps, ctx)),
    get(ONE, WRITE, 'Form to correct what is said of a person, and to decide what is shown.', (ctx) =>
      showForm(deps, ctx),
    ),
    post(ONE, WRITE, 'Correct what is said of a person.', (ctx) => save(deps, ctx)),
    post(
      `${ONE}/mostrar`,
      WRITE,
      'Show this one of several that contradict each other, with the reason.',
      (ctx) =>
        decide(deps, ctx, 'shown', (trx, target, id, why) =>
          decideOfPerson(trx, actOf(ctx), target, id, why),
        ),
    ),
    post(`${ONE}/guardar`, WRITE, 'Keep it for editors, with the reason.', (ctx) =>
      decide(deps, ctx, 'kept', (trx, target, id, why) => keepBackOfPerson(trx, actOf(ctx), target, id, why)),
    ),
    post(`${ONE}/quitar`, WRITE, 'Take away what is said of a person.', (ctx) =>
      decide(deps, ctx, 'withdrawn', (trx, target, id) => withdrawOfPerson(trx, actOf(ctx), target, id)),
    ),
  ];
}

interface Found {
  row: OfficePerson;
  statements: Statement[];
  /** Undefined on the form of a new one. */
  one: Statement | undefined;
}

/** @throws not_found for what is said of somebody else */
async function foundIn(deps: Deps, ctx: Ctx): Promise<Found> {
  const row = await findOfficePerson(deps.db, ctx.params['id'] ?? '');
  if (!row) throw notFound();
  const statements = await statementsOf(deps.db, [row.id], { office: true });
  const asked = ctx.params['statement'];
  const one = statements.find(({ id }) => id === asked);
  if (asked !== undefined && !one) throw notFound();
  return { row, statements, one };
}

async function showForm(deps: Deps, ctx: Ctx, typed?: FormState): Promise<Answer> {
  const { t } = ctx;
  const { row, statements, one } = await foundIn(deps, ctx);
  const here = officePersonPath(row.id, `datos/${one?.id ?? 'nuevo'}`);
  const sources = await sourcesFor(deps, ctx, { here, kept: {}, statements });
  const title = t(one ? 'officials.office.one_fact' : 'officials.office.add_fact');
  const blank: FormState = { values: new Map([['source', [sources.chosen]]]), faults: [] };
  const state = typed ?? (one ? storedState(one, sources.chosen) : blank);
  const body = PersonFactPage({
    desk: await deskOf(deps, ctx),
    row,
    title,
    fields: withOptions(fieldsOf(PersonFactForm), { source: sources.options }),
    state: { ...state, version: row.version },
    action: here,
    submit: t(one ? 'officials.office.save' : 'officials.office.save_fact'),
    source: sources.choice,
    one: one && { statement: one, against: againstOf(one, statements) },
  });
  return page(body, { title, status: typed ? 422 : 200 });
}

function storedState(one: Statement, chosen: string): FormState {
  const { value } = one;
  const values = rawOf({
    property: one.property,
    text: one.printed || value.text,
    href: 'href' in value ? value.href : '',
    state: 'state' in value ? value.state : '',
    date: 'state' in value ? value.date : '',
    source: chosen || (one.source?.id ?? ''),
    page: one.page,
    passage: one.passage,
    starts: one.starts ?? '',
    ends: one.ends ?? '',
  });
  return { values, faults: [] };
}

function againstOf(one: Statement, statements: readonly Statement[]): string[] {
  return contradicting(one, statements, propertyOf('person', one.property)).map(
    ({ printed, source }) => `${printed} (${source?.title ?? ''})`,
  );
}

async function save(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t } = ctx;
  const { row, one } = await foundIn(deps, ctx);
  const read = readForm(PersonFactForm, ctx.body, t);
  const values = read.raw;
  if (!read.ok) return showForm(deps, ctx, { values, faults: read.faults });
  const wrong = (field: string, message: string) =>
    showForm(deps, ctx, { values, faults: [{ field, message }] });
  const { property, text, href, state, date, starts, ends, why } = read.value;
  if (one && one.property !== property) return wrong('property', t('officials.office.same_property'));
  const value = valueIn(property, { text, href, state, date });
  if (typeof value === 'string') return wrong(value, t('officials.refused.bad_value'));
  const input: SaidInput = { property, value, starts, ends, place: placeIn(read.value) };
  const target = { id: row.id, version: versionOf(ctx.body) || undefined };
  const act = actOf(ctx, why);
  const done = await run(deps.db, (trx) =>
    one ? correctOfPerson(trx, act, target, one.id, input) : sayOfPerson(trx, act, target, input),
  );
  if (done.ok) return seeOther(`${officePersonPath(row.id)}?hecho=fact_${done.evidence}`);
  if (done.refused === 'not_found') throw notFound();
  return wrong(done.field ?? 'text', t(`officials.refused.${done.refused}`));
}

/** @returns the name of the field that is missing, where one is */
function valueIn(
  property: string,
  { text, href, state, date }: Record<'href' | 'state' | 'date', string | undefined> & { text: string },
): StatementValue | string {
  const spec = propertyOf('person', property);
  if (spec?.value === 'link') return href ? { text: text.slice(0, 300), href } : 'href';
  if (spec?.value !== 'conduct') return { text };
  if (!state) return 'state';
  if (!date) return 'date';
  return { text, state, date } as StatementValue;
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
