/** What changed in an edition and its sessions since it was published, when, in which role and why. */
import type { VNode } from 'preact';
import { Pagination } from '../../../../ui/data/navigation.tsx';
import { type VersionEntry, VersionList } from '../../../../ui/data/versions.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { PageHeading } from '../../../../ui/layout/page-heading.tsx';
import type { Edition } from '../../queries/editions.ts';
import { foreign } from '../words.ts';
import { EditionCrumbs, type Reader } from './facts.tsx';

export interface HistoryPageProps extends Reader {
  edition: Edition;
  entries: readonly VersionEntry[];
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function HistoryPage({ t, lang, edition, entries, firstHref, nextHref }: HistoryPageProps): VNode {
  return (
    <>
      <EditionCrumbs t={t} lang={lang} edition={edition} page={t('events.history.title')} />
      <PageHeading
        eyebrow={edition.title}
        langs={{ eyebrow: foreign(edition.language, lang) }}
        title={t('events.history.title')}
        lead={t('events.history.lead')}
      />
      {entries.length > 0 ? (
        <VersionList t={t} entries={entries} />
      ) : (
        <EmptyState title={t('events.history.none')}>{t('events.history.none_text')}</EmptyState>
      )}
      <Pagination t={t} firstHref={firstHref} nextHref={nextHref} />
    </>
  );
}
