/** The personal page of the rooms. Looking notes nothing and shows no address; entering is a POST. */
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, CookieChange, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { openRoutes } from '../../../platform/http/routes-at.ts';
import { dayKey, longDate } from '../../../platform/i18n/dates.ts';
import type { Lang } from '../../../platform/i18n/translate.ts';
import { isUuid } from '../../../platform/uuid.ts';
import type { Moment } from '../../../ui/data/schedule.tsx';
import { capital, dayAndTime, editionPath, moment, zoneWords } from '../../events/index.ts';
import { roomPath } from '../addresses.ts';
import { admitBrowser, type Entering, enterRoom, noteSignOfLife } from '../commands/enter.ts';
import {
  BROWSER_COOKIE,
  BROWSER_COOKIE_AGE,
  browserHash,
  browserOf,
  judgeToken,
  newBrowser,
} from '../guest.ts';
import { ClosedLinkPage, type RoomDay, RoomPage, type RoomSlot, type ShutReason } from '../pages/room.tsx';
import {
  findGuest,
  findWholeSession,
  type Guest,
  type GuestSession,
  listGuestSessions,
  openRoom,
  type RoomSecrets,
} from '../queries/rooms.ts';
import { CLOSES_AFTER, roomState, type RoomState } from '../rules/room-state.ts';

export function roomRoutes(deps: Deps): RouteSpec[] {
  const route = openRoutes(deps);
  return [
    route('GET', '/sala/:token', 'The rooms for one person: what is on, from when, the way in.', show),
    route(
      'POST',
      '/sala/:token/entrar',
      'Notes the attendance and leads to the room (field `session`).',
      enter,
    ),
    route('POST', '/sala/:token/sigo', 'A sign of life, once a minute while the session runs.', stay),
  ];
}

const WHOLE = 'encuentro';

/** @throws AppError `not_found` for what was never a link of ours */
async function guestOf(deps: Deps, ctx: Ctx): Promise<Guest | 'closed'> {
  const token = ctx.params['token'] ?? '';
  const id = deps.vault.peekToken(token);
  const guest = id === undefined ? undefined : await findGuest(deps.db, id);
  const verdict = guest ? judgeToken(deps.vault, token, guest) : 'unknown';
  if (!guest || verdict === 'unknown' || guest.visibility === 'draft') throw notFound();
  return verdict === 'closed' ? 'closed' : guest;
}

function closedPage({ t }: Ctx): Answer {
  return page(<ClosedLinkPage t={t} />, { title: t('attendance.closed.title'), status: 410 });
}

/** The way in is shut for this person or this edition, whatever the hour. */
function shutFor(guest: Guest, now: Temporal.Instant): ShutReason | undefined {
  const { state, status } = guest;
  if (state === 'waitlisted' || state === 'offered') return 'waiting';
  if (state === 'cancelled' || state === 'declined' || state === 'lapsed') return 'cancelled';
  if (state !== 'confirmed') return 'not_confirmed';
  if (status !== 'scheduled') return `event_${status}`;
  return Temporal.Instant.compare(now, guest.ends_at.add(CLOSES_AFTER)) >= 0 ? 'over' : undefined;
}

const DONE = ['not_open', 'here', 'not_here'] as const;

async function show(deps: Deps, ctx: Ctx): Promise<Answer> {
  const guest = await guestOf(deps, ctx);
  if (guest === 'closed') return closedPage(ctx);
  return roomPage(deps, ctx, guest);
}

async function roomPage(
  deps: Deps,
  ctx: Ctx,
  guest: Guest,
  shown?: { session: string; secrets: RoomSecrets },
): Promise<Answer> {
  const { t, lang, now } = ctx;
  const shut = shutFor(guest, now);
  const sessions = shut ? [] : await sessionsOf(deps, guest, now);
  const extras = shut ? new Set<string>() : await roomsWithExtras(deps, sessions, guest, now);
  const slots = sessions.map((session) => slotOf(ctx, guest, session, extras, shown));
  const body = (
    <RoomPage
      t={t}
      lang={lang}
      path={roomPath(ctx.params['token'] ?? '')}
      event={{ title: guest.title, href: editionPath(guest.slug) }}
      zone={capital(zoneWords(t, guest.timezone, now))}
      days={daysOf(ctx, guest, sessions, slots)}
      shut={shut}
      statusNote={guest.status_note}
      done={DONE.find((d) => d === ctx.query.get('hecho'))}
      changesIn={nextChange(sessions, guest, now)}
    />
  );
  // Known from the first look on, so that two quick presses come from one browser.
  const cookies = shut || browserOf(ctx.cookies[BROWSER_COOKIE]) ? [] : [browserCookie(newBrowser())];
  return page(body, {
    title: `${t('attendance.room.title')} · ${guest.title}`,
    scripts: ['room.js'],
    formsLeadAway: true,
    cookies,
  });
}

