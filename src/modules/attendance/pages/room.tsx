/** One's own page of the rooms: what is on today, from when one may enter, and the way in. Never where it leads. */
import type { VNode } from 'preact';
import type { Lang, MessageKey, Translate } from '../../../platform/i18n/translate.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { ActionForm, HiddenFields } from '../../../ui/controls/form.tsx';
import { LocalTime, type Moment, ScheduleDay, ScheduleSlot } from '../../../ui/data/schedule.tsx';
import { SummaryList } from '../../../ui/data/summary-list.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import type { Tone } from '../../../ui/tone.ts';
import type { RoomState } from '../rules/room-state.ts';

export interface RoomSlot {
  /** Value of the form's field: the session's id, or `encuentro`. */
  session: string;
  title: string;
  note: string;
  starts: Moment;
  ends: Moment;
  room: RoomState;
  /** When it opens, in words of the event's zone. */
  opens: Moment | undefined;
  entered: boolean;
  minutes: number;
  /** It runs at this moment, so that a sign of life counts. */
  runs: boolean;
  hasExtras: boolean;
  /** Shown only in the answer to somebody who asked for it, while it is open. */
  extras: { passcode: string; instructions: string } | undefined;
}

export interface RoomDay {
  title: string;
  slots: readonly RoomSlot[];
}

export interface RoomPageProps {
  t: Translate;
  lang: Lang;
  path: string;
  event: { title: string; href: string };
  /** “Hora de Guatemala, GMT-6” */
  zone: string;
  days: readonly RoomDay[];
  /** Why there is nothing to enter, whatever the sessions say. */
  shut: ShutReason | undefined;
  /** Of a postponed or cancelled edition. */
  statusNote: string;
  done: 'not_open' | 'here' | 'not_here' | undefined;
  /** Seconds until something on the page changes by itself. */
  changesIn: number | undefined;
}

export const SHUT = [
  'not_confirmed',
  'waiting',
  'cancelled',
  'event_cancelled',
  'event_postponed',
  'over',
] as const;
export type ShutReason = (typeof SHUT)[number];

export function RoomPage(props: RoomPageProps): VNode {
  const { t, path, event, days, shut, done, changesIn } = props;
  const alive = !shut && days.some((day) => day.slots.some((slot) => slot.room.state === 'open'));
  return (
    <>
      <PageHeading
        eyebrow={event.title}
        title={t('attendance.room.title')}
        lead={shut ? undefined : t('attendance.room.lead')}
      />
      {done ? (
        <Notice
          t={t}
          kind={done === 'here' ? 'success' : 'warning'}
          title={t(`attendance.room.done.${done}`)}
        />
      ) : null}
      {shut ? <Shut {...props} shut={shut} /> : <Days {...props} />}
      <p
        data-room={path}
        data-alive={alive ? 'yes' : undefined}
        data-changes-in={shut ? undefined : changesIn}
      >
        <a href={event.href}>{t('attendance.room.to_edition')}</a>
      </p>
    </>
  );
}

function Shut({ t, shut, statusNote }: RoomPageProps & { shut: ShutReason }): VNode {
  return (
    <Notice t={t} kind={shut === 'over' ? 'info' : 'warning'} title={t(`attendance.room.shut.${shut}`)}>
      {shut.startsWith('event_') && statusNote ? <p>{statusNote}</p> : null}
      <p>{t(`attendance.room.shut_lead.${shut}`)}</p>
    </Notice>
  );
}

function Days({ t, path, zone, days }: RoomPageProps): VNode {
  if (days.length === 0)
    return <EmptyState title={t('attendance.room.none')}>{t('attendance.room.none_lead')}</EmptyState>;
  return (
    <>
      <p class="soft">{t('attendance.room.zone', { zone })}</p>
      {days.map((day) => (
        <ScheduleDay title={day.title}>
          {day.slots.map((slot) => (
            <ScheduleSlot
              t={t}
              starts={slot.starts}
              ends={slot.ends}
              title={slot.title}
              type={t('attendance.room.session')}
              status={statusOf(t, slot)}
            >
              <Entry t={t} path={path} slot={slot} />
            </ScheduleSlot>
          ))}
        </ScheduleDay>
      ))}
    </>
  );
}

const TONE: Record<RoomState['state'], Tone> = {
  early: 'info',
  open: 'success',
  over: 'neutral',
  cancelled: 'danger',
  postponed: 'warning',
  no_place: 'neutral',
};

function statusOf(t: Translate, { room }: RoomSlot): { label: string; tone: Tone } {
  return { label: t(`attendance.room.state.${room.state}`), tone: TONE[room.state] };
}

function Entry({ t, path, slot }: { t: Translate; path: string; slot: RoomSlot }): VNode {
  const { room, opens } = slot;
  switch (room.state) {
    case 'open':
      return <OpenEntry t={t} path={path} slot={slot} />;
    case 'early':
      return (
        <p>
          {t('attendance.room.opens_at')} {opens ? <LocalTime t={t} moment={opens} /> : null}
        </p>
      );
    case 'no_place':
      return <p>{t('attendance.room.no_place')}</p>;
    default:
      return <>{slot.note ? <p>{slot.note}</p> : null}</>;
  }
}

function OpenEntry({ t, path, slot }: { t: Translate; path: string; slot: RoomSlot }): VNode {
  const { session, title, extras } = slot;
  return (
    <>
      <div class="button-row">
        {/* The room opens beside this page, which stays and says every minute that somebody is there. */}
        <form class="action-form" method="post" action={`${path}/entrar`} target="_blank" rel="noopener">
          <HiddenFields fields={{ session }} />
          <Button about={title}>{t('attendance.room.enter')}</Button>
        </form>
        {slot.hasExtras && !extras ? (
          <ActionForm
            action={`${path}/entrar`}
            fields={{ session, show: 'yes' }}
            label={t('attendance.room.show')}
            about={title}
          />
        ) : null}
        {slot.runs ? (
          <ActionForm action={`${path}/sigo`} kind="link" label={t('attendance.room.here')} about={title} />
        ) : null}
      </div>
      {extras ? <Extras t={t} extras={extras} /> : null}
      {slot.entered ? <p class="soft">{t('attendance.room.noted', { count: slot.minutes })}</p> : null}
    </>
  );
}

function Extras({ t, extras }: { t: Translate; extras: NonNullable<RoomSlot['extras']> }): VNode {
  const rows: { label: MessageKey; value: string }[] = [
    { label: 'attendance.room.passcode', value: extras.passcode },
    { label: 'attendance.room.instructions', value: extras.instructions },
  ];
  return (
    <SummaryList rows={rows.flatMap(({ label, value }) => (value ? [{ label: t(label), value }] : []))} />
  );
}

/** A link that was opened in too many browsers. Names nobody: whoever holds it may not be the person. */
export function ClosedLinkPage({ t }: { t: Translate }): VNode {
  return (
    <>
      <PageHeading title={t('attendance.closed.title')} lead={t('attendance.closed.lead')} />
      <p>{t('attendance.closed.next')}</p>
    </>
  );
}
