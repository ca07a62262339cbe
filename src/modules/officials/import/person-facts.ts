/** What an admitted row says: statements, tenures, and where it stands. Pure. */
import { partialDateText } from '../../../platform/sources/printed-date.ts';
import type { StatedSource } from '../../../platform/sources/stated.ts';
import { isElectorate } from '../rules/choosing-bodies.ts';
import { lettersOf } from '../rules/names.ts';
import type { Property, StatementValue } from '../schemas/properties.ts';
import type { TenureKind } from '../tables.ts';
import type { Field } from './fields.ts';
import type { MessageKey } from '../../../platform/i18n/translate.ts';
import { type AdmittedRow, commissionIn, isCandidacy, isSeat } from './person-rows.ts';
import { readPrintedDates } from './printed-dates.ts';

export interface RowStatement {
  property: Property<'person'>;
  value: StatementValue;
  /** As printed, where the value is more than that. */
  printed?: string;
  /** Not shown, and why. */
  kept?: string;
}

export interface RowTenure {
  kind: TenureKind;
  post: string;
  body: string;
  process: string;
  unit: string;
  territory: string;
  state: string;
  listNumber: string;
  starts?: string | undefined;
  ends?: string | undefined;
  reason: string;
}

export interface RowFacts {
  statements: RowStatement[];
  tenures: RowTenure[];
  /** Undefined: the row names none, the file itself is its source. */
  source?: StatedSource;
  /** Read otherwise than printed, or not at all. */
  doubts: { field: Field; key: MessageKey }[];
}

const TEXTS = ['gender', 'birth_year', 'profession', 'bar_number', 'experience_years'] as const;
const LISTS = ['experience', 'education', 'human_projection', 'statement'] as const;
const OFFICE = ['office_email', 'office_phone', 'office_address'] as const;

/** In words for editors; what is kept is never shown. */
const UNREAD_DOCUMENT = 'Nadie ha visto aún si el documento contiene datos personales.';
const NO_LICENCE = 'No se conoce la licencia del retrato.';
const SWAPPED = 'En el archivo, puesto y dependencia están cambiados.';

export function factsOf(row: AdmittedRow): RowFacts {
  const { fields, name } = row;
  const facts: RowFacts = { statements: [], tenures: [], doubts: [] };
  const say = (
    property: Property<'person'>,
    value: StatementValue,
    more: Partial<RowStatement> = {},
  ): void => {
    facts.statements.push({ property, value, ...more });
  };
  say('name', { text: plainName(name) }, { printed: name });
  for (const property of TEXTS) {
    for (const text of fields[property] ?? []) say(property, { text });
  }
  for (const property of LISTS) for (const text of itemsOf(fields[property])) say(property, { text });
  for (const property of OFFICE) for (const text of fields[property] ?? []) say(property, { text });
  for (const href of fields.documents ?? [])
    say('document', { text: fileNameOf(href), href: hrefOf(href) }, { kept: UNREAD_DOCUMENT });
  for (const href of fields.photo ?? [])
    say('portrait', { text: plainName(name), href: hrefOf(href) }, { kept: NO_LICENCE });
  facts.tenures = tenuresOf(row, facts.doubts);
  const source = sourceOf(row);
  return source ? { ...facts, source } : facts;
}

