/**
 * The lists that the registration form offers. Data from outside may carry the id or the printed name in
 * either language, blind to case and accents; what is in no list is kept as typed.
 */
import type { MessageKey } from '../../../platform/i18n/translate.ts';
import type { Words } from '../../../platform/i18n/words.ts';

export interface Choice {
  value: string;
  label: Words;
}

const keyed = (values: readonly string[], prefix: string): readonly Choice[] =>
  values.map((value) => ({ value, label: `${prefix}.${value}` as MessageKey }));

export const SECTORS = keyed(
  [
    'judiciary',
    'public',
    'civil_society',
    'academia',
    'international',
    'indigenous_authority',
    'media',
    'private',
    'citizen',
  ],
  'events.sector',
);

/** Mayan languages by number of speakers, Garífuna and Xinka, by their code in ISO 639-3. */
const NATIONAL = ['quc', 'kek', 'cak', 'mam', 'poh', 'kjb', 'tzj', 'acr', 'ixl', 'caa', 'cac', 'cab', 'xin'];

/** What sessions are held in. */
export const SPOKEN_LANGUAGES: readonly string[] = ['es', 'en', ...NATIONAL];

/** What people ask for: spoken languages, signs, plain words. */
export const ASKED_LANGUAGES = keyed([...SPOKEN_LANGUAGES, 'sign', 'plain'], 'events.language');

/** The departments of Guatemala, in the order of the alphabet. */
const DEPARTMENT_NAMES = [
  'Alta Verapaz',
  'Baja Verapaz',
  'Chimaltenango',
  'Chiquimula',
  'El Progreso',
  'Escuintla',
  'Guatemala',
  'Huehuetenango',
  'Izabal',
  'Jalapa',
  'Jutiapa',
  'Petén',
  'Quetzaltenango',
  'Quiché',
  'Retalhuleu',
  'Sacatepéquez',
  'San Marcos',
  'Santa Rosa',
  'Sololá',
  'Suchitepéquez',
  'Totonicapán',
  'Zacapa',
];

export const DEPARTMENTS: readonly Choice[] = DEPARTMENT_NAMES.map((name) => ({
  value: fold(name).replaceAll(' ', '-'),
  label: { text: name },
}));

/** Lower case without accents, for comparing what people type. */
export function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
}

/**
 * @param words gives the printed names of a choice in every language
 * @returns the id of the choice that was meant, or the text itself
 */
export function canonicalChoice(
  text: string,
  choices: readonly Choice[],
  words: (label: Words) => readonly string[],
): string {
  const wanted = fold(text);
  const found = choices.find(
    (c) => fold(c.value) === wanted || words(c.label).some((w) => fold(w) === wanted),
  );
  return found?.value ?? text;
}
