/** One search over everything. */
import type { VNode } from 'preact';
import { shortDate } from '../../../platform/i18n/dates.ts';
import type { Lang, MessageKey, Translate } from '../../../platform/i18n/translate.ts';
import type { SearchAnswer } from '../../../platform/search/search.ts';
import type { Part } from '../../../platform/search/passages.ts';
import type { Shown } from '../../../platform/search/show.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Pagination, Tabs } from '../../../ui/data/navigation.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { searchPath } from '../addresses.ts';
import { SearchForm } from './search-form.tsx';

export interface SearchKind {
  kind: string;
  label: MessageKey;
}

export interface SearchPageProps {
  t: Translate;
  lang: Lang;
  zone: string;
  kinds: readonly SearchKind[];
  /** As it was typed. */
  text: string;
  kind: string | undefined;
  answer: SearchAnswer;
  shown: readonly Shown[];
  /** Words taken for others, as they are printed. */
  meant: string;
  firstHref: string | undefined;
  nextHref: string | undefined;
}

export function SearchPage(props: SearchPageProps): VNode {
  const { t, text, shown, answer } = props;
  return (
    <>
      <PageHeading title={t('site.search.title')} lead={text === '' ? t('site.search.lead') : undefined} />
      <SearchForm t={t} text={text} kind={props.kind} />
      {text === '' ? (
        <Beginning {...props} />
      ) : (
        <>
          <Kinds {...props} />
          <Notes {...props} />
          {shown.length > 0 ? <Results {...props} /> : <Nothing {...props} />}
          <Pagination t={t} firstHref={props.firstHref} nextHref={answer.next && props.nextHref} />
        </>
      )}
    </>
  );
}

/** Nothing was asked yet: what can be found. */
function Beginning({ t, kinds }: SearchPageProps): VNode {
  return (
    <EmptyState title={t('site.search.begin')}>
      <p>{t('site.search.begin_text')}</p>
      <ul class="search-kinds">
        {kinds.map(({ label }) => (
          <li>{t(label)}</li>
        ))}
      </ul>
    </EmptyState>
  );
}

function Kinds({ t, kinds, kind, text, answer }: SearchPageProps): VNode | null {
  // Among many hits a kind may be there that is not among those ranked.
  const there = kinds.filter((one) => answer.many || answer.counts.has(one.kind) || one.kind === kind);
  if (there.length < 2 && kind === undefined) return null;
  const tab = (one: SearchKind) => ({
    href: searchPath({ text, kind: one.kind }),
    label: t(one.label),
    current: one.kind === kind,
    count: countWords(t, answer, answer.counts.get(one.kind)),
  });
  const all = { href: searchPath({ text }), label: t('site.search.all'), current: kind === undefined };
  return <Tabs label={t('site.search.kinds')} items={[all, ...there.map(tab)]} />;
}

function countWords(t: Translate, { many }: SearchAnswer, count: number | undefined): string | undefined {
  if (many) return count === undefined ? undefined : t('site.search.more_than', { count: rounded(count) });
  return String(count ?? 0);
}

/** Of what was not counted to its end only the first figure is said. */
function rounded(count: number): number {
  const step = 10 ** Math.max(0, String(count).length - 1);
  return Math.floor(count / step) * step;
}

function Notes({ t, text, kind, answer, meant, shown }: SearchPageProps): VNode | null {
  if (shown.length === 0) return null;
  const all = kind === undefined ? [...answer.counts.values()] : [answer.counts.get(kind) ?? 0];
  const count = all.reduce((sum, one) => sum + one, 0);
  return (
    <div class="search-notes">
      {answer.corrected.size > 0 ? <p>{t('site.search.corrected', { text, meant })}</p> : null}
      {answer.loosened ? <p>{t('site.search.loosened')}</p> : null}
      <p class="soft">
        {t(answer.many ? 'site.search.count_more' : 'site.search.count', {
          count: answer.many ? rounded(count) : count,
        })}
      </p>
    </div>
  );
}

function Results({ t, lang, zone, kinds, shown }: SearchPageProps): VNode {
  const labels = new Map(kinds.map(({ kind, label }) => [kind, t(label)]));
  return (
    <ol class="search-results">
      {shown.map(({ kind, document, title, passage }) => (
        <li>
          <article>
            <p class="eyebrow">
              {document.label ? t(document.label) : labels.get(kind)}
              {document.at ? ` · ${shortDate(document.at, zone, lang)}` : ''}
            </p>
            <h2 lang={foreign(document.lang, lang)}>
              <SafeLink href={document.href}>
                <Marked parts={title} />
              </SafeLink>
            </h2>
            {passage.length > 0 ? (
              <p lang={foreign(document.lang, lang)}>
                <Marked parts={passage} />
              </p>
            ) : null}
          </article>
        </li>
      ))}
    </ol>
  );
}

const foreign = (lang: string | undefined, page: Lang): string | undefined =>
  (lang ?? 'es') === page ? undefined : (lang ?? 'es');

function Marked({ parts }: { parts: readonly Part[] }): VNode {
  return <>{parts.map(({ text, marked }) => (marked ? <mark>{text}</mark> : text))}</>;
}

const TIPS = ['spelling', 'fewer', 'other', 'accents'] as const;

function Nothing({ t, text, kind, answer, meant }: SearchPageProps): VNode {
  const elsewhere = kind !== undefined && answer.counts.size > 0;
  const noWord = answer.terms.length === 0;
  return (
    <EmptyState
      title={noWord ? t('site.search.no_word') : t('site.search.nothing', { text })}
      action={
        elsewhere ? (
          <Button kind="secondary" href={searchPath({ text })}>
            {t('site.search.elsewhere')}
          </Button>
        ) : undefined
      }
    >
      {meant !== '' && meant !== text ? (
        <p>
          {t('site.search.did_you_mean')} <a href={searchPath({ text: meant })}>{meant}</a>
        </p>
      ) : null}
      <p>{t(noWord ? 'site.search.no_word_text' : 'site.search.try')}</p>
      {noWord ? null : (
        <ul class="search-tips">
          {TIPS.map((tip) => (
            <li>{t(`site.search.tip.${tip}`)}</li>
          ))}
        </ul>
      )}
    </EmptyState>
  );
}
