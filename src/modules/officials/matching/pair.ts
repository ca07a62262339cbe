/**
 * Whether two records may be one person: what speaks for it and against it, as codes for the reviewer's page, and how
 * high in the queue it stands. Nothing here joins anybody: a name alone never does (people.md, section 6, practice 4).
 */
import { type DateSpan, overlapOf } from '../rules/date-spans.ts';
import { keysOf, type NameKeys } from '../rules/name-keys.ts';
import { lettersOf, type NameParts, readName } from '../rules/names.ts';
import { align, type Alignment, jaroWinkler } from './likeness.ts';

/** One name of somebody with what is known beside it. Whoever has several names comes once for each, under one id. */
export interface Comparable {
  id: string;
  parts: NameParts;
  keys: NameKeys;
  /** Words of the full key and of the one without the husband's surname, which are compared a million times. */
  words: readonly string[];
  ownWords: readonly string[];
  /** As `barNumberOf` gives them. */
  barNumbers: readonly string[];
  /** Numbers of files in a process, with the process in them: “csj-2019:214”. */
  fileNumbers: readonly string[];
  /** As published, in whatever code; compared for equality only. */
  gender?: string;
  birthYear?: number;
  processes: readonly string[];
  tenures: readonly ({ institution: string } & DateSpan)[];
  /** Its source remarks that others have the same name. */
  homonyms?: boolean;
}

export type MatchReason =
  /** Printed alike but for case, accents, blanks and titles. */
  | 'name_equal'
  | 'particles_differ'
  | 'married_name_differs'
  | 'spelling_differs'
  | 'cut_elsewhere'
  | 'order_differs'
  /** Names or surnames that only one of them has. */
  | 'words_missing'
  /** Each has words that the other has not. */
  | 'words_differ'
  | 'bar_number_equal'
  | 'file_number_equal'
  | 'rows_agree'
  | 'process_shared'
  | 'institution_shared'
  | 'institution_overlaps'
  | 'bar_number_conflicts'
  | 'gender_conflicts'
  | 'birth_year_conflicts'
  | 'rows_disagree'
  /** The list itself says that there are several people of that name. */
  | 'homonyms_noted'
  /** Nothing in the names: somebody put the two beside each other. */
  | 'by_hand';

/**
 * Highest first. `same`: offered as such, one press, logged. The others are questions: `equal_name` has nothing but
 * the name; `likely` a near name and a number that agrees; `possible` a near name, or an equal one with something
 * against it; `weak` little of either.
 */
export const MATCH_BANDS = ['same', 'equal_name', 'likely', 'possible', 'weak'] as const;
export type MatchBand = (typeof MATCH_BANDS)[number];

export interface Match {
  band: MatchBand;
  /** 0 to 100, for the order within a band. */
  score: number;
  reasons: MatchReason[];
}

/** What the rows of one import file say beside names, in memory only. */
export type RowEvidence = 'agree' | 'disagree' | undefined;

export function comparable(id: string, printed: string, known: Partial<Comparable> = {}): Comparable {
  const parts = readName(printed);
  const keys = keysOf(parts);
  const words = wordsOf(keys.full);
  const ownWords = parts.married === undefined ? words : wordsOf(keys.unmarried);
  return {
    id,
    parts,
    keys,
    words,
    ownWords,
    barNumbers: [],
    fileNumbers: [],
    processes: [],
    tenures: [],
    ...known,
  };
}

/** @returns undefined when they need not be asked about */
export function matchOf(a: Comparable, b: Comparable, rows?: RowEvidence): Match | undefined {
  const names = compareNames(a, b);
  const evidence = evidenceOf(a, b, rows);
  const band = bandOf(names.kind, evidence, a);
  if (band === undefined) return undefined;
  const score = scoreOf(names.alignment, partsLikeness(a.parts, b.parts), evidence);
  return { band, score, reasons: [...names.reasons, ...evidence] };
}

type NameKind =
  | 'equal'
  /** All words of one have their like in the other, three at least. */
  | 'near'
  /** Likewise, but only two: “Ana Pérez”. */
  | 'short'
  | 'partial'
  | 'different';

interface NameComparison {
  kind: NameKind;
  reasons: MatchReason[];
  alignment: Alignment;
}

const wordsOf = (key: string): string[] => (key === '' ? [] : key.split(' '));

function compareNames(a: Comparable, b: Comparable): NameComparison {
  const own = align(a.ownWords, b.ownWords);
  if (a.keys.full === b.keys.full && a.keys.full !== '') {
    const printed: MatchReason = a.keys.printed === b.keys.printed ? 'name_equal' : 'particles_differ';
    return { kind: 'equal', reasons: [printed], alignment: own };
  }
  // Where one source takes the husband's surname for one's own, only the whole names can be compared.
  const apart = own.leftOne.length > 0 && own.leftOther.length > 0;
  const married = a.parts.married !== undefined || b.parts.married !== undefined;
  const whole = apart && married ? align(a.words, b.words) : own;
  const better = whole.leftOne.length === 0 || whole.leftOther.length === 0 ? whole : own;
  const reasons = nameReasons(better);
  if (better === own && !apart && marriedKey(a.parts) !== marriedKey(b.parts))
    reasons.push('married_name_differs');
  return { kind: kindOf(better), reasons, alignment: better };
}

const marriedKey = (parts: NameParts): string => lettersOf(parts.married ?? '');

