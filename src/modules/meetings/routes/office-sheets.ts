/** Sheets of paper: printed with a code each, entered when they come back. */
import { randomUUID } from 'node:crypto';
import { run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { PICTURE_LIMITS } from '../../../platform/files/kinds.ts';
import { type RawValues, readForm } from '../../../platform/forms/read.ts';
import { bytes, page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { readSetting } from '../../../platform/settings/settings.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { BLANK, filled, type FormState } from '../../../ui/controls/schema-form.tsx';
import { findShown } from '../../proposals/index.ts';
import { officeMeetingPath, printPath, sheetPath } from '../addresses.ts';
import type { Result } from '../commands/context.ts';
import { enterProposal, enterSupports, makeSheets } from '../commands/sheets.ts';
import { PrintPage } from '../pages/office/print.tsx';
import { SheetPage, TypeSheetPage } from '../pages/office/sheet.tsx';
import { SheetsPage } from '../pages/office/sheets.tsx';
import { findMeeting, type MeetingRow } from '../queries/meetings.ts';
import {
  findPhoto,
  findSheet,
  listBatch,
  listBatches,
  listMissing,
  type SheetRow,
} from '../queries/sheets.ts';
import { readCode } from '../rules/code.ts';
import { LinesForm, PrintForm } from '../schemas/forms.ts';
import { openPhoto } from '../sealed.ts';
import { photoDays } from '../settings.ts';
import { countFaults, isToCome, placeOf } from './office-write.ts';
import { printedIn } from './printed.ts';
import {
  contextOf,
  get,
  meetingIn,
  photoIn,
  post,
  readerOf,
  readSaid,
  refusal,
  RUN,
  STYLES,
} from './shared.ts';

/** The picture and the words beside it. */
const MAX_BYTES = PICTURE_LIMITS.maxBytes + 1_000_000;

export function officeSheetRoutes(deps: Deps): RouteSpec[] {
  return [
    get('/:id/hojas', RUN, 'Sheets of a meeting: given out, entered, missing.', (ctx) =>
      showSheets(deps, ctx),
    ),
    post('/:id/hojas', RUN, 'Make sheets to be printed.', (ctx) => print(deps, ctx)),
    get('/:id/hojas/:batch', RUN, 'Sheets as they leave the printer.', (ctx) => showPrint(deps, ctx)),
    get('/hojas', RUN, 'Where the code of a sheet is typed (`?codigo=`).', (ctx) => typeSheet(deps, ctx)),
    get('/hojas/:code', RUN, 'The form of a sheet, or when it was entered.', (ctx) => showSheet(deps, ctx)),
    {
      ...post('/hojas/:code', RUN, 'Enter a sheet, once.', (ctx) => enter(deps, ctx)),
      upload: { maxBytes: MAX_BYTES },
    },
    get('/hojas/:code/foto', RUN, 'The photo of a sheet.', (ctx) => showPhoto(deps, ctx)),
  ];
}

async function showSheets(deps: Deps, ctx: Ctx, drawn?: FormState): Promise<Answer> {
  const meeting = await meetingIn(deps, ctx);
  const [reader, batches, missing] = await Promise.all([
    readerOf(deps, ctx),
    listBatches(deps.db, meeting.id),
    listMissing(deps.db, meeting.id),
  ]);
  const state = drawn ?? filled({ kind: 'proposal', count: '10' });
  const told = ctx.query.get('hecho') ?? undefined;
  const body = SheetsPage({ ...reader, meeting, state, batch: randomUUID(), batches, missing, told });
  return page(body, {
    title: ctx.t('meetings.part.hojas'),
    status: drawn ? 422 : 200,
    styles: STYLES,
  });
}

async function print(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id } = await meetingIn(deps, ctx);
  const form = readForm(PrintForm, ctx.body, ctx.t);
  if (!form.ok) return showSheets(deps, ctx, { values: form.raw, faults: form.faults });
  const { kind, number, count } = form.value;
  const proposal = kind === 'supports' && number !== undefined ? await findShown(deps.db, number) : undefined;
  if (kind === 'supports' && !proposal) {
    const faults = [{ field: 'number', message: ctx.t('meetings.form.number.unknown') }];
    return showSheets(deps, ctx, { values: form.raw, faults });
  }
  const sent = ctx.body.fields.get('batch')?.[0] ?? '';
  const batch = isUuid(sent) ? sent : randomUUID();
  const done = await run(deps.db, (trx) =>
    makeSheets(trx, contextOf(deps, ctx), id, { batch, kind, count, proposalId: proposal?.id }),
  );
  return seeOther(
    done.ok ? printPath(id, batch) : `${officeMeetingPath(id, 'hojas')}?hecho=sheets_${done.refused}`,
  );
}

async function showPrint(deps: Deps, ctx: Ctx): Promise<Answer> {
  const meeting = await meetingIn(deps, ctx);
  const batch = ctx.params['batch'] ?? '';
  const sheets = isUuid(batch) ? await listBatch(deps.db, meeting.id, batch) : [];
  if (sheets.length === 0) throw notFound();
  const printed = await printedIn(deps, ctx);
  const body = PrintPage({
    ...printed,
    meeting,
    sheets,
    baseUrl: deps.config.baseUrl,
    photoDays: await readSetting(deps.db, photoDays),
    backHref: officeMeetingPath(meeting.id, 'hojas'),
  });
  return page(body, {
    title: ctx.t('meetings.print.title', { count: sheets.length }),
    frame: 'bare',
    styles: STYLES,
  });
}

async function typeSheet(deps: Deps, { t, query }: Ctx): Promise<Answer> {
  const typed = query.get('codigo')?.replaceAll('\0', '').trim().slice(0, 40) || undefined;
  const code = typed === undefined ? undefined : readCode(typed);
  if (code !== undefined && (await findSheet(deps.db, code))) return seeOther(sheetPath(code));
  return page(TypeSheetPage({ t, typed }), {
    title: t('meetings.sheet.enter'),
    status: typed === undefined ? 200 : 422,
  });
}

/** @throws not_found */
async function sheetIn(deps: Deps, ctx: Ctx): Promise<{ sheet: SheetRow; meeting: MeetingRow }> {
  const code = readCode(ctx.params['code'] ?? '');
  const sheet = code === undefined ? undefined : await findSheet(deps.db, code);
  const meeting = sheet && (await findMeeting(deps.db, sheet.meeting_id));
  if (!sheet || !meeting) throw notFound();
  return { sheet, meeting };
}

/** @param refused the form was in order, and was not taken */
async function showSheet(deps: Deps, ctx: Ctx, drawn?: FormState, refused = false): Promise<Answer> {
  const { sheet, meeting } = await sheetIn(deps, ctx);
  const [reader, days] = await Promise.all([readerOf(deps, ctx), readSetting(deps.db, photoDays)]);
  const { visibility, category } = meeting;
  const blank = sheet.kind === 'proposal' ? filled({ visibility, category }) : BLANK;
  const isEntered = sheet.entered_at !== null && sheet.taken_back_at === null;
  const body = SheetPage({
    ...reader,
    meeting,
    sheet,
    state: isEntered ? undefined : (drawn ?? blank),
    photoDays: days,
    told: ctx.query.get('hecho') ?? undefined,
  });
  const status = !drawn || isEntered ? 200 : refused ? 409 : 422;
  return page(body, { title: ctx.t('meetings.sheet.enter'), status });
}

async function enter(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { sheet, meeting } = await sheetIn(deps, ctx);
  const sent = await photoIn(ctx);
  return sheet.kind === 'proposal'
    ? enterWritten(deps, ctx, { sheet, meeting, sent })
    : enterLines(deps, ctx, { sheet, meeting, sent });
}

interface Entry {
  sheet: SheetRow;
  meeting: MeetingRow;
  sent: Awaited<ReturnType<typeof photoIn>>;
}

/** Entered now, or before; what was not taken stays before whoever typed it. */
async function answer(deps: Deps, ctx: Ctx, values: RawValues, done: Result): Promise<Answer> {
  if (!done.ok && done.refused !== 'entered')
    return showSheet(deps, ctx, { values, faults: [refusal(ctx, done.refused)] }, true);
  const { sheet } = await sheetIn(deps, ctx);
  return seeOther(`${sheetPath(sheet.code)}?hecho=${done.ok ? 'entered' : 'already'}`);
}

async function enterWritten(deps: Deps, ctx: Ctx, entry: Entry): Promise<Answer> {
  const { sheet, meeting, sent } = entry;
  const reading = await readSaid(deps, ctx);
  if (!reading.ok || sent.faults.length > 0) {
    const faults = [...(reading.ok ? [] : reading.faults), ...sent.faults];
    return showSheet(deps, ctx, { values: reading.raw, faults });
  }
  const done = await run(deps.db, (trx) =>
    enterProposal(trx, contextOf(deps, ctx), sheet.id, meeting, { said: reading.said, photo: sent.photo }),
  );
  return answer(deps, ctx, reading.raw, done);
}

async function enterLines(deps: Deps, ctx: Ctx, entry: Entry): Promise<Answer> {
  const { sheet, meeting, sent } = entry;
  const form = readForm(LinesForm, ctx.body, ctx.t);
  const faults = [...(form.ok ? countFaults(form.value, ctx) : form.faults), ...sent.faults];
  if (!sent.photo && sent.faults.length === 0)
    faults.push({ field: 'photo', message: ctx.t('meetings.sheet.photo_missing') });
  if (await isToCome(deps, ctx, meeting))
    faults.push({ field: 'seen', message: ctx.t('proposals.attest.on_date.future') });
  const { photo } = sent;
  if (!form.ok || faults.length > 0 || !photo) return showSheet(deps, ctx, { values: form.raw, faults });
  const { seen, discarded = 0, reason = '' } = form.value;
  const counted = { seen, discarded, reason, place: placeOf(meeting), onDate: meeting.on_date, photo };
  const done = await run(deps.db, (trx) => enterSupports(trx, contextOf(deps, ctx), sheet.id, counted));
  return answer(deps, ctx, form.raw, done);
}

/** Never public, kept by no browser on the way. */
async function showPhoto(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { sheet } = await sheetIn(deps, ctx);
  const row = await findPhoto(deps.db, sheet.id);
  const photo = row && openPhoto(deps.vault, sheet.id, row.sealed);
  if (!photo) throw notFound();
  return bytes(photo.bytes, photo.mediaType, {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
  });
}
