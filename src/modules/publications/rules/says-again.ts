/** Whether a text begins with what stands above it. Pure. */

const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** Characters; what is cut to fit a list may be the beginning of a longer paragraph. */
const ENOUGH = 60;

/** @returns whether all of the summary, or so much of it that it reads as the same, is how the text begins */
export function saysAgain(text: string, summary: string): boolean {
  const [longer, said] = [plain(text), plain(summary).replace(/(?:…|\.\.\.)$/, '')];
  if (said === '' || longer === '') return false;
  return longer.startsWith(said) || (longer.length >= ENOUGH && said.startsWith(longer));
}
