/** The organiser's view of the door: who marks, what came in, what must be looked at. */
import type { VNode } from 'preact';
import { clockTime, shortDate } from '../../../platform/i18n/dates.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { ActionForm } from '../../../ui/controls/form.tsx';
import { type DrawnForm, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { Stat, StatGrid } from '../../../ui/data/figures.tsx';
import { DataTable } from '../../../ui/data/table.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { QrPicture } from '../../../ui/data/qr-picture.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import type { Tone } from '../../../ui/tone.ts';
import { type EditionDesk, EditionFrame, editionHref } from '../../events/index.ts';
import type { ListedScan } from '../queries/door.ts';
import type { ListedPhone, PhoneState } from '../queries/door-phones.ts';

export const DOOR_TAB = 'puerta';

export interface ShownPhone extends ListedPhone {
  state: PhoneState;
}

export interface ShownScan extends Pick<ListedScan, 'id' | 'at' | 'label' | 'clamped' | 'registration_id'> {
  name: string | undefined;
}

export interface DoorOfficeProps {
  desk: EditionDesk;
  counts: { arrived: number; expected: number };
  phones: readonly ShownPhone[];
  /** Second readings in all; `doubles` are the latest of them. */
  doubled: number;
  latest: readonly ShownScan[];
  doubles: readonly ShownScan[];
  unknown: readonly ShownScan[];
  start: DrawnForm;
  invite: DrawnForm;
  /** The door is over: a day after the end. */
  isOver: boolean;
  /** In words: just done, or could not be done. */
  done: { kind: 'success' | 'warning'; words: string } | undefined;
}

export function DoorOfficePage(props: DoorOfficeProps): VNode {
  const { desk, counts, isOver, done } = props;
  const { t, edition } = desk;
  return (
    <EditionFrame
      desk={desk}
      part={{ added: DOOR_TAB }}
      title={t('attendance.door.office.title')}
      lead={t('attendance.door.office.lead')}
    >
      {done ? <Notice t={t} kind={done.kind} title={done.words} /> : null}
      <StatGrid>
        <Stat label={t('attendance.door.office.arrived')} value={counts.arrived} />
        <Stat label={t('attendance.door.office.expected')} value={counts.expected} />
        <Stat label={t('attendance.door.office.doubles')} value={props.doubled} />
      </StatGrid>
      {isOver ? (
        <Notice t={t} kind="info" title={t('attendance.door.office.is_over')} />
      ) : (
        <>
          <Section title={t('attendance.door.office.start')}>
            <p>{t('attendance.door.office.start_lead')}</p>
            <SchemaForm
              t={t}
              action={editionHref(edition, DOOR_TAB, 'empezar')}
              fields={props.start.fields}
              state={props.start}
              submit={t('attendance.door.office.start_submit')}
              label={t('attendance.door.office.start')}
              prefix="start"
            />
          </Section>
          <Section title={t('attendance.door.office.invite')}>
            <p>{t('attendance.door.office.invite_lead')}</p>
            <SchemaForm
              t={t}
              action={editionHref(edition, DOOR_TAB, 'enlace')}
              fields={props.invite.fields}
              state={props.invite}
              submit={t('attendance.door.office.invite_submit')}
              label={t('attendance.door.office.invite')}
              prefix="invite"
            />
          </Section>
        </>
      )}
      <Phones desk={desk} phones={props.phones} />
      <Latest desk={desk} scans={props.latest} />
      <Scans desk={desk} what="doubles" scans={props.doubles} />
      <Scans desk={desk} what="unknown" scans={props.unknown} />
    </EditionFrame>
  );
}

const STATE_TONE: Record<PhoneState, Tone> = {
  open: 'success',
  revoked: 'danger',
  closed: 'neutral',
  over: 'neutral',
};

function Phones({ desk, phones }: { desk: EditionDesk; phones: readonly ShownPhone[] }): VNode {
  const { t, edition } = desk;
  const held = phones.filter((phone) => phone.held > 0);
  const href = (phone: ShownPhone, verb: string) =>
    editionHref(edition, DOOR_TAB, 'telefonos', phone.id, verb);
  return (
    <Section title={t('attendance.door.office.phones')} id="telefonos">
      {held.map((phone) => (
        <Notice
          t={t}
          kind="warning"
          title={t('attendance.door.office.held', { count: phone.held, label: phone.label })}
        >
          <p>{t('attendance.door.office.held_lead')}</p>
          <ButtonRow>
            <ActionForm
              action={href(phone, 'aceptar')}
              label={t('attendance.door.office.accept')}
              about={phone.label}
            />
            <ActionForm
              action={href(phone, 'descartar')}
              label={t('attendance.door.office.drop')}
              about={phone.label}
              kind="danger"
              confirm={t('attendance.door.office.drop_confirm')}
            />
          </ButtonRow>
        </Notice>
      ))}
      <DataTable
        caption={t('attendance.door.office.phones')}
        captionHidden
        rows={phones}
        empty={
          <EmptyState title={t('attendance.door.office.no_phones')} level={3}>
            <p>{t('attendance.door.office.no_phones_lead')}</p>
          </EmptyState>
        }
        columns={[
          { header: t('attendance.door.office.phone'), rowHeader: true, cell: (phone) => phone.label },
          {
            header: t('attendance.door.office.whose'),
            cell: (phone) => t(`attendance.door.office.${phone.by_staff ? 'of_staff' : 'of_guest'}`),
          },
          {
            header: t('attendance.door.office.state'),
            cell: (phone) => (
              <StatusTag tone={STATE_TONE[phone.state]}>
                {t(`attendance.door.office.phone_state.${phone.state}`)}
              </StatusTag>
            ),
          },
          {
            header: t('attendance.door.office.seen'),
            cell: (phone) => moment(desk, phone.last_seen_at),
          },
          { header: t('attendance.door.office.marked'), numeric: true, cell: (phone) => phone.arrived },
          {
            header: t('attendance.door.office.revoke'),
            headerHidden: true,
            cell: (phone) =>
              phone.state === 'open' ? (
                <ActionForm
                  action={href(phone, 'revocar')}
                  label={t('attendance.door.office.revoke')}
                  about={phone.label}
                  kind="danger"
                  size="small"
                />
              ) : null,
          },
        ]}
      />
    </Section>
  );
}

function moment({ edition, lang }: EditionDesk, at: Temporal.Instant): string {
  return `${shortDate(at, edition.timezone, lang)}, ${clockTime(at, edition.timezone, lang)}`;
}

function who({ t, edition }: EditionDesk, scan: ShownScan): VNode | string {
  if (!scan.registration_id) return t('attendance.door.office.nobody');
  return (
    <a href={editionHref(edition, 'inscripciones', scan.registration_id)}>
      {scan.name ?? t('events.office.person.unreadable')}
    </a>
  );
}

function when(desk: EditionDesk, scan: ShownScan): string {
  const at = moment(desk, scan.at);
  return scan.clamped ? `${at} (${desk.t('attendance.door.office.clamped')})` : at;
}

function Latest({ desk, scans }: { desk: EditionDesk; scans: readonly ShownScan[] }): VNode {
  const { t, edition } = desk;
  return (
    <Section title={t('attendance.door.office.latest')}>
      <DataTable
        caption={t('attendance.door.office.latest')}
        captionHidden
        rows={scans}
        empty={<p>{t('attendance.door.office.none_yet')}</p>}
        columns={[
          { header: t('attendance.door.office.who'), rowHeader: true, cell: (scan) => who(desk, scan) },
          { header: t('attendance.door.office.when'), cell: (scan) => when(desk, scan) },
          { header: t('attendance.door.office.phone'), cell: (scan) => scan.label },
          {
            header: t('attendance.door.undo'),
            headerHidden: true,
            cell: (scan) => (
              <ActionForm
                action={editionHref(edition, DOOR_TAB, 'deshacer')}
                fields={{ registration: scan.registration_id ?? '' }}
                label={t('attendance.door.undo')}
                about={scan.name}
                size="small"
                confirm={t('attendance.door.undo_confirm')}
              />
            ),
          },
        ]}
      />
    </Section>
  );
}

function Scans(props: {
  desk: EditionDesk;
  what: 'doubles' | 'unknown';
  scans: readonly ShownScan[];
}): VNode | null {
  const { desk, what, scans } = props;
  const { t } = desk;
  if (scans.length === 0) return null;
  return (
    <Section title={t(`attendance.door.office.${what}`)}>
      <p>{t(`attendance.door.office.${what}_lead`)}</p>
      <DataTable
        caption={t(`attendance.door.office.${what}`)}
        captionHidden
        rows={scans}
        columns={[
          { header: t('attendance.door.office.who'), rowHeader: true, cell: (scan) => who(desk, scan) },
          { header: t('attendance.door.office.when'), cell: (scan) => when(desk, scan) },
          { header: t('attendance.door.office.phone'), cell: (scan) => scan.label },
        ]}
      />
    </Section>
  );
}

export interface DoorInvitationProps {
  desk: EditionDesk;
  label: string;
  /** Undefined: used, or too old. */
  link: string | undefined;
  /** In words. */
  until: string;
}

/** Shown to the other phone's camera, or sent. */
export function DoorInvitationPage({ desk, label, link, until }: DoorInvitationProps): VNode {
  const { t, edition } = desk;
  const back = editionHref(edition, DOOR_TAB);
  const trail = [{ href: back, label: t('attendance.door.office.title') }];
  return (
    <EditionFrame
      desk={desk}
      part={{ added: DOOR_TAB }}
      title={t('attendance.door.office.invitation', { label })}
      lead={link ? t('attendance.door.office.invitation_lead', { until }) : undefined}
      trail={trail}
      tabs={false}
    >
      {link ? (
        <>
          <div class="ticket">
            <QrPicture text={link} label={t('attendance.door.office.invitation_qr')} level="M" />
          </div>
          <p class="door-link">{link}</p>
        </>
      ) : (
        <Notice t={t} kind="info" title={t('attendance.invitation.gone')}>
          <p>{t('attendance.door.office.invitation_gone')}</p>
        </Notice>
      )}
      <Button kind="secondary" href={back}>
        {t('attendance.door.office.back')}
      </Button>
    </EditionFrame>
  );
}
