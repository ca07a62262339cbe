/** What surrounds every page: put together per request from organisation, menus and session. */
import { type Actor, allows } from './platform/access/access.ts';
import type { Deps } from './platform/deps.ts';
import { type AppError, ERRORS } from './platform/errors.ts';
import { fileHref } from './platform/files/files.ts';
import { page } from './platform/http/answers.ts';
import type { Assets } from './platform/http/assets.ts';
import type { Answer, Ctx, RouteSpec } from './platform/http/route.ts';
import { translator } from './platform/i18n/translate.ts';
import type { MenuEntry } from './platform/module.ts';
import { LICENCE_HREF, LICENSED, type Licences, readLicences } from './platform/settings/licences.ts';
import { readOrganisation } from './platform/settings/organisation.ts';
import { modules } from './modules.ts';
import { notFoundHelp } from './not-found.tsx';
import { ErrorPage } from './ui/layout/error-page.tsx';
import type { LicenceLine, Shell } from './ui/layout/shell.ts';
import { excerpt } from './ui/excerpt.ts';
import { JsonLd, renderDocument } from './ui/render.tsx';
import { ShareHead } from './ui/share-head.tsx';
import { Showcase } from './ui/showcase.tsx';

const PUBLIC_MENU = modules.flatMap((m) => m.menu.public).sort((a, b) => a.order - b.order);
const OFFICE_MENU = modules.flatMap((m) => m.menu.office).sort((a, b) => a.order - b.order);

/** Signs that search engines show of a description. */
const DESCRIPTION = 200;

/** A route's page inside its shell, as a whole document. */
export async function dress(
  deps: Deps,
  assets: Assets,
  ctx: Ctx,
  spec: RouteSpec,
  answer: Answer & { type: 'page' },
): Promise<string> {
  const { shell, organisation } = await shellOf(deps, assets, ctx, spec.kind);
  const { baseUrl } = deps.config;
  const description = answer.description && excerpt(answer.description, DESCRIPTION);
  const canonical =
    spec.kind === 'page' && !spec.url.includes(':token')
      ? baseUrl + (answer.canonical ?? ctx.path)
      : undefined;
  return renderDocument({
    shell,
    title: answer.title,
    description,
    head: (
      <>
        {canonical ? (
          <ShareHead
            lang={ctx.lang}
            type={answer.ogType}
            title={answer.title}
            description={description}
            url={canonical}
            site={organisation.name}
            card={answer.card && baseUrl + answer.card}
            alternates={answer.alternates}
          />
        ) : null}
        {answer.jsonLd ? <JsonLd data={answer.jsonLd(organisation)} /> : null}
        {answer.styles?.map((name) => (
          <link rel="stylesheet" href={assets.href(name)} />
        ))}
        {answer.head ?? null}
      </>
    ),
    scriptHrefs: answer.scripts?.map(assets.href),
    frame: answer.frame ?? (spec.kind === 'office' && ctx.actor.kind === 'staff' ? 'office' : 'public'),
    noIndex: answer.noIndex || spec.kind === 'office' || spec.url.includes(':token'),
    canonical,
    body: answer.body,
  });
}

/** The page that tells of an error. Works without the database: then with the program's own name. */
export async function dressError(deps: Deps, assets: Assets, ctx: Ctx, error: AppError): Promise<string> {
  const found = await shellOf(deps, assets, ctx, 'page').catch(() => undefined);
  const shell = found?.shell ?? bareShell(assets, ctx);
  const { t } = ctx;
  const isGone = error.code === 'gone';
  const message =
    error.code === 'cross_site' ? t(ERRORS.cross_site.message) : isGone ? t('ui.lost.gone') : undefined;
  const isLost = error.code === 'not_found' && !ctx.path.startsWith('/admin');
  const body = (
    <ErrorPage
      t={t}
      status={error.status}
      title={isGone ? t(ERRORS.gone.message) : undefined}
      message={message}
    >
      {isLost ? await notFoundHelp(deps, ctx, { searches: found !== undefined }) : null}
    </ErrorPage>
  );
  return renderDocument({ shell, title: ctx.t(ERRORS[error.code].message), noIndex: true, body });
}

async function shellOf(deps: Deps, assets: Assets, ctx: Ctx, kind: RouteSpec['kind']) {
  const [organisation, licences] = await Promise.all([readOrganisation(deps.db), readLicences(deps.db)]);
  const office = kind === 'office' && ctx.actor.kind === 'staff';
  const { logo, email, phone, address, website, name } = organisation;
  const shell: Shell = {
    ...bareShell(assets, ctx),
    organization: {
      name,
      email,
      phone,
      address,
      website,
      logoHref: logo && fileHref(logo),
      privacyHref: '/privacidad',
      licences: licenceLines(ctx, licences),
    },
    menu: menuOf(office ? OFFICE_MENU : PUBLIC_MENU, ctx.actor, ctx),
    ...(office && { user: { name: ctx.actor.kind === 'staff' ? ctx.actor.name : '' } }),
  };
  return { shell, organisation };
}

/** Every part of the design system on one page, for those who build or judge it. */
export function showcaseRoute(): RouteSpec {
  return {
    method: 'GET',
    url: '/diseno',
    kind: 'page',
    policy: 'public',
    summary: 'Every part of the design system.',
    handle: (ctx) => page(<Showcase t={ctx.t} lang={ctx.lang} />, { title: ctx.t('ui.showcase.title') }),
  };
}

/** One line where all are the same, else one for each kind. */
function licenceLines({ t }: Ctx, licences: Licences): LicenceLine[] {
  const line = (what: (typeof LICENSED)[number]): LicenceLine => ({
    name: t(`ui.licence.${licences[what]}`),
    href: LICENCE_HREF[licences[what]],
  });
  const isOne = LICENSED.every((what) => licences[what] === licences.texts);
  return isOne
    ? [line('texts')]
    : LICENSED.map((what) => ({ of: t(`site.licences.${what}`), ...line(what) }));
}

function bareShell(assets: Assets, ctx: Ctx): Shell {
  const query = ctx.query.size > 0 ? `?${ctx.query.toString()}` : '';
  return {
    lang: ctx.lang,
    t: ctx.t,
    path: ctx.path + query,
    organization: { name: translator(ctx.lang)('app.name'), privacyHref: '/privacidad' },
    menu: [],
    cssHref: assets.cssHref,
    scriptHref: assets.scriptHref,
  };
}

function menuOf(entries: readonly MenuEntry[], actor: Actor, ctx: Ctx): Shell['menu'] {
  return entries
    .filter((e) => allows(actor, e.policy))
    .map((e) => ({
      href: e.href,
      label: ctx.t(e.label),
      current:
        e.href === ctx.path || (e.href !== '/' && e.href !== '/admin' && ctx.path.startsWith(`${e.href}/`)),
    }));
}
