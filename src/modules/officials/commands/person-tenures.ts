/** What somebody held or took part in, written at the desk: each with its source, under the person's lock. */
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act, Refusal } from '../../../platform/db/outcome.ts';
import type { PersonKind } from '../import/fields.ts';
import { holdsNumber } from '../import/identity-numbers.ts';
import { othersAtOnce } from '../queries/at-once.ts';
import { processKey } from '../rules/process-key.ts';
import type { Evidence, TenureKind } from '../tables.ts';
import { addTenures } from './people.ts';
import {
  change,
  type PersonRefusal,
  type PersonResult,
  type PersonTarget,
  refuse,
} from './person-context.ts';
import type { Place } from './statements.ts';

export interface TenureInput {
  kind: TenureKind;
  /** Of ours. A post brings its institution. */
  institutionId?: string | undefined;
  postId?: string | undefined;
  postPrinted?: string | undefined;
  bodyPrinted?: string | undefined;
  process?: string | undefined;
  unit?: string | undefined;
  territory?: string | undefined;
  state?: string | undefined;
  listNumber?: string | undefined;
  starts?: string | undefined;
  ends?: string | undefined;
  /** Left out: it is kept for editors until somebody says where it stands. */
  place?: Place | undefined;
  /** What is done when the post has one seat and somebody else held it then. Left out: it is asked. */
  atOnce?: 'beside' | 'kept' | undefined;
}

/** So many of one record: its page shows them all. */
export const MOST_TENURES = 500;

type Done = PersonResult<{ evidence: Evidence }>;

/** @returns what became of it; `two_at_once` where that has to be said first */
export function addTenureOf(trx: Trx, act: Act, target: PersonTarget, input: TenureInput): Promise<Done> {
  return change(trx, act, target, 'tenure_added', async ({ id }, kind) => {
    const { count } = await trx
      .selectFrom('tenures')
      .select((e) => e.fn.countAll<number>().as('count'))
      .where('person_id', '=', id)
      .executeTakeFirstOrThrow();
    if (count >= MOST_TENURES) return refuse('too_many');
    const judged = await judge(trx, act, id, kind, input);
    if (!judged.ok) return judged;
    const { atOnce: _asked, ...rest } = input;
    const { evidence, reason, institutionId } = judged;
    await addTenures(trx, act, [{ ...printed(rest), personId: id, evidence, reason, institutionId }]);
    return { ok: true, evidence };
  });
}

/** All of it is written anew; what was kept back stays so until somebody shows it. */
export function correctTenureOf(
  trx: Trx,
  act: Act,
  target: PersonTarget,
  tenureId: string,
  input: TenureInput,
): Promise<Done> {
  return change(trx, act, target, 'tenure_corrected', async ({ id }, kind) => {
    const own = await tenureOf(trx, id, tenureId);
    if (!own) return refuse('not_found');
    const judged = await judge(trx, act, id, kind, input, tenureId);
    if (!judged.ok) return judged;
    const isKept = own.evidence === 'kept' && own.source_id !== null;
    const evidence = isKept ? 'kept' : judged.evidence;
    const { place, process = '' } = input;
    await trx
      .updateTable('tenures')
      .set({
        kind: input.kind,
        institution_id: judged.institutionId ?? null,
        post_id: input.postId ?? null,
        post_printed: input.postPrinted ?? '',
        body_printed: input.bodyPrinted ?? '',
        process,
        process_key: processKey(process),
        unit: input.unit ?? '',
        territory: input.territory ?? '',
        state: input.state ?? '',
        list_number: input.listNumber ?? '',
        starts: input.starts ?? null,
        ends: input.ends ?? null,
        source_id: place?.sourceId ?? null,
        page: place?.page ?? '',
        passage: place?.passage ?? '',
        evidence,
        reason: isKept ? own.reason : judged.reason,
        updated_at: act.now,
      })
      .where('id', '=', tenureId)
      .execute();
    return { ok: true, evidence };
  });
}

export function withdrawTenureOf(
  trx: Trx,
  act: Act,
  target: PersonTarget,
  tenureId: string,
): Promise<PersonResult> {
  return change(trx, act, target, 'tenure_withdrawn', async ({ id }) => {
    if (!(await tenureOf(trx, id, tenureId))) return refuse('not_found');
    await trx.deleteFrom('tenures').where('id', '=', tenureId).execute();
    return { ok: true };
  });
}

/** @param reason why it is shown, in words for the public */
export function showTenureOf(
  trx: Trx,
  act: Act,
  target: PersonTarget,
  tenureId: string,
  reason: string,
): Promise<PersonResult> {
  return change(trx, { ...act, reason }, target, 'tenure_shown', async ({ id }) => {
    const own = await tenureOf(trx, id, tenureId);
    if (!own) return refuse('not_found');
    if (own.source_id === null) return refuse('no_source');
    if (reason.trim() === '') return refuse('missing_reason', 'why');
    if (holdsNumber(reason)) return refuse('private', 'why');
    await setEvidence(trx, act, tenureId, 'shown', reason);
    return { ok: true };
  });
}

