/** An edition that is there, in the back office: its details, its registration, and two who change them at once. */
import type { Deps } from '../../../platform/deps.ts';
import type { FieldFault } from '../../../platform/errors.ts';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { type RawValues, readForm } from '../../../platform/forms/read.ts';
import { seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx } from '../../../platform/http/route.ts';
import { keepTheirs, versionOf } from '../../../platform/forms/versions.ts';
import { run } from '../../../platform/db/outcome.ts';
import type { DrawnForm } from '../../../ui/controls/schema-form.tsx';
import { updateEdition } from '../commands/editions.ts';
import type { EditionInput } from '../commands/inputs.ts';
import { EditConflict, EditEdition, EditRegistration } from '../pages/office/edition-pages.tsx';
import { editionHref } from '../pages/office/frame.tsx';
import type { OfficeEdition } from '../queries/office.ts';
import { RegistrationSettingsForm } from '../schemas/office-registration.ts';
import { EditionForm } from '../schemas/office.ts';
import { actOf, editionDesk, faultOfRefusal, officePage, ROOT } from './office-desk.ts';
import { detailFields, refuseAddress, seriesOf } from './office-edition-form.ts';
import {
  detailsRaw,
  inputOf,
  readDetails,
  readRegistrationSettings,
  registrationRaw,
} from './office-edition-input.ts';

export async function editForm(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const { edition } = desk;
  const state: DrawnForm = {
    fields: await detailFields(deps, ctx, edition),
    values: detailsRaw(edition),
    faults: [],
    version: edition.version,
  };
  return officePage(ctx.t('events.office.overview.details'), EditEdition({ desk, state }));
}

export async function edit(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const { edition } = desk;
  const body = keepTheirs(ctx.body, detailsRaw(edition));
  const fields = await detailFields(deps, ctx, edition);
  const read = readForm(EditionForm, body, ctx.t);
  const state: DrawnForm = {
    fields,
    values: read.raw,
    faults: read.ok ? [] : read.faults,
    version: versionOf(body),
  };
  const again = (faults: readonly FieldFault[]) =>
    officePage(
      ctx.t('events.office.overview.details'),
      EditEdition({ desk, state: { ...state, faults } }),
      422,
    );
  if (!read.ok) return again(read.faults);
  const details = readDetails(read.value, ctx.t);
  if (!details.ok) return again(details.faults);
  const { slug } = details.value;
  const outcome =
    refuseAddress(slug) ??
    (await run(deps.db, async (trx) => {
      const series = await seriesOf(trx, actOf(ctx), read.value);
      if (!series.ok) return series;
      const input = { ...inputOf(edition), ...details.value, seriesId: series.id };
      return updateEdition(trx, actOf(ctx), edition.id, {
        ...input,
        version: versionOf(body),
        tell: read.value.tell ?? false,
      });
    }));
  if (outcome.ok) return seeOther(`${ROOT}/${slug}?hecho=saved`);
  if (outcome.refused === 'changed') return conflict(deps, ctx, state, detailsRaw, 'editar');
  return again([faultOfRefusal(outcome, ctx.t, fields)]);
}

/** Both values, read anew: what is shown as saved is what will be compared with. */
async function conflict(
  deps: Deps,
  ctx: Ctx,
  state: DrawnForm,
  raw: (edition: OfficeEdition) => RawValues,
  path: 'editar' | 'inscripcion',
): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const href = editionHref(desk.edition, path);
  const body = EditConflict({
    desk,
    action: href,
    backHref: href,
    state: { ...state, version: desk.edition.version },
    theirs: raw(desk.edition),
  });
  return officePage(ctx.t('events.office.conflict.heading'), body, 409);
}

export async function registrationForm(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const { edition } = desk;
  const state: DrawnForm = {
    fields: fieldsOf(RegistrationSettingsForm),
    values: registrationRaw(edition),
    faults: [],
    version: edition.version,
  };
  return officePage(ctx.t('events.office.overview.registration'), EditRegistration({ desk, state }));
}

export async function editRegistration(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const { edition } = desk;
  const body = keepTheirs(ctx.body, registrationRaw(edition));
  const fields = fieldsOf(RegistrationSettingsForm);
  const read = readForm(RegistrationSettingsForm, body, ctx.t);
  const state: DrawnForm = { fields, values: read.raw, faults: [], version: versionOf(body) };
  const again = (faults: readonly FieldFault[]) =>
    officePage(
      ctx.t('events.office.overview.registration'),
      EditRegistration({ desk, state: { ...state, faults } }),
      422,
    );
  if (!read.ok) return again(read.faults);
  const registration = readRegistrationSettings(read.value, edition, ctx.t);
  if (!registration.ok) return again(registration.faults);
  const input: EditionInput = { ...inputOf(edition), registration: registration.value };
  const outcome = await run(deps.db, (trx) =>
    updateEdition(trx, actOf(ctx), edition.id, { ...input, version: versionOf(body) }),
  );
  if (outcome.ok) return seeOther(`${editionHref(edition)}?hecho=saved`);
  if (outcome.refused === 'changed') return conflict(deps, ctx, state, registrationRaw, 'inscripcion');
  return again([faultOfRefusal(outcome, ctx.t, fields)]);
}