function browserCookie(value: string): CookieChange {
  return { name: BROWSER_COOKIE, value, maxAge: BROWSER_COOKIE_AGE, path: '/sala' };
}

/** Today's in the event's zone, those that are over too, and what comes after. */
async function sessionsOf(deps: Deps, guest: Guest, now: Temporal.Instant): Promise<GuestSession[]> {
  const today = now.toZonedDateTimeISO(guest.timezone).startOfDay().toInstant();
  const recent = now.subtract(CLOSES_AFTER);
  const from = Temporal.Instant.compare(today, recent) < 0 ? today : recent;
  const sessions = await listGuestSessions(deps.db, guest, from);
  if (sessions.length > 0) return sessions;
  const whole = await findWholeSession(deps.db, guest);
  return whole ? [whole] : [];
}

function stateOf(session: GuestSession, guest: Guest, now: Temporal.Instant): RoomState {
  const { starts_at: startsAt, ends_at: endsAt, status, opens_minutes: opensMinutes } = session;
  const hours = { startsAt, endsAt, opensMinutes, status, hasPlace: session.has_place };
  return roomState({ ...hours, eventStatus: guest.status }, now);
}

const isOpen = (session: GuestSession, guest: Guest, now: Temporal.Instant): boolean =>
  stateOf(session, guest, now).state === 'open';

/** Of the rooms that are open now: few, whatever the size of the programme. */
async function roomsWithExtras(
  deps: Deps,
  sessions: readonly GuestSession[],
  guest: Guest,
  now: Temporal.Instant,
): Promise<Set<string>> {
  const open = new Set(sessions.filter((s) => isOpen(s, guest, now)).map((s) => s.room_id));
  const found = await Promise.all(
    [...open].slice(0, 20).map(async (id) => {
      const room = await openRoom(deps.db, deps.vault, id);
      return room?.passcode || room?.instructions ? [id] : [];
    }),
  );
  return new Set(found.flat());
}

function slotOf(
  { lang, now }: Ctx,
  guest: Guest,
  session: GuestSession,
  extras: ReadonlySet<string>,
  shown: { session: string; secrets: RoomSecrets } | undefined,
): RoomSlot {
  const room = stateOf(session, guest, now);
  const zone = guest.timezone;
  const value = session.id ?? WHOLE;
  const { starts_at: starts, ends_at: ends } = session;
  const compare = Temporal.Instant.compare;
  return {
    session: value,
    title: session.title,
    note: session.status_note,
    starts: moment(starts, zone, lang),
    ends: moment(ends, zone, lang),
    room,
    opens: room.state === 'early' ? opensWords(room.from, session, zone, lang) : undefined,
    entered: session.first_at !== null,
    minutes: session.minutes,
    runs: session.id !== null && compare(starts, now) <= 0 && compare(now, ends) < 0,
    hasExtras: extras.has(session.room_id),
    extras: shown?.session === value ? shown.secrets : undefined,
  };
}

/** The hour; with its day when that is not the day under which the session stands. */
function opensWords(from: Temporal.Instant, session: GuestSession, zone: string, lang: Lang): Moment {
  const isSameDay = dayKey(from, zone) === dayKey(session.starts_at, zone);
  return isSameDay ? moment(from, zone, lang) : dayAndTime(from, zone, lang);
}

