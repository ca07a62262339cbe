/** The frame of the back office: menu at the side on a wide screen, folded on a phone. */
import type { VNode } from 'preact';
import { LanguageSwitch } from './language-switch.tsx';
import { ShellNotices } from './notice.tsx';
import { Menu } from './public-page.tsx';
import type { PageFrameProps } from './public-page.tsx';
import type { Shell } from './shell.ts';

export function OfficePage({ shell, children }: PageFrameProps): VNode {
  const { t, organization } = shell;
  return (
    <>
      <a class="skip-link" href="#contenido">
        {t('ui.shell.skip')}
      </a>
      <div class="office">
        <header class="office-header">
          <a class="site-name site-name-plain" href="/admin">
            <span>
              {organization.name}
              <small>{t('ui.shell.office')}</small>
            </span>
          </a>
          <Menu
            items={shell.menu}
            summary={t('ui.shell.menu')}
            label={t('ui.shell.office_nav')}
            extra={<OfficeExtra shell={shell} />}
          />
        </header>
        <main id="contenido" class="page office-main" tabindex={-1}>
          <ShellNotices notices={shell.notices} t={t} />
          {children}
        </main>
      </div>
    </>
  );
}

function OfficeExtra({ shell }: { shell: Shell }): VNode {
  const { t, user } = shell;
  return (
    <div class="menu-extra">
      {user ? (
        <div class="office-user">
          <p>{t('ui.shell.signed_in_as', { name: user.name })}</p>
          <form method="post" action={user.signOutHref ?? '/admin/salir'}>
            <button type="submit" class="button button-secondary button-small">
              {t('ui.shell.sign_out')}
            </button>
          </form>
        </div>
      ) : null}
      <a href="/">{t('ui.shell.view_site')}</a>
      <LanguageSwitch shell={shell} />
    </div>
  );
}
