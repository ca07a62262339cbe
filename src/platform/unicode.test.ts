import { expect, it } from 'vitest';
import { processorTime } from '../../test/harness/processor-time.ts';
import { cleanText } from './forms/clean.ts';
import { renderMarkdown } from './markdown/render.ts';
import { wordsOf } from './search/words.ts';
import { slugOf } from './slug.ts';
import { plainWords } from './sources/words.ts';
import { normalForm } from './unicode.ts';

const PILE = `a${'\u0301\u0323'.repeat(30_000)}`;

it('is the form that the language knows, for what people write', () => {
  for (const text of ['Código n.º 1', 'e\u0301', 'Việt Nam', 'ก็', '👩🏽‍⚖️', 'Z\u0351\u036b\u0343\u036a\u0302o'])
    for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD'] as const)
      expect(normalForm(text, form)).toBe(text.normalize(form));
});

it.each<[string, (text: string) => string]>([
  ['a field of a form', (text) => cleanText(text, false)],
  ['an address', slugOf],
  ['a question', plainWords],
  ['words', (text) => wordsOf(text).join(' ')],
  ['a heading', (text) => renderMarkdown(`# ${text}`, { lang: 'es', origin: 'https://a.test' }).text],
])('does not take the square of the time over accents piled on one letter: %s', (_what, read) => {
  const started = processorTime();
  expect(read(PILE).at(0)?.normalize('NFD').at(0)).toBe('a');
  // Without the bound each takes some seconds, in which nobody is answered.
  expect(processorTime() - started).toBeLessThan(1500);
});
