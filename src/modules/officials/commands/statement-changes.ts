/**
 * What is said of one record, changed: by whoever holds that record's lock, who afterwards lets its columns follow
 * and writes its history (`institution-statements.ts`; for people their own command).
 */
import { Value } from 'typebox/value';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act, Outcome, Refusal } from '../../../platform/db/outcome.ts';
import { json } from '../../../platform/db/values.ts';
import { holdsNumber } from '../import/identity-numbers.ts';
import { contradicts, evidenceFor, type Said, sameValue } from '../rules/evidence.ts';
import { propertyOf, type StatementValue, valueSchema } from '../schemas/properties.ts';
import type { Evidence } from '../tables.ts';
import { addStatements, type Place, type Subject } from './statements.ts';

/**
 * `no_property`: this kind of record has none of that name · `bad_value`: not what the property holds (a claim about
 * conduct without state and date) · `bad_span`: it ends before it begins · `no_source`: there is none of that id, or
 * what has none is to be shown · `missing_reason`: one of several that contradict each other is chosen without saying
 * why · `private`: a field holds a number by which somebody is known to a state, and nothing of it is kept.
 */
export type StatementRefusal =
  | 'not_found'
  | 'no_property'
  | 'bad_value'
  | 'bad_span'
  | 'no_source'
  | 'missing_reason'
  | 'private'
  | 'too_many';

type Result<T extends object = object> = Outcome<T, StatementRefusal>;

const refused = (code: StatementRefusal, field?: string): Refusal<StatementRefusal> => ({
  ok: false,
  refused: code,
  ...(field !== undefined && { field }),
});

/** One fact as somebody enters it. */
export interface SaidInput {
  property: string;
  value: StatementValue;
  printed?: string | undefined;
  starts?: string | undefined;
  ends?: string | undefined;
  /** Left out: it is kept for editors until somebody says where it stands. */
  place?: Place | undefined;
  reason?: string | undefined;
  /** Of a list that was read in; left out: somebody enters it. */
  import?: { id: string; row: number } | undefined;
}

/** So many of one record: a page of it can be read. */
export const MOST_STATEMENTS = 500;

/** Adds a statement. @returns what became of it: one that contradicts what is shown stands beside it */
export async function say(
  trx: Trx,
  act: Act,
  subject: Subject,
  input: SaidInput,
): Promise<Result<{ evidence: Evidence }>> {
  const fault = await faultIn(trx, act, subject, input);
  if (fault) return fault;
  const there = await saidOf(trx, subject);
  if (there.length >= MOST_STATEMENTS) return refused('too_many');
  const evidence = decided(subject, input, there);
  const position = (there.at(-1)?.position ?? 0) + 1;
  const { starts, ends, place, reason, import: from, ...rest } = input;
  await addStatements(trx, act, [
    {
      subject,
      ...clean(rest),
      starts,
      ends,
      place,
      evidence,
      position,
      import: from,
      ...(reason !== undefined && { reason }),
    },
  ]);
  return { ok: true, evidence };
}

/** Corrects a statement in its place: value, span, where it stands. What is shown of its property is judged anew. */
export async function correctSaid(
  trx: Trx,
  act: Act,
  subject: Subject,
  id: string,
  input: Omit<SaidInput, 'property'>,
): Promise<Result<{ evidence: Evidence }>> {
  const all = await saidOf(trx, subject);
  const own = all.find((one) => one.id === id);
  if (!own) return refused('not_found');
  const full = { ...input, property: own.property };
  const fault = await faultIn(trx, act, subject, full);
  if (fault) return fault;
  const evidence = decided(
    subject,
    full,
    all.filter((one) => one !== own),
  );
  const { value, place } = input;
  await trx
    .updateTable('statements')
    .set({
      value: json(value),
      printed: input.printed ?? value.text,
      starts: input.starts ?? null,
      ends: input.ends ?? null,
      source_id: place?.sourceId ?? null,
      page: place?.page ?? '',
      passage: place?.passage ?? '',
      reason: input.reason ?? '',
      evidence,
      updated_at: act.now,
    })
    .where('id', '=', id)
    .execute();
  await showWhatIsLeft(trx, act, subject, own.property);
  return { ok: true, evidence };
}

/** Takes a statement away. Where nothing contradicts what is left of its property any more, that is shown. */
export async function withdrawSaid(trx: Trx, act: Act, subject: Subject, id: string): Promise<Result> {
  const own = (await saidOf(trx, subject)).find((one) => one.id === id);
  if (!own) return refused('not_found');
  await trx.deleteFrom('statements').where('id', '=', id).execute();
  await showWhatIsLeft(trx, act, subject, own.property);
  return { ok: true };
}

/**
 * Chooses the statement of its property that is shown; those that contradict it stand beside it from now on.
 * @param reason why this one, in words for the public; asked where there is a choice
 */
