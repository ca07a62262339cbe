/** What is said in a room, typed for those who say it; hands that were raised. */
import { actorRef } from '../../../platform/audit/audit.ts';
import { run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { FieldFault } from '../../../platform/errors.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { BLANK, filled, type FormState } from '../../../ui/controls/schema-form.tsx';
import { attest, findShown, linkToken, openAuthors } from '../../proposals/index.ts';
import { officeMeetingPath, sentPath } from '../addresses.ts';
import { receive } from '../commands/receive.ts';
import { HandsPage, WritePage } from '../pages/office/write.tsx';
import { findTyped, lastTyped, type MeetingRow } from '../queries/meetings.ts';
import { nextTeam } from '../rules/meeting.ts';
import { HandsForm } from '../schemas/forms.ts';
import { contextOf, get, meetingIn, post, readerOf, readSaid, refusal, RUN } from './shared.ts';

export function officeWriteRoutes(deps: Deps): RouteSpec[] {
  return [
    get('/:id/escribir', RUN, 'Type what somebody says.', (ctx) => showWrite(deps, ctx)),
    post('/:id/escribir', RUN, 'Receive what was typed for somebody.', (ctx) => write(deps, ctx)),
    get('/:id/apoyos', RUN, 'The form for raised hands.', (ctx) => showHands(deps, ctx)),
    post('/:id/apoyos', RUN, 'Note the hands raised for a proposal.', (ctx) => noteHands(deps, ctx)),
  ];
}

/** @param refused the form was in order, and found no room */
async function showWrite(deps: Deps, ctx: Ctx, drawn?: FormState, refused = false): Promise<Answer> {
  const meeting = await meetingIn(deps, ctx);
  const [reader, last] = await Promise.all([readerOf(deps, ctx), lastTyped(deps.db, meeting.id)]);
  const received = drawn
    ? undefined
    : await typedNow(deps, ctx, meeting, ctx.query.get('recibida') ?? undefined);
  const body = WritePage({
    ...reader,
    meeting,
    state: drawn ?? blankOf(deps, meeting, last),
    told: ctx.query.get('hecho') ?? undefined,
    received,
  });
  const status = refused ? 409 : drawn ? 422 : 200;
  return page(body, { title: ctx.t('meetings.part.escribir'), status });
}

type Last = Awaited<ReturnType<typeof lastTyped>>;

/** So long its link is shown to whoever typed it, and to nobody else at the desk. */
const SHOWN = { minutes: 10 };

/** What this one typed here just now, whose link they may show to those who said it: they photograph it, and go on later. */
async function typedNow(deps: Deps, ctx: Ctx, { id, code }: MeetingRow, proposalId: string | undefined) {
  if (proposalId === undefined || !isUuid(proposalId)) return undefined;
  const typist = actorRef(ctx.actor);
  const row = await findTyped(deps.db, { meetingId: id, proposalId, typist, since: ctx.now.subtract(SHOWN) });
  if (!row || row.number === null) return undefined;
  return { id: row.id, number: row.number, linkHref: sentPath(code, linkToken(deps.vault, row)) };
}

/** With the team that is next, where the last one was numbered. */
function blankOf(deps: Deps, { visibility, category }: MeetingRow, last: Last): FormState {
  const names = last && openAuthors(deps.vault, last.id, last.sealed_authors)?.names;
  return filled({ visibility, category, authors: nextTeam(names ?? []) });
}

async function write(deps: Deps, ctx: Ctx): Promise<Answer> {
  const meeting = await meetingIn(deps, ctx);
  const reading = await readSaid(deps, ctx);
  if (!reading.ok) return showWrite(deps, ctx, { values: reading.raw, faults: reading.faults });
  const done = await run(deps.db, (trx) => receive(trx, contextOf(deps, ctx), meeting, reading.said, 'desk'));
  if (!done.ok)
    return showWrite(deps, ctx, { values: reading.raw, faults: [refusal(ctx, done.refused)] }, true);
  const path = officeMeetingPath(meeting.id, 'escribir');
  const typed = await typedNow(deps, ctx, meeting, done.own?.id);
  // Pressed twice it leads to the same page; the same words of somebody else lead to no link.
  return seeOther(typed ? `${path}?hecho=sent&recibida=${typed.id}` : `${path}?hecho=before`);
}

/** @param refused the form was in order, and the proposal is not shown any more */
async function showHands(deps: Deps, ctx: Ctx, state: FormState = BLANK, refused = false): Promise<Answer> {
  const meeting = await meetingIn(deps, ctx);
  const reader = await readerOf(deps, ctx);
  const told = ctx.query.get('hecho') ?? undefined;
  return page(HandsPage({ ...reader, meeting, state, told }), {
    title: ctx.t('meetings.part.apoyos'),
    status: refused ? 409 : state.faults.length > 0 ? 422 : 200,
  });
}

/** Where and when, in words for the public. */
export const placeOf = ({ title, place }: MeetingRow): string => `${title}, ${place}`.slice(0, 200);

export function countFaults(
  { seen, discarded = 0, reason = '' }: { seen: number; discarded?: number; reason?: string },
  { t }: Ctx,
): FieldFault[] {
  const faults: FieldFault[] = [];
  if (discarded > seen) faults.push({ field: 'discarded', message: t('proposals.attest.discarded.many') });
  if (discarded > 0 && reason === '')
    faults.push({ field: 'reason', message: t('proposals.attest.reason.missing') });
  return faults;
}

/** A meeting that is still to come has raised no hand. */
export async function isToCome(deps: Deps, ctx: Ctx, meeting: MeetingRow): Promise<boolean> {
  const { zone } = await readerOf(deps, ctx);
  const today = ctx.now.toZonedDateTimeISO(zone).toPlainDate();
  return Temporal.PlainDate.compare(meeting.on_date, today) > 0;
}

async function noteHands(deps: Deps, ctx: Ctx): Promise<Answer> {
  const meeting = await meetingIn(deps, ctx);
  const form = readForm(HandsForm, ctx.body, ctx.t);
  if (!form.ok) return showHands(deps, ctx, { values: form.raw, faults: form.faults });
  const { number, seen, discarded = 0, reason = '' } = form.value;
  const faults = countFaults(form.value, ctx);
  const proposal = await findShown(deps.db, number);
  if (!proposal) faults.unshift({ field: 'number', message: ctx.t('meetings.form.number.unknown') });
  if (await isToCome(deps, ctx, meeting))
    faults.push({ field: 'seen', message: ctx.t('proposals.attest.on_date.future') });
  if (faults.length > 0 || !proposal) return showHands(deps, ctx, { values: form.raw, faults });
  const counted = { seen, discarded, reason, place: placeOf(meeting), onDate: meeting.on_date };
  const done = await run(deps.db, (trx) =>
    attest(trx, contextOf(deps, ctx), proposal.id, { kind: 'meeting', ...counted }),
  );
  if (!done.ok) {
    const differs = { field: '', message: ctx.t('proposals.attest.differs') };
    const fault = done.refused === 'differs' ? differs : refusal(ctx, 'not_public');
    return showHands(deps, ctx, { values: form.raw, faults: [fault] }, true);
  }
  return seeOther(`${officeMeetingPath(meeting.id, 'apoyos')}?hecho=attested`);
}
