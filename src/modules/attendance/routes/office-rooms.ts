/** The organiser's rooms: one for the edition, one for each session that has another. */
import { readForm, rawOf } from '../../../platform/forms/read.ts';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { type FieldFault, notFound } from '../../../platform/errors.ts';
import type { RawValues } from '../../../platform/forms/read.ts';
import { seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { isUuid } from '../../../platform/uuid.ts';
import {
  dayAndTime,
  type EditionDesk,
  editionDesk,
  editionHref,
  listSessions,
  officeGet,
  officePage,
  officePost,
} from '../../events/index.ts';
import { removeRoom, saveRoom } from '../commands/rooms.ts';
import { RoomFormPage, type RoomFacts, ROOMS_TAB, RoomsPage, WHOLE_EDITION } from '../pages/office-rooms.tsx';
import {
  countClosedLinks,
  findOfficeRoom,
  findSessionOfEdition,
  listOfficeRooms,
  type OfficeRoom,
} from '../queries/office.ts';
import { checkRoomAddress } from '../rules/room-address.ts';
import { DEFAULT_OPENS, RoomForm } from '../schemas/room.ts';

export function officeRoomRoutes(deps: Deps): RouteSpec[] {
  const may = 'attendance.edit_rooms';
  const at = `/:slug/${ROOMS_TAB}`;
  return [
    officeGet(at, may, 'The online rooms of an edition.', (ctx) => list(deps, ctx)),
    officeGet(`${at}/:room`, may, 'Form of a room.', (ctx) => form(deps, ctx)),
    officePost(`${at}/:room`, may, 'Set or replace a room.', (ctx) => save(deps, ctx)),
    officePost(`${at}/:room/quitar`, may, 'Remove a room.', (ctx) => remove(deps, ctx)),
  ];
}

function factsOf(room: OfficeRoom): RoomFacts {
  return {
    site: new URL(room.address).hostname,
    hasPasscode: room.passcode !== '',
    opensMinutes: room.opens_minutes,
  };
}

async function list(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const { id, timezone } = desk.edition;
  const rooms = await listOfficeRooms(deps.db, deps.vault, id);
  const sessions = await listSessions(deps.db, id);
  const of = (sessionId: string | null) => {
    const room = rooms.find((r) => r.session_id === sessionId);
    return room && factsOf(room);
  };
  const body = RoomsPage({
    desk,
    whole: of(null),
    sessions: sessions.map((session) => ({
      id: session.id,
      title: session.title,
      when: session.starts_at
        ? dayAndTime(session.starts_at, timezone, ctx.lang, 'short').text
        : ctx.t('attendance.office.no_hours'),
      own: of(session.id),
    })),
    closedLinks: await countClosedLinks(deps.db, id),
  });
  return officePage(ctx.t('attendance.office.tab.rooms'), body);
}

/** @throws not_found */
async function roomAsked(
  deps: Deps,
  ctx: Ctx,
  { edition }: EditionDesk,
): Promise<{ room: string; sessionId: string | null; title: string }> {
  const room = ctx.params['room'] ?? '';
  if (room === WHOLE_EDITION) return { room, sessionId: null, title: ctx.t('attendance.office.room.whole') };
  const session = isUuid(room) ? await findSessionOfEdition(deps.db, edition.id, room) : undefined;
  if (!session) throw notFound();
  return { room, sessionId: session.id, title: session.title };
}

async function form(
  deps: Deps,
  ctx: Ctx,
  typed?: { values: RawValues; faults: readonly FieldFault[] },
): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const { room, sessionId, title } = await roomAsked(deps, ctx, desk);
  const saved = await findOfficeRoom(deps.db, deps.vault, desk.edition.id, sessionId);
  const values = rawOf({
    instructions: saved?.instructions ?? '',
    opens_minutes: saved?.opens_minutes ?? DEFAULT_OPENS,
  });
  const fields = fieldsOf(RoomForm).filter((f) => f.name !== 'no_passcode' || saved?.passcode);
  const state = { fields, values, faults: [], ...typed };
  const body = RoomFormPage({ desk, room, title, saved: saved && factsOf(saved), state });
  return officePage(title, body, typed ? 422 : 200);
}

async function save(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const { sessionId } = await roomAsked(deps, ctx, desk);
  const read = readForm(RoomForm, ctx.body, ctx.t);
  const again = (faults: readonly FieldFault[]) => form(deps, ctx, { values: read.raw, faults });
  if (!read.ok) return again(read.faults);
  const { value } = read;
  const ownOrigin = new URL(deps.config.baseUrl).origin;
  const checked = value.address === undefined ? undefined : checkRoomAddress(value.address, ownOrigin);
  if (checked && !checked.ok)
    return again([{ field: 'address', message: ctx.t(`attendance.fault.address.${checked.fault}`) }]);
  const secrets = {
    ...(checked?.ok && { address: checked.address }),
    ...(value.no_passcode ? { passcode: '' } : value.passcode !== undefined && { passcode: value.passcode }),
    instructions: value.instructions ?? '',
  };
  const context = { actor: ctx.actor, vault: deps.vault, now: ctx.now };
  const outcome = await withTransaction(deps.db, (trx) =>
    saveRoom(trx, context, {
      eventId: desk.edition.id,
      sessionId,
      secrets,
      opensMinutes: value.opens_minutes,
    }),
  );
  if (outcome === 'no_address')
    return again([{ field: 'address', message: ctx.t('attendance.fault.address.missing') }]);
  return seeOther(`${editionHref(desk.edition, ROOMS_TAB)}?hecho=saved`);
}

async function remove(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const { sessionId } = await roomAsked(deps, ctx, desk);
  await withTransaction(deps.db, (trx) => removeRoom(trx, ctx, { eventId: desk.edition.id, sessionId }));
  return seeOther(`${editionHref(desk.edition, ROOMS_TAB)}?hecho=removed`);
}