export async function decideSaid(
  trx: Trx,
  act: Act,
  subject: Subject,
  id: string,
  reason: string,
): Promise<Result> {
  const all = await saidOf(trx, subject);
  const own = all.find((one) => one.id === id);
  if (!own) return refused('not_found');
  if (!own.hasSource) return refused('no_source');
  const against = all.filter(
    (one) => one.hasSource && one.property === own.property && contradicts(one, own),
  );
  const single = propertyOf(subject.kind, own.property)?.single === true;
  if (single && against.length > 0 && reason.trim() === '') return refused('missing_reason', 'reason');
  if (holdsNumber(reason)) return refused('private', 'reason');
  const shown = all.filter(
    (one) => one.property === own.property && one.hasSource && sameSpan(one, own) && sameAs(one, own),
  );
  await set(trx, act, [own, ...shown], 'shown', reason);
  if (single) {
    // What was kept back on purpose stays kept.
    const beside = against.filter((one) => one.evidence !== 'kept');
    await set(trx, act, beside, 'beside', '');
  }
  return { ok: true };
}

/** Keeps a statement for editors only. @param reason why, for them */
export async function keepBack(
  trx: Trx,
  act: Act,
  subject: Subject,
  id: string,
  reason: string,
): Promise<Result> {
  const own = (await saidOf(trx, subject)).find((one) => one.id === id);
  if (!own) return refused('not_found');
  if (reason.trim() === '') return refused('missing_reason', 'reason');
  if (holdsNumber(reason)) return refused('private', 'reason');
  await set(trx, act, [own], 'kept', reason);
  await showWhatIsLeft(trx, act, subject, own.property);
  return { ok: true };
}

interface Stored extends Said {
  id: string;
  hasSource: boolean;
  position: number;
}

/** Everything said of a record, in its order. */
export async function saidOf(trx: Trx, subject: Subject): Promise<Stored[]> {
  const rows = await trx
    .selectFrom('statements')
    .select(['id', 'property', 'value', 'evidence', 'starts', 'ends', 'source_id', 'position'])
    .where('subject_id', '=', subject.id)
    .where('subject_kind', '=', subject.kind)
    .orderBy('position')
    .orderBy('id')
    .limit(MOST_STATEMENTS)
    .execute();
  return rows.map(({ source_id: source, value, ...row }) => ({
    ...row,
    // Checked when it was written.
    value: value as StatementValue,
    hasSource: source !== null,
  }));
}

async function faultIn(
  trx: Trx,
  { reason: why }: Act,
  subject: Subject,
  { property, value, printed, starts, ends, place, reason }: SaidInput,
): Promise<Refusal<StatementRefusal> | undefined> {
  const spec = propertyOf(subject.kind, property);
  if (!spec) return refused('no_property', 'property');
  if (!Value.Check(valueSchema(spec), value) || value.text.trim() === '') return refused('bad_value', 'text');
  if (starts !== undefined && ends !== undefined && ends < starts.slice(0, ends.length))
    return refused('bad_span', 'ends');
  const secret = privateField(value, { printed, place, reason: `${reason ?? ''}\n${why ?? ''}` });
  if (secret !== undefined) return refused('private', secret);
  if (!place) return undefined;
  const source = await trx
    .selectFrom('sources')
    .select('id')
    .where('id', '=', place.sourceId)
    .executeTakeFirst();
  return source ? undefined : refused('no_source', 'source');
}

/** The same door as for imports, whatever the record. @returns the field that holds a number which may not be known */
function privateField(
  value: StatementValue,
  { printed, place, reason }: Pick<SaidInput, 'printed' | 'place' | 'reason'>,
): string | undefined {
  const texts: readonly (readonly [string, string | undefined])[] = [
    ['text', value.text],
    ['text', printed],
    ['href', 'href' in value ? value.href : undefined],
    ['page', place?.page],
    ['passage', place?.passage],
    ['why', reason],
  ];
  return texts.find(([, text = '']) => holdsNumber(text))?.[0];
}

function decided(subject: Subject, input: SaidInput, there: readonly Said[]): Evidence {
  const spec = propertyOf(subject.kind, input.property);
  if (!spec) return 'kept';
  const { property, value, starts = null, ends = null, place } = input;
  return evidenceFor(spec, { property, value, starts, ends }, place !== undefined, there);
}

function clean({ property, value, printed }: SaidInput) {
  return { property, value, ...(printed !== undefined && { printed }) };
}

const sameAs = (one: Stored, other: Stored): boolean => sameValue(one.value, other.value);
const sameSpan = (one: Stored, other: Stored): boolean =>
  one.starts === other.starts && one.ends === other.ends;

async function set(
  trx: Trx,
  act: Act,
  list: readonly Stored[],
  evidence: Evidence,
  reason: string,
): Promise<void> {
  if (list.length === 0) return;
  await trx
    .updateTable('statements')
    .set({ evidence, reason, updated_at: act.now })
    .where(
      'id',
      'in',
      list.map(({ id }) => id),
    )
    .execute();
}

/** What stood beside something that is gone is shown, unless two of them contradict each other: those wait for somebody. */
async function showWhatIsLeft(trx: Trx, act: Act, subject: Subject, property: string): Promise<void> {
  const rows = (await saidOf(trx, subject)).filter(
    (one) => one.property === property && one.evidence !== 'kept',
  );
  const free = rows.filter(
    (one) => one.evidence === 'beside' && !rows.some((other) => other !== one && contradicts(one, other)),
  );
  await set(trx, act, free, 'shown', '');
}
