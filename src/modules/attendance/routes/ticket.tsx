/** One's own ticket, behind one's own link. */
import type { Note, NoteSubject } from '../../../platform/additions.ts';
import type { Deps } from '../../../platform/deps.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import {
  daysWords,
  findOwn,
  findRegistration,
  findRegistrationEvent,
  ownPath,
  type RegistrationEvent,
  type RegistrationRow,
  zoneWords,
} from '../../events/index.ts';
import { TicketPage } from '../pages/ticket.tsx';
import { doorEnds } from '../queries/door-phones.ts';
import { ticketCode } from '../ticket.ts';

export function ticketRoutes(deps: Deps): RouteSpec[] {
  return [
    {
      method: 'GET',
      url: '/registro/:token/entrada',
      kind: 'page',
      policy: 'public',
      summary: 'One’s own ticket: a QR and its code in letters.',
      handle: (ctx) => show(deps, ctx),
    },
  ];
}

type Facts = Pick<RegistrationEvent, 'venue' | 'ends_at' | 'status'>;

/** A ticket is for a door: of those who come in person, and of all where there is a place to come to. */
function hasTicket(event: Facts, r: Pick<RegistrationRow, 'state' | 'attendance'>): boolean {
  return (
    r.state === 'confirmed' &&
    event.status !== 'cancelled' &&
    (r.attendance === 'in_person' || event.venue !== '')
  );
}

async function show(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { event, registration, token } = await findOwn(deps, ctx);
  const back = ownPath(token);
  if (!hasTicket(event, registration)) return seeOther(back);
  const { t, lang } = ctx;
  const body = (
    <TicketPage
      t={t}
      code={ticketCode(deps.vault, event.id, registration.id)}
      edition={event.title}
      when={`${daysWords(event, event.timezone, lang)}, ${zoneWords(t, event.timezone, event.starts_at)}`}
      where={[event.venue, event.venue_address].filter(Boolean).join(', ')}
      attendance={t(`events.attendance.${registration.attendance}`)}
      backHref={back}
    />
  );
  return page(body, {
    title: t('attendance.ticket.title'),
    styles: ['door.css'],
  });
}

/** On one's own registration, until the door is over. */
export async function ticketNote(deps: Deps, { id, token, t, now }: NoteSubject): Promise<readonly Note[]> {
  if (token === undefined) return [];
  const registration = await findRegistration(deps.db, id);
  const event = registration && (await findRegistrationEvent(deps.db, { id: registration.event_id }));
  if (!event || !hasTicket(event, registration)) return [];
  if (Temporal.Instant.compare(now, doorEnds(event)) > 0) return [];
  return [
    {
      order: 5,
      title: t('attendance.ticket.note_title'),
      text: t('attendance.ticket.note_text'),
      links: [{ href: `${ownPath(token)}/entrada`, label: t('attendance.ticket.note_link') }],
    },
  ];
}
