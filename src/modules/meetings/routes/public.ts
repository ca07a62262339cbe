/** For those who sit in a meeting: a code, a form, what came of it. No account, no mailbox, no script. */
import { randomUUID } from 'node:crypto';
import { run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { openRoutes } from '../../../platform/http/routes-at.ts';
import { filled, type FormState } from '../../../ui/controls/schema-form.tsx';
import { isLinkOf, linkToken, ownPath } from '../../proposals/index.ts';
import { sentPath, TABLE, tablePath } from '../addresses.ts';
import { receive } from '../commands/receive.ts';
import { NotTakingPage, SendPage, SentPage, TypeCodePage } from '../pages/table.tsx';
import { findByCode, findSent, isFull, type MeetingRow } from '../queries/meetings.ts';
import { readCode } from '../rules/code.ts';
import { MOST_RECEIVED } from '../rules/meeting.ts';
import { contextOf, readerOf, readSaid, STYLES } from './shared.ts';

const ONE = `${TABLE}/:code`;

export function publicRoutes(deps: Deps): RouteSpec[] {
  const route = openRoutes(deps);
  return [
    route('GET', TABLE, 'Where the code of a meeting is typed (`?codigo=`).', typeCode),
    route('GET', ONE, 'The form of a meeting, or that it is closed.', (_deps, ctx) => showForm(deps, ctx)),
    route('POST', ONE, 'Send a proposal in a meeting.', send),
    route('GET', `${ONE}/recibida/:token`, 'What was sent in a meeting, with its secret link.', showSent),
  ];
}

async function typeCode(deps: Deps, { t, query }: Ctx): Promise<Answer> {
  const typed = query.get('codigo')?.replaceAll('\0', '').trim().slice(0, 40) || undefined;
  const code = typed === undefined ? undefined : readCode(typed);
  if (code !== undefined && (await findByCode(deps.db, code))) return seeOther(tablePath(code));
  return page(TypeCodePage({ t, typed }), {
    title: t('meetings.code.title'),
    status: typed === undefined ? 200 : 422,
    noIndex: typed !== undefined,
  });
}

/** @returns undefined for a code that is none, or of no meeting */
async function meetingOf(deps: Deps, ctx: Ctx): Promise<MeetingRow | undefined> {
  const code = readCode(ctx.params['code'] ?? '');
  return code === undefined ? undefined : await findByCode(deps.db, code);
}

/** Whoever mistyped an address is led back to where it is typed. */
function unknown({ t, params }: Ctx): Answer {
  return page(TypeCodePage({ t, typed: (params['code'] ?? '').slice(0, 40) }), {
    title: t('meetings.code.title'),
    status: 404,
    noIndex: true,
  });
}

async function showForm(deps: Deps, ctx: Ctx, drawn?: FormState): Promise<Answer> {
  const meeting = await meetingOf(deps, ctx);
  if (!meeting) return unknown(ctx);
  const reader = await readerOf(deps, ctx);
  if (!meeting.is_open || isFull(meeting))
    return notTaking(deps, ctx, meeting, meeting.is_open ? 'full' : 'closed', drawn);
  const { visibility, category } = meeting;
  const state = drawn ?? filled({ visibility, category });
  return page(SendPage({ ...reader, meeting, state }), {
    title: meeting.title,
    status: drawn ? 422 : 200,
    noIndex: true,
  });
}

async function notTaking(
  deps: Deps,
  ctx: Ctx,
  meeting: MeetingRow,
  why: 'closed' | 'full',
  drawn?: FormState,
): Promise<Answer> {
  const reader = await readerOf(deps, ctx);
  const typed = drawn && { state: elsewhere(meeting, drawn), formKey: randomUUID() };
  return page(NotTakingPage({ ...reader, meeting, why, most: MOST_RECEIVED, typed }), {
    title: meeting.title,
    // A form that was filled in while it closed says so, too.
    status: ctx.body.fields.size > 0 ? 409 : 200,
    noIndex: true,
  });
}

/** What was typed, with what the meeting would have filled in: the form that is sent without one asks for it. */
const elsewhere = ({ department }: MeetingRow, { values, faults }: FormState): FormState => ({
  values: new Map([...filled({ department, from_event: 'true' }).values, ...values]),
  faults,
});

async function send(deps: Deps, ctx: Ctx): Promise<Answer> {
  const meeting = await meetingOf(deps, ctx);
  if (!meeting) return unknown(ctx);
  const reading = await readSaid(deps, ctx);
  if (!reading.ok) return showForm(deps, ctx, { values: reading.raw, faults: reading.faults });
  const done = await run(deps.db, (trx) =>
    receive(trx, contextOf(deps, ctx), meeting, reading.said, 'phone'),
  );
  if (done.ok && done.own) {
    const token = linkToken(deps.vault, done.own);
    // Sent before, elsewhere: it is theirs, and was not born here.
    const isOfHere = done.isNew || (await findSent(deps.db, meeting.id, done.own.id)) !== undefined;
    return seeOther(isOfHere ? sentPath(meeting.code, token) : ownPath(token));
  }
  const why = !done.ok && done.refused === 'full' ? 'full' : 'closed';
  return notTaking(deps, ctx, meeting, why, { values: reading.raw, faults: [] });
}

async function showSent(deps: Deps, ctx: Ctx): Promise<Answer> {
  const meeting = await meetingOf(deps, ctx);
  const token = ctx.params['token'] ?? '';
  const id = deps.vault.peekToken(token);
  const sent = meeting && id !== undefined ? await findSent(deps.db, meeting.id, id) : undefined;
  if (!meeting || !sent || !isLinkOf(deps.vault, token, sent)) throw notFound();
  const reader = await readerOf(deps, ctx);
  const { baseUrl } = deps.config;
  return page(SentPage({ ...reader, meeting, number: sent.number, token, baseUrl }), {
    title: ctx.t('proposals.received.title'),
    styles: STYLES,
    noIndex: true,
  });
}
