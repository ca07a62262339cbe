/** The door on a phone, with network: a code or a person comes in, a card goes out. */
import { randomUUID } from 'node:crypto';
import type { VNode } from 'preact';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { renderFragment } from '../../../ui/render.tsx';
import { closePhone } from '../commands/door-phones.ts';
import { takeScan } from '../commands/door-scan.ts';
import { undoArrival } from '../commands/door-undo.ts';
import { ensureTickets } from '../commands/tickets.ts';
import type { ScanWay } from '../door-tables.ts';
import { DoorPage } from '../pages/door-phone.tsx';
import { countArrived, findTicket } from '../queries/door.ts';
import type { DoorAnswer } from '../rules/door-outcome.ts';
import { readCode } from '../rules/ticket-code.ts';
import { editionMark, ticketLookup } from '../ticket.ts';
import { isAnswer, plainCard, scanCard } from './door-answer.tsx';
import {
  type AtDoor,
  atDoor,
  DOOR_COOKIE,
  doorFacts,
  doorJson,
  doorOver,
  doorPage,
  wantsJson,
} from './door-desk.tsx';

export function doorPhoneRoutes(deps: Deps): RouteSpec[] {
  return [
    doorGet('', 'The door on a phone.', (ctx) => show(deps, ctx)),
    doorPost('/entrar', 'Somebody comes in: by the code of a ticket, or as found by name.', (ctx) =>
      enter(deps, ctx),
    ),
    doorPost('/deshacer', 'Take a mark back; on phones of the staff.', (ctx) => undo(deps, ctx)),
    doorPost('/cerrar', 'This phone has finished its work.', (ctx) => close(deps, ctx)),
  ];
}

const ROOT = '/puerta/:token';
type Handler = RouteSpec['handle'];

export function doorGet(path: string, summary: string, handle: Handler): RouteSpec {
  return { method: 'GET', url: ROOT + path, kind: 'page', policy: 'public', summary, handle };
}

export function doorPost(path: string, summary: string, handle: Handler): RouteSpec {
  return { method: 'POST', url: ROOT + path, kind: 'page', policy: 'public', summary, handle };
}

export const fieldOf = (ctx: Ctx, name: string): string => ctx.body.fields.get(name)?.[0]?.trim() ?? '';

async function show(deps: Deps, ctx: Ctx): Promise<Answer> {
  const at = await atDoor(deps, ctx);
  if (at.state !== 'open') return doorOver(ctx, at);
  const asked = ctx.query.get('escaneo') ?? '';
  const answer = ctx.query.get('respuesta');
  let result: VNode | undefined;
  if (isUuid(asked)) result = await scanCard(deps, ctx, at, asked);
  else if (isAnswer(answer)) result = plainCard(ctx, answer);
  const body = <DoorPage door={await doorFacts(deps, ctx, at)} result={result} />;
  return doorPage(ctx.t('attendance.door.title'), body, { scripts: true });
}

export interface Entering {
  scanId: string;
  way: ScanWay;
  anyway: boolean;
}

/**
 * One person comes in.
 * @returns the answer, when it is not that of a registration's scan
 */
export async function enterOne(
  deps: Deps,
  ctx: Ctx,
  at: AtDoor,
  registrationId: string,
  { scanId, way, anyway }: Entering,
): Promise<DoorAnswer | undefined> {
  const { phone } = at;
  const take = () =>
    withTransaction(deps.db, (trx) =>
      takeScan(
        trx,
        { phone, now: ctx.now },
        { id: scanId, registrationId, way, at: ctx.now, clamped: false, anyway },
      ),
    );
  let taken = await take();
  if (!taken) {
    // Registered after the last ticket was looked for.
    await ensureTickets(deps.db, deps.vault, phone.event_id);
    taken = await take();
  }
  return taken ? undefined : 'unknown';
}

async function enter(deps: Deps, ctx: Ctx): Promise<Answer> {
  const at = await atDoor(deps, ctx);
  if (at.state !== 'open') return doorOver(ctx, at);
  const asked = fieldOf(ctx, 'scan');
  const scanId = isUuid(asked) ? asked : randomUUID();
  const anyway = fieldOf(ctx, 'anyway') === 'yes';
  const registration = fieldOf(ctx, 'registration');
  const way = fieldOf(ctx, 'way') === 'scan' ? 'scan' : 'hand';
  let answer: DoorAnswer | undefined;
  if (registration) {
    answer = isUuid(registration)
      ? await enterOne(deps, ctx, at, registration, { scanId, way: 'search', anyway })
      : 'unknown';
  } else {
    const found = await findByCode(deps, at, fieldOf(ctx, 'code'));
    answer =
      'answer' in found ? found.answer : await enterOne(deps, ctx, at, found.id, { scanId, way, anyway });
  }
  return tell(deps, ctx, at, answer === undefined ? { scanId } : { answer });
}

/** Whose code it is; or why it is nobody's. */
async function findByCode(
  deps: Deps,
  { phone }: AtDoor,
  typed: string,
): Promise<{ id: string } | { answer: DoorAnswer }> {
  const read = readCode(typed);
  if (!read.ok) return { answer: read.fault };
  const lookup = ticketLookup(deps.vault, read.code);
  let ticket = await findTicket(deps.db, lookup);
  if (!ticket && read.edition === editionMark(deps.vault, phone.event_id)) {
    await ensureTickets(deps.db, deps.vault, phone.event_id);
    ticket = await findTicket(deps.db, lookup);
    if (!ticket) return { answer: 'unknown' };
  }
  if (ticket?.event_id !== phone.event_id) return { answer: 'other_event' };
  return { id: ticket.registration_id };
}

/** To the script the card itself; else back to the door, which shows it. */
export async function tell(
  deps: Deps,
  ctx: Ctx,
  at: AtDoor,
  result: { scanId: string } | { answer: DoorAnswer },
): Promise<Answer> {
  if (!wantsJson(ctx)) {
    const query = 'scanId' in result ? `escaneo=${result.scanId}` : `respuesta=${result.answer}`;
    return seeOther(`${at.path}?${query}`);
  }
  const [card, counts] = await Promise.all([
    'scanId' in result ? scanCard(deps, ctx, at, result.scanId) : plainCard(ctx, result.answer),
    countArrived(deps.db, at.phone.event_id),
  ]);
  return doorJson({
    html: card ? renderFragment(card) : '',
    now: ctx.now.epochMilliseconds,
    counts,
  });
}

async function undo(deps: Deps, ctx: Ctx): Promise<Answer> {
  const at = await atDoor(deps, ctx);
  if (at.state !== 'open') return doorOver(ctx, at);
  const { phone, actor } = at;
  const registration = fieldOf(ctx, 'registration');
  if (!phone.by_staff || !isUuid(registration)) return seeOther(at.path);
  await withTransaction(deps.db, (trx) =>
    undoArrival(trx, { actor, now: ctx.now }, phone.event_id, registration),
  );
  return seeOther(at.path);
}

async function close(deps: Deps, ctx: Ctx): Promise<Answer> {
  const at = await atDoor(deps, ctx);
  await withTransaction(deps.db, (trx) => closePhone(trx, ctx.now, at.phone.id));
  const gone = { name: DOOR_COOKIE, value: '', maxAge: 0, path: at.path };
  return wantsJson(ctx) ? doorJson({ over: 'closed' }) : seeOther('/', [gone]);
}
