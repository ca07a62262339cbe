/** Sealed rows as pages show them. */
import type { Deps } from '../../../platform/deps.ts';
import type { ShownAmendment, ShownSuggestion } from '../pages/help.tsx';
import type { ShownMessage } from '../pages/thread.tsx';
import type { MessageRow } from '../queries/help.ts';
import type { AmendmentRow, SuggestionRow } from '../queries/texts.ts';
import { changed, type Changes, FIELDS, type Text } from '../rules/text.ts';
import { openAmended, openSuggested, openWords } from '../sealed.ts';

type WithVault = Pick<Deps, 'vault'>;

/** @param names of the staff, by id; left out for the authors */
export function shownMessages(
  { vault }: WithVault,
  rows: readonly MessageRow[],
  names: ReadonlyMap<string, string> = new Map(),
): ShownMessage[] {
  return rows.map(({ id, side, actor, sealed_words, created_at: at, read_at: readAt }) => ({
    side,
    words: openWords(vault, id, sealed_words),
    at,
    name: names.get(actor.replace('staff:', '')),
    read: readAt !== null,
  }));
}

export function shownSuggestion({ vault }: WithVault, row: SuggestionRow): ShownSuggestion {
  const said = openSuggested(vault, row.id, row.sealed_said);
  return {
    id: row.id,
    side: row.side,
    state: row.state,
    why: said?.why ?? '',
    answer: said?.answer ?? '',
    at: row.created_at,
  };
}

export function shownAmendment({ vault }: WithVault, row: AmendmentRow): ShownAmendment {
  const said = openAmended(vault, row.id, row.sealed_said);
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    words: said?.words ?? '',
    answer: said?.answer ?? '',
    at: row.decided_at ?? row.created_at,
  };
}

/** Beside each other: while it waits, the text now and as it would be; afterwards, what was suggested then. */
export function bothTexts(
  { vault }: WithVault,
  row: SuggestionRow,
  now: Text,
): { before: Text; after: Text } {
  const changes: Changes = openSuggested(vault, row.id, row.sealed_said)?.changes ?? {};
  if (row.state === 'open') return { before: now, after: changed(now, changes) };
  const then = { ...now };
  for (const field of FIELDS) then[field] = changes[field]?.before ?? '';
  const after = { ...then };
  for (const field of FIELDS) after[field] = changes[field]?.after ?? '';
  return { before: then, after };
}
