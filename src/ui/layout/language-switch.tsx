import type { VNode } from 'preact';
import { LANGUAGES } from '../../platform/i18n/translate.ts';
import type { Lang } from '../../platform/i18n/translate.ts';
import { languageHref } from './shell.ts';
import type { Shell } from './shell.ts';

// Each language is named in itself: who needs the link cannot read the other one.
const OWN_NAME: Record<Lang, string> = { es: 'Español', en: 'English' };

export function LanguageSwitch({ shell }: { shell: Shell }): VNode {
  return (
    <ul class="languages" aria-label={shell.t('ui.shell.language')}>
      {LANGUAGES.map((lang) => (
        <li>
          {lang === shell.lang ? (
            <span aria-current="true" lang={lang}>
              {OWN_NAME[lang]}
            </span>
          ) : (
            <a href={languageHref(shell.path, lang)} hreflang={lang} lang={lang} rel="alternate nofollow">
              {OWN_NAME[lang]}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
