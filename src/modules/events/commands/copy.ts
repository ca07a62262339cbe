/** A new edition from a copy of another one, moved to its own dates. */
import type { Trx } from '../../../platform/db/handles.ts';
import { isSlug } from '../rules/programme.ts';
import type { Act, Outcome } from './inputs.ts';

export interface CopyInput {
  slug: string;
  title: string;
  /** When the new edition begins; everything else moves by as many days and hours on the clock of its zone. */
  startsAt: Temporal.Instant;
}

/** A draft with the same rooms, tracks, sessions, speakers, questions; without people, recordings, sources, notes. */
export async function copyEdition(
  _trx: Trx,
  _act: Act,
  _eventId: string,
  input: CopyInput,
): Promise<Outcome<{ id: string }>> {
  if (!isSlug(input.slug)) return { ok: false, refused: 'bad_slug', field: 'slug' };
  throw new Error('not yet');
}