/** @param reason why it is for editors only, for them */
export function keepTenureOf(
  trx: Trx,
  act: Act,
  target: PersonTarget,
  tenureId: string,
  reason: string,
): Promise<PersonResult> {
  return change(trx, act, target, 'tenure_kept', async ({ id }) => {
    if (!(await tenureOf(trx, id, tenureId))) return refuse('not_found');
    if (reason.trim() === '') return refuse('missing_reason', 'why');
    if (holdsNumber(reason)) return refuse('private', 'why');
    await setEvidence(trx, act, tenureId, 'kept', reason);
    return { ok: true };
  });
}

function tenureOf(trx: Trx, personId: string, id: string) {
  return trx
    .selectFrom('tenures')
    .select(['evidence', 'source_id', 'reason'])
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .executeTakeFirst();
}

async function setEvidence(
  trx: Trx,
  act: Act,
  id: string,
  evidence: Evidence,
  reason: string,
): Promise<void> {
  await trx
    .updateTable('tenures')
    .set({ evidence, reason, updated_at: act.now })
    .where('id', '=', id)
    .execute();
}

type Judged = PersonResult<{ evidence: Evidence; reason: string; institutionId: string | undefined }>;

/** Whether it may go in at all, and what becomes of it. */
async function judge(
  trx: Trx,
  act: Act,
  personId: string,
  kind: PersonKind,
  input: TenureInput,
  own?: string,
): Promise<Judged> {
  const fault = faultIn(kind, input);
  if (fault) return fault;
  const { postId, place, atOnce } = input;
  const post = postId === undefined ? undefined : await lockPost(trx, postId);
  if (postId !== undefined && !post) return refuse('bad_value', 'post');
  const institutionId = post?.institution_id ?? input.institutionId;
  if (institutionId !== undefined && !(await isThere(trx, 'institutions', institutionId)))
    return refuse('bad_value', 'post');
  if (place && !(await isThere(trx, 'sources', place.sourceId))) return refuse('no_source', 'source');
  const reason = act.reason ?? '';
  if (!place) return { ok: true, evidence: 'kept', reason, institutionId };
  const span = { starts: input.starts ?? null, ends: input.ends ?? null };
  const others =
    post?.seats === 1 && input.kind === 'office'
      ? (await othersAtOnce(trx, { postId: post.id, personId, ...span })).filter(({ id }) => id !== own)
      : [];
  if (others.length === 0) return { ok: true, evidence: 'shown', reason: '', institutionId };
  if (atOnce === undefined) return refuse('two_at_once', 'at_once');
  if (reason.trim() === '') return refuse('missing_reason', 'why');
  if (holdsNumber(reason)) return refuse('private', 'why');
  return { ok: true, evidence: atOnce, reason, institutionId };
}

/** Two who say of different people that they hold the one seat wait for each other. */
function lockPost(trx: Trx, id: string) {
  return trx
    .selectFrom('posts')
    .select(['id', 'institution_id', 'seats'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

async function isThere(trx: Trx, table: 'institutions' | 'sources', id: string): Promise<boolean> {
  const row = await trx.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}

/** The same door as for imports: private facts have no way in. */
function faultIn(kind: PersonKind, input: TenureInput): Refusal<PersonRefusal> | undefined {
  const { postId, institutionId, starts, ends } = input;
  const texts = {
    post_printed: input.postPrinted,
    body_printed: input.bodyPrinted,
    process: input.process,
    unit: input.unit,
    territory: input.territory,
    state: input.state,
    list_number: input.listNumber,
    page: input.place?.page,
    passage: input.place?.passage,
  };
  for (const [field, text = ''] of Object.entries(texts)) {
    if (holdsNumber(text)) return refuse('private', field);
  }
  const named = [postId, institutionId, input.postPrinted, input.bodyPrinted, input.process];
  if (!named.some(Boolean)) return refuse('empty_tenure', 'post_printed');
  // Who was only named somewhere keeps no more than that: what they were called, and where.
  if (kind === 'other' && (input.kind !== 'office' || input.process)) return refuse('not_for_kind', 'kind');
  if (kind === 'other' && (starts || ends)) return refuse('not_for_kind', 'starts');
  if (starts !== undefined && ends !== undefined && ends < starts.slice(0, ends.length))
    return refuse('bad_span', 'ends');
  return undefined;
}

function printed({ institutionId: _ours, ...input }: Omit<TenureInput, 'atOnce'>) {
  const words = {
    postPrinted: input.postPrinted ?? '',
    bodyPrinted: input.bodyPrinted ?? '',
    process: input.process ?? '',
    unit: input.unit ?? '',
    territory: input.territory ?? '',
    state: input.state ?? '',
    listNumber: input.listNumber ?? '',
  };
  return { ...input, ...words };
}
