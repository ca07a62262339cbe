/** An accepted contribution becomes a session of its edition, with those who give it: once. */
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { promiseMail } from '../../../platform/mail/promise.ts';
import { freeSlug } from '../../../platform/slug.ts';
import { fold, type Outcome, saveSession, saveSpeaker, type SessionInput } from '../../events/index.ts';
import { isAccepted, shownAs } from '../rules/contribution.ts';
import { openAuthor, openText } from '../sealed.ts';
import { type Context, lockContribution } from './context.ts';

export type SessionFacts = Pick<SessionInput, 'title' | 'type' | 'abstract' | 'startsAt' | 'endsAt'>;

/** Refused as `not_now` when it is not accepted or has its session; else as the programme refuses. */
export async function publishSession(
  trx: Trx,
  c: Context,
  id: string,
  facts: SessionFacts,
): Promise<Outcome<{ id: string }>> {
  const row = await lockContribution(trx, id);
  const author = row && openAuthor(c.vault, id, row.sealed_author);
  const text = row && openText(c.vault, id, row.sealed_text);
  if (!row || !author || !text) return { ok: false, refused: 'not_found' };
  if (!isAccepted(row.state) || row.session_id) return { ok: false, refused: 'not_now' };
  const act = { actor: c.actor, now: c.now };
  const shown = shownAs(author);
  const speakers = await speakersOf(trx, act, row.event_id, shown);
  if (!speakers.ok) return speakers;
  const slug = freeSlug(facts.title || 'sesion', await slugsOf(trx, 'event_sessions', row.event_id));
  const saved = await saveSession(trx, act, row.event_id, {
    ...facts,
    slug: slug || freeSlug('sesion', await slugsOf(trx, 'event_sessions', row.event_id)),
    roomId: null,
    trackId: null,
    language: text.languages.find((language) => language !== 'sign') ?? 'es',
    interpretation: [],
    capacity: null,
    speakers: speakers.ids.map((speakerId) => ({ speakerId, role: 'speaker' as const })),
  });
  if (!saved.ok) return saved;
  await trx
    .updateTable('contributions')
    .set({ session_id: saved.id, updated_at: c.now, version: row.version + 1 })
    .where('id', '=', id)
    .execute();
  await audit(trx, {
    actor: c.actor,
    action: 'contributions.publish_session',
    subject: { kind: 'contribution', id },
    detail: { session: saved.id },
  });
  await promiseMail(trx, {
    kind: 'contributions.in_programme',
    subjectId: id,
    dedupeKey: `contributions.in_programme:${saved.id}`,
  });
  return { ok: true, id: saved.id };
}

async function slugsOf(
  trx: Trx,
  table: 'event_sessions' | 'event_speakers',
  eventId: string,
): Promise<Set<string>> {
  const rows = await trx.selectFrom(table).select('slug').where('event_id', '=', eventId).execute();
  return new Set(rows.map((row) => row.slug));
}

/** Speakers as they wished to be named; one of that name who is there already is not made twice. */
async function speakersOf(
  trx: Trx,
  act: Pick<Context, 'actor' | 'now'>,
  eventId: string,
  { authors, organization }: ReturnType<typeof shownAs>,
): Promise<Outcome<{ ids: string[] }>> {
  const wanted = authors.length > 0 ? authors : organization ? [organization] : [];
  const there = await trx
    .selectFrom('event_speakers')
    .select(['id', 'name'])
    .where('event_id', '=', eventId)
    .execute();
  const slugs = await slugsOf(trx, 'event_speakers', eventId);
  const ids: string[] = [];
  for (const name of wanted) {
    const known = there.find((speaker) => fold(speaker.name) === fold(name));
    const slug = freeSlug(name, slugs) || freeSlug('ponente', slugs);
    slugs.add(slug);
    const saved = known
      ? { ok: true as const, id: known.id }
      : await saveSpeaker(trx, act, eventId, {
          slug,
          name,
          organization: authors.length > 0 ? organization : '',
          bio: '',
        });
    if (!saved.ok) return saved;
    if (!ids.includes(saved.id)) ids.push(saved.id);
  }
  return { ok: true, ids };
}
