/** Whether one can register, until when, and whether there is room: in words, first in the aside. */
import type { VNode } from 'preact';
import { plainDate } from '../../../../platform/i18n/dates.ts';
import { Button } from '../../../../ui/controls/button.tsx';
import { LocalTime } from '../../../../ui/data/schedule.tsx';
import { StatusTag } from '../../../../ui/data/tag.tsx';
import type { Tone } from '../../../../ui/tone.ts';
import type { Edition, EditionRow } from '../../queries/editions.ts';
import { type Scarcity, roomLeft } from '../../rules/scarcity.ts';
import { type RegistrationWindow, closesAt, registrationWindow } from '../../rules/window.ts';
import { registerPath } from '../../addresses.ts';
import { dayAndTime, zoneWords } from '../words.ts';
import type { Reader } from './facts.tsx';

/**
 * As the reader understands it: an edition that never took registrations here but is over, or whose
 * printed deadline has passed, is closed.
 */
export function shownWindow(edition: EditionRow, now: Temporal.Instant): RegistrationWindow {
  const window = registrationWindow(edition, now);
  if (window !== 'none') return window;
  return Temporal.Instant.compare(now, closesAt(edition)) < 0 ? 'none' : 'closed';
}

const TONE: Record<RegistrationWindow, Tone> = {
  open: 'success',
  not_open: 'info',
  closed: 'neutral',
  none: 'neutral',
};

export function WindowTag({ t, edition, now }: Reader & { edition: EditionRow }): VNode | null {
  const window = shownWindow(edition, now);
  return window === 'none' ? null : (
    <StatusTag tone={TONE[window]}>{t(`events.registration.${window}`)}</StatusTag>
  );
}

/** The call to register, while one can. */
export function RegisterButton({ t, edition, now }: Reader & { edition: Edition }): VNode | null {
  if (shownWindow(edition, now) !== 'open') return null;
  const full = roomLeft(edition).every((way) => way.left === 'none');
  return (
    <Button href={registerPath(edition.slug)}>
      {t(full ? 'events.registration.join_waitlist' : 'events.registration.register')}
    </Button>
  );
}

export function RegistrationBox(props: Reader & { edition: Edition }): VNode {
  const { t, edition, now } = props;
  const window = shownWindow(edition, now);
  return (
    <section class="registration-box stack stack-normal">
      <h2>{t('events.registration.title')}</h2>
      {window === 'none' ? (
        <p>{t('events.registration.none')}</p>
      ) : (
        <p>
          <StatusTag tone={TONE[window]}>{t(`events.registration.${window}`)}</StatusTag>
        </p>
      )}
      <Deadline {...props} />
      {window === 'open' ? <RoomLeftWords {...props} /> : null}
      {window === 'open' ? <RegisterButton {...props} /> : null}
      {window === 'open' ? <p class="soft">{t('events.registration.no_account')}</p> : null}
    </section>
  );
}

/** Until when, from when, or since when: a sentence. */
export function Deadline(props: Reader & { edition: Edition }): VNode | null {
  const { t, lang, edition, now } = props;
  const window = shownWindow(edition, now);
  const { registration_opens_at: opens, registration_closes_on: closesOn } = edition;
  if (window === 'none' || edition.status !== 'scheduled') return null;
  if (window === 'not_open' && opens)
    return <Moment {...props} label={t('events.registration.opens')} at={opens} />;
  const label = t(window === 'open' ? 'events.registration.until' : 'events.registration.closed_on');
  // A deadline known only as a date is shown as one: an hour would be invented.
  if (edition.registration_closes_at === null && closesOn)
    return (
      <p>
        {label}{' '}
        <strong>
          <time datetime={closesOn.toString()}>{plainDate(closesOn, lang)}</time>
        </strong>
      </p>
    );
  if (edition.registration_closes_at === null && window === 'closed') return null;
  return <Moment {...props} label={label} at={closesAt(edition)} />;
}

function Moment({
  t,
  lang,
  edition,
  label,
  at,
}: Reader & { edition: Edition; label: string; at: Temporal.Instant }): VNode {
  return (
    <p>
      {label}{' '}
      <strong>
        <LocalTime t={t} moment={dayAndTime(at, edition.timezone, lang)} />
      </strong>{' '}
      ({zoneWords(t, edition.timezone, at)})
    </p>
  );
}

const ROOM_TONE: Record<Scarcity, Tone> = { free: 'success', few: 'warning', none: 'warning' };

/** Only where a capacity is set, and never as a number. */
function RoomLeftWords({ t, edition }: Reader & { edition: Edition }): VNode | null {
  const ways = roomLeft(edition).filter((way) => way.left !== 'free');
  if (ways.length === 0) return null;
  return (
    <ul class="plain-list">
      {ways.map(({ attendance, left }) => (
        <li>
          {edition.mode === 'hybrid' ? `${t(`events.attendance.${attendance}`)}: ` : ''}
          <StatusTag tone={ROOM_TONE[left]}>
            {t(left === 'few' ? 'events.room.few' : 'events.room.none')}
          </StatusTag>
        </li>
      ))}
    </ul>
  );
}
