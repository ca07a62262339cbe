/** The organiser's side of the door: phones begin and are taken back, what they bring is looked at. */
import type { TObject } from 'typebox';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { type FormResult, readForm } from '../../../platform/forms/read.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { clockTime } from '../../../platform/i18n/dates.ts';
import { isMessageKey } from '../../../platform/i18n/translate.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { BLANK, type DrawnForm } from '../../../ui/controls/schema-form.tsx';
import {
  actOf,
  type EditionDesk,
  editionDesk,
  editionHref,
  officeGet,
  officePost,
} from '../../events/index.ts';
import { judgeHeld } from '../commands/door-merge.ts';
import { acceptInvitation, invitePhone, revokePhone, startPhone } from '../commands/door-phones.ts';
import { undoArrival } from '../commands/door-undo.ts';
import { DoorInvitationPage, DOOR_TAB, DoorOfficePage, type ShownScan } from '../pages/door-office.tsx';
import { InvitationPage } from '../pages/door-people.tsx';
import { countDoor, countDoubles, type ListedScan, listScans } from '../queries/door.ts';
import { doorEnds, findInvitation, findPhone, listPhones, phoneState } from '../queries/door-phones.ts';
import { INVITE_FORM, START_FORM } from '../schemas/door.ts';
import { invitationOfToken, invitationToken, phoneCookie, phoneToken } from '../ticket.ts';
import { nameOf } from './door-answer.tsx';
import { CHECK_IN, DOOR_COOKIE, doorPath } from './door-desk.tsx';

const AT = `/:slug/${DOOR_TAB}`;

export function doorOfficeRoutes(deps: Deps): RouteSpec[] {
  const phone = `${AT}/telefonos/:phone`;
  return [
    officeGet(AT, CHECK_IN, 'The door: phones, arrivals, what must be looked at.', (ctx) =>
      office(deps, ctx),
    ),
    officePost(`${AT}/empezar`, CHECK_IN, 'Start the door on this phone.', (ctx) => start(deps, ctx)),
    officePost(`${AT}/enlace`, CHECK_IN, 'Make a link for one more phone.', (ctx) => invite(deps, ctx)),
    officeGet(`${AT}/enlaces/:invitation`, CHECK_IN, 'The link for one more phone, with its QR.', (ctx) =>
      showInvitation(deps, ctx),
    ),
    officePost(`${phone}/revocar`, CHECK_IN, 'Take a lost phone back.', (ctx) => revoke(deps, ctx)),
    officePost(`${phone}/aceptar`, CHECK_IN, 'Count what a phone sent after it was taken back.', (ctx) =>
      judge(deps, ctx, 'accept'),
    ),
    officePost(`${phone}/descartar`, CHECK_IN, 'Drop what a phone sent after it was taken back.', (ctx) =>
      judge(deps, ctx, 'drop'),
    ),
    officePost(`${AT}/deshacer`, CHECK_IN, 'Take a mark back.', (ctx) => undo(deps, ctx)),
    {
      method: 'GET',
      url: '/puerta/abrir/:token',
      kind: 'page',
      policy: 'public',
      summary: 'Asks whether to open the door on this phone.',
      handle: (ctx) => askInvited(deps, ctx),
    },
    {
      method: 'POST',
      url: '/puerta/abrir/:token',
      kind: 'page',
      policy: 'public',
      summary: 'Open the door on this phone, once.',
      handle: (ctx) => beginInvited(deps, ctx),
    },
  ];
}

const LATEST = 20;
const MOST_LISTED = 50;

type Typed = { form: 'start' | 'invite'; reading: Extract<FormResult<TObject>, { ok: false }> };

async function office(deps: Deps, ctx: Ctx, typed?: Typed): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const { edition } = desk;
  const shown = (scans: readonly ListedScan[]): ShownScan[] =>
    scans.map(({ sealed, ...scan }) => ({ ...scan, name: nameOf(deps, scan.registration_id ?? '', sealed) }));
  const list = async (outcome: 'arrived' | 'double' | 'unknown', limit: number) =>
    shown(await listScans(deps.db, edition.id, [outcome], limit));
  const phones = await listPhones(deps.db, edition.id);
  const body = DoorOfficePage({
    desk,
    counts: await countDoor(deps.db, edition.id),
    doubled: await countDoubles(deps.db, edition.id),
    phones: phones.map((phone) => ({
      ...phone,
      state: phoneState({ ...phone, ends_at: edition.ends_at }, ctx.now),
    })),
    latest: await list('arrived', LATEST),
    doubles: await list('double', MOST_LISTED),
    unknown: await list('unknown', MOST_LISTED),
    start: drawn(START_FORM, typed?.form === 'start' ? typed : undefined),
    invite: drawn(INVITE_FORM, typed?.form === 'invite' ? typed : undefined),
    isOver: isOver(desk, ctx.now),
    done: doneWords(ctx),
  });
  return page(body, {
    title: ctx.t('attendance.door.office.title'),
    status: typed ? 422 : 200,
    styles: ['door.css'],
  });
}

function isOver({ edition }: EditionDesk, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(now, doorEnds(edition)) > 0;
}

function drawn(form: TObject, typed: Typed | undefined): DrawnForm {
  const fields = fieldsOf(form);
  return typed
    ? { fields, values: typed.reading.raw, faults: typed.reading.faults }
    : { ...BLANK, fields, values: new Map([['may_search', ['yes']]]) };
}

function doneWords({ t, query }: Ctx): { kind: 'success' | 'warning'; words: string } | undefined {
  const done = query.get('puerta') ?? '';
  const key = `attendance.door.office.done.${done}`;
  if (!isMessageKey(key)) return undefined;
  return { kind: done === 'not_possible' ? 'warning' : 'success', words: t(key) };
}

