/** The frame of every public page. */
import type { ComponentChildren, VNode } from 'preact';
import type { Translate } from '../../platform/i18n/translate.ts';
import { SafeLink } from '../controls/safe-link.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { ShellNotices } from './notice.tsx';
import type { LicenceLine, MenuItem, Shell } from './shell.ts';

export interface PageFrameProps {
  shell: Shell;
  children: ComponentChildren;
}

export function PublicPage({ shell, children }: PageFrameProps): VNode {
  const { t, organization } = shell;
  return (
    <>
      <a class="skip-link" href="#contenido">
        {t('ui.shell.skip')}
      </a>
      <header class="site-header">
        <div class="site-header-inner">
          <a class={organization.logoHref ? 'site-name' : 'site-name site-name-plain'} href="/">
            {organization.logoHref ? <img src={organization.logoHref} alt="" height="40" /> : null}
            <span>{organization.name}</span>
          </a>
          <Menu
            items={shell.menu}
            summary={t('ui.shell.menu')}
            label={t('ui.shell.main_nav')}
            extra={<HeaderExtra shell={shell} />}
          />
        </div>
      </header>
      <main id="contenido" class="page" tabindex={-1}>
        <ShellNotices notices={shell.notices} t={t} />
        {children}
      </main>
      <Footer shell={shell} />
    </>
  );
}

function HeaderExtra({ shell }: { shell: Shell }): VNode {
  return (
    <div class="menu-extra">
      {shell.user ? (
        <a class="menu-office" href="/admin">
          {shell.t('ui.shell.office')}
        </a>
      ) : null}
      <LanguageSwitch shell={shell} />
    </div>
  );
}

interface MenuProps {
  items: readonly MenuItem[];
  summary: string;
  label: string;
  extra: VNode;
}

/** Folded on a phone, open on a wide screen (styles show the content of the closed `details`): one list, no script. */
export function Menu({ items, summary, label, extra }: MenuProps): VNode {
  return (
    <details class="menu">
      <summary>
        <span class="menu-icon" aria-hidden="true" />
        {summary}
      </summary>
      <div class="menu-panel">
        {items.length > 0 ? (
          <nav aria-label={label}>
            <ul class="menu-list">
              {items.map((item) => (
                <li>
                  <a href={item.href} aria-current={item.current ? 'page' : undefined}>
                    {item.label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        ) : null}
        {extra}
      </div>
    </details>
  );
}

function Footer({ shell }: { shell: Shell }): VNode {
  const { t, organization: org } = shell;
  return (
    <footer class="site-footer">
      <div class="site-footer-inner">
        <div>
          <p class="site-footer-name">{org.name}</p>
          <p>{t('ui.shell.mission')}</p>
        </div>
        {org.email || org.phone || org.address || org.website ? (
          <address>
            <h2>{t('ui.shell.contact')}</h2>
            <ul>
              {org.email ? (
                <li>
                  <SafeLink href={`mailto:${org.email}`}>{org.email}</SafeLink>
                </li>
              ) : null}
              {org.phone ? (
                <li>
                  <SafeLink href={`tel:${org.phone.replaceAll(/[^+\d]/g, '')}`}>{org.phone}</SafeLink>
                </li>
              ) : null}
              {org.website ? (
                <li>
                  <SafeLink href={org.website}>
                    {org.website.replace(/^https?:\/\//, '').replace(/\/$/, '')}
                  </SafeLink>
                </li>
              ) : null}
              {org.address ? <li>{org.address}</li> : null}
            </ul>
          </address>
        ) : null}
        <div>
          <h2>{t('ui.shell.site')}</h2>
          <ul>
            {shell.menu.map((item) => (
              <li>
                <a href={item.href}>{item.label}</a>
              </li>
            ))}
            <li>
              <a href={org.privacyHref}>{t('ui.shell.privacy')}</a>
            </li>
          </ul>
        </div>
      </div>
      <p class="site-footer-note">
        {org.licences && org.licences.length > 0 ? <Licences t={t} lines={org.licences} /> : null}
        {t('ui.shell.source_note')}
      </p>
    </footer>
  );
}

function Licences({ t, lines }: { t: Translate; lines: readonly LicenceLine[] }): VNode {
  return (
    <>
      {t('ui.shell.licence')}{' '}
      {lines.map(({ of, name, href }, index) => (
        <>
          {index > 0 ? ' · ' : null}
          {of ? `${of}: ` : null}
          {href ? (
            <a href={href} rel="license noopener noreferrer">
              {name}
            </a>
          ) : (
            name
          )}
        </>
      ))}
      {'. '}
    </>
  );
}