/** Without what is no name: notes in brackets, remarks of whoever typed it, figures, a comma at the end. */
export function plainName(printed: string): string {
  const plain = printed
    .normalize('NFC')
    .replaceAll(/[([{](?!\s*de\s)[^()[\]{}]*[)\]}]?/giu, ' ')
    .replaceAll(/\b(?:dpi|cui|nit)\s+err\p{L}*\.?/giu, ' ')
    .replaceAll(/[\d¨´`^~]+/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/^[\s,;:]+|[\s,;:]+$/gu, '');
  return lettersOf(plain) === '' ? printed : plain;
}

/** ` | ` between items, and line breaks where there is no bar; an empty item is none. */
function itemsOf(cells: readonly string[] | undefined): string[] {
  return (cells ?? []).flatMap((cell) =>
    cell
      .split(cell.includes('|') ? '|' : /\n+/u)
      .map((item) => item.replaceAll(/\s+/gu, ' ').trim())
      .filter((item) => lettersOf(item) !== '' || /\d/.test(item)),
  );
}

const hrefOf = (address: string): string => URL.parse(address)?.href ?? address;

function fileNameOf(address: string): string {
  const url = URL.parse(address);
  const last = url?.pathname.split('/').findLast(Boolean) ?? '';
  let name = last;
  try {
    name = decodeURIComponent(last);
  } catch {
    // Broken percent signs: shown as they are.
  }
  return (name || (url?.hostname ?? address)).slice(0, 300);
}

function sourceOf({ fields }: AdmittedRow): StatedSource | undefined {
  const title = fields.source_title?.[0]?.replaceAll(/\s+/gu, ' ') ?? '';
  const url = fields.source_address?.[0];
  if (title === '' && url === undefined) return undefined;
  // The part behind # is a place on the page, and was filled down by the mouse in published lists.
  const address = url === undefined ? undefined : hrefOf(url).replace(/#.*$/, '');
  return {
    title: title || (URL.parse(address ?? '')?.hostname ?? ''),
    publisher: '',
    ...(address !== undefined && { url: address }),
  };
}

const first = (row: AdmittedRow, field: Field): string =>
  row.fields[field]?.[0]?.replaceAll(/\s+/gu, ' ').trim() ?? '';

function tenuresOf(row: AdmittedRow, doubts: RowFacts['doubts']): RowTenure[] {
  const placed = unswapped(row, doubts);
  const candidate = isCandidacy(placed.post);
  const common = {
    territory: first(row, 'department'),
    listNumber: '',
    state: '',
    process: '',
    body: '',
    ...placed,
  };
  const [institution, process, commission] = (['institution', 'process', 'commission'] as const).map(
    (field) => first(row, field),
  );
  // Alone it may be anybody's note; beside who sent them it is a seat.
  const named = institution ? commissionIn(placed.post) : undefined;
  const seat = isSeat(placed.post);
  const held: RowTenure[] = [];
  const candidacy = {
    kind: 'candidacy' as const,
    state: first(row, 'state'),
    listNumber: first(row, 'list_number'),
  };
  if (institution && !candidate && !seat)
    held.push({ ...common, kind: 'office', body: institution, ...spanOf(row, doubts) });
  if (process) held.push({ ...common, ...onlyFirst(held), ...candidacy, process });
  const sentBy = seat && institution ? { unit: placed.unit || institution } : {};
  if (commission || named !== undefined)
    held.push({
      ...common,
      ...sentBy,
      ...onlyFirst(held),
      kind: isElectorate(commission || (named ?? '')) ? 'elector' : 'commission',
      body: commission || (named ?? ''),
      // “Comisión de Postulación”, and no word of whose: there are many of that name.
      process: commission ?? '',
      ...(held.length === 0 ? spanOf(row, doubts) : {}),
    });
  if (!commission && named !== undefined)
    doubts.push({ field: 'post', key: 'officials.row.warning.which_commission' });
  // “Candidato Elección de …” in a list that has no column for the process.
  if (candidate && held.length === 0)
    held.push({ ...common, ...candidacy, process: processIn(placed.post), body: institution ?? '' });
  return held;
}

/** Post and unit are those of the first thing that the row says; of the others nothing is known. */
const onlyFirst = (held: readonly RowTenure[]): Partial<RowTenure> =>
  held.length === 0 ? {} : { post: '', unit: '' };

const processIn = (post: string): string =>
  post.replace(/^\p{L}+(?:\s+(?:a|al|para|en)(?:\s+la)?)?\s+/iu, '').trim() || post;

const BODY =
  /^(?:corte|sala|juzgado|tribunal|ministerio|instituto|universidad|consejo|colegio|comision|fiscalia|organismo|contraloria|procuraduria|facultad|asociacion)\b/;
/** Whether a name is that of a body, not of a person. */
export const isBody = (name: string): boolean => BODY.test(lettersOf(name));

const HOLDER =
  /^(?:magistrad|juez|jueza|decan|rector|fiscal|representante|president|director|secretari|vocal|abogad|procurador|contralor|titular|suplente)/;

/** A body in the column of posts, and a post in that of bodies: changed by whoever filled the list. */
function unswapped(
  row: AdmittedRow,
  doubts: RowFacts['doubts'],
): Pick<RowTenure, 'post' | 'unit' | 'reason'> {
  const [post, unit] = [first(row, 'post'), first(row, 'unit')];
  const swapped = BODY.test(lettersOf(post)) && HOLDER.test(lettersOf(unit));
  if (!swapped) return { post, unit, reason: '' };
  doubts.push({ field: 'post', key: 'officials.row.warning.swapped' });
  return { post: unit, unit: post, reason: SWAPPED };
}

function spanOf(row: AdmittedRow, doubts: RowFacts['doubts']): Pick<RowTenure, 'starts' | 'ends'> {
  const from = edgeOf(row, 'office_from', doubts);
  const to = edgeOf(row, 'office_to', doubts);
  const [starts, ends] = [from.starts, to.starts ?? from.ends];
  // Compared as far as both are known.
  const length = Math.min(starts?.length ?? 0, ends?.length ?? 0);
  if (starts !== undefined && ends !== undefined && ends.slice(0, length) < starts.slice(0, length)) {
    doubts.push({ field: 'office_to', key: 'officials.row.warning.ends_before' });
    return { starts };
  }
  return { starts, ends };
}

function edgeOf(
  row: AdmittedRow,
  field: 'office_from' | 'office_to',
  doubts: RowFacts['doubts'],
): Pick<RowTenure, 'starts' | 'ends'> {
  const printed = first(row, field);
  if (printed === '') return {};
  const doubt = (key: MessageKey) => doubts.push({ field, key });
  const read = readPrintedDates(printed);
  if (read.kind === 'none' || read.kind === 'several') {
    if (read.kind === 'several' || read.why === 'unreadable' || read.why === 'duration')
      doubt('officials.row.warning.date');
    return {};
  }
  if (read.doubts.includes('day_or_month')) {
    // Nothing tells which is the month: the year is sure.
    doubt('officials.row.warning.day_or_month');
    return read.kind === 'date' ? { starts: String(read.date.from.year) } : {};
  }
  if (read.doubts.length > 0) doubt('officials.row.warning.date_read');
  if (read.kind === 'date') return { starts: partialDateText(read.date) };
  const { from, to } = read.span;
  return { starts: from && partialDateText(from), ends: to && partialDateText(to) };
}
