/** Lists that the forms of the back office offer: zones and languages. */
import type { Words } from '../../../platform/i18n/words.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { languageWords } from '../pages/words.ts';
import { SPOKEN_LANGUAGES } from '../rules/choices.ts';

interface Choice {
  value: string;
  label: Words;
}

let zones: readonly Choice[] | undefined;

/** Every zone this program knows, those of the Americas first. @param kept one that must be there under its own name */
export function timeZoneOptions(kept?: string): readonly Choice[] {
  if (!zones) {
    const all = Intl.supportedValuesOf('timeZone').filter((zone) => zone.includes('/'));
    const near = all.filter((zone) => zone.startsWith('America/'));
    zones = [...near, ...all.filter((zone) => !zone.startsWith('America/')), 'UTC'].map(zoneChoice);
  }
  return !kept || zones.some((zone) => zone.value === kept) ? zones : [zoneChoice(kept), ...zones];
}

function zoneChoice(zone: string): Choice {
  return { value: zone, label: { text: zone.replaceAll('_', ' ') } };
}

/** @param kept one that must be there, e.g. from an import */
export function languageOptions(t: Translate, kept?: string): readonly Choice[] {
  const known = SPOKEN_LANGUAGES;
  const codes = !kept || known.includes(kept) ? known : [...known, kept];
  return codes.map((code) => ({ value: code, label: { text: languageWords(t, code) } }));
}
