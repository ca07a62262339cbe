/**
 * The zone of somebody who said only their country. Known where the whole country shares one clock at that
 * moment; Mexico or Brazil don't, and a text that names no country says nothing.
 */
import { fold } from './choices.ts';

const LANGUAGES = ['es', 'en'] as const;
let regions: ReadonlyMap<string, string> | undefined;

/** Names of countries in Spanish and English, blind to case and accents → code. Not the codes: “no” is an answer. */
function knownRegions(): ReadonlyMap<string, string> {
  if (regions) return regions;
  const names = LANGUAGES.map((lang) => new Intl.DisplayNames(lang, { type: 'region', fallback: 'none' }));
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  regions = new Map(
    codes.flatMap((code) => {
      const known = names.flatMap((of) => of.of(code) ?? []);
      return known.map((name) => [fold(name), code] as const);
    }),
  );
  return regions;
}

/**
 * @param country as the person wrote it
 * @returns an IANA name, or undefined when the country or its one clock isn't known
 */
export function zoneOfCountry(country: string | undefined, at: Temporal.Instant): string | undefined {
  const code = country && knownRegions().get(fold(country));
  if (!code) return undefined;
  const zones = new Intl.Locale('und', { region: code }).getTimeZones() ?? [];
  const offsets = new Set(zones.map((zone) => at.toZonedDateTimeISO(zone).offsetNanoseconds));
  return offsets.size === 1 ? zones[0] : undefined;
}

/** True when the clocks of the two zones show the same at that moment. */
export function sameClock(a: string, b: string, at: Temporal.Instant): boolean {
  return at.toZonedDateTimeISO(a).offsetNanoseconds === at.toZonedDateTimeISO(b).offsetNanoseconds;
}
