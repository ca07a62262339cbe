/** Under which licences others may use what the organisation publishes. */
import { audit } from '../../../platform/audit/audit.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { LICENSED, licencesSetting, readLicences } from '../../../platform/settings/licences.ts';
import { forgetSettings, readSetting, writeSetting } from '../../../platform/settings/settings.ts';
import { filled, type FormState } from '../../../ui/controls/schema-form.tsx';
import { OFFICE_LICENCES } from '../addresses.ts';
import { LicencesPage } from '../pages/licences.tsx';
import { LicencesForm } from '../schemas/licences.ts';

const POLICY = 'site.edit_licences';

export function licenceRoutes(deps: Deps): RouteSpec[] {
  const { get, post } = officeRoutes(OFFICE_LICENCES);
  return [
    get('', POLICY, 'The licences of texts, media and data.', (ctx) => show(deps, ctx)),
    post('', POLICY, 'Saves the licences.', (ctx) => take(deps, ctx)),
  ];
}

async function show(deps: Deps, ctx: Ctx, given?: FormState): Promise<Answer> {
  const { t, query } = ctx;
  const state = given ?? filled(await readLicences(deps.db));
  return page(LicencesPage({ t, state, isSaved: query.get('hecho') === 'guardado' }), {
    title: t('site.licences.title'),
    status: given ? 422 : 200,
  });
}

async function take(deps: Deps, ctx: Ctx): Promise<Answer> {
  const form = readForm(LicencesForm, ctx.body, ctx.t);
  if (!form.ok) return show(deps, ctx, { values: form.raw, faults: form.faults });
  const licences = form.value;
  await withTransaction(deps.db, async (trx) => {
    const before = await readSetting(trx, licencesSetting);
    await writeSetting(trx, licencesSetting, licences, ctx.now);
    await audit(trx, {
      actor: ctx.actor,
      action: 'site.licences_saved',
      subject: { kind: 'setting', id: licencesSetting.key },
      detail: { changed: LICENSED.filter((what) => before[what] !== licences[what]) },
    });
  });
  forgetSettings(deps.db);
  return seeOther(`${OFFICE_LICENCES}?hecho=guardado`);
}
