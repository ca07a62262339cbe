import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { useDatabase } from '../../../test/harness/database.ts';
import { matcher } from './passages.ts';
import { anyStems, stemsOf } from './stems.ts';
import { wordsOf } from './words.ts';

const database = useDatabase();

const term = (word: string, stems: readonly string[] = [], written: readonly string[] = []) => ({
  word,
  stems,
  written,
});

it('a word is marked that has the Spanish stem by which the index knows what was asked', async () => {
  // Some thousand words as people write them: our own.
  const words = wordsOf(readFileSync(new URL('../../../locales/es.json', import.meta.url), 'utf8'));
  const distinct = [...new Set(words)];
  expect(distinct.length).toBeGreaterThan(2000);
  const stems = await stemsOf(database.db, distinct);
  const lost = distinct.filter((word) => {
    const [spanish] = anyStems(stems, word);
    return spanish !== undefined && !matcher([term('-', [spanish])])(word);
  });
  expect(lost).toEqual([]);
});

it.each([
  ['eleccion', 'elecciones', true],
  ['jueces', 'juez', true],
  ['hearings', 'hearing', true],
  ['amablemente', 'amable', true],
  ['amablemente', 'amarillo', false],
  ['final', 'finales', true],
  ['corte', 'cortina', false],
])('asked for %s, %s: %s', async (asked, found, marked) => {
  const stems = await stemsOf(database.db, [asked]);
  expect(matcher([term(asked, anyStems(stems, asked))])(found)).toBe(marked);
});

it('beginnings that titles have are marked as they are written', () => {
  const isAsked = matcher([term('fin', ['fin'], ['finca'])]);
  expect(['fin', 'finca', 'fincas', 'finanzas'].filter(isAsked)).toEqual(['fin', 'finca']);
});
