/**
 * One row of a list of people, as far as it may be known: through the door first, then each value is looked at for
 * what it should be. Pure. What is odd is said with its line and column; what cannot go in says why.
 */
import { cleanText } from '../../../platform/forms/clean.ts';
import type { MessageKey } from '../../../platform/i18n/translate.ts';
import { webAddress } from '../../../platform/sources/address.ts';
import type { IdentifierKind } from '../rules/identifiers.ts';
import { barNumberOf } from '../rules/identifiers.ts';
import { lettersOf } from '../rules/names.ts';
import { admitRow, columnOf } from './door.ts';
import { headerKey } from './header-key.ts';
import { ADDRESS_FIELDS, type DroppedKind, type Field, HEADERS, type PersonKind } from './fields.ts';
import { finding, type Finding } from './file-findings.ts';

/** A row that may go in: nothing that is private is in it. Can be written as JSON. */
export interface AdmittedRow {
  line: number;
  kind: PersonKind;
  /** Its own id in the file, else empty. */
  rowId: string;
  name: string;
  /** By field, in the order of the columns. */
  fields: Partial<Record<Field, string[]>>;
}

export interface ReadRow {
  row?: AdmittedRow;
  /** Why there is none. */
  refused?: Finding;
  warnings: Finding[];
  dropped: ReadonlyMap<DroppedKind, number>;
  /** As typed; in memory only, to find the rows of one person. */
  identifiers: Partial<Record<IdentifierKind, string>>;
}

/** What a file's headers stand for. */
export interface Columns {
  /** As an editor said, beside what is known. */
  chosen: ReadonlyMap<string, Field>;
  numberOf: (header: string) => number;
  /** As in the file; and folded to letters. */
  headers: readonly string[];
  words: ReadonlySet<string>;
}

/** Words where a value is not known. */
const NOTHING =
  /^(?:no hay informacion|sin informacion|no aparece|no tiene|no aplica|ninguno|ninguna|pendiente|n ?[ad]|s ?[nd])$/;

/** So much in one cell of what is a word or two. */
const LONGEST_SHORT = 500;
const LONGEST_TEXT = 20_000;
const LONG_FIELDS: ReadonlySet<Field> = new Set([
  'experience',
  'education',
  'human_projection',
  'statement',
  'documents',
]);
/** A row of which so many cells hold what belongs in other columns is shifted. */
const SHIFTED = 3;

export function readRow(line: number, cells: Readonly<Record<string, string>>, columns: Columns): ReadRow {
  const kind = kindOf(cells, columns);
  const { fields, dropped } = admitRow(kind, cells, columns.chosen);
  const reader = new RowReader(line, columns);
  const name = reader.name(fields.get('name')?.[0] ?? '');
  const kept = reader.fields(fields);
  const base = { warnings: reader.warnings, dropped, identifiers: identifiersOf(cells) };
  if (name === undefined || reader.refused)
    return { ...base, refused: reader.refused ?? reader.fault('officials.row.fault.no_name', 'name') };
  if (reader.misplaced >= SHIFTED)
    return { ...base, warnings: [], refused: reader.fault('officials.row.fault.shifted') };
  const rowId = cleanText(kept.row_id?.[0] ?? '', false);
  if (kind === 'other') reader.warn('officials.row.warning.no_role');
  if (contradictsPost(kept)) {
    delete kept.gender;
    reader.warn('officials.row.warning.gender_post', 'gender');
  }
  return { ...base, row: { line, kind, rowId, name, fields: kept } };
}

