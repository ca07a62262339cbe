/** People at the desk: the list, a new one, what is said of one, and whether everybody sees it. */
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { fieldsOf, withOptions } from '../../../platform/forms/field.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { versionOf } from '../../../platform/forms/versions.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { BLANK, type FormState } from '../../../ui/controls/schema-form.tsx';
import { OFFICE_PEOPLE, officePersonPath } from '../addresses.ts';
import type { PersonResult } from '../commands/person-context.ts';
import { archivePerson, createPerson, delistPerson, publishPerson } from '../commands/person-statements.ts';
import { PERSON_KINDS } from '../import/fields.ts';
import { NewPersonPage, OfficePeoplePage } from '../pages/office/people.tsx';
import { OfficePersonPage } from '../pages/office/person.tsx';
import { PEOPLE_STYLES } from '../pages/people.tsx';
import {
  findOfficePerson,
  listOfficePeople,
  OFFICE_CURSOR,
  type OfficePerson,
} from '../queries/office-people.ts';
import { statementsOf } from '../queries/statements.ts';
import { tenuresOf } from '../queries/tenures.ts';
import { lettersOf } from '../rules/names.ts';
import { WhyForm } from '../schemas/institution-forms.ts';
import { NewPersonForm } from '../schemas/person-forms.ts';
import { STATUSES } from '../tables.ts';
import { actOf, deskOf, placeIn, sourcesFor, WRITE } from './institution-desk.ts';
import { comparePersonRoutes } from './office-person-compare.ts';
import { personFactRoutes } from './office-person-facts.ts';
import { personTenureRoutes } from './office-person-tenures.ts';

const PER_LIST = 50;

const { get, post } = officeRoutes(OFFICE_PEOPLE);

export function officePeopleRoutes(deps: Deps): RouteSpec[] {
  const withWhy = (
    path: string,
    summary: string,
    done: string,
    command: (trx: Trx, ctx: Ctx, id: string, why: string) => Promise<PersonResult>,
  ) => post(`/:id/${path}`, WRITE, summary, (ctx) => doWithWhy(deps, ctx, done, command));
  return [
    get('', WRITE, 'All records of people, changed last first.', (ctx) => showList(deps, ctx)),
    get('/nueva', WRITE, 'Form of a new person.', (ctx) => showNew(deps, ctx)),
    post('/nueva', WRITE, 'Make a draft of a person, with the source that names them.', (ctx) =>
      create(deps, ctx),
    ),
    get('/:id', WRITE, 'One record of a person with everything that is said of it.', (ctx) =>
      showOne(deps, ctx),
    ),
    post('/:id/publicar', WRITE, 'Show a person to everybody.', (ctx) => publish(deps, ctx)),
    withWhy('retirar', 'Take a person’s page back, with the reason.', 'archived', (trx, ctx, id, why) =>
      archivePerson(trx, actOf(ctx, why), { id }),
    ),
    withWhy('deslistar', 'Take a person out of lists and search engines.', 'delisted', (trx, ctx, id, why) =>
      delistPerson(trx, actOf(ctx, why), { id }, true),
    ),
    withWhy('listar', 'Put a person back into lists.', 'relisted', (trx, ctx, id, why) =>
      delistPerson(trx, actOf(ctx, why), { id }, false),
    ),
    ...comparePersonRoutes(deps),
    ...personFactRoutes(deps),
    ...personTenureRoutes(deps),
  ];
}

