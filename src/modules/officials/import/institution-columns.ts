/** The columns of a list of institutions, and what a row of it says. Pure. */
import type { StatementValue } from '../schemas/properties.ts';
import { acronymIn } from '../rules/spanish-order.ts';

export interface Fact {
  property: string;
  value: StatementValue;
  /** The cell as it is. */
  printed: string;
  /** Header of its column. */
  column: string;
  /** Why it is kept for editors although the file says it; left out: it is shown. */
  keep?: 'drag_filled' | 'no_licence' | undefined;
}

type ColumnKind = 'id' | 'text' | 'link' | 'email' | 'picture';

interface ColumnSpec {
  kind: ColumnKind;
  property: string;
  /** What a link is called. */
  label?: string;
}

/** By header, as the published file has them. */
export const INSTITUTION_COLUMNS: Readonly<Record<string, ColumnSpec>> = {
  id: { kind: 'id', property: '' },
  nombre: { kind: 'text', property: 'name' },
  sector: { kind: 'text', property: 'sector' },
  descripcion: { kind: 'text', property: 'description' },
  horario: { kind: 'text', property: 'hours' },
  diasAtencion: { kind: 'text', property: 'days' },
  mision: { kind: 'text', property: 'mission' },
  vision: { kind: 'text', property: 'vision' },
  enlaceAccesoInformacion: { kind: 'link', property: 'channel', label: 'Acceso a la información pública' },
  enlaceGobiernoDigital: { kind: 'link', property: 'channel', label: 'Gobierno digital' },
  enlaceDatosAbiertos: { kind: 'link', property: 'channel', label: 'Datos abiertos' },
  enlaceServicios: { kind: 'link', property: 'service', label: 'Servicios en línea' },
  enlaceServicios2: { kind: 'link', property: 'service', label: 'Otros servicios en línea' },
  direccion: { kind: 'text', property: 'address' },
  web: { kind: 'link', property: 'website' },
  correo: { kind: 'email', property: 'email' },
  telefono: { kind: 'text', property: 'phone' },
  fb: { kind: 'link', property: 'channel', label: 'Facebook' },
  tw: { kind: 'link', property: 'channel', label: 'X (Twitter)' },
  fotoURL: { kind: 'picture', property: 'picture', label: 'Imagen' },
};

/** Headers that differ in case, accents, blanks and signs are the same. */
const folded = (header: string): string =>
  header
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');

const KNOWN = new Map(Object.keys(INSTITUTION_COLUMNS).map((name) => [folded(name), name]));

/** @returns the known name of a column; undefined when there is none of that name */
export function knownColumn(header: string): string | undefined {
  return KNOWN.get(folded(header));
}

export type CellFault = 'formula' | 'bad_link' | 'bad_email' | 'too_long';

/** What a spreadsheet would run. A telephone number may begin with +. */
export function isFormula(cell: string): boolean {
  return /^\s*(?:[=@＝＠]|[+\-＋－](?![\d\s().-]+$))/u.test(cell);
}

const LONGEST_TEXT = 20_000;
const EMAIL = /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/u;

/** What one cell says. Nothing for an empty one. */
export function factIn(column: string, cell: string): Fact | { fault: CellFault } | undefined {
  const spec = INSTITUTION_COLUMNS[column];
  const text = cell
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  if (!spec || spec.kind === 'id' || text === '') return undefined;
  if (isFormula(cell)) return { fault: 'formula' };
  if (text.length > LONGEST_TEXT) return { fault: 'too_long' };
  const { property, label } = spec;
  const fact = (value: StatementValue): Fact => ({ property, value, printed: cell, column });
  switch (spec.kind) {
    case 'text':
      return fact({ text: property === 'address' ? text.replace(/[\s,;]+$/u, '') : text });
    case 'email':
      return EMAIL.test(text) ? fact({ text }) : { fault: 'bad_email' };
    case 'link':
    case 'picture': {
      const href = addressIn(text);
      if (href === undefined) return { fault: 'bad_link' };
      const shown = label ?? href.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '');
      return {
        ...fact({ text: shown.slice(0, 300), href }),
        ...(spec.kind === 'picture' && { keep: 'no_licence' as const }),
      };
    }
  }
}

/** An address as links have it; one without scheme gets one. */
function addressIn(text: string): string | undefined {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (/\s/u.test(whole) || whole.length > 2000) return undefined;
  try {
    const url = new URL(whole);
    const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
    return isWeb && url.hostname.includes('.') && url.username === '' ? whole : undefined;
  } catch {
    return undefined;
  }
}

/** The acronym that a name has in brackets, as a fact of its own. */
export function acronymFact(name: Fact): Fact | undefined {
  const acronym = acronymIn(name.value.text);
  return acronym === undefined ? undefined : { ...name, property: 'acronym', value: { text: acronym } };
}

/** Consecutive rows at least; two may be neighbours in earnest. */
const FEWEST_FILLED = 3;

/**
 * Cells that a spreadsheet filled down: equal but for one whole number that counts up by one with the rows.
 * The first of them may be right; the others are not to be believed.
 * @param cells of one column, in the order of the rows
 * @returns for each cell that was filled the place of the first of its run
 */
export function filledDown(cells: readonly string[]): Map<number, number> {
  const found = new Map<number, number>();
  for (let first = 0; first < cells.length;) {
    const last = endOfRun(cells, first);
    if (last - first + 1 >= FEWEST_FILLED) for (let at = first + 1; at <= last; at++) found.set(at, first);
    first = Math.max(last, first + 1);
  }
  return found;
}

function endOfRun(cells: readonly string[], first: number): number {
  let last = first;
  let place: number | undefined;
  while (last + 1 < cells.length) {
    const next = countedUp(cells[last] ?? '', cells[last + 1] ?? '');
    if (next === undefined || (place !== undefined && next !== place)) break;
    place = next;
    last += 1;
  }
  return last;
}

/** @returns which of the numbers of the text is one higher, when that is all that differs */
function countedUp(one: string, other: string): number | undefined {
  const [before, after] = [one.split(/(\d+)/), other.split(/(\d+)/)];
  if (before.length !== after.length) return undefined;
  const differing = before.flatMap((part, at) => (part === after[at] ? [] : [at]));
  const [at] = differing;
  if (at === undefined || differing.length > 1 || at % 2 === 0) return undefined;
  return Number(after[at]) === Number(before[at]) + 1 ? at : undefined;
}
