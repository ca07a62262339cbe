/** The editions in the back office: list, one at a glance, a new one, a copy. */
import type { Deps } from '../../../platform/deps.ts';
import type { FieldFault } from '../../../platform/errors.ts';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { type RawValues, readForm, rawOf } from '../../../platform/forms/read.ts';
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import { seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { run } from '../../../platform/db/outcome.ts';
import { slugOf } from '../../../platform/slug.ts';
import { wallTime } from '../../../platform/i18n/wall-time.ts';
import type { DrawnForm } from '../../../ui/controls/schema-form.tsx';
import { copyEdition } from '../commands/copy.ts';
import { createEdition } from '../commands/editions.ts';
import { NEW_REGISTRATION } from '../commands/inputs.ts';
import { CopyEdition, NewEdition } from '../pages/office/edition-pages.tsx';
import type { EditionDesk } from '../pages/office/frame.tsx';
import { EditionList } from '../pages/office/list.tsx';
import { findLanguageNeeds } from '../languages.ts';
import { Overview } from '../pages/office/overview.tsx';
import { EDITION_CURSOR } from '../queries/editions.ts';
import { countParts, countStates, findLatestEdition, listOfficeEditions } from '../queries/office.ts';
import { isTimeToWarn } from '../rules/language-need.ts';
import { isPurgeNear, purgeDue } from '../rules/retention.ts';
import { CopyForm, EditionForm } from '../schemas/office.ts';
import { actOf, deskOf, editionDesk, faultOfRefusal, get, officePage, post, ROOT } from './office-desk.ts';
import { edit, editForm, editRegistration, registrationForm } from './office-edit.ts';
import { detailFields, refuseAddress, seriesOf } from './office-edition-form.ts';
import { isAnnounced, readDetails, WallTimes } from './office-edition-input.ts';

export function officeEditionRoutes(deps: Deps): RouteSpec[] {
  return [
    get('', 'events.read_drafts', 'All editions.', (ctx) => list(deps, ctx)),
    get('/nueva', 'events.edit', 'Form of a new edition.', (ctx) => newEdition(deps, ctx)),
    post('/nueva', 'events.edit', 'Make an edition.', (ctx) => create(deps, ctx)),
    get('/:slug', 'events.read_drafts', 'One edition at a glance.', (ctx) => overview(deps, ctx)),
    get('/:slug/copiar', 'events.edit', 'Form of a copy.', (ctx) => copyForm(deps, ctx)),
    post('/:slug/copiar', 'events.edit', 'Make an edition as a copy of this one.', (ctx) => copy(deps, ctx)),
    get('/:slug/editar', 'events.edit', 'Form of the details.', (ctx) => editForm(deps, ctx)),
    post('/:slug/editar', 'events.edit', 'Change the details.', (ctx) => edit(deps, ctx)),
    get('/:slug/inscripcion', 'events.edit', 'Form of the registration settings.', (ctx) =>
      registrationForm(deps, ctx),
    ),
    post('/:slug/inscripcion', 'events.edit', 'Change the registration settings.', (ctx) =>
      editRegistration(deps, ctx),
    ),
  ];
}

async function list(deps: Deps, ctx: Ctx): Promise<Answer> {
  const request = readPageRequest(ctx.query, EDITION_CURSOR);
  const { items, next } = await listOfficeEditions(deps.db, request);
  const counts = await countStates(
    deps.db,
    items.map((edition) => edition.id),
  );
  const firstHref = request.after ? ROOT : undefined;
  const nextHref = next && `${ROOT}?after=${next}`;
  return officePage(
    ctx.t('events.menu'),
    EditionList({ desk: deskOf(ctx), editions: items, counts, firstHref, nextHref }),
  );
}

async function overview(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const { id, title } = desk.edition;
  const [parts, counts, needs] = await Promise.all([
    countParts(deps.db, id),
    countStates(deps.db, [id]),
    warnsOfLanguages(desk, ctx.now) ? findLanguageNeeds(deps, desk.edition) : [],
  ]);
  return officePage(
    title,
    Overview({
      desk,
      parts,
      counts: counts.get(id) ?? {},
      needs,
      purge: isPurgeNear(desk.edition, ctx.now) ? purgeDue(desk.edition) : undefined,
    }),
  );
}

function warnsOfLanguages({ edition, may }: EditionDesk, now: Temporal.Instant): boolean {
  return may.readRegistrations && isAnnounced(edition) && isTimeToWarn(edition, now);
}

async function newEdition(
  deps: Deps,
  ctx: Ctx,
  typed?: { values: RawValues; faults: FieldFault[] },
): Promise<Answer> {
  const { timeZone } = await readOrganisation(deps.db);
  const fields = await detailFields(deps, ctx);
  const copyOf = await findLatestEdition(deps.db);
  const values = rawOf({ timezone: timeZone, mode: 'hybrid', language: 'es' });
  const state: DrawnForm = { fields, values, faults: [], ...typed };
  const title = ctx.t('events.office.new.title');
  const body = NewEdition({ desk: deskOf(ctx), copyOf, state });
  return officePage(title, body, typed ? 422 : 200);
}

async function create(deps: Deps, ctx: Ctx): Promise<Answer> {
  const read = readForm(EditionForm, ctx.body, ctx.t);
  if (!read.ok) return newEdition(deps, ctx, { values: read.raw, faults: read.faults });
  const details = readDetails(read.value, ctx.t);
  if (!details.ok) return newEdition(deps, ctx, { values: read.raw, faults: details.faults });
  const { value } = details;
  const outcome =
    refuseAddress(value.slug) ??
    (await run(deps.db, async (trx) => {
      const series = await seriesOf(trx, actOf(ctx), read.value);
      if (!series.ok) return series;
      return createEdition(trx, actOf(ctx), {
        ...value,
        seriesId: series.id,
        isExample: false,
        registration: NEW_REGISTRATION,
      });
    }));
  if (outcome.ok) return seeOther(`${ROOT}/${value.slug}?hecho=created`);
  const fault = faultOfRefusal(outcome, ctx.t, fieldsOf(EditionForm));
  return newEdition(deps, ctx, { values: read.raw, faults: [fault] });
}

async function copyForm(
  deps: Deps,
  ctx: Ctx,
  typed?: { values: RawValues; faults: FieldFault[] },
): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const { edition } = desk;
  const nextYear = edition.starts_at.toZonedDateTimeISO(edition.timezone).add({ years: 1 }).toInstant();
  const values = rawOf({ title: edition.title, starts: wallTime(nextYear, edition.timezone) });
  const state: DrawnForm = { fields: fieldsOf(CopyForm), values, faults: [], ...typed };
  return officePage(ctx.t('events.office.new.title'), CopyEdition({ desk, state }), typed ? 422 : 200);
}

async function copy(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { edition } = await editionDesk(deps, ctx);
  const read = readForm(CopyForm, ctx.body, ctx.t);
  if (!read.ok) return copyForm(deps, ctx, { values: read.raw, faults: read.faults });
  const times = new WallTimes(edition.timezone, ctx.t);
  const startsAt = times.at('starts', read.value.starts);
  if (!startsAt) return copyForm(deps, ctx, { values: read.raw, faults: times.faults });
  const { title } = read.value;
  const slug = read.value.slug ?? slugOf(title);
  const outcome =
    refuseAddress(slug) ??
    (await run(deps.db, (trx) => copyEdition(trx, actOf(ctx), edition.id, { slug, title, startsAt })));
  if (outcome.ok) return seeOther(`${ROOT}/${slug}?hecho=copied`);
  const fault = faultOfRefusal(outcome, ctx.t, fieldsOf(CopyForm));
  return copyForm(deps, ctx, { values: read.raw, faults: [fault] });
}
