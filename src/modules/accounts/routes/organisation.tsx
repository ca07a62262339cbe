/** The organisation's page, its privacy notice in the back office and in public. */
import type { Deps } from '../../../platform/deps.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { type FieldFault, notFound } from '../../../platform/errors.ts';
import { pictureFaultWords } from '../../../platform/files/fault-words.ts';
import { fileHref } from '../../../platform/files/files.ts';
import { imageTypeOf } from '../../../platform/files/image.ts';
import { type CleanPicture, readPicture } from '../../../platform/files/picture.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { longDate } from '../../../platform/i18n/dates.ts';
import { organisationSetting } from '../../../platform/settings/organisation.ts';
import { forgetSettings, readSetting } from '../../../platform/settings/settings.ts';
import { filled, type FormState } from '../../../ui/controls/schema-form.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { saveOrganisation, saveRequiredSecondFactor } from '../commands/organisation.ts';
import { publishPrivacyNotice } from '../commands/privacy.ts';
import { doneHref } from '../pages/done.tsx';
import { OrganisationPage, PrivacyEditPage } from '../pages/organisation.tsx';
import { PrivacyPage } from '../pages/privacy.tsx';
import { currentPrivacyVersion, findPrivacyNotice, listPrivacyVersions } from '../queries.ts';
import { LOGO_MAX_BYTES, rolesOf } from '../rules.ts';
import { OrganisationForm, type OrganisationInput, PrivacyForm, RequiredFactorForm } from '../schemas.ts';
import { requireSecondFactor } from '../settings.ts';
import { faulty, routesFor, zoneOf } from './ways.tsx';

const { get, post } = routesFor({ kind: 'office', policy: 'accounts.manage_organisation' });
const open = routesFor({ kind: 'page', policy: 'public' });
const BASE = '/admin/organizacion';
// A bigger file than a logo may be still gets here, to be refused in words beside the field.
const UPLOAD_MAX_BYTES = 4_000_000;

export function organisationRoutes(deps: Deps): RouteSpec[] {
  return [
    get(BASE, 'The organisation.', (ctx) => organisationPage(deps, ctx)),
    {
      ...post(BASE, 'Change the organisation.', (ctx) => takeOrganisation(deps, ctx)),
      upload: { maxBytes: UPLOAD_MAX_BYTES },
    },
    post(`${BASE}/segundo-factor`, 'Choose the roles that need a second factor.', (ctx) =>
      takeRequired(deps, ctx),
    ),
    get(`${BASE}/privacidad`, 'The page to write a new privacy notice.', (ctx) => showPrivacyEdit(deps, ctx)),
    post(`${BASE}/privacidad`, 'Publish a new version of the privacy notice.', (ctx) =>
      takePrivacy(deps, ctx),
    ),
    open.get('/privacidad', 'The privacy notice in force.', (ctx) => showPrivacy(deps, ctx, undefined)),
    open.get('/privacidad/:version', 'One version of the privacy notice.', (ctx) => {
      const asked = ctx.params['version'] ?? '';
      if (!/^[1-9]\d{0,5}$/.test(asked)) throw notFound();
      return showPrivacy(deps, ctx, Number(asked));
    }),
  ];
}

async function organisationPage(
  deps: Deps,
  ctx: Ctx,
  given: { state?: FormState; required?: FormState } = {},
): Promise<Answer> {
  const { t, lang } = ctx;
  // Not the kept reading: somebody who just saved wants to see it, whichever process answers.
  const { logo, ...stored } = await deps.db
    .transaction()
    .execute((trx) => readSetting(trx, organisationSetting));
  const required = await deps.db.transaction().execute((trx) => readSetting(trx, requireSecondFactor));
  const notice = await findPrivacyNotice(deps.db);
  const privacy = {
    version: notice?.version ?? 0,
    text: notice
      ? t('accounts.privacy.version', {
          version: notice.version,
          date: longDate(notice.publishedAt, stored.timeZone, lang),
        })
      : t('accounts.privacy.none'),
  };
  const props = {
    t,
    done: ctx.query.get('listo'),
    state: given.state ?? filled(stored),
    required: given.required ?? filled({ roles: required }),
    logoHref: logo && fileHref(logo),
    privacy,
  };
  const status = given.state || given.required ? 422 : 200;
  return page(<OrganisationPage {...props} />, { title: t('accounts.organisation.title'), status });
}

