/** Settings of Justiciapedia. */
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { forgetSettings, readSetting } from '../../../platform/settings/settings.ts';
import { filled, type FormState } from '../../../ui/controls/schema-form.tsx';
import { OFFICE_PEOPLE, OFFICE_SETTINGS } from '../addresses.ts';
import { saveDelistYears } from '../commands/retention.ts';
import { OfficialsSettingsPage } from '../pages/office/settings.tsx';
import { RetentionForm } from '../schemas/retention.ts';
import { delistYears } from '../settings.ts';

const WRITE = 'officials.write';
const { get, post } = officeRoutes(OFFICE_SETTINGS);

export function settingsRoutes(deps: Deps): RouteSpec[] {
  return [
    get('', WRITE, 'How long people who never held an office stay in lists.', (ctx) => show(deps, ctx)),
    post('', WRITE, 'Save it.', (ctx) => save(deps, ctx)),
  ];
}

async function show(deps: Deps, { t }: Ctx, state?: FormState): Promise<Answer> {
  const now = filled({ years: String(await readSetting(deps.db, delistYears)) });
  return page(OfficialsSettingsPage({ t, state: state ?? now }), {
    title: t('officials.retention.title'),
    status: state ? 422 : 200,
  });
}

async function save(deps: Deps, ctx: Ctx): Promise<Answer> {
  const form = readForm(RetentionForm, ctx.body, ctx.t);
  if (!form.ok) return show(deps, ctx, { values: form.raw, faults: form.faults });
  const { years } = form.value;
  await withTransaction(deps.db, (trx) => saveDelistYears(trx, { actor: ctx.actor, now: ctx.now }, years));
  forgetSettings(deps.db);
  return seeOther(OFFICE_PEOPLE);
}
