/** A row of a list of objections: what was filed on one candidate, and what the text itself says was decided. Pure. */
import { ADMISSIBILITIES, FILER_KINDS, OBJECTION_OUTCOMES } from '../rules/vocabulary.ts';
import type { FileObjection } from '../schemas/process-file.ts';
import { countsIn, dateIn, keyIn, type ListRow, RowFault, wordIn } from './list-cells.ts';
import type { Into } from './list-into.ts';

/** @throws {RowFault} */
export function addObjection(into: Into, row: ListRow): void {
  const { key: candidacy } = into.candidacy(row);
  const list = (into.file.objections ??= []);
  const key = keyIn(row) ?? `tacha-${candidacy}-${into.count(`tacha ${candidacy}`)}`;
  const filedOn = dateIn(row, 'filed_on');
  const decidedOn = dateIn(row, 'decided_on');
  const filerKind = wordIn(row, 'filer_kind', FILER_KINDS, 'selections.filer');
  const admissibility = wordIn(row, 'admissibility', ADMISSIBILITIES, 'selections.admissibility');
  const result = wordIn(row, 'outcome', OBJECTION_OUTCOMES, 'selections.objection_outcome');
  const text = row.cells.get('ground') ?? '';
  const printed = row.cells.get('decision');
  const [ground, decision] = printed === undefined ? apart(text) : [text, printed];
  // Who objects as a private person may be persecuted for it; of whom it is not said what they are may be one.
  const isPrivate = filerKind === undefined || filerKind === 'individual' || filerKind === 'unknown';
  if (row.cells.get('filer') && isPrivate) throw new RowFault('private_filer', 'filer_kind');
  const one: FileObjection = {
    key,
    candidacy,
    // Each row of a list is one, unless the list counts them: there a blank says that nobody did.
    ...(into.columns.has('count') ? countsIn(row, 'count') : { count: 1 }),
    ...(filedOn && { filed_on: filedOn }),
    ...(filerKind && { filer_kind: filerKind }),
    ...wordsIn(row, 'filer'),
    ...(ground && { ground }),
    ...wordsIn(row, 'evidence'),
    ...(admissibility && { admissibility }),
    ...(result && { outcome: result }),
    ...(decidedOn && { decided_on: decidedOn }),
    ...(decision && { decision }),
    ...wordsIn(row, 'answer'),
    cite: into.cite(row),
  };
  const at = list.findIndex((other) => other.key === key);
  if (at < 0) list.push(one);
  else list[at] = one;
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
