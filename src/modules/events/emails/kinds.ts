/** All kinds of mail of the module, each a few sentences. */
import type { MessageKey } from '../../../platform/i18n/translate.ts';
import { type Paragraph, untrusted } from '../../../platform/mail/body.ts';
import { dayAndTime } from '../pages/words.ts';
import type { SessionInMail } from '../queries/registrations.ts';
import { factLines, instantWords, letter, title, type Told, type Writer } from './letter.ts';

export interface LetterKind {
  kind: string;
  summary: string;
  write: Writer;
}

/** Mails wait while the mail server is away. If the edition was called off meanwhile, its announcement says all. */
const unlessCalledOff =
  (write: Writer): Writer =>
  (told) =>
    told.event.status === 'cancelled' ? undefined : write(told);

const confirmAddress: Writer = (told) => {
  const { t, registration } = told;
  // Confirmed in the meantime: nothing is left to ask.
  if (registration.state !== 'pending') return undefined;
  const held = registration.holds_place && registration.held_until;
  const place = held
    ? t('events.mail.confirm.held', { until: instantWords(told, held) })
    : t('events.mail.confirm.waiting');
  return letter(
    told,
    'events.mail.confirm.subject',
    [t('events.mail.confirm.text', { event: title(told) }), place, factLines(told), t('events.mail.not_you')],
    'events.mail.confirm.link',
  );
};

const state: Writer = (told) => {
  const { t, registration } = told;
  switch (registration.state) {
    case 'confirmed':
      return letter(
        told,
        'events.mail.confirmed.subject',
        [
          t('events.mail.confirmed.text', { event: title(told) }),
          factLines(told),
          t('events.mail.keep_link'),
        ],
        'events.mail.see_own',
        'REQUEST',
      );
    case 'waitlisted':
      return letter(
        told,
        'events.mail.waitlisted.subject',
        [t('events.mail.waitlisted.text', { event: title(told) }), t('events.mail.keep_link')],
        'events.mail.see_own',
        told.from === 'confirmed' ? 'CANCEL' : undefined,
      );
    case 'awaiting_approval':
      return letter(
        told,
        'events.mail.awaiting.subject',
        [t('events.mail.awaiting.text', { event: title(told) }), t('events.mail.keep_link')],
        'events.mail.see_own',
      );
    default:
      // What happened since has a mail of its own.
      return undefined;
  }
};

const already: Writer = (told) => {
  const { t, registration } = told;
  const sentences = [
    t('events.mail.already.text', { event: title(told) }),
    t('events.mail.already.state', { state: t(`events.state.${registration.state}`) }),
    t('events.mail.not_you_twice'),
  ];
  return letter(told, 'events.mail.already.subject', sentences, 'events.mail.see_own');
};

const changed: Writer = (told) => {
  const confirmed = told.registration.state === 'confirmed';
  return letter(
    told,
    'events.mail.changed.subject',
    [told.t('events.mail.changed.text', { event: title(told) }), factLines(told)],
    'events.mail.see_own',
    confirmed ? 'REQUEST' : undefined,
  );
};

const cancelled: Writer = (told) => ({
  subject: told.t('events.mail.cancelled.subject', { event: title(told) }),
  paragraphs: [told.t('events.mail.cancelled.text', { event: title(told) })],
  calendar: 'CANCEL',
});

const declined: Writer = (told) => ({
  subject: told.t('events.mail.declined.subject', { event: title(told) }),
  paragraphs: [
    told.t('events.mail.declined.text', { event: title(told) }),
    ...(told.person.declined_because
      ? [told.t('events.mail.declined.reason', { reason: untrusted(told.person.declined_because, 500) })]
      : []),
  ],
});

const offer: Writer = (told) => {
  const { t, registration } = told;
  if (registration.state !== 'offered' || !registration.held_until) return undefined;
  return letter(
    told,
    'events.mail.offer.subject',
    [
      t('events.mail.offer.text', { event: title(told), until: instantWords(told, registration.held_until) }),
      factLines(told),
      t('events.mail.offer.else'),
    ],
    'events.mail.offer.link',
  );
};

const workshopOffer: Writer = (told) => {
  const place = told.workshops.find((w) => w.session_id === told.sessionId);
  if (place?.state !== 'offered' || !place.held_until) return undefined;
  const text = told.t('events.mail.workshop_offer.text', {
    session: untrusted(place.title, 160),
    until: instantWords(told, place.held_until),
  });
  return letter(told, 'events.mail.workshop_offer.subject', [text], 'events.mail.offer.link');
};

/** What happened to the whole edition, with the organiser's own words about it. */
function announcement(
  told: Told,
  subject: MessageKey,
  text: MessageKey,
  calendar: 'REQUEST' | 'CANCEL',
): ReturnType<Writer> {
  const { t, event, registration } = told;
  const note: Paragraph[] = event.status_note ? [{ untrusted: event.status_note }] : [];
  const facts = calendar === 'CANCEL' ? [] : [factLines(told)];
  const entry = registration.state === 'confirmed' ? calendar : undefined;
  return letter(
    told,
    subject,
    [t(text, { event: title(told) }), ...note, ...facts],
    'events.mail.see_own',
    entry,
  );
}

