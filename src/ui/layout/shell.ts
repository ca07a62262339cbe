/** What surrounds every page, as plain data: made once per request from settings, menu and session. */
import type { Lang, Translate } from '../../platform/i18n/translate.ts';
import type { NoticeKind } from '../tone.ts';

export interface Organization {
  name: string;
  logoHref?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
  address?: string | undefined;
  website?: string | undefined;
  privacyHref: string;
  /** Under which licences what is published may be used: one for everything, or one for each kind. */
  licences?: readonly LicenceLine[] | undefined;
}

export interface LicenceLine {
  /** What it is for; left out: for everything. */
  of?: string | undefined;
  name: string;
  href?: string | undefined;
}

export interface MenuItem {
  href: string;
  label: string;
  current: boolean;
}

export interface ShellNotice {
  kind: NoticeKind;
  text: string;
  link?: { href: string; label: string } | undefined;
}

export interface Shell {
  lang: Lang;
  t: Translate;
  /** Path with query, as asked for: the language links keep it. */
  path: string;
  organization: Organization;
  menu: readonly MenuItem[];
  /** The signed-in person; absent for the public. */
  user?: { name: string; signOutHref?: string | undefined } | undefined;
  cssHref: string;
  scriptHref?: string | undefined;
  /** Shown above the page: what the organiser must know now. */
  notices?: readonly ShellNotice[] | undefined;
}

/**
 * @param path path with query, starting with `/`
 * @returns the same address asking for another language
 */
export function languageHref(path: string, lang: Lang): string {
  const [route = '/', query = ''] = path.split('#', 1)[0]?.split('?', 2) ?? [];
  const params = new URLSearchParams(query);
  params.set('lang', lang);
  // `//host` and `/\host` would leave the site.
  return `${route.replace(/^[\\/]*/, '/')}?${params.toString()}`;
}
