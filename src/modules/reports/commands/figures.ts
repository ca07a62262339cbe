/** Counting: in batches, since answers lie sealed; what is kept are numbers. */
import type { Read, Trx } from '../../../platform/db/handles.ts';
import type { Deps } from '../../../platform/deps.ts';
import { json } from '../../../platform/db/values.ts';
import { type AttendanceCounts, countAttendance } from '../../attendance/index.ts';
import {
  findRegistrationEvent,
  fold,
  openBatches,
  type OpenRegistration,
  registrationFormOf,
  type RegistrationEvent,
} from '../../events/index.ts';
import { fieldsOf, type FormField } from '../../../platform/forms/field.ts';
import { countRegistrations } from '../queries/reports.ts';
import { type Counts, type Figures, typedCounts } from '../rules/figures.ts';

/** No edition has more people than this counted. */
const MOST_PEOPLE = 200_000;

type Source = Pick<Deps, 'vault'> & { db: Read };

/** @returns undefined when there is no such edition */
export async function takeFigures({ db, vault }: Source, eventId: string): Promise<Figures | undefined> {
  const event = await findRegistrationEvent(db, { id: eventId });
  if (!event) return undefined;
  const free = await countFreely(db, eventId, event.timezone, await countAttendance(db, eventId));
  return { ...free, answers: await countAnswers({ db, vault }, event) };
}

/** What can be counted without opening anything: quick enough for a request. */
export async function countFreely(
  db: Read,
  eventId: string,
  timezone: string,
  { people: attended, bySession }: AttendanceCounts,
): Promise<Omit<Figures, 'answers'>> {
  const { states, days } = await countRegistrations(db, eventId, timezone);
  const confirmed = states.filter((row) => row.state === 'confirmed');
  return {
    people: total(confirmed),
    states: sums(states, (row) => row.state),
    ways: sums(confirmed, (row) => row.attendance),
    days: days.map(({ day, count }) => [String(day), count]),
    attended,
    sessions: Object.fromEntries(bySession),
  };
}

const total = (rows: readonly { count: number }[]): number => rows.reduce((sum, { count }) => sum + count, 0);

function sums<R extends { count: number }>(
  rows: readonly R[],
  key: (row: R) => string,
): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(rows, key)].map(([name, its]) => [name, total(its)]));
}

/** Questions with a list of answers, and the country, which is typed. Free text is never counted. */
const COUNTED = new Set(['select', 'radio', 'checkboxes']);
const ELSEWHERE = new Set(['attendance', 'workshops']);

function countedFields(event: RegistrationEvent): FormField[] {
  return fieldsOf(registrationFormOf(event, 'register')).filter(
    ({ name, ui }) => (COUNTED.has(ui?.control ?? '') && !ELSEWHERE.has(name)) || name === 'country',
  );
}

interface Tally {
  counts: Map<string, number>;
  none: number;
}

async function countAnswers(source: Source, event: RegistrationEvent): Promise<Record<string, Counts>> {
  const fields = countedFields(event);
  const tallies = new Map<string, Tally>(fields.map(({ name }) => [name, { counts: new Map(), none: 0 }]));
  for await (const batch of openBatches(source, event.id, { state: 'confirmed' }, { most: MOST_PEOPLE }))
    for (const row of batch) for (const [name, tally] of tallies) count(tally, valuesOf(row, name));
  return Object.fromEntries(
    fields.map((field) => [
      field.name,
      countsOf(field, tallies.get(field.name) ?? { counts: new Map(), none: 0 }),
    ]),
  );
}

function valuesOf({ person }: OpenRegistration, name: string): string[] {
  if (!person) return [];
  const value: unknown = name.startsWith('answers.')
    ? person.answers[name.slice('answers.'.length)]
    : {
        sector: person.sector,
        country: person.country,
        department: person.department,
        languages: person.languages,
      }[name];
  return [value]
    .flat()
    .flatMap((one) => (one === undefined || one === null || one === '' ? [] : [String(one)]));
}

function count(tally: Tally, values: readonly string[]): void {
  if (values.length === 0) tally.none += 1;
  for (const value of new Set(values)) tally.counts.set(value, (tally.counts.get(value) ?? 0) + 1);
}

/** Of a list every choice, in its order, nought included; what is no choice is not named. */
function countsOf(field: FormField, { counts, none }: Tally): Counts {
  const options = field.ui?.options?.map(({ value }) => value);
  if (!options) return typedCounts(counts, none, fold);
  const known = new Set(options);
  const other = [...counts].reduce((sum, [value, n]) => sum + (known.has(value) ? 0 : n), 0);
  return { counts: Object.fromEntries(options.map((value) => [value, counts.get(value) ?? 0])), other, none };
}

/**
 * Keeps the counts in the place of earlier ones, unless those are final.
 * @param final nothing can be counted again after this
 */
export async function keepFigures(
  trx: Trx,
  eventId: string,
  { figures, at, final }: { figures: Figures; at: Temporal.Instant; final: boolean },
): Promise<void> {
  const values = { figures: json(figures), taken_at: at, final };
  await trx
    .insertInto('report_figures')
    .values({ event_id: eventId, ...values })
    .onConflict((conflict) =>
      conflict.column('event_id').doUpdateSet(values).where('report_figures.final', '=', false),
    )
    .execute();
}
