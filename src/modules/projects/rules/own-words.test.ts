/** What counts as a proposal's words in a project. */
import { expect, it } from 'vitest';
import { repeats } from './own-words.ts';

const SUMMARY = 'Publicar los horarios de cada juzgado en la puerta y en línea.';

it.each([
  ['the same', 'Horarios a la vista', 'Horarios a la vista', true],
  ['the same with other capitals, accents and signs', '¡HORARIOS, a la vísta!', 'Horarios a la vista', true],
  ['a longer title with a short one in it', 'Horarios a la vista en Jalapa', 'Horarios a la vista', false],
  ['other words', 'Se rotulan las puertas', 'Horarios a la vista', false],
  ['a whole text among others', `Se hará esto:\n\n${SUMMARY} Y más.`, SUMMARY, true],
  [
    'a whole sentence of several',
    `Se hará. ${SUMMARY} Y más.`,
    `Que se sepa a qué hora. ${SUMMARY} Así sea.`,
    true,
  ],
  ['a part of a text', 'Publicar los horarios de cada juzgado.', SUMMARY, false],
  ['nothing', '', '', false],
  ['words of nothing', 'Se rotulan las puertas', '', false],
])('%s', (_what, own, theirs, is) => {
  expect(repeats(own, theirs)).toBe(is);
});
