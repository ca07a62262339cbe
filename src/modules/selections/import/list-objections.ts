/** A row of a list of objections: what was filed on one candidate, and what the text itself says was decided. Pure. */
import { sameValue } from '../../../platform/sources/words.ts';
import { ADMISSIBILITIES, FILER_KINDS, OBJECTION_OUTCOMES } from '../rules/vocabulary.ts';
import type { FileObjection } from '../schemas/process-file.ts';
import { countsIn, dateIn, keyIn, type ListRow, RowFault, wordIn } from './list-cells.ts';
import {
  correct,
  correctedBy,
  isAmong,
  isSaid,
  mayBe,
  saidOf,
  shortWords,
  shownOf,
} from './list-corrected.ts';
import type { Cite, Into } from './list-into.ts';
import { contradict, keyOfContent, mergeRow } from './list-merge.ts';
import { wordOf } from './list-words.ts';

type Said = Omit<FileObjection, 'key' | 'candidacy' | 'cite'>;

/** @throws {RowFault} */
export function addObjection(into: Into, row: ListRow): () => void {
  const { key: candidacy } = into.who.candidacy(row);
  const said = saidIn(row);
  const own = keyIn(row);
  const name = keyOf(into, row, candidacy, said);
  const list = (into.file.objections ??= []);
  const found = own === undefined ? undefined : list.find(({ key }) => key === own);
  if (found && found.candidacy !== candidacy) throw into.who.differ('key');
  const isOf = (one: FileObjection): boolean => one.candidacy === candidacy && mayBe(own, one);
  const isShown = isSame(into, row, said, shownOf);
  const isTwin = isSame(into, row, said, saidOf);
  return into.look<FileObjection>(
    { list, name, found },
    [
      (one) => isOf(one) && one.key === name && isShown(one),
      (one) => isOf(one) && into.isOwn(row, one.cite) && isShown(one),
      (one) => isOf(one) && isShown(one),
      (one) => isOf(one) && one.key === name,
      (one) => isOf(one) && isTwin(one),
    ],
    (one) => write(into, row, { candidacy, said, name, own, found: one }),
  );
}

interface Placed {
  candidacy: string;
  said: Said;
  /** What an answer about it is kept under: it says what the row says, whatever key its list gives it. */
  name: string;
  own: string | undefined;
  /** What it is of. */
  found: FileObjection | undefined;
}

function write(into: Into, row: ListRow, { candidacy, said, name, own, found }: Placed): void {
  const cites = into.cite(row);
  const list = (into.file.objections ??= []);
  // Another row of this list may have had the same key.
  const there = found ?? list.find((one) => own !== undefined && one.key === own);
  if (there) {
    if (there.candidacy !== candidacy) throw into.who.differ('key');
    merge(into, row, there, { said, cites });
    return;
  }
  const may = isLike(into, row, { candidacy, own }, said);
  const likes = list.filter((one) => !into.isClaimed(one) && mayBe(own, one) && may(one));
  const words = textWords({ ...said, cite: [] }, into);
  const wordsOf = (one: FileObjection): string => textWords(one, into);
  const one = correctedBy(into, row, likes, { key: name, column: 'ground', words, wordsOf });
  if (one) {
    const { ground, filed_on: on, evidence, ...others } = said;
    // A text that is nothing but a decision is what there is of it.
    const isDecision = ground === undefined && one.ground === undefined && said.decision !== undefined;
    const corrected = {
      ...(ground && { ground }),
      ...(isDecision && { decision: said.decision }),
      ...(on && { filed_on: on }),
      ...(evidence && { evidence }),
    };
    correct<FileObjection>(into, one, { said: corrected, cites });
    merge(into, row, one, { said: others, cites });
    return;
  }
  // What once had this text may have another one by now: its key is taken.
  let key = own ?? name;
  while (list.some((other) => other.key === key)) key = keyOf(into, row, candidacy, said);
  // Each row of a list is one, unless the list counts them: there a blank says that nobody did.
  const count = into.columns.has('count') ? {} : { count: 1 };
  const made: FileObjection = { key, candidacy, ...count, ...said, cite: cites };
  into.push(list, made);
  into.claim(made);
}