function nameReasons({ variants, glued, moved, leftOne, leftOther }: Alignment): MatchReason[] {
  const reasons: MatchReason[] = [];
  if (variants) reasons.push('spelling_differs');
  if (glued) reasons.push('cut_elsewhere');
  if (moved) reasons.push('order_differs');
  if (leftOne.length > 0 && leftOther.length > 0) reasons.push('words_differ');
  else if (leftOne.length + leftOther.length > 0) reasons.push('words_missing');
  return reasons;
}

function kindOf({ matched, leftOne, leftOther }: Alignment): NameKind {
  if (matched < 2) return 'different';
  if (leftOne.length > 0 && leftOther.length > 0) return 'partial';
  return matched === 2 && leftOne.length + leftOther.length > 0 ? 'short' : 'near';
}

const AGAINST: ReadonlySet<MatchReason> = new Set([
  'bar_number_conflicts',
  'gender_conflicts',
  'birth_year_conflicts',
  'rows_disagree',
]);
/** The name counts as whole with two given names and two surnames: “exact four-part key”. */
const WHOLE_NAME = 4;

function bandOf(kind: NameKind, evidence: readonly MatchReason[], a: Comparable): MatchBand | undefined {
  const has = (reason: MatchReason): boolean => evidence.includes(reason);
  const numbered = has('bar_number_equal') || has('file_number_equal');
  const agrees = numbered || has('rows_agree');
  const against = evidence.some((reason) => AGAINST.has(reason));
  if (kind === 'equal') {
    // “Vacante”, “Anónimo”: one word is no name to be asked about.
    if (a.words.length < 2) return agrees ? 'possible' : undefined;
    if (against) return 'possible';
    const whole = a.words.length >= WHOLE_NAME;
    return numbered && whole ? 'same' : agrees ? 'likely' : 'equal_name';
  }
  if (kind === 'near') return against ? 'weak' : agrees ? 'likely' : 'possible';
  if (kind === 'short' && !against) {
    return agrees ? 'likely' : has('process_shared') || has('institution_overlaps') ? 'possible' : 'weak';
  }
  if (!agrees || kind === 'different') return undefined;
  return against ? 'weak' : 'possible';
}

/** Reasons that lie beside the names. */
function evidenceOf(a: Comparable, b: Comparable, rows: RowEvidence): MatchReason[] {
  const reasons: MatchReason[] = [];
  const bar = agreement(a.barNumbers, b.barNumbers);
  if (bar === true) reasons.push('bar_number_equal');
  if (agreement(a.fileNumbers, b.fileNumbers) === true) reasons.push('file_number_equal');
  if (rows === 'agree') reasons.push('rows_agree');
  if (agreement(a.processes, b.processes) === true) reasons.push('process_shared');
  const together = institutionOf(a, b);
  if (together) reasons.push(together);
  if (bar === false) reasons.push('bar_number_conflicts');
  if (a.gender !== undefined && b.gender !== undefined && a.gender !== b.gender)
    reasons.push('gender_conflicts');
  if (a.birthYear !== undefined && b.birthYear !== undefined && a.birthYear !== b.birthYear)
    reasons.push('birth_year_conflicts');
  if (rows === 'disagree') reasons.push('rows_disagree');
  if (a.homonyms === true || b.homonyms === true) reasons.push('homonyms_noted');
  return reasons;
}

/** @returns undefined when one of them has none to compare */
function agreement(a: readonly string[], b: readonly string[]): boolean | undefined {
  return a.length === 0 || b.length === 0 ? undefined : a.some((one) => b.includes(one));
}

function institutionOf(a: Comparable, b: Comparable): MatchReason | undefined {
  let shared: MatchReason | undefined;
  for (const one of a.tenures) {
    for (const other of b.tenures) {
      if (one.institution !== other.institution) continue;
      if (overlapOf(one, other) === 'yes') return 'institution_overlaps';
      shared = 'institution_shared';
    }
  }
  return shared;
}

/** Of the parts that both are known to have; undefined when there are none. */
function partsLikeness(a: NameParts, b: NameParts): number | undefined {
  const pairs = [
    [a.given[0], b.given[0]],
    [a.surname1, b.surname1],
    [a.surname2, b.surname2],
  ].flatMap(([one, other]) =>
    one === undefined || other === undefined ? [] : [jaroWinkler(lettersOf(one), lettersOf(other))],
  );
  return pairs.length === 0 ? undefined : pairs.reduce((all, like) => all + like, 0) / pairs.length;
}

const WEIGHTS: Partial<Record<MatchReason, number>> = {
  bar_number_equal: 10,
  file_number_equal: 10,
  rows_agree: 10,
  process_shared: 3,
  institution_shared: 2,
  institution_overlaps: 5,
  bar_number_conflicts: -15,
  gender_conflicts: -20,
  birth_year_conflicts: -20,
  rows_disagree: -15,
  homonyms_noted: -5,
};

/** Token-set ratio, coverage of both names, Jaro–Winkler of the parts; then what lies beside the name. */
function scoreOf(
  { matched, likeness, leftOne, leftOther }: Alignment,
  parts: number | undefined,
  evidence: readonly MatchReason[],
): number {
  const [one, other] = [matched + leftOne.length, matched + leftOther.length];
  const set = likeness / Math.max(Math.min(one, other), 1);
  const coverage = (2 * likeness) / Math.max(one + other, 1);
  const names = 50 * set + 20 * coverage + 20 * (parts ?? set);
  const beside = evidence.reduce((all, reason) => all + (WEIGHTS[reason] ?? 0), 0);
  return Math.round(Math.min(Math.max(names + beside, 0), 100));
}