async function takeOrganisation(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t } = ctx;
  const form = readForm(OrganisationForm, ctx.body, t);
  const logo = await logoOf(ctx);
  const logoFaults = 'message' in logo ? [{ field: 'logo', message: logo.message }] : [];
  if (!form.ok)
    return organisationPage(deps, ctx, { state: faulty(form.raw, [...form.faults, ...logoFaults]) });
  if ('message' in logo) return organisationPage(deps, ctx, { state: faulty(form.raw, logoFaults) });
  const file = logo.file ?? (form.value.remove_logo ? 'remove' : undefined);
  await withTransaction(deps.db, (trx) =>
    saveOrganisation(trx, deps, ctx.actor, organisationOf(form.value), file),
  );
  forgetSettings(deps.db);
  return seeOther(doneHref(BASE, 'guardado'));
}

function organisationOf(input: OrganisationInput) {
  const { name, email = '', phone = '', address = '', website = '', timeZone } = input;
  return { name, email, phone, address, website, timeZone };
}

const LOGO_TYPES = new Set<unknown>(['image/png', 'image/jpeg', 'image/webp']);

/** The picture sent along, if any, or why it is refused. What it is, its first bytes say. */
async function logoOf(ctx: Ctx): Promise<{ file: CleanPicture | undefined } | Pick<FieldFault, 'message'>> {
  const upload = ctx.body.files.get('logo');
  if (!upload) return { file: undefined };
  if (upload.bytes.length > LOGO_MAX_BYTES) return { message: ctx.t('accounts.organisation.logo_size') };
  if (!LOGO_TYPES.has(imageTypeOf(upload.bytes)))
    return { message: ctx.t('accounts.organisation.logo_kind') };
  const read = await readPicture(upload.bytes);
  return read.ok ? { file: read.picture } : { message: pictureFaultWords(ctx.t, read.fault) };
}

async function takeRequired(deps: Deps, ctx: Ctx): Promise<Answer> {
  const form = readForm(RequiredFactorForm, ctx.body, ctx.t);
  if (!form.ok) return organisationPage(deps, ctx, { required: faulty(form.raw, form.faults) });
  await withTransaction(deps.db, (trx) =>
    saveRequiredSecondFactor(trx, deps, ctx.actor, rolesOf(form.value.roles ?? [])),
  );
  forgetSettings(deps.db);
  return seeOther(doneHref(BASE, 'guardado'));
}

async function showPrivacyEdit(deps: Deps, ctx: Ctx): Promise<Answer> {
  const notice = await findPrivacyNotice(deps.db);
  return privacyEdit(deps, ctx, filled({ body: notice?.body ?? '' }));
}

async function privacyEdit(deps: Deps, ctx: Ctx, state: FormState, status = 200): Promise<Answer> {
  const { t } = ctx;
  const version = (await currentPrivacyVersion(deps.db)) + 1;
  return page(<PrivacyEditPage t={t} state={state} version={version} />, {
    title: t('accounts.privacy.title'),
    status,
  });
}

async function takePrivacy(deps: Deps, ctx: Ctx): Promise<Answer> {
  const form = readForm(PrivacyForm, ctx.body, ctx.t);
  if (!form.ok) return privacyEdit(deps, ctx, faulty(form.raw, form.faults), 422);
  const result = await withTransaction(deps.db, (trx) =>
    publishPrivacyNotice(trx, deps, ctx.actor, form.value.body),
  );
  return seeOther(doneHref(BASE, result.isNew ? 'publicado' : 'sin-cambio'));
}

async function showPrivacy(deps: Deps, ctx: Ctx, version: number | undefined): Promise<Answer> {
  const { t, lang } = ctx;
  const notice = await findPrivacyNotice(deps.db, version);
  const title = t('accounts.privacy.title');
  if (!notice) {
    if (version !== undefined) throw notFound();
    return page(<EmptyState title={title}>{t('accounts.privacy.none')}</EmptyState>, { title });
  }
  const versions = await listPrivacyVersions(deps.db);
  const zone = await zoneOf(deps);
  return page(<PrivacyPage t={t} lang={lang} zone={zone} notice={notice} versions={versions} />, { title });
}
