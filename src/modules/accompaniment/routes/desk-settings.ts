/** From how many supports on a text changes no more. */
import { audit } from '../../../platform/audit/audit.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { forgetSettings, readSetting, writeSetting } from '../../../platform/settings/settings.ts';
import { filled, type FormState } from '../../../ui/controls/schema-form.tsx';
import { OFFICE, OFFICE_SETTINGS } from '../addresses.ts';
import { SettingsPage } from '../pages/office/settings.tsx';
import { SettingsForm } from '../schemas/forms.ts';
import { frozenFrom } from '../settings.ts';

const PUBLISH = 'accompaniment.publish';
const { get, post } = officeRoutes(OFFICE);

export function deskSettingsRoutes(deps: Deps): RouteSpec[] {
  return [
    get('/ajustes', PUBLISH, 'From how many supports on a text changes no more.', (ctx) => show(deps, ctx)),
    post('/ajustes', PUBLISH, 'Save it.', (ctx) => save(deps, ctx)),
  ];
}

async function show(deps: Deps, ctx: Ctx, drawn?: FormState): Promise<Answer> {
  const state = drawn ?? filled({ frozen_from: String(await readSetting(deps.db, frozenFrom)) });
  const isSaved = ctx.query.get('hecho') === 'guardado';
  return page(SettingsPage({ t: ctx.t, state, isSaved }), {
    title: ctx.t('accompaniment.settings.title'),
    status: drawn ? 422 : 200,
  });
}

async function save(deps: Deps, ctx: Ctx): Promise<Answer> {
  const form = readForm(SettingsForm, ctx.body, ctx.t);
  if (!form.ok) return show(deps, ctx, { values: form.raw, faults: form.faults });
  const { frozen_from: from } = form.value;
  await withTransaction(deps.db, async (trx) => {
    await writeSetting(trx, frozenFrom, from, ctx.now);
    await audit(trx, {
      actor: ctx.actor,
      action: 'accompaniment.settings_saved',
      subject: { kind: 'setting', id: frozenFrom.key },
      detail: { from },
    });
  });
  forgetSettings(deps.db);
  return seeOther(`${OFFICE_SETTINGS}?hecho=guardado`);
}
