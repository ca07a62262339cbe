/** Bodies that propose or elect who leads an institution, told by their names. Pure. */
import { lettersOf } from './names.ts';
import { institutionKey } from './spanish-order.ts';

/** Bodies that elect are named as what they are; a nominating commission says so. */
export function isElectorate(name: string): boolean {
  return /^comision del? (?:la )?(?:corte|consejo|congreso|colegio|presiden|universidad|organismo)/.test(
    lettersOf(name),
  );
}

/** What kind of body a name says that it is; undefined: it does not say. */
export function electorateOrCommission(name: string): string | undefined {
  if (isElectorate(name)) return 'Cuerpo elector';
  return /^comision (?:de postulacion|postuladora)\b/.test(lettersOf(name))
    ? 'Comisión de postulación'
    : undefined;
}

/** The body of which somebody was a part, or that made the process in which they stood, as lists name it. */
export function bodyNamed({ kind, body, process }: { kind: string; body: string; process: string }): string {
  if (kind === 'office') return '';
  return kind === 'candidacy' ? process || body : body || process;
}

/** By `institutionKey` of their names; where two are called the same, neither. */
export function namedOnce<T extends { name: string }>(list: readonly T[]): Map<string, T> {
  const named = Map.groupBy(list, ({ name }) => institutionKey(name));
  return new Map(
    [...named].flatMap(([key, [one, another]]) => (one && !another ? [[key, one] as const] : [])),
  );
}
