/** What is kept of the help with a proposal, as those who propose may have it in a file. */
import type { Read } from '../../platform/db/handles.ts';
import type { Deps } from '../../platform/deps.ts';
import { findHelp, threadOf } from './queries/help.ts';
import { amendmentsOf, suggestionsOf } from './queries/texts.ts';
import { adviceOf } from './rules/checklist.ts';
import { openAmended, openChecks, openSuggested, openWords } from './sealed.ts';

/** Without the notes of the team, and without who of the staff wrote. Undefined: nobody began to help. */
export async function helpOf(db: Read, id: string, { vault }: Deps): Promise<unknown> {
  const help = await findHelp(db, id);
  if (!help) return undefined;
  const [thread, suggestions, amendments] = await Promise.all([
    threadOf(db, id),
    suggestionsOf(db, id),
    amendmentsOf(db, id),
  ]);
  const at = (instant: Temporal.Instant | null) => (instant === null ? null : String(instant));
  const advice = adviceOf(openChecks(vault, id, help.sealed_checks));
  return {
    asked_at: at(help.asked_at),
    checklist: Object.fromEntries(advice.map(({ item, verdict }) => [item, verdict])),
    messages: thread.map((one) => ({
      from: one.side,
      words: openWords(vault, one.id, one.sealed_words),
      at: at(one.created_at),
      read_at: at(one.read_at),
    })),
    suggestions: suggestions.map((one) => ({
      from: one.side,
      state: one.state,
      ...openSuggested(vault, one.id, one.sealed_said),
      at: at(one.created_at),
      decided_at: at(one.decided_at),
    })),
    amendments: amendments.map((one) => ({
      number: one.number,
      state: one.state,
      ...openAmended(vault, one.id, one.sealed_said),
      at: at(one.created_at),
      decided_at: at(one.decided_at),
    })),
  };
}
