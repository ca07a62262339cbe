/** The versions of a record: what happened to it, when, in which role, why and by which source. */
import type { VNode } from 'preact';
import type { HistorySubject } from '../../../platform/history/source.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { Pagination } from '../../../ui/data/navigation.tsx';
import { type VersionEntry, VersionList } from '../../../ui/data/versions.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { Breadcrumbs, type Crumb, PageHeading } from '../../../ui/layout/page-heading.tsx';

/** The record whose past is shown, and for whom. */
export interface PastOf {
  t: Translate;
  /** What one of them is called. */
  label: string;
  subject: HistorySubject;
  /** In the back office: with links to where it is edited. */
  office: boolean;
  /** Address of the list of its versions. */
  listHref: string;
}

/** Where it stands: what it is a part of, the record, its past. */
export function PastCrumbs({ past, page }: { past: PastOf; page?: string }): VNode {
  const { t, subject, office } = past;
  const hrefOf = (one: { href?: string | undefined; officeHref?: string | undefined }) =>
    office ? one.officeHref : one.href;
  const title = t('site.history.title');
  const items: Crumb[] = [
    ...(subject.within
      ? [{ label: subject.within.title, href: hrefOf(subject.within), lang: subject.lang }]
      : []),
    { label: subject.title, href: hrefOf(subject), lang: subject.lang },
    ...(page === undefined ? [{ label: title }] : [{ label: title, href: past.listHref }, { label: page }]),
  ];
  return <Breadcrumbs t={t} items={items} />;
}

export interface HistoryPageProps {
  past: PastOf;
  entries: readonly VersionEntry[];
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function HistoryPage({ past, entries, firstHref, nextHref }: HistoryPageProps): VNode {
  const { t, subject, office, label } = past;
  return (
    <>
      <PastCrumbs past={past} />
      <PageHeading
        eyebrow={`${label}: ${subject.title}`}
        title={t('site.history.title')}
        lead={t(office ? 'site.history.office_lead' : 'site.history.lead')}
      />
      <Removed past={past} />
      {entries.length > 0 ? (
        <VersionList t={t} entries={entries} />
      ) : (
        <EmptyState title={t('site.history.none')}>{t('site.history.none_text')}</EmptyState>
      )}
      <Pagination t={t} firstHref={firstHref} nextHref={nextHref} />
    </>
  );
}

export function Removed({ past: { t, subject } }: { past: PastOf }): VNode | null {
  if (!subject.removed) return null;
  return (
    <Notice t={t} kind="info">
      {subject.within
        ? t('site.history.removed_from', { title: subject.within.title })
        : t('site.history.removed')}
    </Notice>
  );
}

/** 410: there was something, and it was taken back with all that it ever said. */
export function GonePage({ t }: { t: Translate }): VNode {
  return (
    <>
      <PageHeading title={t('site.history.gone')} lead={t('site.history.gone_text')} />
      <ButtonRow>
        <Button kind="secondary" href="/">
          {t('ui.error.home')}
        </Button>
      </ButtonRow>
    </>
  );
}