/** By what the row puts the person in: the fields that may be known follow from it. */
function kindOf(cells: Readonly<Record<string, string>>, { chosen }: Columns): PersonKind {
  const filled = new Map<Field, string>();
  for (const [header, value] of Object.entries(cells)) {
    const column = columnOf(header);
    if (value === '' || (column && 'private' in column)) continue;
    const field = chosen.get(header) ?? column?.field;
    if (field !== undefined && ROLES.has(field) && !saysNothing(value)) filled.set(field, value);
  }
  const post = filled.get('post') ?? '';
  const candidate = isCandidacy(post);
  if (filled.has('institution') && commissionIn(post) !== undefined) return 'commissioner';
  if (filled.has('institution') && !isSeat(post)) return candidate ? 'candidate' : 'office_holder';
  if (filled.has('process')) return 'candidate';
  if (filled.has('commission')) return 'commissioner';
  return candidate ? 'candidate' : 'other';
}

/** “Miembro de la Comisión de Postulación”: the commission that a post speaks of; what stands beside it sent them. */
export function commissionIn(post: string): string | undefined {
  const at = lettersOf(post).search(/\bcomision (?:de postulacion|postuladora)\b/);
  // Where it comes first, lists put the body in the place of the post.
  if (at < 1 || isCandidacy(post)) return undefined;
  const words = post.trim().split(/\s+/u);
  const from = words.findIndex((word) => lettersOf(word).startsWith('comision'));
  return words.slice(Math.max(from, 0)).join(' ');
}

/** Who represents somebody sits for them somewhere else: what is named is not where the office is. */
export function isSeat(post: string): boolean {
  return commissionIn(post) !== undefined || /^representantes? /.test(lettersOf(post));
}

/** “Candidata”, and “masculino” beside it: one of them is wrong, and nothing tells which. */
function contradictsPost({ post, gender }: AdmittedRow['fields']): boolean {
  const ending = /^(?:pre ?)?candidat([oa])\b/.exec(lettersOf(post?.[0] ?? ''))?.[1];
  if (ending === undefined) return false;
  return gender?.[0] === (ending === 'a' ? 'masculino' : 'femenino');
}

const ROLES: ReadonlySet<Field> = new Set(['institution', 'process', 'commission', 'post']);

/** Longer than any word for it. */
const LONGEST_NOTHING = 40;

function saysNothing(value: string): boolean {
  if (value.length > LONGEST_NOTHING) return false;
  const folded = lettersOf(value);
  // “0” is what a column of numbers says where nobody wrote one.
  return NOTHING.test(folded) || (folded === '' && !/[1-9]/.test(value));
}

/** Who is called a candidate holds nothing yet, whatever stands beside it. */
export function isCandidacy(post: string): boolean {
  return /^(?:pre ?)?(?:candidat|aspirante|postulante)/.test(lettersOf(post));
}

function identifiersOf(cells: Readonly<Record<string, string>>): ReadRow['identifiers'] {
  const found: ReadRow['identifiers'] = {};
  for (const [header, value] of Object.entries(cells)) {
    const column = columnOf(header);
    if (!column || !('private' in column) || value.trim() === '') continue;
    if (column.private === 'national_identifier') found.cui ??= value;
    if (column.private === 'tax_identifier') found.nit ??= value;
  }
  return found;
}

/** The first column that stands for it. */
export function headerOf(field: Field, { headers, chosen }: Columns): string | undefined {
  return headers.find((header) => {
    const column = columnOf(header);
    return !(column && 'private' in column) && (chosen.get(header) ?? column?.field) === field;
  });
}

class RowReader {
  readonly warnings: Finding[] = [];
  refused: Finding | undefined;
  misplaced = 0;
  readonly #line: number;
  readonly #columns: Columns;

  constructor(line: number, columns: Columns) {
    this.#line = line;
    this.#columns = columns;
  }

