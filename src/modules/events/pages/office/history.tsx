/** What was changed in an edition and its sessions, in which role and why; each leads to where it can be restored. */
import type { VNode } from 'preact';
import { Pagination } from '../../../../ui/data/navigation.tsx';
import { type VersionEntry, VersionList } from '../../../../ui/data/versions.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { type EditionDesk, EditionFrame } from './frame.tsx';

export interface HistoryPageProps {
  desk: EditionDesk;
  entries: readonly VersionEntry[];
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function HistoryPage({ desk, entries, firstHref, nextHref }: HistoryPageProps): VNode {
  const { t } = desk;
  return (
    <EditionFrame
      desk={desk}
      part="history"
      title={t('events.office.tab.history')}
      lead={t('events.office.history.lead')}
    >
      <Section title={t('events.office.history.changes')}>
        {entries.length === 0 ? (
          <EmptyState title={t('events.office.history.empty')} level={3}>
            {t('events.office.history.empty_lead')}
          </EmptyState>
        ) : (
          <VersionList t={t} level={3} entries={entries} />
        )}
      </Section>
      <Pagination t={t} firstHref={firstHref} nextHref={nextHref} />
    </EditionFrame>
  );
}
