/** An edition in exact numbers, for those who organise it, and the state of its public report. */
import type { VNode } from 'preact';
import type { FormField } from '../../../platform/forms/field.ts';
import { longDate, plainDate } from '../../../platform/i18n/dates.ts';
import { isMessageKey } from '../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { ActionForm } from '../../../ui/controls/form.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { BarList, Progress, Stat, StatGrid } from '../../../ui/data/figures.tsx';
import { DataTable } from '../../../ui/data/table.tsx';
import { Timeline } from '../../../ui/data/timeline.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import {
  dayAndTime,
  type EditionDesk,
  EditionFrame,
  editionHref,
  labelOf,
  type SessionRow,
} from '../../events/index.ts';
import { reportPath, TAB } from '../addresses.ts';
import type { listReportHistory, ReportRow } from '../queries/reports.ts';
import { type Figures, NONE, OTHER } from '../rules/figures.ts';
import { categoryWords } from './words.ts';

export interface OfficeReportProps {
  desk: EditionDesk;
  mayPublish: boolean;
  report: ReportRow | undefined;
  /** As they are now; the answers as they were last counted. */
  figures: Omit<Figures, 'answers'>;
  answers: Figures['answers'] | undefined;
  countedAt: Temporal.Instant | undefined;
  final: boolean;
  sessions: readonly SessionRow[];
  fields: ReadonlyMap<string, FormField>;
  history: Awaited<ReturnType<typeof listReportHistory>>;
}

export function OfficeReport(props: OfficeReportProps): VNode {
  const { desk, figures } = props;
  const { t } = desk;
  const registered = Object.values(figures.states).reduce((a, b) => a + b, 0);
  return (
    <EditionFrame desk={desk} part={{ added: TAB }} title={t('reports.tab')} lead={t('reports.office.lead')}>
      <PublicReport {...props} />
      {registered === 0 ? (
        <EmptyState title={t('reports.office.empty')}>{t('reports.office.empty_lead')}</EmptyState>
      ) : (
        <>
          <Numbers {...props} registered={registered} />
          <Attendance {...props} />
          <Answers {...props} />
        </>
      )}
      <History {...props} />
    </EditionFrame>
  );
}

function PublicReport({ desk, report, mayPublish }: OfficeReportProps): VNode {
  const { t, lang, edition } = desk;
  const href = editionHref(edition, TAB);
  const state = report?.state ?? 'none';
  const at = report?.published_at;
  const date = at ? longDate(at, edition.timezone, lang) : '';
  const isStale = report && at && Temporal.Instant.compare(at, report.updated_at) < 0;
  return (
    <Section title={t('reports.title')}>
      <p>{t(`reports.office.state.${state}`, { date })}</p>
      {state === 'published' && isStale ? <p>{t('reports.office.state.stale')}</p> : null}
      <ButtonRow>
        {mayPublish ? (
          <Button kind={report ? 'secondary' : 'primary'} href={`${href}/redactar`}>
            {t('reports.office.write')}
          </Button>
        ) : null}
        {report ? (
          <Button kind="secondary" href={`${href}/vista-previa`}>
            {t('reports.office.preview')}
          </Button>
        ) : null}
        {state === 'published' && edition.visibility === 'published' ? (
          <Button kind="secondary" href={reportPath(edition.slug)}>
            {t('reports.office.see')}
          </Button>
        ) : null}
      </ButtonRow>
      {report && mayPublish ? (
        <ButtonRow>
          <ActionForm
            kind="primary"
            action={`${href}/publicar`}
            label={t(state === 'published' ? 'reports.office.publish_again' : 'reports.office.publish')}
          />
          {state === 'draft' ? null : (
            <ActionForm kind="danger" action={`${href}/retirar`} label={t('reports.office.withdraw')} />
          )}
        </ButtonRow>
      ) : null}
    </Section>
  );
}

const WAITING = ['waitlisted', 'offered', 'awaiting_approval', 'pending'];

