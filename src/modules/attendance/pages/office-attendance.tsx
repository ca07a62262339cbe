/** Who was in which session, for the organiser. */
import type { VNode } from 'preact';
import { Button } from '../../../ui/controls/button.tsx';
import { HiddenFields } from '../../../ui/controls/form.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Stat, StatGrid } from '../../../ui/data/figures.tsx';
import { Pagination } from '../../../ui/data/navigation.tsx';
import { DataTable } from '../../../ui/data/table.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { type EditionDesk, EditionFrame, editionHref } from '../../events/index.ts';

export const ATTENDANCE_TAB = 'asistencia';

export interface SessionLine {
  slug: string;
  title: string;
  when: string;
  online: number;
  inPerson: number;
}

export interface PersonLine {
  id: string;
  name: string;
  organization: string;
  via: 'door' | 'room' | 'staff';
  arrived: string;
  sessions: number;
  minutes: number;
}

export interface AttendancePageProps {
  desk: EditionDesk;
  people: number;
  confirmed: number;
  sessions: readonly SessionLine[];
  /** Chosen: only those of this session are listed. */
  session: { slug: string; title: string } | undefined;
  list: readonly PersonLine[];
  firstHref: string | undefined;
  nextHref: string | undefined;
}

export function AttendancePage(props: AttendancePageProps): VNode {
  const { desk, people, confirmed, session } = props;
  const { t, edition } = desk;
  const href = editionHref(edition, ATTENDANCE_TAB);
  return (
    <EditionFrame
      desk={desk}
      part={{ added: ATTENDANCE_TAB }}
      title={t('attendance.office.tab.attendance')}
      lead={t('attendance.office.list.lead')}
      actions={
        people > 0 ? (
          <form class="action-form" method="post" action={`${href}/exportar`}>
            <HiddenFields fields={{}} />
            <Button kind="secondary">{t('attendance.office.list.export')}</Button>
          </form>
        ) : null
      }
    >
      <StatGrid>
        <Stat label={t('attendance.office.list.people')} value={people} />
        <Stat label={t('attendance.office.list.confirmed')} value={confirmed} />
      </StatGrid>
      <Sessions {...props} href={href} />
      <Section
        title={session ? session.title : t('attendance.office.list.title')}
        id="personas"
        action={session ? <SafeLink href={href}>{t('attendance.office.list.all')}</SafeLink> : null}
      >
        <People {...props} />
        <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
      </Section>
    </EditionFrame>
  );
}

function Sessions({ desk: { t }, sessions, href }: AttendancePageProps & { href: string }): VNode | null {
  if (sessions.length === 0) return null;
  return (
    <Section title={t('attendance.office.list.by_session')}>
      <DataTable
        caption={t('attendance.office.list.by_session')}
        captionHidden
        rows={sessions}
        columns={[
          {
            header: t('attendance.office.session'),
            rowHeader: true,
            cell: (s) => <SafeLink href={`${href}?sesion=${s.slug}#personas`}>{s.title}</SafeLink>,
          },
          { header: t('attendance.office.when'), cell: (s) => s.when },
          { header: t('attendance.office.list.online'), numeric: true, cell: (s) => s.online },
          { header: t('attendance.office.list.in_person'), numeric: true, cell: (s) => s.inPerson },
        ]}
      />
    </Section>
  );
}

function People({ desk, list, session }: AttendancePageProps): VNode {
  const { t, edition } = desk;
  return (
    <DataTable
      caption={t('attendance.office.list.title')}
      captionHidden
      rows={list}
      columns={[
        {
          header: t('attendance.office.list.name'),
          rowHeader: true,
          cell: (p) =>
            desk.may.readRegistrations ? (
              <SafeLink href={editionHref(edition, 'inscripciones', p.id)}>{p.name}</SafeLink>
            ) : (
              p.name
            ),
        },
        { header: t('attendance.office.list.organization'), cell: (p) => p.organization || '—' },
        { header: t('attendance.office.list.via'), cell: (p) => t(`attendance.via.${p.via}`) },
        { header: t('attendance.office.list.arrived'), cell: (p) => p.arrived },
        ...(session
          ? []
          : [
              {
                header: t('attendance.office.list.sessions'),
                numeric: true,
                cell: (p: PersonLine) => p.sessions,
              },
            ]),
        { header: t('attendance.office.list.minutes'), numeric: true, cell: (p) => p.minutes },
      ]}
      empty={
        <EmptyState title={t('attendance.office.list.empty')} level={3}>
          {t('attendance.office.list.empty_lead')}
        </EmptyState>
      }
    />
  );
}
