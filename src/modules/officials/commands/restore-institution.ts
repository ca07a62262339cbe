/** Puts back what an earlier version said of an institution and of those of its posts that are still there. */
import { Value } from 'typebox/value';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { isLatestVersion } from '../../../platform/history/versions.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { INSTITUTION } from '../kinds.ts';
import { propertyOf, type StatementValue, valueSchema } from '../schemas/properties.ts';
import {
  followStatements,
  lockInstitution,
  recordChange,
  refused,
  type Result,
} from './institution-context.ts';
import { followPost } from './post-columns.ts';
import { addStatements, type NewStatement, type Subject } from './statements.ts';

/**
 * What is kept for editors stays as it is; so do address, state and posts.
 * @param from.basedOn the newest version when the form was drawn
 * @returns `no_source` when a source that the version names is no longer there
 */
export async function restoreInstitution(
  trx: Trx,
  act: Act,
  id: string,
  from: { content: Record<string, unknown>; basedOn: number },
): Promise<Result> {
  const row = await lockInstitution(trx, id);
  if (!row) return refused('not_found');
  if (!(await isLatestVersion(trx, { kind: INSTITUTION, id }, from.basedOn))) return refused('changed');
  if (row.status !== 'published') return refused('not_now');
  const there = await trx.selectFrom('posts').select('id').where('institution_id', '=', id).execute();
  const posts = listOf(from.content['posts']).filter((post) =>
    there.some((known) => known.id === post['id']),
  );
  const wanted: [Subject, Record<string, unknown>[]][] = [
    [{ kind: INSTITUTION, id }, listOf(from.content['statements'])],
    ...posts.map((post): [Subject, Record<string, unknown>[]] => [
      { kind: 'post', id: String(post['id']) },
      listOf(post['statements']),
    ]),
  ];
  const list = wanted.flatMap(([subject, said]) =>
    said.flatMap((one, at) => statementOf(subject, one, at + 1)),
  );
  if (!(await allSources(trx, list))) return refused('no_source');
  if (!list.some(({ subject, property }) => subject.id === id && property === 'name'))
    return refused('incomplete', { field: 'name' });
  await trx
    .deleteFrom('statements')
    .where(
      'subject_id',
      'in',
      wanted.map(([subject]) => subject.id),
    )
    .where('evidence', '!=', 'kept')
    .execute();
  await addStatements(trx, act, list);
  for (const post of posts) await followPost(trx, act, String(post['id']));
  const refusal = await followStatements(trx, act, row);
  if (refusal) return refusal;
  await recordChange(trx, act, row, 'restored');
  return { ok: true };
}

const listOf = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value)
    ? value.filter((one): one is Record<string, unknown> => typeof one === 'object' && one !== null)
    : [];

/** Nothing for a property that there is no more. */
function statementOf(subject: Subject, one: Record<string, unknown>, position: number): NewStatement[] {
  const text = (name: string): string => {
    const value = one[name];
    return typeof value === 'string' ? value : '';
  };
  const spec = propertyOf(subject.kind, text('property'));
  const source = text('source');
  if (!spec || !Value.Check(valueSchema(spec), one['value']) || !isUuid(source)) return [];
  return [
    {
      subject,
      property: text('property'),
      value: one['value'] as StatementValue,
      printed: text('printed'),
      starts: text('starts') || undefined,
      ends: text('ends') || undefined,
      evidence: one['evidence'] === 'beside' ? 'beside' : 'shown',
      place: { sourceId: source, page: text('page'), passage: text('passage') },
      reason: text('reason'),
      position,
    },
  ];
}

async function allSources(trx: Trx, list: readonly NewStatement[]): Promise<boolean> {
  const ids = [...new Set(list.flatMap(({ place }) => (place ? [place.sourceId] : [])))];
  if (ids.length === 0) return true;
  const rows = await trx.selectFrom('sources').select('id').where('id', 'in', ids).execute();
  return rows.length === ids.length;
}
