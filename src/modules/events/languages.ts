/** Counting the languages that people ask for: from sealed answers, opened a few hundred at a time. */
import type { Read } from '../../platform/db/handles.ts';
import type { Vault } from '../../platform/vault/vault.ts';
import { languageId } from './pages/words.ts';
import { openBatches } from './people.ts';
import { listChosenWorkshops } from './queries/office-registrations.ts';
import { listSlots } from './queries/programme.ts';
import { type LanguageNeed, languageNeeds } from './rules/language-need.ts';
import type { Attendance } from './tables.ts';

/** Those who come, or come unless something happens. */
const COUNTED = ['confirmed', 'offered', 'awaiting_approval'] as const;
const MOST_COUNTED = 20_000;

interface Count {
  online: number;
  in_person: number;
  workshops: Map<string, number>;
}

/** What is asked for and what is offered; unmet need first. */
export async function findLanguageNeeds(
  source: { db: Read; vault: Vault },
  edition: { id: string; language: string; timezone: string },
): Promise<LanguageNeed[]> {
  const asked = new Map<string, Count>();
  for (const state of COUNTED) {
    for await (const batch of openBatches(source, edition.id, { state }, { most: MOST_COUNTED })) {
      const chosen = await listChosenWorkshops(
        source.db,
        batch.map((row) => row.id),
      );
      for (const { id, attendance, person } of batch)
        count(asked, person?.languages ?? [], attendance, chosen.get(id) ?? []);
    }
  }
  const slots = await listSlots(source.db, edition.id, { timezone: edition.timezone });
  const sessions = slots
    .filter((slot) => slot.status === 'scheduled')
    .map(({ id, slug, title, language, interpretation }) => ({
      id,
      slug,
      title,
      languages: new Set([language, ...interpretation].map(languageId)),
    }));
  return languageNeeds(asked, sessions, languageId(edition.language));
}

function count(
  asked: Map<string, Count>,
  languages: readonly string[],
  attendance: Attendance,
  workshops: readonly string[],
): void {
  for (const language of new Set(languages.map(languageId))) {
    let one = asked.get(language);
    if (!one) asked.set(language, (one = { online: 0, in_person: 0, workshops: new Map() }));
    one[attendance] += 1;
    for (const id of workshops) one.workshops.set(id, (one.workshops.get(id) ?? 0) + 1);
  }
}
