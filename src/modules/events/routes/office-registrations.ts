/** Who comes: the list, the numbers, the export. */
import { audit } from '../../../platform/audit/audit.ts';
import { csvFile } from '../../../platform/csv.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import type { FormField } from '../../../platform/forms/field.ts';
import { bytes } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { type EditionDesk, editionHref } from '../pages/office/frame.tsx';
import { type AnswerNumbers, NumbersPage } from '../pages/office/numbers.tsx';
import { type PeopleFilter, PeoplePage } from '../pages/office/people.tsx';
import { findPeople, openBatches, type OpenRegistration, type Tally, tally } from '../people.ts';
import { isId } from '../queries/office-programme.ts';
import { countByDay, listWorkshopTitles, type RegistrationFilter } from '../queries/office-registrations.ts';
import { countStates } from '../queries/office.ts';
import { findRegistrationEvent, type RegistrationEvent } from '../queries/registrations.ts';
import { fold } from '../rules/choices.ts';
import { wallTime } from '../rules/wall-time.ts';
import { ATTENDANCES, REGISTRATION_STATES } from '../tables.ts';
import { editionDesk, get, officePage, post } from './office-desk.ts';
import { answerWords, labelOf, optionWords, saidFields } from './office-person-words.ts';

const PER_PAGE = 50;
const MOST_COUNTED = 20_000;
const MOST_EXPORTED = 50_000;
const DAYS_SHOWN = 60;

export function officeRegistrationRoutes(deps: Deps): RouteSpec[] {
  const read = 'events.read_registrations';
  return [
    get('/:slug/inscripciones', read, 'Who comes: search and filters.', (ctx) => list(deps, ctx)),
    get('/:slug/inscripciones/numeros', read, 'Registrations in numbers.', (ctx) => numbers(deps, ctx)),
    post('/:slug/inscripciones/exportar', read, 'All or the filtered registrations as CSV.', (ctx) =>
      exportCsv(deps, ctx),
    ),
  ];
}

/** @throws not_found */
export async function registrationEventOf(deps: Deps, { edition }: EditionDesk): Promise<RegistrationEvent> {
  const event = await findRegistrationEvent(deps.db, { id: edition.id });
  if (!event) throw notFound();
  return event;
}

/** Whatever is no state, way of attending or workshop of this edition filters nothing. */
function readFilter(
  of: (name: string) => string,
  event: RegistrationEvent,
): { typed: PeopleFilter; filter: RegistrationFilter } {
  const state = REGISTRATION_STATES.find((s) => s === of('estado'));
  const attendance = ATTENDANCES.find((a) => a === of('modo'));
  const workshop = event.workshops.find((w) => w.id === of('taller'))?.id;
  const q = of('q').replaceAll('\0', '').trim().slice(0, 200);
  return {
    typed: { q, estado: state ?? '', modo: attendance ?? '', taller: workshop ?? '' },
    filter: { state, attendance, workshop },
  };
}

async function list(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const event = await registrationEventOf(deps, desk);
  const { typed, filter } = readFilter((name) => ctx.query.get(name) ?? '', event);
  const asked = ctx.query.get('antes') ?? '';
  const before = isId(asked) ? asked : undefined;
  const found = await findPeople(deps, event.id, filter, typed.q, { before, limit: PER_PAGE });
  const counts = (await countStates(deps.db, [event.id])).get(event.id) ?? {};
  const query = new URLSearchParams(Object.entries(typed).filter(([, value]) => value !== ''));
  const href = editionHref(desk.edition, 'inscripciones');
  const first = query.size > 0 ? `${href}?${query.toString()}` : href;
  if (found.next) query.set('antes', found.next);
  const body = PeoplePage({
    desk,
    people: found.people,
    counts,
    filter: typed,
    workshops: event.workshops,
    firstHref: before ? first : undefined,
    nextHref: found.next ? `${href}?${query.toString()}` : undefined,
    unfinished: found.unfinished,
  });
  return officePage(ctx.t('events.office.tab.registrations'), body);
}

