/** What every command on one person does around its own work: lock, version, name, lists, history, audit. */
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act, Refusal } from '../../../platform/db/outcome.ts';
import { touchSearch } from '../../../platform/search/touch.ts';
import type { PersonKind } from '../import/fields.ts';
import { PERSON } from '../kinds.ts';
import { statementsOf } from '../queries/statements.ts';
import { presentOf } from '../rules/present.ts';
import { relistPeople } from './listings.ts';
import { nameColumns } from './people.ts';
import { recordPeople } from './person-history.ts';
import type { StatementRefusal } from './statement-changes.ts';
import type { Subject } from './statements.ts';

/**
 * Besides what statements refuse: `changed`: a newer version was saved · `private`: a number of a person's papers ·
 * `not_for_kind`: who was only named somewhere keeps no more than that · `incomplete`: no source says the name ·
 * `not_now`: it is so already · `empty_tenure`: neither post nor institution nor process · `two_at_once`: the post has
 * one seat, and somebody else held it at the same time.
 */
export type PersonRefusal =
  | StatementRefusal
  | 'changed'
  | 'private'
  | 'not_for_kind'
  | 'incomplete'
  | 'not_now'
  | 'empty_tenure'
  | 'two_at_once';
export type PersonResult<T extends object = object> = ({ ok: true } & T) | Refusal<PersonRefusal>;

export const refuse = (refused: PersonRefusal, field?: string): Refusal<PersonRefusal> => ({
  ok: false,
  refused,
  ...(field !== undefined && { field }),
});

export interface PersonTarget {
  id: string;
  /** A newer one is never written over. Left out: whatever it is. */
  version?: number | undefined;
}

export type Locked = NonNullable<Awaited<ReturnType<typeof lockPerson>>>;

export function lockPerson(trx: Trx, id: string) {
  return trx
    .selectFrom('people')
    .select(['id', 'canonical_id', 'kind', 'status', 'name', 'delisted', 'version'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** Writes something of a person under their lock; columns, lists, history and audit follow. */
export async function change<T extends object>(
  trx: Trx,
  act: Act,
  { id, version }: PersonTarget,
  deed: string,
  write: (subject: Subject, kind: PersonKind) => Promise<PersonResult<T>>,
): Promise<PersonResult<T>> {
  const row = await lockPerson(trx, id);
  if (!row) return refuse('not_found');
  if (version !== undefined && row.version !== version) return refuse('changed');
  const result = await write({ kind: PERSON, id }, row.kind);
  if (!result.ok) return result;
  await followName(trx, act, row);
  await tell(trx, act, row, act.restoring ? 'restored' : 'changed', row.status === 'published');
  await log(trx, act, id, deed);
  return result;
}

/** The name and its keys follow what is shown; while nothing proves one, what was typed last. */
async function followName(trx: Trx, act: Act, row: Locked): Promise<void> {
  const list = await statementsOf(trx, [row.id], { office: true });
  const today = act.now.toZonedDateTimeISO('UTC').toPlainDate();
  const shown = presentOf(list, 'name', today, 'last') ?? list.findLast((one) => one.property === 'name');
  await trx
    .updateTable('people')
    .set({ ...nameColumns(shown?.value.text ?? row.name), version: row.version + 1, updated_at: act.now })
    .where('id', '=', row.id)
    .execute();
}

/** Lists and search of whoever it is shown under; a version of what the public sees. */
export async function tell(
  trx: Trx,
  act: Act,
  row: Locked,
  action: string,
  isPublic: boolean,
): Promise<void> {
  await relistPeople(trx, [row.id]);
  if (!isPublic) return;
  await recordPeople(trx, act, [row.id], action);
  if (row.canonical_id !== row.id) await touchSearch(trx, { kind: PERSON, id: row.canonical_id });
}

export async function log(trx: Trx, { actor }: Act, id: string, deed: string): Promise<void> {
  await audit(trx, { actor, action: `officials.person_${deed}`, subject: { kind: PERSON, id } });
}