function daysOf(
  { t, lang, now }: Ctx,
  guest: Guest,
  sessions: readonly GuestSession[],
  slots: readonly RoomSlot[],
): RoomDay[] {
  const zone = guest.timezone;
  const today = dayKey(now, zone);
  const days = new Map<string, RoomSlot[]>();
  const titles = new Map<string, string>();
  for (const [i, session] of sessions.entries()) {
    const key = dayKey(session.starts_at, zone);
    const date = longDate(session.starts_at, zone, lang);
    titles.set(key, key === today ? t('attendance.room.today', { date }) : capital(date));
    const slot = slots[i];
    if (slot) days.set(key, [...(days.get(key) ?? []), slot]);
  }
  return [...days].map(([key, list]) => ({ title: titles.get(key) ?? '', slots: list }));
}

/** Seconds until the next room opens, begins or closes. */
function nextChange(
  sessions: readonly GuestSession[],
  guest: Guest,
  now: Temporal.Instant,
): number | undefined {
  const later = sessions.flatMap((session) => {
    const { starts_at: starts, ends_at: ends, opens_minutes: minutes } = session;
    if (stateOf(session, guest, now).state === 'cancelled') return [];
    return [starts.subtract({ minutes }), starts, ends, ends.add(CLOSES_AFTER)]
      .map((at) => Math.ceil((at.epochMilliseconds - now.epochMilliseconds) / 1000))
      .filter((seconds) => seconds > 0);
  });
  return later.length > 0 ? Math.min(...later) : undefined;
}

async function enter(deps: Deps, ctx: Ctx): Promise<Answer> {
  const guest = await guestOf(deps, ctx);
  if (guest === 'closed') return closedPage(ctx);
  const { now } = ctx;
  const asked = ctx.body.fields.get('session')?.[0] ?? '';
  const session = shutFor(guest, now) ? undefined : await sessionAsked(deps, guest, asked);
  const path = roomPath(ctx.params['token'] ?? '');
  if (!session || !isOpen(session, guest, now)) return seeOther(`${path}?hecho=not_open`);
  const known = browserOf(ctx.cookies[BROWSER_COOKIE]);
  const browser = known ?? newBrowser();
  const entering: Entering = {
    actor: ctx.actor,
    now,
    registrationId: guest.id,
    eventId: guest.event_id,
    sessionId: session.id,
    browserHash: browserHash(deps.vault, guest.id, browser),
    roomVersion: guest.room_version,
  };
  const shows = ctx.body.fields.get('show')?.[0] === 'yes';
  const command = shows ? admitBrowser : enterRoom;
  const outcome = await withTransaction(deps.db, (trx) => command(trx, entering));
  if (outcome === 'closed') return closedPage(ctx);
  const secrets = await openRoom(deps.db, deps.vault, session.room_id);
  if (!secrets) return seeOther(`${path}?hecho=not_open`);
  if (shows) return roomPage(deps, ctx, guest, { session: asked, secrets });
  return {
    type: 'redirect',
    location: secrets.address,
    // The room's owner learns neither this address nor who comes.
    headers: { 'referrer-policy': 'no-referrer' },
    cookies: known ? [] : [browserCookie(browser)],
  };
}

async function sessionAsked(deps: Deps, guest: Guest, asked: string): Promise<GuestSession | undefined> {
  if (asked === WHOLE) return findWholeSession(deps.db, guest);
  if (!isUuid(asked)) throw new AppError('bad_request');
  const always = Temporal.Instant.fromEpochMilliseconds(0);
  return (await listGuestSessions(deps.db, guest, always, asked))[0];
}

async function stay(deps: Deps, ctx: Ctx): Promise<Answer> {
  const guest = await guestOf(deps, ctx);
  if (guest === 'closed') return closedPage(ctx);
  const browser = browserOf(ctx.cookies[BROWSER_COOKIE]);
  const counts = browser !== undefined && shutFor(guest, ctx.now) === undefined;
  const alive = counts && {
    registrationId: guest.id,
    browserHash: browserHash(deps.vault, guest.id, browser),
    now: ctx.now,
  };
  const isHere = alive && (await withTransaction(deps.db, (trx) => noteSignOfLife(trx, alive)));
  return seeOther(`${roomPath(ctx.params['token'] ?? '')}?hecho=${isHere ? 'here' : 'not_here'}`);
}
