/** Who stands at the door: every route of a phone begins here. */
import type { VNode } from 'preact';
import { type Actor, allows } from '../../../platform/access/access.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { json, page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx } from '../../../platform/http/route.ts';
import { notePhoneSeen } from '../commands/door-phones.ts';
import { type DoorFacts, DoorOverPage } from '../pages/door-phone.tsx';
import { countDoor } from '../queries/door.ts';
import { doorEnds, type DoorPhone, findPhone, type PhoneState, phoneState } from '../queries/door-phones.ts';
import { editionMark, phoneOfCookie, phoneOfToken } from '../ticket.ts';

export const DOOR_COOKIE = 'puerta';
export const CHECK_IN = 'attendance.check_in';

export interface AtDoor {
  phone: DoorPhone;
  state: PhoneState;
  /** Address of this door. */
  path: string;
  actor: Actor;
}

export const doorPath = (token: string): string => `/puerta/${token}`;

/**
 * The phone of the address, for whom holds its cookie, and for staff who look after the door.
 * @throws AppError `not_found` for everybody else: the address alone opens nothing
 */
export async function atDoor(deps: Deps, ctx: Ctx): Promise<AtDoor> {
  const token = ctx.params['token'] ?? '';
  const id = phoneOfToken(deps.vault, token);
  const holds = id !== undefined && phoneOfCookie(deps.vault, ctx.cookies[DOOR_COOKIE] ?? '') === id;
  if (id === undefined || !(holds || allows(ctx.actor, CHECK_IN))) throw notFound();
  const phone = await findPhone(deps.db, id);
  if (!phone) throw notFound();
  const state = phoneState(phone, ctx.now);
  if (state === 'open' && Temporal.Instant.compare(phone.last_seen_at.add({ seconds: 15 }), ctx.now) < 0)
    await withTransaction(deps.db, (trx) => notePhoneSeen(trx, ctx.now, id));
  const actor: Actor = ctx.actor.kind === 'staff' ? ctx.actor : { kind: 'system', what: `door phone ${id}` };
  return { phone, state, path: doorPath(token), actor };
}

/** True for the page's script, which shows the answer in its place. */
export const wantsJson = (ctx: Ctx): boolean => ctx.header('accept') === 'application/json';

/** Nothing of the door is stored by a browser on its own; the camera is for this site. */
const HEADERS = { 'permissions-policy': 'camera=(self), microphone=()', 'cache-control': 'no-store' };

export async function doorFacts(deps: Deps, ctx: Ctx, at: AtDoor): Promise<DoorFacts> {
  const { phone, path } = at;
  return {
    t: ctx.t,
    lang: ctx.lang,
    path,
    phoneId: phone.id,
    label: phone.label,
    edition: phone.title,
    maySearch: phone.may_search,
    byStaff: phone.by_staff,
    counts: await countDoor(deps.db, phone.event_id),
    ends: doorEnds(phone).epochMilliseconds,
    assets: { reader: ctx.asset('jsqr.js') },
    editionMark: editionMark(deps.vault, phone.event_id),
  };
}

/** In this order: each adds to what the one before has made. */
export const DOOR_SCRIPTS = [
  'door-code.js',
  'door-store.js',
  'door-camera.js',
  'door-screen.js',
  'door.js',
] as const;

export function doorPage(
  title: string,
  body: VNode,
  more: { status?: number; scripts?: boolean } = {},
): Answer {
  const { status = 200, scripts = false } = more;
  return page(body, {
    title,
    status,
    frame: 'bare',
    styles: ['door.css'],
    headers: HEADERS,
    ...(scripts && { scripts: DOOR_SCRIPTS }),
  });
}

/** To a phone whose work is over: revoked, closed, or the Encuentro is past. */
export function doorOver(ctx: Ctx, { phone, path, state }: AtDoor): Answer {
  if (wantsJson(ctx)) return json({ over: state }, 410, HEADERS);
  const body = <DoorOverPage t={ctx.t} phoneId={phone.id} path={path} />;
  return doorPage(ctx.t('attendance.door.over.title'), body, { status: 410, scripts: true });
}

export function doorJson(body: unknown): Answer {
  return json(body, 200, HEADERS);
}
