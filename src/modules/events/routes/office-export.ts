/** The list of who comes, taken out of the house: as CSV and as a workbook, with the same columns. */
import { audit } from '../../../platform/audit/audit.ts';
import { csvFile } from '../../../platform/csv.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { FormField } from '../../../platform/forms/field.ts';
import { bytes, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { XLSX_MEDIA_TYPE, type XlsxCell, xlsxFile } from '../../../platform/xlsx.ts';
import { dayOf, wallTime } from '../../../platform/i18n/wall-time.ts';
import { type EditionDesk, editionHref } from '../pages/office/frame.tsx';
import type { PeopleFilter } from '../pages/office/people.tsx';
import { openBatches, type OpenRegistration } from '../people.ts';
import type { Person } from '../person.ts';
import { listWorkshopTitles } from '../queries/office-registrations.ts';
import type { RegistrationEvent } from '../queries/registrations.ts';
import { fold } from '../rules/choices.ts';
import { editionDesk, post } from './office-desk.ts';
import { answerWords, labelOf, saidFields } from './office-person-words.ts';
import { readFilter, registrationEventOf } from './office-registrations.ts';

const MOST_EXPORTED = 50_000;
/** A workbook is made in memory, and while it is made nothing else moves: about 0.2 s for each thousand rows. */
const MOST_IN_WORKBOOK = 10_000;

export function officeExportRoutes(deps: Deps): RouteSpec[] {
  const read = 'events.read_registrations';
  return [
    post('/:slug/inscripciones/exportar', read, 'All or the filtered registrations as CSV.', (ctx) =>
      exportCsv(deps, ctx),
    ),
    post('/:slug/inscripciones/exportar.xlsx', read, 'All or the filtered registrations as XLSX.', (ctx) =>
      exportXlsx(deps, ctx),
    ),
  ];
}

async function exportCsv(deps: Deps, ctx: Ctx): Promise<Answer> {
  const list = await openList(deps, ctx, 'csv', MOST_EXPORTED);
  const rows = list.rows.map((row) =>
    row.map((cell) => (cell instanceof Temporal.PlainDateTime ? minuteOf(cell) : String(cell ?? ''))),
  );
  return bytes(csvFile(list.header, rows), 'text/csv; charset=utf-8', attachment(list.event, 'csv'));
}

/** The moment on the wall as CSV has it: `2027-03-07 08:30`. */
function minuteOf(at: Temporal.PlainDateTime): string {
  return at.toString({ smallestUnit: 'minute' }).replace('T', ' ');
}

async function exportXlsx(deps: Deps, ctx: Ctx): Promise<Answer> {
  const list = await openList(deps, ctx, 'xlsx', MOST_IN_WORKBOOK);
  if (list.unfinished)
    return seeOther(`${editionHref(list.desk.edition, 'inscripciones')}?hecho=too_many_for_workbook`);
  const { header, rows, event } = list;
  const file = await xlsxFile({ sheet: ctx.t('events.office.tab.registrations'), header, rows });
  return bytes(file, XLSX_MEDIA_TYPE, attachment(event, 'xlsx'));
}

function attachment({ slug }: RegistrationEvent, extension: string): Record<string, string> {
  return { 'content-disposition': `attachment; filename="inscripciones-${slug}.${extension}"` };
}

interface OpenList {
  desk: EditionDesk;
  event: RegistrationEvent;
  header: string[];
  rows: XlsxCell[][];
  /** There are more than `most`; the rows are then not all. */
  unfinished: boolean;
}

/** @throws not_found */
async function openList(deps: Deps, ctx: Ctx, format: string, most: number): Promise<OpenList> {
  const desk = await editionDesk(deps, ctx);
  const event = await registrationEventOf(deps, desk);
  const { typed, filter } = readFilter((name) => ctx.body.fields.get(name)?.[0] ?? '', event);
  const fields = saidFields(event);
  const wanted = fold(typed.q);
  const rows: XlsxCell[][] = [];
  for await (const batch of openBatches(deps, event.id, filter, { most: MOST_EXPORTED })) {
    const found = batch.filter((row) => isFound(row, wanted));
    const ids = found.map((row) => row.id);
    const workshops = await listWorkshopTitles(deps.db, ids);
    for (const row of found) rows.push(cellsOf(row, event, fields, workshops.get(row.id) ?? [], ctx.t));
    if (rows.length > most) break;
  }
  const unfinished = rows.length > most;
  if (!unfinished) await note(deps, ctx, event.id, { rows: rows.length, format, typed });
  return { desk, event, header: headerOf(fields, ctx.t), rows, unfinished };
}

/** Who took the list out of the house, and how long it was: written before anybody gets it. */
async function note(
  deps: Deps,
  ctx: Ctx,
  eventId: string,
  { rows, format, typed }: { rows: number; format: string; typed: PeopleFilter },
): Promise<void> {
  await withTransaction(deps.db, (trx) =>
    audit(trx, {
      actor: ctx.actor,
      action: 'events.export_registrations',
      subject: { kind: 'event', id: eventId },
      detail: {
        rows,
        format,
        state: typed.estado,
        attendance: typed.modo,
        workshop: typed.taller,
        searched: typed.q !== '',
      },
    }),
  );
}

function isFound({ person }: OpenRegistration, wanted: string): boolean {
  if (!wanted) return true;
  return (
    person !== undefined &&
    [person.name, person.email, person.organization ?? ''].some((text) => fold(text).includes(wanted))
  );
}

function headerOf(fields: readonly FormField[], t: Translate): string[] {
  return [
    t('events.office.people.since'),
    t('events.office.people.state'),
    t('events.office.people.attendance'),
    ...fields.map((field) => labelOf(field, t)),
    t('events.form.workshops'),
    t('events.form.consent_directory'),
    t('events.form.consent_photo'),
    t('events.form.consent_recording'),
    t('events.office.person.confirmed'),
    t('events.office.person.refused_title'),
    t('events.office.person.origin'),
  ];
}

function cellsOf(
  r: OpenRegistration,
  event: RegistrationEvent,
  fields: readonly FormField[],
  workshops: readonly { title: string; state: string }[],
  t: Translate,
): XlsxCell[] {
  const yesNo = (value: boolean) => t(value ? 'form.yes' : 'form.no');
  const { person } = r;
  return [
    Temporal.PlainDateTime.from(wallTime(r.created_at, event.timezone)),
    t(`events.state.${r.state}`),
    t(`events.attendance.${r.attendance}`),
    ...fields.map((field) => (person ? answerCell(person, field, t) : '')),
    workshops.map((w) => w.title).join(', '),
    yesNo(r.consent_directory),
    yesNo(r.consent_photo),
    yesNo(r.consent_recording),
    yesNo(r.address_confirmed_at !== null),
    yesNo(r.mail_refused_at !== null),
    t(`events.office.origin.${r.origin}`),
  ];
}

/** A number or a date that was asked for as one; everything else in words. */
function answerCell(person: Person, field: FormField, t: Translate): XlsxCell {
  const words = answerWords(person, field, t);
  if (field.ui?.control === 'number' && words !== '' && Number.isFinite(Number(words))) return Number(words);
  return (field.ui?.control === 'date' ? dayOf(words) : undefined) ?? words;
}
