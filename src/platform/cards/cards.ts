/** Share cards: drawn when they are first asked for, kept by what they show, the longest unused given up first. */
import { createHash } from 'node:crypto';
import type { Trx } from '../db/handles.ts';
import type { Deps } from '../deps.ts';
import { withTransaction } from '../db/transaction.ts';
import { translator } from '../i18n/translate.ts';
import { readOrganisation } from '../settings/organisation.ts';
import { isUuid } from '../uuid.ts';
import { CARD_DRAWING, drawCard } from './draw.ts';
import './tables.ts';

/** Of about 20 kB each. */
const MOST_CARDS = 5000;
/** A card that is asked for often is not written at each time. */
const USE_NOTED_HOURS = 24;

/**
 * The card of a public record, as PNG.
 * @returns undefined when no module has such records, or this one is not (any more) for everybody
 */
export async function shareCard(deps: Deps, kind: string, id: string): Promise<Buffer | undefined> {
  if (!isUuid(id)) return undefined;
  const source = deps.additions.cards.find((one) => one.kind === kind);
  // Cards are in the language of the site: networks ask for them without saying who will read.
  const facts = await source?.find(deps.db, id, translator('es'));
  if (!facts) return undefined;
  const { name: organisation } = await readOrganisation(deps.db);
  const { title, eyebrow, date } = facts;
  const shown = JSON.stringify([CARD_DRAWING, organisation, title, eyebrow, date]);
  const hash = createHash('sha256').update(shown).digest();
  const now = deps.now();
  const kept = await deps.db
    .selectFrom('share_cards')
    .select(['bytes', 'used_at'])
    .where('hash', '=', hash)
    .executeTakeFirst();
  if (!kept) {
    const bytes = await drawCard({ organisation, title, eyebrow, date });
    await withTransaction(deps.db, (trx) => keep(trx, hash, bytes, now));
    return bytes;
  }
  if (Temporal.Instant.compare(kept.used_at.add({ hours: USE_NOTED_HOURS }), now) < 0)
    await deps.db.updateTable('share_cards').set({ used_at: now }).where('hash', '=', hash).execute();
  return kept.bytes;
}

async function keep(trx: Trx, hash: Buffer, bytes: Buffer, now: Temporal.Instant): Promise<void> {
  await trx
    .insertInto('share_cards')
    .values({ hash, bytes, used_at: now })
    .onConflict((c) => c.column('hash').doUpdateSet({ used_at: now }))
    .execute();
  await trx
    .deleteFrom('share_cards')
    .where('hash', 'in', (e) =>
      e.selectFrom('share_cards').select('hash').orderBy('used_at', 'desc').offset(MOST_CARDS).limit(100),
    )
    .execute();
}
