/** What changed in an edition since it was published, when, in which role and why. */
import type { VNode } from 'preact';
import { clockTime, longDate } from '../../../../platform/i18n/dates.ts';
import { type Translate, isMessageKey } from '../../../../platform/i18n/translate.ts';
import { Pagination } from '../../../../ui/data/navigation.tsx';
import { Timeline } from '../../../../ui/data/timeline.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { PageHeading } from '../../../../ui/layout/page-heading.tsx';
import type { Edition } from '../../queries/editions.ts';
import type { HistoryItem } from '../../rules/history-items.ts';
import { capital, foreign } from '../words.ts';
import { EditionCrumbs, type Reader } from './facts.tsx';

export interface HistoryPageProps extends Reader {
  edition: Edition;
  items: readonly HistoryItem[];
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function HistoryPage({ t, lang, edition, items, firstHref, nextHref }: HistoryPageProps): VNode {
  return (
    <>
      <EditionCrumbs t={t} lang={lang} edition={edition} page={t('events.history.title')} />
      <PageHeading
        eyebrow={edition.title}
        langs={{ eyebrow: foreign(edition.language, lang) }}
        title={t('events.history.title')}
        lead={t('events.history.lead')}
      />
      {items.length > 0 ? (
        <Timeline
          t={t}
          level={2}
          entries={items.map((item) => ({
            date: `${capital(longDate(item.at, edition.timezone, lang))}, ${clockTime(item.at, edition.timezone, lang)}`,
            dateTime: item.at.toString({ smallestUnit: 'second' }),
            title: titleOf(t, item),
            body: <Body t={t} item={item} />,
          }))}
        />
      ) : (
        <EmptyState title={t('events.history.none')}>{t('events.history.none_text')}</EmptyState>
      )}
      <Pagination t={t} firstHref={firstHref} nextHref={nextHref} />
    </>
  );
}

function titleOf(t: Translate, { action, session }: HistoryItem): string {
  const what = words(t, `events.history.action.${action}`, t('events.history.action.changed'));
  return session === undefined ? what : t('events.history.of_session', { what, title: session });
}

function Body({ t, item }: { t: Translate; item: HistoryItem }): VNode {
  const fields = [
    ...new Set(item.changed.map((field) => words(t, `events.history.field.${field}`, '')).filter(Boolean)),
  ];
  return (
    <>
      {fields.length > 0 ? <p>{t('events.history.fields', { fields: fields.join(', ') })}</p> : null}
      {item.reason ? <p>{t('events.history.reason', { reason: item.reason })}</p> : null}
      <p class="soft">{words(t, `events.history.role.${item.role}`, '')}</p>
    </>
  );
}

function words(t: Translate, key: string, otherwise: string): string {
  return isMessageKey(key) ? t(key) : otherwise;
}