async function showList(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, query } = ctx;
  const text = (name: string) => (query.get(name) ?? '').replaceAll('\0', '').trim().slice(0, 100);
  const asked = { q: text('q'), estado: text('estado'), tipo: text('tipo') };
  const { after } = readPageRequest(query, OFFICE_CURSOR);
  const filter = {
    words: lettersOf(asked.q).split(' ').filter(Boolean).slice(0, 8),
    status: STATUSES.find((one) => one === asked.estado),
    kind: PERSON_KINDS.find((one) => one === asked.tipo),
  };
  const [desk, { items, next }] = await Promise.all([
    deskOf(deps, ctx),
    listOfficePeople(deps.db, filter, { after, limit: PER_LIST }),
  ]);
  const href = (cursor?: string) => {
    const kept = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''));
    if (cursor) kept.set('after', cursor);
    return kept.size > 0 ? `${OFFICE_PEOPLE}?${kept.toString()}` : OFFICE_PEOPLE;
  };
  const body = OfficePeoplePage({
    desk,
    items,
    asked,
    firstHref: after && href(),
    nextHref: next && href(next),
  });
  return page(body, { title: t('officials.people.title') });
}

async function showNew(deps: Deps, ctx: Ctx, typed?: FormState): Promise<Answer> {
  const here = `${OFFICE_PEOPLE}/nueva`;
  const sources = await sourcesFor(deps, ctx, { here, kept: {}, statements: [] });
  const fields = withOptions(fieldsOf(NewPersonForm), { source: sources.options });
  const chosen: FormState = { ...BLANK, values: new Map([['source', [sources.chosen]]]) };
  const body = NewPersonPage({
    desk: await deskOf(deps, ctx),
    fields,
    state: typed ?? chosen,
    source: sources.choice,
  });
  return page(body, { title: ctx.t('officials.office.new_person'), status: typed ? 422 : 200 });
}

async function create(deps: Deps, ctx: Ctx): Promise<Answer> {
  const read = readForm(NewPersonForm, ctx.body, ctx.t);
  if (!read.ok) return showNew(deps, ctx, { values: read.raw, faults: read.faults });
  const { name, kind } = read.value;
  const said = { property: 'name', value: { text: name }, place: placeIn(read.value) } as const;
  const made = await run(deps.db, (trx) => createPerson(trx, actOf(ctx), { kind, name: said }));
  if (made.ok) return seeOther(`${officePersonPath(made.id)}?hecho=created`);
  const faults = [{ field: 'name', message: ctx.t(`officials.refused.${made.refused}`) }];
  return showNew(deps, ctx, { values: read.raw, faults });
}

/** @throws not_found */
export async function personOf(deps: Deps, ctx: Ctx): Promise<OfficePerson> {
  const row = await findOfficePerson(deps.db, ctx.params['id'] ?? '');
  if (!row) throw notFound();
  return row;
}

async function showOne(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await personOf(deps, ctx);
  const [desk, statements, tenures] = await Promise.all([
    deskOf(deps, ctx),
    statementsOf(deps.db, [row.id], { office: true }),
    tenuresOf(deps.db, [row.id], { office: true }),
  ]);
  return page(OfficePersonPage({ desk, row, statements, tenures }), {
    title: row.name,
    styles: [PEOPLE_STYLES],
  });
}

/** Back to the record, with what was done or why not. @throws not_found where there is nothing any more */
export function backTo(id: string, result: PersonResult, done: string): Answer {
  if (!result.ok && result.refused === 'not_found') throw notFound();
  return seeOther(`${officePersonPath(id)}?hecho=${result.ok ? done : result.refused}`);
}

async function publish(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id } = await personOf(deps, ctx);
  const version = versionOf(ctx.body) || undefined;
  const result = await run(deps.db, (trx) => publishPerson(trx, actOf(ctx), { id, version }));
  return backTo(id, result, 'published');
}

async function doWithWhy(
  deps: Deps,
  ctx: Ctx,
  done: string,
  command: (trx: Trx, ctx: Ctx, id: string, why: string) => Promise<PersonResult>,
): Promise<Answer> {
  const { id } = await personOf(deps, ctx);
  const read = readForm(WhyForm, ctx.body, ctx.t);
  const why = read.ok ? read.value.why : '';
  return backTo(id, await run(deps.db, (trx) => command(trx, ctx, id, why)), done);
}