/** What happened to one session, with the organiser's own words about it. */
function aboutSession(told: Told, subject: MessageKey, text: MessageKey): ReturnType<Writer> {
  const { session, t } = told;
  if (!session) return undefined;
  const note: Paragraph[] = session.status_note ? [{ untrusted: session.status_note }] : [];
  // Back again it may stand elsewhere than before.
  const facts = session.status === 'scheduled' ? sessionLines(told, session) : [];
  return letter(
    told,
    subject,
    [t(text, { session: untrusted(session.title, 160), event: title(told) }), ...note, ...facts],
    'events.mail.see_own',
    isOwnWorkshop(told) ? 'REQUEST' : undefined,
  );
}

function sessionLines({ t, lang, event }: Told, { starts_at: starts, room }: SessionInMail): Paragraph[] {
  const when = starts && dayAndTime(starts, event.timezone, lang).text;
  const list = [
    ...(when ? [t('events.mail.fact.when', { when })] : []),
    ...(room ? [t('events.mail.fact.where', { where: untrusted(room, 100) })] : []),
  ];
  return list.length > 0 ? [{ list }] : [];
}

/** The calendar entry of somebody who comes names their workshops. */
function isOwnWorkshop({ registration, workshops, sessionId }: Told): boolean {
  const isOwn = workshops.some((w) => w.session_id === sessionId && w.state === 'held');
  return isOwn && registration.state === 'confirmed';
}

export const LETTERS: readonly LetterKind[] = [
  {
    kind: 'events.confirm_address',
    summary: 'Asks to confirm the address; the place is held meanwhile.',
    write: unlessCalledOff(confirmAddress),
  },
  {
    kind: 'events.registration_state',
    summary: 'Says how the registration stands: confirmed with calendar entry, waiting, awaiting approval.',
    write: unlessCalledOff(state),
  },
  {
    kind: 'events.registered_already',
    summary: 'Somebody registered this address again: tells the mailbox, not the screen.',
    write: already,
  },
  {
    kind: 'events.registration_link',
    summary: 'The secret link again, when asked for.',
    write: (told) =>
      letter(told, 'events.mail.link.subject', [told.t('events.mail.link.text')], 'events.mail.see_own'),
  },
  {
    kind: 'events.registration_changed',
    summary: 'Confirms a change, with the calendar entry updated.',
    write: changed,
  },
  {
    kind: 'events.registration_cancelled',
    summary: 'Confirms a cancellation and takes the calendar entry back.',
    write: cancelled,
  },
  { kind: 'events.registration_declined', summary: 'The organiser said no.', write: declined },
  { kind: 'events.offer', summary: 'A place became free; says until when.', write: unlessCalledOff(offer) },
  {
    kind: 'events.offer_lapsed',
    summary: 'The offered place went on to the next.',
    write: (told) =>
      told.registration.state === 'lapsed'
        ? letter(
            told,
            'events.mail.lapsed.subject',
            [told.t('events.mail.lapsed.text')],
            'events.mail.lapsed.link',
          )
        : undefined,
  },
  {
    kind: 'events.workshop_offer',
    summary: 'A place in a workshop became free.',
    write: unlessCalledOff(workshopOffer),
  },
  {
    kind: 'events.workshop_offer_lapsed',
    summary: 'The offered place in a workshop went on to the next.',
    write: (told) =>
      aboutSession(told, 'events.mail.workshop_lapsed.subject', 'events.mail.workshop_lapsed.text'),
  },
  {
    kind: 'events.edition_changed',
    summary: 'Time, place or way of attending changed; the calendar entry goes along.',
    write: unlessCalledOff((told) => {
      const entry = told.registration.state === 'confirmed' ? 'REQUEST' : undefined;
      const sentences = [
        told.t('events.mail.edition_changed.text', { event: title(told) }),
        factLines(told),
        told.t('events.mail.reminder.change'),
      ];
      return letter(told, 'events.mail.edition_changed.subject', sentences, 'events.mail.see_own', entry);
    }),
  },
  {
    kind: 'events.edition_postponed',
    summary: 'The edition is postponed.',
    write: (told) =>
      announcement(told, 'events.mail.postponed.subject', 'events.mail.postponed.text', 'REQUEST'),
  },
  {
    kind: 'events.edition_cancelled',
    summary: 'The edition is cancelled; takes the calendar entry back.',
    write: (told) =>
      announcement(
        told,
        'events.mail.edition_cancelled.subject',
        'events.mail.edition_cancelled.text',
        'CANCEL',
      ),
  },
  {
    kind: 'events.edition_resumed',
    summary: 'The edition takes place after all.',
    write: (told) => announcement(told, 'events.mail.resumed.subject', 'events.mail.resumed.text', 'REQUEST'),
  },
  {
    kind: 'events.session_postponed',
    summary: 'A session is postponed.',
    write: (told) =>
      aboutSession(told, 'events.mail.session_postponed.subject', 'events.mail.session_postponed.text'),
  },
  {
    kind: 'events.session_cancelled',
    summary: 'A session is cancelled.',
    write: (told) =>
      aboutSession(told, 'events.mail.session_cancelled.subject', 'events.mail.session_cancelled.text'),
  },
  {
    kind: 'events.session_resumed',
    summary: 'A session takes place after all.',
    write: (told) =>
      aboutSession(told, 'events.mail.session_resumed.subject', 'events.mail.session_resumed.text'),
  },
];
