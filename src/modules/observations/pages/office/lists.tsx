/** The desk of observers: which process, which check. Made for a phone in a hall. */
import type { VNode } from 'preact';
import type { Translate } from '../../../../platform/i18n/translate.ts';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { Badge, StatusTag } from '../../../../ui/data/tag.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import type { StampedProcess } from '../../../selections/index.ts';
import { observationPath, OFFICE, officeCheckPath, officeListPath } from '../../addresses.ts';
import { type AnsweredCheck, answeredChecks } from '../../checks.ts';
import type { Observation } from '../../queries/observations.ts';
import type { ObservationState } from '../../tables.ts';
import { AnswerTag } from '../words.tsx';

export const STATE_TONES = { waiting: 'warning', confirmed: 'success', returned: 'danger' } as const;

export function ProcessesPage({
  t,
  processes,
  waiting,
}: {
  t: Translate;
  processes: readonly StampedProcess[];
  /** Of others, by process. */
  waiting: ReadonlyMap<string, number>;
}): VNode {
  return (
    <>
      <PageHeading title={t('observations.office.title')} lead={t('observations.office.lead')} />
      <DataTable
        caption={t('observations.office.title')}
        captionHidden
        rows={processes}
        columns={[
          {
            header: t('observations.office.process'),
            rowHeader: true,
            cell: ({ id, title }) => <SafeLink href={officeListPath(id)}>{title}</SafeLink>,
          },
          { header: t('observations.office.year'), numeric: true, cell: ({ year }) => year },
          {
            header: t('observations.office.waiting'),
            numeric: true,
            cell: ({ id }) => waiting.get(id) ?? 0,
          },
        ]}
        empty={
          <EmptyState title={t('observations.office.empty')}>
            {t('observations.office.empty_text')}
          </EmptyState>
        }
      />
    </>
  );
}

export function ChecksPage({
  t,
  process,
  observations,
}: {
  t: Translate;
  process: StampedProcess;
  observations: readonly Observation[];
}): VNode {
  const checks = answeredChecks(process.kind, observations);
  const stages = process.kind.stages.filter(({ checks: own }) => own.length > 0);
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[{ href: OFFICE, label: t('observations.office.title') }, { label: process.title }]}
      />
      <PageHeading eyebrow={t('observations.office.title')} title={process.title} />
      {process.status === 'published' ? (
        <p>
          <SafeLink href={observationPath(process.slug)}>{t('observations.office.public')}</SafeLink>
        </p>
      ) : null}
      {stages.map((stage) => (
        <Section title={stage.title}>
          <ul class="observation-checks">
            {checks
              .filter((one) => one.stage === stage)
              .map((one) => (
                <CheckLine t={t} process={process} one={one} />
              ))}
          </ul>
        </Section>
      ))}
    </>
  );
}

function CheckLine({
  t,
  process,
  one: { stage, check, observation },
}: {
  t: Translate;
  process: StampedProcess;
  one: AnsweredCheck;
}): VNode {
  return (
    <li>
      <SafeLink href={officeCheckPath(process.id, stage.key, check.key)}>{check.question}</SafeLink>
      <span class="observation-state">
        {observation ? (
          <>
            <AnswerTag t={t} answer={observation.answer} /> <StateTag t={t} state={observation.state} />
          </>
        ) : (
          <Badge>{t('observations.office.unanswered')}</Badge>
        )}
      </span>
    </li>
  );
}

export function StateTag({ t, state }: { t: Translate; state: ObservationState }): VNode {
  return <StatusTag tone={STATE_TONES[state]}>{t(`observations.state.${state}`)}</StatusTag>;
}
