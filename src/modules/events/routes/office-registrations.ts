/** Who comes: the list and the numbers. */
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import type { FormField } from '../../../platform/forms/field.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { type EditionDesk, editionHref } from '../pages/office/frame.tsx';
import { type AnswerNumbers, NumbersPage } from '../pages/office/numbers.tsx';
import { type PeopleFilter, PeoplePage } from '../pages/office/people.tsx';
import { findPeople, openBatches, type OpenRegistration, type Tally, tally } from '../people.ts';
import { countByDay, type RegistrationFilter } from '../queries/office-registrations.ts';
import { countStates } from '../queries/office.ts';
import { findRegistrationEvent, type RegistrationEvent } from '../queries/registrations.ts';
import { ATTENDANCES, REGISTRATION_STATES } from '../tables.ts';
import { editionDesk, get, officePage } from './office-desk.ts';
import { labelOf, optionWords, saidFields } from './office-person-words.ts';

const PER_PAGE = 50;
const MOST_COUNTED = 20_000;
const DAYS_SHOWN = 60;

export function officeRegistrationRoutes(deps: Deps): RouteSpec[] {
  const read = 'events.read_registrations';
  return [
    get('/:slug/inscripciones', read, 'Who comes: search and filters.', (ctx) => list(deps, ctx)),
    get('/:slug/inscripciones/numeros', read, 'Registrations in numbers.', (ctx) => numbers(deps, ctx)),
  ];
}

/** @throws not_found */
export async function registrationEventOf(deps: Deps, { edition }: EditionDesk): Promise<RegistrationEvent> {
  const event = await findRegistrationEvent(deps.db, { id: edition.id });
  if (!event) throw notFound();
  return event;
}

/** Whatever is no state, way of attending or workshop of this edition filters nothing. */
export function readFilter(
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
  const before = isUuid(asked) ? asked : undefined;
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