  fault(key: MessageKey, field?: Field): Finding {
    const header = field && headerOf(field, this.#columns);
    return finding(key, this.#line, header === undefined ? 0 : this.#columns.numberOf(header));
  }

  warn(key: MessageKey, field?: Field): void {
    this.warnings.push(this.fault(key, field));
  }

  name(printed: string): string | undefined {
    const name = cleanText(printed.replaceAll('▇', ''), false);
    if (lettersOf(name) === '') return undefined;
    const fault = nameFault(name);
    if (fault) this.refused = this.fault(fault, 'name');
    return name;
  }

  fields(admitted: ReadonlyMap<Field, readonly string[]>): Partial<Record<Field, string[]>> {
    const kept: Partial<Record<Field, string[]>> = {};
    for (const [field, values] of admitted) {
      const good = values.flatMap((value) => this.#value(field, value));
      if (field !== 'name' && good.length > 0) kept[field] = good;
    }
    return kept;
  }

  #value(field: Field, raw: string): string[] {
    const text = cleanText(raw, true);
    if (text === '' || field === 'name' || saysNothing(text)) return [];
    if (/^=|^#(?:REF|N\/A|VALUE|NAME|DIV)/i.test(text))
      return this.#drop('officials.row.warning.formula', field);
    if (text.length > (LONG_FIELDS.has(field) ? LONGEST_TEXT : LONGEST_SHORT) && !ADDRESS_FIELDS.has(field))
      return this.#drop('officials.row.warning.too_long', field);
    // A column's own name below another column: the cells were moved.
    if (isOwnHeader(field, text) || (!OFTEN_HEADERS.has(field) && this.#isHeader(text)))
      return this.#misplaced('officials.row.warning.header_word', field);
    return this.#typed(field, text);
  }

  #isHeader(text: string): boolean {
    if (text.length < 4 || text.length > LONGEST_NOTHING) return false;
    return this.#columns.words.has(headerKey(text));
  }

  #typed(field: Field, text: string): string[] {
    if (field === 'gender') {
      const gender = genderOf(text);
      return gender === undefined ? this.#misplaced('officials.row.warning.gender', field) : [gender];
    }
    if (field === 'bar_number') {
      const numbers = text.split(/[\s|]+/u).flatMap((one) => barNumberOf(one) ?? []);
      return numbers.length > 0
        ? [...new Set(numbers)]
        : this.#odd('officials.row.warning.bar_number', field, text);
    }
    if (ADDRESS_FIELDS.has(field) && !webAddress(text))
      return this.#misplaced('officials.row.warning.address', field);
    return [text];
  }

  /** Figures that are wrong may be a slip; words are another column's. */
  #odd(key: MessageKey, field: Field, text: string): string[] {
    return /\p{L}{4}/u.test(text) ? this.#misplaced(key, field) : this.#drop(key, field);
  }

  #misplaced(key: MessageKey, field: Field): string[] {
    this.misplaced += 1;
    return this.#drop(key, field);
  }

  #drop(key: MessageKey, field: Field): string[] {
    this.warn(key, field);
    return [];
  }
}

/** “Fiscal” may be a column and a post; and an id the name of a column, in files whose header is a row. */
const OFTEN_HEADERS: ReadonlySet<Field> = new Set(['institution', 'post', 'row_id']);

/** “institucion” below “institucion”. */
const isOwnHeader = (field: Field, text: string): boolean =>
  text.length >= 4 && HEADERS.get(lettersOf(text)) === field && (field === 'institution' || field === 'post');

const LONGEST_NAME = 300;

function nameFault(name: string): MessageKey | undefined {
  if (/^[=+@-]/.test(name)) return 'officials.row.fault.formula';
  if (name.length > LONGEST_NAME) return 'officials.row.fault.name_too_long';
  if (/\d{4}/.test(name)) return 'officials.row.fault.number_in_name';
  // “MartÃ­nez”: UTF-8 that somebody read as Latin-1 and saved.
  if (/[ÃÂ][\u0080-\u00BF\u2018-\u203A]/u.test(name)) return 'officials.row.fault.letters';
  return undefined;
}

/** As published, in one spelling; undefined for what is none. */
function genderOf(text: string): string | undefined {
  const word = lettersOf(text);
  if (/^(?:masculino|hombre|varon)$/.test(word)) return 'masculino';
  if (/^(?:femenino|femenina|mujer)$/.test(word)) return 'femenino';
  return word === 'no binario' || word === 'no binaria' ? 'no binario' : undefined;
}
