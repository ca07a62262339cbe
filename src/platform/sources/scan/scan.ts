/** Looks for numbers of people in a document before it is kept. Says how many of which kind, never which. */
import type { ScanResult } from '../tables.ts';
import { bareNumber, IDENTITY_PATTERNS } from './patterns.ts';
import { readable, textsOf } from './text.ts';

export interface Scanned {
  result: ScanResult;
  /** Kind of number → how many different ones. */
  findings: Record<string, number>;
}

/** Signs read at a time: some of them become eighteen when they are read. */
const WINDOW = 50_000;
/** Longer than any number with its label, though every sign is written by its own number: none is cut in two unseen. */
const OVERLAP = 1000;

/**
 * @param declared media type as the sender says
 * @returns `unscanned` when its text can't be read here (PDF, pictures, archives …)
 */
export async function scanDocument(bytes: Buffer, declared: string): Promise<Scanned> {
  const texts = textsOf(bytes, declared);
  if (!texts) return { result: 'unscanned', findings: {} };
  const found = new Map<string, Set<string>>();
  for (const text of texts) {
    for (let start = 0; start < text.length; start += WINDOW) {
      collect(readable(text.slice(start, start + WINDOW + OVERLAP)), found);
      // The same process answers visitors: let it.
      await new Promise(setImmediate);
    }
  }
  const findings = Object.fromEntries([...found].map(([kind, numbers]) => [kind, numbers.size]));
  return { result: found.size > 0 ? 'found' : 'clean', findings };
}

function collect(text: string, found: Map<string, Set<string>>): void {
  for (const { kind, pattern, check } of IDENTITY_PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const number = bareNumber(match[1] ?? '');
      if (check && !check(number)) continue;
      const numbers = found.get(kind);
      if (numbers) numbers.add(number);
      else found.set(kind, new Set([number]));
    }
  }
}
