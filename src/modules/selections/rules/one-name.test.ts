import { expect, it } from 'vitest';
import { isOneName } from './one-name.ts';

it.each([
  ['Ana Inventada', 'Ana Inventáda', true],
  ['José Ficticio Peres', 'José Ficticio Pérez', true],
  ['Ana Inventada', 'Ana Inventada de Prueba', true],
  ['Ana Inventada de Prueba', 'Inventada de Prueba', true],
  ['Anna Inventada', 'Ana Inventda', true],
  ['José Ficticio', 'José Inventado', false],
  ['María de León', 'Juan de Paz', false],
  ['De la', 'De la', false],
])('%s and %s can be one name: %s', (one, other, same) => {
  expect(isOneName(one, other)).toBe(same);
});