function merge(
  into: Into,
  row: ListRow,
  there: FileObjection,
  { said: { filer, ...others }, cites }: { said: Said; cites: Cite },
): void {
  mergeRow<FileObjection>(into, row, there, { said: others, cites, words: wordsOf });
  if (filer === undefined) return;
  if (there.filer_kind === others.filer_kind)
    mergeRow<FileObjection>(into, row, there, { said: { filer }, cites });
  // Beside a private person, or somebody of whom it is not known, the name would be read as theirs.
  else if (!isPrivate(there.filer_kind))
    contradict(into, row, there, { field: 'filer', words: filer, cites });
}

/** Who objects as a private person may be persecuted for it; of whom it is not said what they are may be one. */
const isPrivate = (kind: FileObjection['filer_kind']): boolean =>
  kind === undefined || kind === 'individual' || kind === 'unknown';

/** By what was filed: what became of it may be told later by the same list. */
function keyOf(into: Into, row: ListRow, candidacy: string, said: Said): string {
  const { filed_on: on, filer_kind: kind, filer, ground, decision, evidence } = said;
  // A text that is nothing but a decision is what there is of it.
  const content = [into.sourceKey(row), candidacy, on, kind, filer, ground ?? decision, evidence];
  return keyOfContent('tacha', candidacy, [...content, into.count(JSON.stringify(content))]);
}

/**
 * The same day, kind of filer and text on the same candidate, and nobody else who filed it. Of its own list only with
 * the same evidence too: another one is another row of it. What sources print otherwise is said of it as well.
 */
function isSame(
  into: Into,
  row: ListRow,
  said: Said,
  valuesOf: typeof saidOf<FileObjection>,
): (one: FileObjection) => boolean {
  const text = said.ground ?? said.decision ?? '';
  const kind = said.filer_kind ?? 'unknown';
  return (one) => {
    const is = (field: keyof FileObjection, value: string | undefined): boolean =>
      isAmong(one, field, value, valuesOf);
    if (!is('filed_on', said.filed_on) || (one.filer_kind ?? 'unknown') !== kind) return false;
    // Counts without a text are of whoever counted: those of another list may be the same ones.
    if (isCount(one, text)) return into.isOwn(row, one.cite) && is('count', said.count?.toString());
    if (text === '' || !is(textField(one), text)) return false;
    if (isFiler(one, said) && is('evidence', said.evidence)) return true;
    // Blanks of another list are open; those of its own another list may have filled.
    const isOpen = one.evidence === undefined || said.evidence === undefined || is('evidence', said.evidence);
    const isAlike = valuesOf === saidOf && isOpen && isFilerOpen(one, said);
    return (
      isAlike && (said.evidence === undefined ? into.isOthers(row, one.cite) : !into.isOwn(row, one.cite))
    );
  };
}

/**
 * It may be a later word on that one: the same candidate, nobody else who filed it, and the same day with another text,
 * the same text with another day, or both the same with other evidence. That neither has a day makes them alike only
 * where both are of one list.
 */
function isLike(
  into: Into,
  row: ListRow,
  { candidacy, own }: Pick<Placed, 'candidacy' | 'own'>,
  said: Said,
): (one: FileObjection) => boolean {
  const text = said.ground ?? said.decision ?? '';
  const kind = said.filer_kind ?? 'unknown';
  return (one) => {
    if (one.candidacy !== candidacy || !isFilerOpen(one, said)) return false;
    const kinds = new Set([kind, one.filer_kind ?? 'unknown']);
    if (kinds.size > 1 && !kinds.has('unknown')) return false;
    const isOwn = into.isOwn(row, one.cite);
    // A list that has keys by now may have had this row without one.
    if (isText(one, text) || (isOwn && own !== undefined)) return true;
    if (isCount(one, text) && (one.filed_on === undefined || said.filed_on === undefined)) return true;
    return isSaid(one, 'filed_on', said.filed_on) && (said.filed_on !== undefined || isOwn);
  };
}

