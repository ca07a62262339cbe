/** What this module keeps about people, and how it goes. */
import type { KeptData } from '../../platform/additions.ts';
import type { Read } from '../../platform/db/handles.ts';
import type { Deps } from '../../platform/deps.ts';
import { findRegistration, openPerson } from '../events/index.ts';
import { forgetContributions } from './commands/forget.ts';
import { listOfAddress } from './queries/contributions.ts';
import { MOST_PER_ADDRESS } from './rules/contribution.ts';
import { addressHash, openAuthor, openText, openWords } from './sealed.ts';

/** The address of a registration, if it is known to be theirs: nobody reads a testimony by registering for another. */
async function addressOf(db: Read, registrationId: string, { vault }: Pick<Deps, 'vault'>) {
  const registration = await findRegistration(db, registrationId);
  if (!registration?.address_confirmed_at) return undefined;
  const { email } = openPerson(vault, registration.id, registration.sealed);
  return { eventId: registration.event_id, hash: addressHash(vault, registration.event_id, email) };
}

export const CONTRIBUTIONS_KEPT: KeptData = {
  name: 'contributions.contributions',
  of: 'event',
  tables: ['contributions', 'contribution_reviews'],
  summary:
    'Contributions with who sent them, their reviews and the words of the decision. What is in the library is public by consent and stays; its author’s link still takes it back.',
  purge: (trx, eventId) => forgetContributions(trx, eventId),
  exportOne: async (db, registrationId, deps) => {
    const address = await addressOf(db, registrationId, deps);
    if (!address) return undefined;
    const rows = await listOfAddress(db, address.eventId, address.hash, MOST_PER_ADDRESS);
    if (rows.length === 0) return undefined;
    return rows.map((row) => ({
      number: row.number,
      kind: row.kind,
      state: row.state,
      sent: String(row.created_at),
      consent_publish: row.consent_publish,
      author: openAuthor(deps.vault, row.id, row.sealed_author),
      text: openText(deps.vault, row.id, row.sealed_text),
      // What was decided is told when it is told.
      ...(row.told_at && { words: openWords(deps.vault, row.id, row.sealed_words) }),
    }));
  },
  eraseOne: async (trx, registrationId, deps) => {
    const address = await addressOf(trx, registrationId, deps);
    if (address) await forgetContributions(trx, address.eventId, address.hash);
  },
};
