/** The glossary from A to Z, and the laws: all on one page each, since people look through them. */
import type { VNode } from 'preact';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { excerpt } from '../../../ui/excerpt.ts';
import { publicationPath } from '../addresses.ts';
import type { listByTitle } from '../queries/public.ts';
import { byLetter } from '../rules/letters.ts';
import { SectionHead } from './section.tsx';
import { foreign, type Reader } from './words.ts';

export type Entry = Awaited<ReturnType<typeof listByTitle>>[number];

export interface GlossaryProps extends Reader {
  items: readonly Entry[];
}

export function GlossaryPage({ t, lang, items }: GlossaryProps): VNode {
  const groups = byLetter(items, ({ title }) => title);
  return (
    <>
      <SectionHead t={t} section="glossary" />
      {items.length === 0 ? (
        <EmptyState title={t('publications.list.empty.glossary')}>
          {t('publications.list.empty_text')}
        </EmptyState>
      ) : (
        <>
          <nav class="letters" aria-label={t('publications.term.letters')}>
            <ul>
              {groups.map(({ letter, id }) => (
                <li>
                  <a href={`#${id}`}>{letter}</a>
                </li>
              ))}
            </ul>
          </nav>
          {groups.map(({ letter, id, items: terms }) => (
            <section class="letter" aria-labelledby={id}>
              <h2 id={id}>{letter}</h2>
              <dl>
                {terms.map((term) => (
                  <div>
                    <dt lang={foreign(term.lang, lang)}>
                      <SafeLink href={publicationPath(term)}>{term.title}</SafeLink>
                    </dt>
                    <dd lang={foreign(term.lang, lang)}>{excerpt(term.summary, 360)}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </>
      )}
    </>
  );
}

export function LawsPage({ t, lang, items }: GlossaryProps): VNode {
  return (
    <>
      <SectionHead t={t} section="laws" />
      {items.length === 0 ? (
        <EmptyState title={t('publications.list.empty.laws')}>{t('publications.list.empty_text')}</EmptyState>
      ) : (
        <ul class="law-list">
          {items.map((law) => (
            <li lang={foreign(law.lang, lang)}>
              <h2>
                <SafeLink href={publicationPath(law)}>{law.title}</SafeLink>
              </h2>
              <p>{excerpt(law.summary || (law.law?.what ?? ''), 260)}</p>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