function Numbers({ desk, figures, registered }: OfficeReportProps & { registered: number }): VNode {
  const { t, lang, edition } = desk;
  const { people, attended, states, ways, days } = figures;
  const waiting = WAITING.reduce((sum, state) => sum + (states[state] ?? 0), 0);
  const taken = (edition.taken_online ?? 0) + (edition.taken_in_person ?? 0);
  const capacity = edition.capacity_total;
  const header = t('reports.how_many');
  const stateLabel = (state: string) => {
    const key = `events.state.${state}`;
    return isMessageKey(key) ? t(key) : state;
  };
  return (
    <Section title={t('reports.office.numbers')}>
      <StatGrid>
        <Stat label={t('reports.office.registered')} value={registered} />
        <Stat label={t('reports.people')} value={people} />
        <Stat label={t('reports.office.waiting')} value={waiting} />
        {attended > 0 ? <Stat label={t('reports.attended')} value={attended} /> : null}
        {attended > 0 ? (
          <Stat label={t('reports.office.absent')} value={Math.max(0, people - attended)} />
        ) : null}
      </StatGrid>
      {capacity === null || capacity === 0 ? null : (
        <Progress
          id="capacidad"
          label={t('reports.office.capacity')}
          value={taken}
          max={capacity}
          text={t('reports.office.capacity_of', { taken, capacity })}
        />
      )}
      <BarList
        caption={t('reports.office.by_state')}
        labelHeader={t('reports.office.by_state')}
        valueHeader={header}
        items={Object.entries(states).map(([state, value]) => ({ label: stateLabel(state), value }))}
      />
      {edition.mode === 'hybrid' ? (
        <BarList
          caption={t('reports.office.by_way')}
          labelHeader={t('reports.office.by_way')}
          valueHeader={header}
          items={(['in_person', 'online'] as const).map((way) => ({
            label: t(`events.attendance.${way}`),
            value: ways[way] ?? 0,
          }))}
        />
      ) : null}
      <BarList
        caption={t('reports.office.by_day')}
        labelHeader={t('reports.office.by_day')}
        valueHeader={header}
        items={days.map(([day, value]) => ({
          label: plainDate(Temporal.PlainDate.from(day), lang),
          value,
        }))}
      />
    </Section>
  );
}

function Attendance({ desk, sessions, figures }: OfficeReportProps): VNode | null {
  const { t, lang, edition } = desk;
  const noted = sessions.filter((session) => figures.sessions[session.id]);
  if (noted.length === 0) return null;
  const of = (session: SessionRow) => figures.sessions[session.id] ?? { online: 0, in_person: 0 };
  return (
    <Section title={t('reports.office.by_session')}>
      <DataTable
        caption={t('reports.office.by_session')}
        captionHidden
        rows={noted}
        columns={[
          {
            header: t('reports.session'),
            rowHeader: true,
            cell: (s) => <SafeLink href={editionHref(edition, 'programa', s.id)}>{s.title}</SafeLink>,
          },
          {
            header: t('reports.when'),
            cell: (s) => (s.starts_at ? dayAndTime(s.starts_at, edition.timezone, lang, 'short').text : '—'),
          },
          { header: t('reports.office.online'), numeric: true, cell: (s) => of(s).online },
          { header: t('reports.office.in_person'), numeric: true, cell: (s) => of(s).in_person },
        ]}
      />
    </Section>
  );
}

function Answers({ desk, answers, countedAt, final, fields }: OfficeReportProps): VNode {
  const { t, lang, edition } = desk;
  const date = countedAt ? dayAndTime(countedAt, edition.timezone, lang).text : '';
  const said = countedAt ? (final ? 'counted_final' : 'counted') : 'not_counted';
  return (
    <Section title={t('reports.office.answers')}>
      <p>{t(`reports.office.${said}`, { date })}</p>
      {final ? null : (
        <ActionForm
          action={`${editionHref(edition, TAB)}/contar`}
          label={t(countedAt ? 'reports.office.count_again' : 'reports.office.count')}
        />
      )}
      {Object.entries(answers ?? {}).map(([name, { counts, other, none }]) => {
        const field = fields.get(name);
        const label = field ? labelOf(field, t) : name;
        const cells = [...Object.entries(counts), [OTHER, other] as const, [NONE, none] as const];
        const items = cells
          .filter(([, value]) => value > 0)
          .map(([key, value]) => ({ label: categoryWords(t, field, key), value }));
        return items.length === 0 ? null : (
          <BarList
            caption={label}
            labelHeader={label}
            valueHeader={t('reports.how_many')}
            items={items.toSorted((a, b) => b.value - a.value)}
          />
        );
      })}
    </Section>
  );
}

function History({ desk, history }: OfficeReportProps): VNode | null {
  const { t, lang, edition } = desk;
  if (history.length === 0) return null;
  return (
    <Section title={t('reports.office.history')}>
      <Timeline
        t={t}
        entries={history.map(({ at, action }) => {
          const key = `reports.office.history.${action}`;
          return {
            date: dayAndTime(at, edition.timezone, lang).text,
            dateTime: at.toString(),
            title: isMessageKey(key) ? t(key) : action,
          };
        })}
      />
    </Section>
  );
}