async function start(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const reading = readForm(START_FORM, ctx.body, ctx.t);
  if (!reading.ok) return office(deps, ctx, { form: 'start', reading });
  if (isOver(desk, ctx.now)) return back(desk, 'not_possible');
  const phone = { eventId: desk.edition.id, label: reading.value.label, byStaff: true, maySearch: true };
  const id = await withTransaction(deps.db, (trx) => startPhone(trx, actOf(ctx), phone));
  return openDoor(deps, id, desk.edition, ctx.now);
}

/**
 * After the end of the door: a phone that was without network until then still brings what it kept, for
 * somebody to judge, and hears that it is over. Without its cookie it would keep both for ever.
 */
const BRINGS_FOR_HOURS = 30 * 24;

/** This browser becomes the phone: only with the cookie does the address open. */
function openDoor(
  deps: Deps,
  id: string,
  edition: { ends_at: Temporal.Instant },
  now: Temporal.Instant,
): Answer {
  const path = doorPath(phoneToken(deps.vault, id));
  const until = doorEnds(edition).add({ hours: BRINGS_FOR_HOURS });
  const maxAge = Math.round(until.since(now).total('seconds'));
  return seeOther(path, [{ name: DOOR_COOKIE, value: phoneCookie(deps.vault, id), path, maxAge }]);
}

function back(desk: EditionDesk, done: string): Answer {
  return seeOther(`${editionHref(desk.edition, DOOR_TAB)}?puerta=${done}`);
}

async function invite(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const reading = readForm(INVITE_FORM, ctx.body, ctx.t);
  if (!reading.ok) return office(deps, ctx, { form: 'invite', reading });
  if (isOver(desk, ctx.now)) return back(desk, 'not_possible');
  const { label, may_search: maySearch = false } = reading.value;
  const id = await withTransaction(deps.db, (trx) =>
    invitePhone(trx, actOf(ctx), { eventId: desk.edition.id, label, maySearch }),
  );
  return seeOther(editionHref(desk.edition, DOOR_TAB, 'enlaces', id));
}

const isUsable = (
  i: { used_at: Temporal.Instant | null; expires_at: Temporal.Instant },
  now: Temporal.Instant,
) => i.used_at === null && Temporal.Instant.compare(now, i.expires_at) < 0;

async function showInvitation(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const id = ctx.params['invitation'] ?? '';
  const invitation = isUuid(id) ? await findInvitation(deps.db, id) : undefined;
  if (invitation?.event_id !== desk.edition.id) throw notFound();
  const link = isUsable(invitation, ctx.now)
    ? `${deps.config.baseUrl}/puerta/abrir/${invitationToken(deps.vault, id)}`
    : undefined;
  const until = clockTime(invitation.expires_at, desk.edition.timezone, ctx.lang);
  const body = DoorInvitationPage({ desk, label: invitation.label, link, until });
  return page(body, { title: ctx.t('attendance.door.office.invite'), styles: ['door.css'] });
}

/** @throws not_found when it is of another edition */
async function phoneOf(
  deps: Deps,
  ctx: Ctx,
): Promise<{ desk: EditionDesk; phone: { id: string; event_id: string } }> {
  const desk = await editionDesk(deps, ctx);
  const id = ctx.params['phone'] ?? '';
  const phone = isUuid(id) ? await findPhone(deps.db, id) : undefined;
  if (phone?.event_id !== desk.edition.id) throw notFound();
  return { desk, phone };
}

async function revoke(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { desk, phone } = await phoneOf(deps, ctx);
  const revoked = await withTransaction(deps.db, (trx) =>
    revokePhone(trx, actOf(ctx), phone.event_id, phone.id),
  );
  return back(desk, revoked ? 'revoked' : 'not_possible');
}

async function judge(deps: Deps, ctx: Ctx, verdict: 'accept' | 'drop'): Promise<Answer> {
  const { desk, phone } = await phoneOf(deps, ctx);
  const count = await withTransaction(deps.db, (trx) => judgeHeld(trx, actOf(ctx), phone, verdict));
  return back(desk, count > 0 ? verdict : 'not_possible');
}

async function undo(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const registration = ctx.body.fields.get('registration')?.[0] ?? '';
  const undone =
    isUuid(registration) &&
    (await withTransaction(deps.db, (trx) => undoArrival(trx, actOf(ctx), desk.edition.id, registration)));
  return back(desk, undone ? 'undone' : 'not_possible');
}

/** @throws not_found for a link that was never made */
async function invited(deps: Deps, ctx: Ctx) {
  const id = invitationOfToken(deps.vault, ctx.params['token'] ?? '');
  const invitation = id === undefined ? undefined : await findInvitation(deps.db, id);
  if (!invitation) throw notFound();
  return invitation;
}

async function askInvited(deps: Deps, ctx: Ctx): Promise<Answer> {
  const invitation = await invited(deps, ctx);
  return invitationPage(ctx, invitation, isUsable(invitation, ctx.now));
}

function invitationPage(
  ctx: Ctx,
  { title, label }: { title: string; label: string },
  usable: boolean,
): Answer {
  const body = (
    <InvitationPage t={ctx.t} edition={title} label={label} action={usable ? ctx.path : undefined} />
  );
  return page(body, { title: ctx.t('attendance.invitation.title') });
}

async function beginInvited(deps: Deps, ctx: Ctx): Promise<Answer> {
  const invitation = await invited(deps, ctx);
  const act = { actor: { kind: 'system', what: 'door invitation' } as const, now: ctx.now };
  const id = await withTransaction(deps.db, (trx) => acceptInvitation(trx, act, invitation.id));
  return id === undefined ? invitationPage(ctx, invitation, false) : openDoor(deps, id, invitation, ctx.now);
}
