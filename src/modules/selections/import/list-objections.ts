/** A row of a list of objections: what was filed on one candidate, and what the text itself says was decided. Pure. */
import { foldedValue, sameValue } from '../../../platform/sources/words.ts';
import { ADMISSIBILITIES, FILER_KINDS, OBJECTION_OUTCOMES } from '../rules/vocabulary.ts';
import type { FileObjection } from '../schemas/process-file.ts';
import { countsIn, dateIn, keyIn, type ListRow, RowFault, wordIn } from './list-cells.ts';
import type { Into } from './list-into.ts';
import { contradict, keyOfContent, mergeRow } from './list-merge.ts';
import { wordOf } from './list-words.ts';

type Said = Omit<FileObjection, 'key' | 'candidacy' | 'cite'>;

/** @throws {RowFault} */
export function addObjection(into: Into, row: ListRow): void {
  const { key: candidacy } = into.who.candidacy(row);
  const said = saidIn(row);
  const cites = into.cite(row);
  const own = keyIn(row);
  const key = own ?? keyOf(into, row, candidacy, said);
  const list = (into.file.objections ??= []);
  const keyed = list.find((one) => one.key === key);
  const there =
    keyed ?? (own === undefined ? into.twin(list, isSame(into, row, candidacy, said)) : undefined);
  if (!there) {
    // Each row of a list is one, unless the list counts them: there a blank says that nobody did.
    const count = into.columns.has('count') ? {} : { count: 1 };
    const made: FileObjection = { key, candidacy, ...count, ...said, cite: cites };
    list.push(made);
    into.claim(made);
    return;
  }
  into.claim(there);
  if (there.candidacy !== candidacy) throw into.who.differ('key');
  const { filer, ...others } = said;
  mergeRow<FileObjection>(into, row, there, { said: others, cites, words: wordsOf });
  if (filer === undefined) return;
  if (there.filer_kind === said.filer_kind)
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
 * the same evidence too: another one is another row of it.
 */
function isSame(into: Into, row: ListRow, candidacy: string, said: Said): (one: FileObjection) => boolean {
  const text = foldedValue(said.ground ?? said.decision ?? '');
  const kind = said.filer_kind ?? 'unknown';
  return (one) => {
    if (one.candidacy !== candidacy || one.filed_on !== said.filed_on) return false;
    if ((one.filer_kind ?? 'unknown') !== kind || foldedValue(one.ground ?? one.decision ?? '') !== text)
      return false;
    const pairs = [
      [one.filer, said.filer],
      [one.evidence, said.evidence],
    ];
    const isEqual = pairs.every(([a = '', b = '']) => sameValue(a, b));
    const isLike = pairs.every(([a, b]) => a === undefined || b === undefined || sameValue(a, b));
    return text !== '' && (isEqual || (isLike && !into.isOwn(row, one.cite)));
  };
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
