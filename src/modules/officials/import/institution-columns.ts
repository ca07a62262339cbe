/** The columns of a list of institutions, or of bodies that choose who leads them, and what a row says. Pure. */
import type { MessageKey } from '../../../platform/i18n/translate.ts';
import { electorateOrCommission } from '../rules/choosing-bodies.ts';
import type { StatementValue } from '../schemas/properties.ts';
import { acronymIn } from '../rules/spanish-order.ts';
import { dateValueOf } from './printed-date-value.ts';

export interface Fact {
  property: string;
  value: StatementValue;
  /** The cell as it is. */
  printed: string;
  /** Header of its column. */
  column: string;
  /** Why it is kept for editors although the file says it; left out: it is shown. */
  keep?: 'drag_filled' | 'no_licence' | 'repeated' | undefined;
  /** What is odd about it, though it goes in: a finding, with its values. */
  doubt?: { key: MessageKey; values: Record<string, string> } | undefined;
}

type ColumnKind = 'id' | 'text' | 'link' | 'email' | 'picture' | 'date';

interface ColumnSpec {
  kind: ColumnKind;
  property: string;
  /** What a link is called. */
  label?: string;
  /** Of one record only: the same link in several rows was copied, and nobody knows of which it is. */
  own?: true;
}

type Columns = Readonly<Record<string, ColumnSpec>>;

/** By header, as the published file has them. */
const INSTITUTION_COLUMNS: Columns = {
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

/** The same of nominating commissions and electing bodies. What the file describes is what they choose. */
const CHOOSING_BODY_COLUMNS: Columns = {
  id: { kind: 'id', property: '' },
  nombre: { kind: 'text', property: 'name' },
  institution: { kind: 'text', property: 'selects_for' },
  fechaEleccion: { kind: 'date', property: 'election_date' },
  fechaEleccionProyectada: { kind: 'date', property: 'next_election' },
  descripcion: { kind: 'text', property: 'selects' },
  requisitos: { kind: 'text', property: 'requirement' },
  comision: { kind: 'text', property: 'composition' },
  infografiaURL: { kind: 'link', property: 'document', label: 'Infografía', own: true },
  cronogramaURL: { kind: 'link', property: 'document', label: 'Cronograma', own: true },
  fotoURL: { kind: 'picture', property: 'picture', label: 'Imagen' },
};

/** What a column can be, of either kind of list. */
export const INSTITUTION_FIELDS: readonly string[] = [
  ...new Set([...Object.keys(INSTITUTION_COLUMNS), ...Object.keys(CHOOSING_BODY_COLUMNS)]),
];

/** What a column holds, whichever list has it: for whoever says which it is. */
export const fieldSpec = (column: string): Pick<ColumnSpec, 'property' | 'label'> | undefined =>
  INSTITUTION_COLUMNS[column] ?? CHOOSING_BODY_COLUMNS[column];

/** Headers that differ in case, accents, blanks and signs are the same. */
const folded = (header: string): string =>
  header
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');

/** What kind of list it is, by what its columns are called. */
export class ListColumns {
  readonly #columns: Columns;
  readonly #known: ReadonlyMap<string, string>;

  private constructor(columns: Columns) {
    this.#columns = columns;
    this.#known = new Map(Object.keys(columns).map((name) => [folded(name), name]));
  }

  /** Those of the kind of list that knows more of the headers; of institutions where both know as many. */
  static of(headers: readonly string[]): ListColumns {
    const kinds = [INSTITUTION_COLUMNS, CHOOSING_BODY_COLUMNS].map((columns) => new ListColumns(columns));
    const known = (one: ListColumns) => headers.filter((header) => one.known(header) !== undefined).length;
    const [institutions, choosing] = kinds as [ListColumns, ListColumns];
    return known(choosing) > known(institutions) ? choosing : institutions;
  }

  /** As the published file calls them. */
  get names(): string[] {
    return Object.keys(this.#columns);
  }

  /** @returns the known name of a column; undefined when there is none of that name */
  known(header: string): string | undefined {
    return this.#known.get(folded(header));
  }

  spec(column: string): ColumnSpec | undefined {
    return this.#columns[column];
  }

  isAddress(column: string): boolean {
    const kind = this.#columns[column]?.kind;
    return kind === 'link' || kind === 'picture';
  }

  /** What the name of a record says besides: an acronym of its own, or that the body proposes or elects. */
  saidByName(name: Fact): Fact[] {
    const { text } = name.value;
    if (this.#columns === CHOOSING_BODY_COLUMNS) {
      // What stands in brackets is the acronym of the institution for which it chooses.
      const kind = electorateOrCommission(text);
      return kind === undefined ? [] : [{ ...name, property: 'kind', value: { text: kind } }];
    }
    const acronym = acronymIn(text);
    return acronym === undefined ? [] : [{ ...name, property: 'acronym', value: { text: acronym } }];
  }
}

export type CellFault = 'formula' | 'bad_link' | 'bad_email' | 'too_long';

/** What a spreadsheet would run. A telephone number may begin with +. */
export function isFormula(cell: string): boolean {
  return /^\s*(?:[=@＝＠]|[+\-＋－](?![\d\s().-]+$))/u.test(cell);
}

const LONGEST_TEXT = 20_000;
const LONGEST_DATE = 300;
const EMAIL = /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/u;

/** What one cell says. Nothing for an empty one. */
export function factIn(
  columns: ListColumns,
  column: string,
  cell: string,
): Fact | { fault: CellFault } | undefined {
  const spec = columns.spec(column);
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
    case 'date': {
      if (text.length > LONGEST_DATE) return { fault: 'too_long' };
      const { value, doubt } = dateValueOf(text);
      return { ...fact(value), doubt };
    }
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
