/** People at the desk: made, said something of, shown, taken back, taken out of lists; each under the record's lock. */
import { randomUUIDv7 } from 'node:crypto';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act, Refusal } from '../../../platform/db/outcome.ts';
import { ALLOWED_FIELDS, type Field, type PersonKind } from '../import/fields.ts';
import { PERSON } from '../kinds.ts';
import { statementsOf } from '../queries/statements.ts';
import type { Evidence, Status } from '../tables.ts';
import { addPeople } from './people.ts';
import {
  change,
  lockPerson,
  type Locked,
  log,
  type PersonRefusal,
  type PersonResult,
  type PersonTarget,
  refuse,
  tell,
} from './person-context.ts';
import { correctSaid, decideSaid, keepBack, type SaidInput, say, withdrawSaid } from './statement-changes.ts';

/** What an import calls it, where that differs from the property. */
const FIELD_OF: Readonly<Record<string, Field>> = { document: 'documents', portrait: 'photo' };
/** Judged by their own rules, not by who somebody is. */
const OF_ANYBODY: ReadonlySet<string> = new Set(['relation', 'conduct']);

/** The same door as for imports, as far as it depends on who somebody is. @returns the refusal, or undefined */
function privacyFault(kind: PersonKind, { property, value }: SaidInput): Refusal<PersonRefusal> | undefined {
  const field = FIELD_OF[property] ?? (property as Field);
  if (!OF_ANYBODY.has(property) && !ALLOWED_FIELDS[kind].has(field))
    return refuse('not_for_kind', 'property');
  if (property === 'birth_year' && !/^(?:19|20)\d{2}$/.test(value.text.trim()))
    return refuse('private', 'text');
  return undefined;
}

/** A draft with nothing but a name, as a source prints it. */
export async function createPerson(
  trx: Trx,
  act: Act,
  { kind, name }: { kind: PersonKind; name: SaidInput & { property: 'name' } },
): Promise<PersonResult<{ id: string }>> {
  const fault = privacyFault(kind, name);
  if (fault) return fault;
  const id = randomUUIDv7();
  await addPeople(trx, act, [{ id, name: name.value.text.trim(), kind, status: 'draft' }]);
  const said = await say(trx, act, { kind: PERSON, id }, name);
  if (!said.ok) return said;
  await log(trx, act, id, 'created');
  return { ok: true, id };
}

/** @returns what became of it: one that contradicts what is shown stands beside it */
export function sayOfPerson(
  trx: Trx,
  act: Act,
  target: PersonTarget,
  input: SaidInput,
): Promise<PersonResult<{ evidence: Evidence }>> {
  return change(
    trx,
    act,
    target,
    'said',
    async (subject, kind) => privacyFault(kind, input) ?? (await say(trx, act, subject, input)),
  );
}

export function correctOfPerson(
  trx: Trx,
  act: Act,
  target: PersonTarget,
  statementId: string,
  input: SaidInput,
): Promise<PersonResult<{ evidence: Evidence }>> {
  return change(
    trx,
    act,
    target,
    'corrected',
    async (subject, kind) =>
      privacyFault(kind, input) ?? (await correctSaid(trx, act, subject, statementId, input)),
  );
}

export function withdrawOfPerson(
  trx: Trx,
  act: Act,
  target: PersonTarget,
  statementId: string,
): Promise<PersonResult> {
  return change(trx, act, target, 'withdrew', (subject) => withdrawSaid(trx, act, subject, statementId));
}

/** @param reason why this one is shown, in words for the public */
export function decideOfPerson(
  trx: Trx,
  act: Act,
  target: PersonTarget,
  statementId: string,
  reason: string,
): Promise<PersonResult> {
  return change(trx, { ...act, reason }, target, 'decided', (subject) =>
    decideSaid(trx, act, subject, statementId, reason),
  );
}

/** @param reason why it is for editors only, for them */
export function keepBackOfPerson(
  trx: Trx,
  act: Act,
  target: PersonTarget,
  statementId: string,
  reason: string,
): Promise<PersonResult> {
  return change(trx, act, target, 'kept_back', (subject) => keepBack(trx, act, subject, statementId, reason));
}

/** Shows the record to everybody. Refused while no source says its name. */
export async function publishPerson(trx: Trx, act: Act, target: PersonTarget): Promise<PersonResult> {
  const row = await lockPerson(trx, target.id);
  if (!row) return refuse('not_found');
  if (target.version !== undefined && row.version !== target.version) return refuse('changed');
  if (row.status === 'published') return refuse('not_now');
  const said = await statementsOf(trx, [row.id], { office: false });
  if (!said.some((one) => one.property === 'name' && one.evidence === 'shown')) return refuse('incomplete');
  return setState(trx, act, row, { status: 'published' }, 'published');
}

/** Takes the record back from the public; the reason is said to everybody. */
export async function archivePerson(trx: Trx, act: Act, target: PersonTarget): Promise<PersonResult> {
  const row = await lockPerson(trx, target.id);
  if (!row) return refuse('not_found');
  if (row.status !== 'published') return refuse('not_now');
  if (!act.reason?.trim()) return refuse('missing_reason', 'why');
  return setState(trx, act, row, { status: 'archived' }, 'archived');
}

/** Out of lists, files, our search and search engines, or back; the page stays for those who have its address. */
export async function delistPerson(
  trx: Trx,
  act: Act,
  target: PersonTarget,
  delisted: boolean,
): Promise<PersonResult> {
  const row = await lockPerson(trx, target.id);
  if (!row) return refuse('not_found');
  if (row.delisted === delisted) return refuse('not_now');
  if (!act.reason?.trim()) return refuse('missing_reason', 'why');
  return setState(trx, act, row, { delisted }, 'changed');
}

async function setState(
  trx: Trx,
  act: Act,
  row: Locked,
  values: { status: Status } | { delisted: boolean },
  action: string,
): Promise<PersonResult> {
  await trx
    .updateTable('people')
    .set({ ...values, version: row.version + 1, updated_at: act.now })
    .where('id', '=', row.id)
    .execute();
  await tell(trx, act, row, action, true);
  await log(trx, act, row.id, 'delisted' in values ? (values.delisted ? 'delisted' : 'relisted') : action);
  return { ok: true };
}
