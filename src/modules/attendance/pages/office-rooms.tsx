/** The organiser's rooms. Of what is saved only the site is shown: the address is as secret as a key. */
import type { VNode } from 'preact';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { ActionForm } from '../../../ui/controls/form.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { type DrawnForm, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { SummaryList } from '../../../ui/data/summary-list.tsx';
import { DataTable } from '../../../ui/data/table.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { type EditionDesk, EditionFrame, editionHref } from '../../events/index.ts';

export const ROOMS_TAB = 'salas-virtuales';
export const WHOLE_EDITION = 'encuentro';

/** What may be shown of a saved room. */
export interface RoomFacts {
  /** `meet.example.org` */
  site: string;
  hasPasscode: boolean;
  opensMinutes: number;
}

export interface RoomLine {
  id: string;
  title: string;
  when: string;
  own: RoomFacts | undefined;
}

export interface RoomsPageProps {
  desk: EditionDesk;
  whole: RoomFacts | undefined;
  sessions: readonly RoomLine[];
  closedLinks: number;
}

export function RoomsPage({ desk, whole, sessions, closedLinks }: RoomsPageProps): VNode {
  const { t, edition } = desk;
  const href = editionHref(edition, ROOMS_TAB);
  return (
    <EditionFrame
      desk={desk}
      part={{ added: ROOMS_TAB }}
      title={t('attendance.office.tab.rooms')}
      lead={t('attendance.office.room.lead')}
    >
      {closedLinks > 0 ? (
        <Notice t={t} kind="warning" title={t('attendance.office.room.closed_links', { count: closedLinks })}>
          <p>{t('attendance.office.room.closed_links_lead')}</p>
        </Notice>
      ) : null}
      <Section title={t('attendance.office.room.whole')}>
        {whole ? (
          <SummaryList
            rows={[
              { label: t('attendance.office.room.site'), value: whole.site },
              {
                label: t('attendance.office.room.passcode'),
                value: t(whole.hasPasscode ? 'form.yes' : 'form.no'),
              },
              {
                label: t('attendance.office.room.opens'),
                value: t('attendance.office.room.minutes_before', { count: whole.opensMinutes }),
              },
            ]}
          />
        ) : (
          <p>{t('attendance.office.room.whole_none')}</p>
        )}
        <ButtonRow>
          <Button kind={whole ? 'secondary' : 'primary'} href={`${href}/${WHOLE_EDITION}`}>
            {t(whole ? 'attendance.office.room.change_whole' : 'attendance.office.room.set_whole')}
          </Button>
        </ButtonRow>
      </Section>
      <Section title={t('attendance.office.room.by_session')}>
        <DataTable
          caption={t('attendance.office.room.by_session')}
          captionHidden
          rows={sessions}
          columns={[
            {
              header: t('attendance.office.session'),
              rowHeader: true,
              cell: (s) => <SafeLink href={`${href}/${s.id}`}>{s.title}</SafeLink>,
            },
            { header: t('attendance.office.when'), cell: (s) => s.when },
            {
              header: t('attendance.office.room.room'),
              cell: (s) =>
                s.own?.site ?? t(whole ? 'attendance.office.room.uses_whole' : 'attendance.office.room.none'),
            },
            {
              header: t('attendance.office.room.opens'),
              cell: (s) => {
                const room = s.own ?? whole;
                return room ? t('attendance.office.room.minutes_before', { count: room.opensMinutes }) : '—';
              },
            },
          ]}
          empty={
            <EmptyState title={t('attendance.office.room.no_sessions')} level={3}>
              {t('attendance.office.room.no_sessions_lead')}
            </EmptyState>
          }
        />
      </Section>
    </EditionFrame>
  );
}

export interface RoomFormPageProps {
  desk: EditionDesk;
  /** `encuentro` or the session's id. */
  room: string;
  title: string;
  saved: RoomFacts | undefined;
  state: DrawnForm;
}

export function RoomFormPage({ desk, room, title, saved, state }: RoomFormPageProps): VNode {
  const { t, edition } = desk;
  const href = editionHref(edition, ROOMS_TAB);
  return (
    <EditionFrame
      desk={desk}
      part={{ added: ROOMS_TAB }}
      title={title}
      tabs={false}
      trail={[{ href, label: t('attendance.office.tab.rooms') }]}
      lead={
        saved
          ? t('attendance.office.room.saved', { site: saved.site })
          : t('attendance.office.room.form_lead')
      }
    >
      <SchemaForm
        t={t}
        action={`${href}/${room}`}
        fields={state.fields}
        state={state}
        submit={t('attendance.office.room.submit')}
        cancelHref={href}
      />
      {saved ? (
        <Section title={t('attendance.office.room.remove_title')}>
          <p>{t('attendance.office.room.remove_lead')}</p>
          <ActionForm
            action={`${href}/${room}/quitar`}
            label={t('attendance.office.room.remove')}
            kind="danger"
            confirm={t('attendance.office.room.remove_ask')}
          />
        </Section>
      ) : null}
    </EditionFrame>
  );
}
