/** Everything that happened in a process, page by page; on the first one the court actions too. */
import type { VNode } from 'preact';
import { Pagination } from '../../../ui/data/navigation.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { ELECTIONS, selectionPath } from '../addresses.ts';
import type { PublishedSelection, ShownCourtAction } from '../queries/selections.ts';
import { NotesSection } from './noted.tsx';
import { ProcessTabs } from './process-frame.tsx';
import { CourtActions } from './process-parts.tsx';
import { EventTimeline, type EventsProps } from './timeline.tsx';

export interface ChronologyProps extends EventsProps {
  selection: PublishedSelection;
  total: number;
  courtActions: readonly ShownCourtAction[];
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function ChronologyPage(props: ChronologyProps): VNode {
  const { t, lang, selection, noted } = props;
  return (
    <div class="selection-page">
      <Breadcrumbs
        t={t}
        items={[
          { href: ELECTIONS, label: t('selections.title') },
          { href: selectionPath(selection.slug), label: selection.title },
          { label: t('selections.process.timeline') },
        ]}
      />
      <PageHeading
        eyebrow={selection.title}
        title={t('selections.process.timeline')}
        lead={t('selections.process.timeline_lead', { count: props.total })}
      />
      <ProcessTabs t={t} slug={selection.slug} />
      <Section title={t('selections.process.events')} id="sucesos">
        <EventTimeline {...props} />
      </Section>
      <CourtActions {...props} moreCourtActions={0} />
      <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
      <NotesSection t={t} lang={lang} noted={noted} />
    </div>
  );
}