const isText = (one: FileObjection, text: string): boolean =>
  text !== '' && isSaid(one, textField(one), text);

/** Neither says what was filed. */
const isCount = (one: FileObjection, text: string): boolean =>
  text === '' && one[textField(one)] === undefined;

const textField = (one: FileObjection) => (one.ground === undefined ? 'decision' : 'ground');

const isFiler = (one: FileObjection, { filer = '' }: Said): boolean => sameValue(one.filer ?? '', filer);

const isFilerOpen = (one: FileObjection, { filer }: Said): boolean =>
  one.filer === undefined || filer === undefined || sameValue(one.filer, filer);

/** What an objection says, for whoever has to tell it from another: day, who filed it, text, and where it stands. */
function textWords(
  { filed_on: on, filer, ground, decision, cite = [] }: Omit<FileObjection, 'key' | 'candidacy'>,
  into: Into,
): string {
  const [first] = cite;
  const source = first && into.file.sources[typeof first === 'string' ? first : first.source]?.title;
  return shortWords([on, filer, `«${ground ?? decision ?? '—'}»`, source]);
}

const PREFIXES: Readonly<Record<string, string>> = {
  filer_kind: 'selections.filer',
  admissibility: 'selections.admissibility',
  outcome: 'selections.objection_outcome',
};

function wordsOf(field: string, value: string | number | boolean): string {
  const prefix = PREFIXES[field];
  return prefix === undefined ? String(value) : wordOf(prefix, String(value));
}

/** @throws {RowFault} */
function saidIn(row: ListRow): Said {
  const filedOn = dateIn(row, 'filed_on');
  const decidedOn = dateIn(row, 'decided_on');
  const filerKind = wordIn(row, 'filer_kind', FILER_KINDS, 'selections.filer');
  const admissibility = wordIn(row, 'admissibility', ADMISSIBILITIES, 'selections.admissibility');
  const result = wordIn(row, 'outcome', OBJECTION_OUTCOMES, 'selections.objection_outcome');
  const text = row.cells.get('ground') ?? '';
  const printed = row.cells.get('decision');
  const [ground, decision] = printed === undefined ? apart(text) : [text, printed];
  if (row.cells.get('filer') && isPrivate(filerKind)) throw new RowFault('private_filer', 'filer_kind');
  return {
    ...countsIn(row, 'count'),
    ...(filedOn && { filed_on: filedOn }),
    // Not to be known is no word of its own: a blank says the same.
    ...(filerKind && filerKind !== 'unknown' && { filer_kind: filerKind }),
    ...wordsIn(row, 'filer'),
    ...(ground && { ground }),
    ...wordsIn(row, 'evidence'),
    ...(admissibility && admissibility !== 'unknown' && { admissibility }),
    ...(result && result !== 'unknown' && { outcome: result }),
    ...(decidedOn && { decided_on: decidedOn }),
    ...(decision && { decision }),
    ...wordsIn(row, 'answer'),
  };
}

const wordsIn = (row: ListRow, name: 'filer' | 'evidence' | 'answer'): Partial<FileObjection> => {
  const text = row.cells.get(name);
  return text ? { [name]: text } : {};
};

/** In capitals, as lists mark what a commission decided; the verb in passing says nothing. */
const DECIDED = /(?<!\p{L})(?:ACEPT|RECHAZ)(?:Ó|AR|ARON)(?!\p{L})/u;

/** The text as it was filed, and from the first sentence on that says it, what was decided. Nothing is left out. */
export function apart(text: string): [ground: string, decision: string] {
  const sentences = text.split(/(?<=[.!?;])\s+(?=[\p{Lu}¿¡«"])/u);
  const at = sentences.findIndex((sentence) => DECIDED.test(sentence));
  if (at < 0) return [text, ''];
  return [sentences.slice(0, at).join(' '), sentences.slice(at).join(' ')];
}
