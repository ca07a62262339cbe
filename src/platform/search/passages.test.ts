import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { useDatabase } from '../../../test/harness/database.ts';
import { matcher } from './passages.ts';
import { anyStems, stemsOf } from './stems.ts';
import { STOP_WORDS } from './stop-words.ts';
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

it('a word says nothing when it says nothing to the database', async () => {
  const words = wordsOf(readFileSync(new URL('../../../locales/es.json', import.meta.url), 'utf8'));
  const asked = [...new Set([...words, ...STOP_WORDS])].filter((word) => !['mas', 'tambien'].includes(word));
  const { rows } = await sql<{ word: string }>`
    select word from unnest(${asked}::text[]) as w (word) where ts_lexize('spanish_stem', word) = '{}'`.execute(
    database.db,
  );
  expect(rows.map(({ word }) => word).toSorted()).toEqual(
    asked.filter((word) => STOP_WORDS.has(word)).toSorted(),
  );
  expect(STOP_WORDS.size).toBeGreaterThan(200);
});

it.each([
  ['eleccion', 'elecciones', true],
  ['jueces', 'juez', true],
  ['hearings', 'hearing', true],
  ['amablemente', 'amable', true],
  ['amablemente', 'amarillo', false],
  ['final', 'finales', true],
  ['corte', 'cortina', false],
  ['object', 'objections', true],
  ['elect', 'election', true],
  ['elections', 'election', true],
  ['fuero', 'fueran', false],
  ['masa', 'mas', false],
  ['nadar', 'nada', false],
  ['sobres', 'sobre', false],
])('asked for %s, %s: %s', async (asked, found, marked) => {
  const stems = await stemsOf(database.db, [asked]);
  expect(matcher([term(asked, anyStems(stems, asked))])(found)).toBe(marked);
});

it('beginnings that titles have are marked as they are written', () => {
  const isAsked = matcher([term('fin', ['fin'], ['finca'])]);
  expect(['fin', 'finca', 'fincas', 'finanzas'].filter(isAsked)).toEqual(['fin', 'finca']);
});