async function numbers(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const event = await registrationEventOf(deps, desk);
  const counts = (await countStates(deps.db, [event.id])).get(event.id) ?? {};
  const days = await countByDay(deps.db, event.id, event.timezone, DAYS_SHOWN);
  const tallies = new Map<string, Tally>();
  let opened = 0;
  for await (const batch of openBatches(deps, event.id, {}, { most: MOST_COUNTED })) {
    tally(batch.filter(isLive), tallies);
    opened += batch.length;
  }
  const answers = saidFields(event).flatMap((field) => numbersOf(field, tallies.get(field.name), ctx.t));
  const bound = opened === MOST_COUNTED ? MOST_COUNTED : undefined;
  return officePage(
    ctx.t('events.office.numbers.title'),
    NumbersPage({ desk, counts, days, answers, bound }),
  );
}

/** Who cancelled or was declined says nothing about who comes. */
function isLive({ state }: OpenRegistration): boolean {
  return state !== 'cancelled' && state !== 'declined' && state !== 'lapsed';
}

const COUNTED = new Set(['select', 'radio', 'checkboxes']);
const MOST_BARS = 30;
const SHORT_LIST = 6;

/** Free text is not counted: it would be a list of what people wrote. Countries are, though typed. */
function numbersOf(field: FormField, given: Tally | undefined, t: Translate): AnswerNumbers[] {
  const control = field.ui?.control ?? '';
  if (!given || (!COUNTED.has(control) && field.name !== 'country')) return [];
  const { counts, answered } = given;
  const offered = field.ui?.options?.map((option) => option.value) ?? [];
  const typed = [...counts.keys()].filter((value) => !offered.includes(value));
  const items = [...offered, ...typed]
    .map((value) => ({ label: optionWords(value, field, t), value: counts.get(value) ?? 0 }))
    .toSorted((a, b) => b.value - a.value)
    // Of a long list, what nobody chose is left out.
    .filter((item, _, all) => item.value > 0 || all.length <= SHORT_LIST)
    .slice(0, MOST_BARS);
  return [{ label: labelOf(field, t), items, answered }];
}

async function exportCsv(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const event = await registrationEventOf(deps, desk);
  const { typed, filter } = readFilter((name) => ctx.body.fields.get(name)?.[0] ?? '', event);
  const fields = saidFields(event);
  const wanted = fold(typed.q);
  const rows: (string | number)[][] = [];
  for await (const batch of openBatches(deps, event.id, filter, { most: MOST_EXPORTED })) {
    const found = batch.filter((row) => isFound(row, wanted));
    const workshops = await listWorkshopTitles(
      deps.db,
      found.map((row) => row.id),
    );
    for (const row of found) rows.push(csvRow(row, event, fields, workshops.get(row.id) ?? [], ctx.t));
  }
  // Who took the list out of the house, and how long it was: written before anybody gets it.
  await withTransaction(deps.db, (trx) =>
    audit(trx, {
      actor: ctx.actor,
      action: 'events.export_registrations',
      subject: { kind: 'event', id: event.id },
      detail: {
        rows: rows.length,
        state: typed.estado,
        attendance: typed.modo,
        workshop: typed.taller,
        searched: typed.q !== '',
      },
    }),
  );
  return bytes(csvFile(csvHeader(fields, ctx.t), rows), 'text/csv; charset=utf-8', {
    'content-disposition': `attachment; filename="inscripciones-${event.slug}.csv"`,
  });
}

function isFound({ person }: OpenRegistration, wanted: string): boolean {
  if (!wanted) return true;
  return (
    person !== undefined &&
    [person.name, person.email, person.organization ?? ''].some((text) => fold(text).includes(wanted))
  );
}

function csvHeader(fields: readonly FormField[], t: Translate): string[] {
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

function csvRow(
  r: OpenRegistration,
  event: RegistrationEvent,
  fields: readonly FormField[],
  workshops: readonly { title: string; state: string }[],
  t: Translate,
): string[] {
  const yesNo = (value: boolean) => t(value ? 'form.yes' : 'form.no');
  const { person } = r;
  return [
    wallTime(r.created_at, event.timezone).replace('T', ' '),
    t(`events.office.state.${r.state}`),
    t(`events.attendance.${r.attendance}`),
    ...fields.map((field) => (person ? answerWords(person, field, t) : '')),
    workshops.map((w) => w.title).join(', '),
    yesNo(r.consent_directory),
    yesNo(r.consent_photo),
    yesNo(r.consent_recording),
    yesNo(r.address_confirmed_at !== null),
    yesNo(r.mail_refused_at !== null),
    t(`events.office.origin.${r.origin}`),
  ];
}
