/** What a meeting takes, and who is expected next. Pure. */
export const VISIBILITIES = ['name', 'organization', 'reserved'] as const;
/** As what the authors of a proposal appear; as `proposals` knows it. */
export type Visibility = (typeof VISIBILITIES)[number];

/** Proposals of one meeting: more than any room sends, less than what would bury the desk when a code gets around. */
export const MOST_RECEIVED = 2000;
/** Sheets of one meeting, and of one printing. */
export const MOST_SHEETS = 2000;
export const MOST_AT_ONCE = 100;
/** Proposals of one list. */
export const MOST_ROWS = 500;
/** How long an address is kept that nobody confirmed: enough for a mail server that is down, and to read one's mail. */
export const ADDRESS_DAYS = 7;
/** For signatures on one page of A4. */
export const LINES = 20;

const NUMBERED = /^(.*\S\s+)(\d{1,4})$/u;
const TEAM = /^(?:equipo|grupo|mesa|team|group|table)\s/i;

/** “Equipo 4” → “Equipo 5”; nothing when the last ones gave their names. @param names of the authors before */
export function nextTeam(names: readonly string[]): string {
  const [name = '', ...others] = names;
  const found = others.length === 0 && TEAM.test(name) ? NUMBERED.exec(name) : null;
  return found ? `${found[1] ?? ''}${Number(found[2]) + 1}` : '';
}
