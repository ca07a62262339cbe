/**
 * Opening sealed registrations in bounded batches: for the search, the numbers and the export of the back
 * office. The database cannot read names; only this process can, a few hundred rows at a time.
 */
import type { Read } from '../../platform/db/handles.ts';
import { normalizeEmail } from '../../platform/vault/address.ts';
import type { Vault } from '../../platform/vault/vault.ts';
import { addressHash, type Person, tryOpenPerson } from './person.ts';
import {
  listOfficeRegistrations,
  type OfficeRegistrationRow,
  type RegistrationFilter,
} from './queries/office-registrations.ts';
import { fold } from './rules/choices.ts';

/** Rows opened between two turns of other work. */
export const BATCH = 500;
/** A search looks at so many rows per request, then offers to go on. */
const MOST_SEARCHED = 5000;

export type OpenRegistration = Omit<OfficeRegistrationRow, 'sealed'> & {
  /** Undefined when the blob cannot be opened: another key, or tampered with. */
  person: Person | undefined;
};

export function openRow(vault: Vault, row: OfficeRegistrationRow): OpenRegistration {
  const { sealed, ...rest } = row;
  return { ...rest, person: tryOpenPerson(vault, row.id, sealed) };
}

interface Source {
  db: Read;
  vault: Vault;
}

/** All registrations that fit, batch by batch, the latest first; at most `most`. */
export async function* openBatches(
  { db, vault }: Source,
  eventId: string,
  filter: RegistrationFilter,
  options: { before?: string | undefined; most: number },
): AsyncGenerator<OpenRegistration[]> {
  let { before } = options;
  for (let left = options.most; left > 0; left -= BATCH) {
    const limit = Math.min(BATCH, left);
    const rows = await listOfficeRegistrations(db, eventId, filter, { before, limit });
    if (rows.length > 0) yield rows.map((row) => openRow(vault, row));
    if (rows.length < limit) return;
    before = rows.at(-1)?.id;
  }
}

export interface PeoplePage {
  people: OpenRegistration[];
  /** Where the next page goes on. */
  next: string | undefined;
  /** The search stopped at its bound before it had filled the page. */
  unfinished: boolean;
}

/**
 * One page of people.
 * @param search part of a name, address or organisation, blind to case and accents; a whole address is found by its hash
 */
export async function findPeople(
  source: Source,
  eventId: string,
  filter: RegistrationFilter,
  search: string,
  page: { before?: string | undefined; limit: number },
): Promise<PeoplePage> {
  const { vault } = source;
  if (looksLikeAddress(search)) {
    const byAddress = { ...filter, addressHash: addressHash(vault, eventId, search) };
    const rows = await listOfficeRegistrations(source.db, eventId, byAddress, page);
    if (rows.length > 0)
      return { people: rows.map((row) => openRow(vault, row)), next: undefined, unfinished: false };
  }
  const wanted = fold(search);
  const people: OpenRegistration[] = [];
  const most = wanted ? MOST_SEARCHED : page.limit + 1;
  let seen = 0;
  let last: string | undefined;
  for await (const batch of openBatches(source, eventId, filter, { before: page.before, most })) {
    for (const row of batch) {
      if (people.length === page.limit && matches(row, wanted))
        return { people, next: people.at(-1)?.id, unfinished: false };
      if (matches(row, wanted)) people.push(row);
    }
    seen += batch.length;
    last = batch.at(-1)?.id;
  }
  const unfinished = wanted !== '' && seen === MOST_SEARCHED;
  return { people, next: unfinished ? last : undefined, unfinished };
}

function looksLikeAddress(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(normalizeEmail(text));
}

function matches({ person }: OpenRegistration, wanted: string): boolean {
  if (!wanted) return true;
  if (!person) return false;
  return [person.name, person.email, person.organization ?? ''].some((text) => fold(text).includes(wanted));
}

export interface Tally {
  /** Value as stored → how many gave it. */
  counts: Map<string, number>;
  /** How many answered at all. */
  answered: number;
}

/** How often each answer was given, by field (`sector`, `answers.dieta` …). Only of those in the given registrations. */
export function tally(people: Iterable<OpenRegistration>, into: Map<string, Tally>): void {
  for (const { person } of people) {
    if (!person) continue;
    const { sector, country, department, languages, answers } = person;
    const given: Record<string, unknown> = { sector, country, department, languages };
    for (const [key, value] of Object.entries(answers)) given[`answers.${key}`] = value;
    for (const [field, value] of Object.entries(given)) count(into, field, value);
  }
}

function count(into: Map<string, Tally>, field: string, value: unknown): void {
  const values = (Array.isArray(value) ? value : [value]).filter(
    (v) => v !== undefined && v !== null && v !== '',
  );
  if (values.length === 0) return;
  let one = into.get(field);
  if (!one) into.set(field, (one = { counts: new Map(), answered: 0 }));
  one.answered += 1;
  for (const v of values) one.counts.set(String(v), (one.counts.get(String(v)) ?? 0) + 1);
}
