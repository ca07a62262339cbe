/** What to do where there is no page: search, the nearest ones, the parts of the site. */
import type { VNode } from 'preact';
import type { Translate } from '../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../controls/button.tsx';
import { SafeLink } from '../controls/safe-link.tsx';
import { TextField } from '../controls/text-field.tsx';
import { Section } from './section.tsx';

export interface Suggestion {
  href: string;
  title: string;
  /** What it is: “Encuentro”. */
  kind: string;
}

export interface NotFoundHelpProps {
  t: Translate;
  /** Path of the search. */
  searchHref: string;
  /** Taken from the address, to begin the search with. */
  words: string;
  nearest: readonly Suggestion[];
  sections: readonly { href: string; label: string }[];
}

export function NotFoundHelp({ t, searchHref, words, nearest, sections }: NotFoundHelpProps): VNode {
  return (
    <>
      {nearest.length > 0 ? (
        <Section title={t('ui.lost.nearest')}>
          <ul class="prose">
            {nearest.map(({ href, title, kind }) => (
              <li>
                <SafeLink href={href}>{title}</SafeLink> <span class="soft">{kind}</span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title={t('ui.lost.search')}>
        <search>
          <form class="form" method="get" action={searchHref}>
            <TextField
              t={t}
              id="lost-q"
              name="q"
              type="search"
              label={t('ui.lost.words')}
              value={words}
              maxlength={200}
              mark={false}
            />
            <Button>{t('ui.lost.submit')}</Button>
          </form>
        </search>
      </Section>
      {sections.length > 0 ? (
        <Section title={t('ui.lost.sections')}>
          <ButtonRow>
            {sections.map(({ href, label }) => (
              <Button kind="secondary" href={href}>
                {label}
              </Button>
            ))}
          </ButtonRow>
        </Section>
      ) : null}
    </>
  );
}
