/** Meetings at the desk: opened, changed, closed, looked at. */
import { allows } from '../../../platform/access/access.ts';
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import { run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { FieldFault } from '../../../platform/errors.ts';
import { AppError } from '../../../platform/errors.ts';
import { type FormField, fieldsOf, withOptions } from '../../../platform/forms/field.ts';
import { type RawValues, readForm } from '../../../platform/forms/read.ts';
import { versionOf } from '../../../platform/forms/versions.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { filled, type FormState } from '../../../ui/controls/schema-form.tsx';
import { officeProposalPath, openText } from '../../proposals/index.ts';
import { NEW_MEETING, OFFICE_MEETINGS, officeMeetingPath } from '../addresses.ts';
import { changeMeeting, type MeetingFacts, openMeeting, setOpen } from '../commands/meetings.ts';
import { MeetingPage, PosterPage, type ShownRow } from '../pages/office/meeting.tsx';
import { ChangeMeetingPage, MeetingsPage, NewMeetingPage } from '../pages/office/meetings.tsx';
import {
  BROUGHT_CURSOR,
  type BroughtRow,
  choosableEditions,
  countBrought,
  listBrought,
  listMeetings,
  MEETING_CURSOR,
} from '../queries/meetings.ts';
import { MeetingForm } from '../schemas/forms.ts';
import { printedIn } from './printed.ts';
import { contextOf, get, meetingIn, post, readerOf, RUN, STYLES } from './shared.ts';

const PER_PAGE = 30;

export function officeMeetingRoutes(deps: Deps): RouteSpec[] {
  return [
    get('', RUN, 'Meetings, the latest first.', (ctx) => showList(deps, ctx)),
    get('/nueva', RUN, 'The form that opens a meeting.', (ctx) => showNew(deps, ctx)),
    post('/nueva', RUN, 'Open a meeting.', (ctx) => sendNew(deps, ctx)),
    get('/:id', RUN, 'One meeting: its code, and what it brought.', (ctx) => showOne(deps, ctx)),
    get('/:id/cartel', RUN, 'The code of a meeting to be hung on the wall.', (ctx) => showPoster(deps, ctx)),
    get('/:id/cambiar', RUN, 'The form that changes a meeting.', (ctx) => showChange(deps, ctx)),
    post('/:id/cambiar', RUN, 'Change a meeting.', (ctx) => sendChange(deps, ctx)),
    post('/:id/estado', RUN, 'Close a meeting, or open it again (field `open`).', (ctx) =>
      sendOpen(deps, ctx),
    ),
  ];
}

async function showList(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { after } = readPageRequest(ctx.query, MEETING_CURSOR);
  const [reader, { items, next }] = await Promise.all([
    readerOf(deps, ctx),
    listMeetings(deps.db, { after, limit: PER_PAGE }),
  ]);
  const body = MeetingsPage({
    ...reader,
    rows: items,
    firstHref: after && OFFICE_MEETINGS,
    nextHref: next && `${OFFICE_MEETINGS}?after=${next}`,
  });
  return page(body, { title: ctx.t('meetings.office.title') });
}

const fieldsFor = async (deps: Deps): Promise<FormField[]> =>
  withOptions(fieldsOf(MeetingForm), {
    event: (await choosableEditions(deps.db)).map(({ id, title }) => ({ value: id, label: { text: title } })),
  });

async function showNew(deps: Deps, ctx: Ctx, drawn?: FormState): Promise<Answer> {
  const [reader, fields] = await Promise.all([readerOf(deps, ctx), fieldsFor(deps)]);
  const today = ctx.now.toZonedDateTimeISO(reader.zone).toPlainDate();
  const state = drawn ?? filled({ on_date: String(today), visibility: 'reserved' });
  return page(NewMeetingPage({ ...reader, fields, state }), {
    title: ctx.t('meetings.office.new'),
    status: drawn ? 422 : 200,
  });
}

type FactsReading =
  | { ok: true; facts: MeetingFacts; raw: RawValues }
  | { ok: false; faults: FieldFault[]; raw: RawValues };

async function readFacts(deps: Deps, { body, t }: Ctx): Promise<FactsReading> {
  const form = readForm(MeetingForm, body, t);
  if (!form.ok) return form;
  const { title, place, on_date, department = '', event: eventId, category = '', visibility } = form.value;
  if (eventId !== undefined && !(await choosableEditions(deps.db)).some(({ id }) => id === eventId))
    return { ok: false, raw: form.raw, faults: [{ field: 'event', message: t('form.fault.invalid') }] };
  const onDate = Temporal.PlainDate.from(on_date);
  return {
    ok: true,
    raw: form.raw,
    facts: { title, place, department, onDate, eventId, category, visibility },
  };
}

async function sendNew(deps: Deps, ctx: Ctx): Promise<Answer> {
  const reading = await readFacts(deps, ctx);
  if (!reading.ok) return showNew(deps, ctx, { values: reading.raw, faults: reading.faults });
  const done = await run(deps.db, (trx) => openMeeting(trx, contextOf(deps, ctx), reading.facts));
  return seeOther(done.ok ? `${officeMeetingPath(done.id)}?hecho=opened` : NEW_MEETING);
}

async function showOne(deps: Deps, ctx: Ctx): Promise<Answer> {
  const meeting = await meetingIn(deps, ctx);
  const { after } = readPageRequest(ctx.query, BROUGHT_CURSOR);
  const [reader, brought, { items, next }] = await Promise.all([
    readerOf(deps, ctx),
    countBrought(deps.db, meeting.id),
    listBrought(deps.db, meeting.id, { after, limit: PER_PAGE }),
  ]);
  const here = officeMeetingPath(meeting.id);
  const body = MeetingPage({
    ...reader,
    meeting,
    baseUrl: deps.config.baseUrl,
    brought,
    rows: items.map((row) => shownRow(deps, ctx, row)),
    told: ctx.query.get('hecho') ?? undefined,
    firstHref: after && here,
    nextHref: next && `${here}?after=${next}`,
  });
  return page(body, { title: meeting.title, styles: STYLES });
}

function shownRow(deps: Deps, { actor, t }: Ctx, row: BroughtRow): ShownRow {
  const { number, state, via, created_at: at } = row;
  return {
    number,
    state,
    via,
    at,
    title: openText(deps.vault, row)?.title ?? t('proposals.office.not_kept'),
    href: number !== null && allows(actor, 'proposals.moderate') ? officeProposalPath(number) : undefined,
  };
}

async function showPoster(deps: Deps, ctx: Ctx): Promise<Answer> {
  const meeting = await meetingIn(deps, ctx);
  const printed = await printedIn(deps, ctx);
  const { baseUrl } = deps.config;
  return page(PosterPage({ ...printed, meeting, baseUrl, backHref: officeMeetingPath(meeting.id) }), {
    title: meeting.title,
    frame: 'bare',
    styles: STYLES,
  });
}

async function showChange(deps: Deps, ctx: Ctx, drawn?: FormState): Promise<Answer> {
  const meeting = await meetingIn(deps, ctx);
  const [reader, fields] = await Promise.all([readerOf(deps, ctx), fieldsFor(deps)]);
  const { title, place, on_date, department, event_id, category, visibility, version } = meeting;
  const kept = {
    title,
    place,
    on_date: String(on_date),
    department,
    event: event_id ?? '',
    category,
    visibility,
  };
  const state = drawn ?? { ...filled(kept), version };
  const told = ctx.query.get('hecho') ?? undefined;
  return page(ChangeMeetingPage({ ...reader, meeting, fields, state, told }), {
    title: ctx.t('meetings.part.cambiar'),
    status: drawn ? 422 : 200,
  });
}

async function sendChange(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id } = await meetingIn(deps, ctx);
  const version = versionOf(ctx.body);
  const reading = await readFacts(deps, ctx);
  if (!reading.ok) return showChange(deps, ctx, { values: reading.raw, faults: reading.faults, version });
  const done = await run(deps.db, (trx) =>
    changeMeeting(trx, contextOf(deps, ctx), id, version, reading.facts),
  );
  if (done.ok) return seeOther(`${officeMeetingPath(id)}?hecho=saved`);
  // What was typed is kept, on top of the newer version: whoever saves it knows.
  const faults = [{ field: '', message: ctx.t('meetings.refused.changed') }];
  const { version: newer } = await meetingIn(deps, ctx);
  return showChange(deps, ctx, { values: reading.raw, faults, version: newer });
}

async function sendOpen(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id } = await meetingIn(deps, ctx);
  const open = ctx.body.fields.get('open')?.[0];
  if (open !== 'yes' && open !== 'no') throw new AppError('bad_request');
  await run(deps.db, (trx) => setOpen(trx, contextOf(deps, ctx), id, open === 'yes'));
  return seeOther(`${officeMeetingPath(id)}?hecho=${open === 'yes' ? 'reopened' : 'closed'}`);
}
