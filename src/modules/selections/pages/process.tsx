/** One process: what it is, where it stands, what happened, and what nobody says. */
import type { VNode } from 'preact';
import type { Note } from '../../../platform/additions.ts';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Stat, StatGrid } from '../../../ui/data/figures.tsx';
import { Notes } from '../../../ui/data/notes.tsx';
import { SummaryList } from '../../../ui/data/summary-list.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { ELECTIONS, selectionPath } from '../addresses.ts';
import type {
  PublishedSelection,
  RecordCounts,
  ShownCourtAction,
  ShownDocument,
} from '../queries/selections.ts';
import type { Standing } from '../rules/standing.ts';
import type { KindFile } from '../schemas/kind-file.ts';
import { CourtActions, Documents, Foot } from './process-parts.tsx';
import { HowItWorks, Deadlines } from './process-rules.tsx';
import { Marks, type Noted, NotesSection, OtherValues } from './noted.tsx';
import { ProcessTabs } from './process-frame.tsx';
import { daysWords, nextWords, nowWords, StandingTag } from './standing-words.tsx';
import { EventTimeline, type EventsProps } from './timeline.tsx';
import { dateWords, type Reader } from './words.ts';

export interface ProcessPageProps extends Reader {
  selection: PublishedSelection;
  kind: KindFile;
  standing: Standing;
  institution: { name: string; href: string } | undefined;
  counts: RecordCounts;
  /** The latest of them, in their order. */
  events: EventsProps['events'];
  moreEvents: number;
  follows: EventsProps['follows'];
  courtActions: readonly ShownCourtAction[];
  moreCourtActions: number;
  documents: readonly ShownDocument[];
  moreDocuments: number;
  noted: Noted;
  slotNotes: readonly Note[];
  historyHref: string;
}

export function ProcessPage(props: ProcessPageProps): VNode {
  const { t, lang, selection, kind, noted, events } = props;
  return (
    <div class="selection-page">
      <Breadcrumbs
        t={t}
        items={[{ href: ELECTIONS, label: t('selections.title') }, { label: selection.title }]}
      />
      <PageHeading eyebrow={kind.title} title={selection.title} lead={selection.summary || kind.office}>
        <p class="heading-state">
          <StandingTag t={t} standing={props.standing} />
          <Marks t={t} noted={noted} id={selection.id} />
        </p>
        <OtherValues t={t} noted={noted} id={selection.id} />
      </PageHeading>
      <ProcessTabs t={t} slug={selection.slug} current="" />
      {selection.is_example ? (
        <Notice t={t} kind="info">
          <p>{t('selections.example')}</p>
        </Notice>
      ) : null}
      <Now {...props} />
      <Counts {...props} />
      {events.length > 0 ? (
        <Section
          title={t('selections.process.timeline')}
          id="cronologia"
          action={
            props.moreEvents > 0 ? (
              <SafeLink href={selectionPath(selection.slug, 'cronologia')}>
                {t('selections.process.all_events', { count: props.moreEvents + events.length })}
              </SafeLink>
            ) : undefined
          }
        >
          <EventTimeline {...props} stages={kind.stages} lastId={props.standing.last?.id} />
        </Section>
      ) : null}
      <CourtActions {...props} />
      <Deadlines {...props} />
      <Documents {...props} />
      {selection.not_found.length > 0 ? (
        <Section title={t('selections.process.not_found')} id="no-encontrado">
          <p class="soft">{t('selections.process.not_found_lead')}</p>
          <ul>
            {selection.not_found.map((words) => (
              <li>{words}</li>
            ))}
          </ul>
        </Section>
      ) : null}
      {props.counts.contradicted ? (
        <Section title={t('selections.contradictions.title')} id="contradicciones">
          <p>
            {t('selections.contradictions.some')}{' '}
            <SafeLink href={selectionPath(selection.slug, 'contradicciones')}>
              {t('selections.contradictions.see')}
            </SafeLink>
          </p>
        </Section>
      ) : null}
      <HowItWorks {...props} />
      <NotesSection t={t} lang={lang} noted={noted} />
      <Notes notes={props.slotNotes} />
      <Foot {...props} />
    </div>
  );
}

function Now({ t, lang, standing, selection, kind, institution }: ProcessPageProps): VNode {
  const reader = { t, lang };
  const { next, sourcesEnd, overdue, body } = standing;
  const isOver = standing.state === 'ended';
  const decides = next?.body ?? body;
  const term = [selection.term_starts, selection.term_ends].map((date) => dateWords(date, lang));
  const soonest = standing.deadlines.find(({ days, met }) => days >= 0 && met === undefined);
  const rows = [
    { label: t('selections.process.now'), value: nowWords(reader, standing) },
    ...(standing.last
      ? [
          {
            label: t('selections.process.last'),
            value: [standing.last.title, dateWords(standing.last.on_date, lang)].filter(Boolean).join(' · '),
          },
        ]
      : []),
    ...(next ? [{ label: t('selections.process.next'), value: nextWords(reader, next) }] : []),
    ...(decides && !isOver ? [{ label: t('selections.process.who'), value: decides.name }] : []),
    ...(next?.days === undefined
      ? []
      : [{ label: t('selections.process.when'), value: daysWords(reader, next.days) }]),
    ...(soonest && !isOver
      ? [
          {
            label: t('selections.process.deadline'),
            value: `${soonest.rule.what}: ${dateWords(soonest.date, lang)} (${daysWords(reader, soonest.days)}; ${soonest.rule.basis.text}; ${t('selections.derived')})`,
          },
        ]
      : []),
    ...(institution
      ? [
          {
            label: t('selections.process.institution'),
            value: <SafeLink href={institution.href}>{institution.name}</SafeLink>,
          },
        ]
      : []),
    ...(term.some(Boolean)
      ? [{ label: t('selections.process.term'), value: term.map((date) => date || '…').join(' – ') }]
      : []),
    ...((selection.seats ?? kind.seats.full)
      ? [{ label: t('selections.process.seats'), value: String(selection.seats ?? kind.seats.full) }]
      : []),
  ];
  return (
    <Section title={t('selections.process.standing')} id="estado">
      {sourcesEnd === undefined ? null : (
        <Notice
          t={t}
          kind="warning"
          title={t('selections.sources_end', { date: dateWords(sourcesEnd, lang) })}
        >
          <p>{selection.known_note || t('selections.sources_end_text')}</p>
        </Notice>
      )}
      {overdue.length > 0 ? (
        <Notice t={t} kind="info" title={t('selections.overdue')}>
          <ul>
            {overdue.map(({ title, on_date: on }) => (
              <li>{t('selections.overdue_one', { title, date: dateWords(on, lang) })}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <SummaryList rows={rows} />
      <p class="soft">{t('selections.process.computed')}</p>
    </Section>
  );
}

/** Of rows with a source: what a source counts in total may be more, and stands in what happened. */
function Counts({ t, selection, counts }: ProcessPageProps): VNode | null {
  const shown = (
    [
      ['candidacies', 'aspirantes'],
      ['holders', 'comision'],
      ['rounds', 'votaciones'],
      ['objections', 'objeciones'],
    ] as const
  ).filter(([what]) => counts[what] > 0);
  if (shown.length === 0) return null;
  return (
    <Section title={t('selections.process.inside')} id="registro">
      <StatGrid>
        {shown.map(([what, page]) => (
          <Stat
            label={t(`selections.process.count.${what}`)}
            value={counts[what]}
            href={selectionPath(selection.slug, page)}
          />
        ))}
      </StatGrid>
    </Section>
  );
}
