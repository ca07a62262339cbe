/**
 * What differs between two texts, paragraph beside paragraph, word by word. Bounded: texts come from strangers
 * too, and two that have nothing in common can keep a comparison busy for hours; what is too much is compared
 * by paragraphs, and what is still too much is shown as taken out and put in.
 */
import { diffArrays, diffWordsWithSpace } from 'diff';
import type { HistoryChange, HistoryField } from './source.ts';

/** A run of words; `changed`: only on this side. */
export interface Piece {
  text: string;
  changed: boolean;
}

export type DifferenceRow =
  | { kind: 'same'; text: string }
  /** So many paragraphs that are the same on both sides and far from any change. */
  | { kind: 'skipped'; count: number }
  /** Undefined: there is nothing on that side. */
  | { kind: 'changed'; before: readonly Piece[] | undefined; after: readonly Piece[] | undefined };

export interface Difference {
  rows: readonly DifferenceRow[];
  /** Too much to be compared by words everywhere. */
  coarse: boolean;
}

export interface FieldDifference extends Difference {
  name: string;
  label: string;
}

/** Words that may differ within one paragraph before it is shown as another one. */
const MOST_WORDS = 1500;
const MOST_PARAGRAPHS = 1000;
/** Signs of one paragraph, both sides together, that are looked at word by word. */
const MOST_SIGNS = 60_000;
/** Milliseconds for all fields of a page together; a second stop, since the two above hold on any machine. */
const PATIENCE = 400;
/** Paragraphs kept around a change, so that it can be found in the text. */
const AROUND = 1;

/** Fields that differ, in the order of the later version. What the later one doesn't speak of is not compared. */
export function compareFields(
  before: readonly HistoryField[],
  after: readonly HistoryField[],
): FieldDifference[] {
  const known = new Map(before.map((field) => [field.name, field.text]));
  const budget = new Budget();
  return after.flatMap(({ name, label, text }) => {
    const old = known.get(name) ?? '';
    return old === text ? [] : [{ name, label, ...compareTexts(old, text, budget) }];
  });
}

/** What a version tells of with both sides. */
export function compareChanges(changes: readonly HistoryChange[]): FieldDifference[] {
  const budget = new Budget();
  return changes.map(({ name, label, before, after }) => ({
    name,
    label,
    ...compareTexts(before, after, budget),
  }));
}

/** Names of the fields in which two versions differ, for a list of versions. */
export function changedLabels(before: readonly HistoryField[], after: readonly HistoryField[]): string[] {
  const known = new Map(before.map((field) => [field.name, field.text]));
  const changed = after.filter(({ name, text }) => (known.get(name) ?? '') !== text);
  return [...new Set(changed.map(({ label }) => label))];
}

class Budget {
  readonly #until = performance.now() + PATIENCE;
  /** Milliseconds left, at least one: the library takes none as no limit. */
  get left(): number {
    return Math.max(1, this.#until - performance.now());
  }
}

export function compareTexts(before: string, after: string, budget = new Budget()): Difference {
  const blocks = diffArrays(paragraphsOf(before), paragraphsOf(after), {
    maxEditLength: MOST_PARAGRAPHS,
    timeout: budget.left,
  });
  if (!blocks) return { coarse: true, rows: [{ kind: 'changed', ...wholly(before, after) }] };
  const rows: DifferenceRow[] = [];
  let coarse = false;
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at];
    const next = blocks[at + 1];
    if (!block) continue;
    if (!block.added && !block.removed) {
      rows.push(...block.value.map((text): DifferenceRow => ({ kind: 'same', text })));
      continue;
    }
    // What was taken out and what stands in its place follow each other, in this order.
    const replaced = block.removed && next?.added ? next.value : undefined;
    if (replaced) at += 1;
    const pairs = pairsOf(block.removed ? block.value : [], replaced ?? (block.added ? block.value : []));
    for (const [old, text] of pairs) {
      const row = comparePair(old, text, budget);
      coarse ||= row.coarse;
      rows.push(row.row);
    }
  }
  return { coarse, rows: shortened(rows) };
}

/** Blank lines stand between paragraphs and say nothing. */
const paragraphsOf = (text: string): string[] =>
  text.split(/\r\n|\n|\r/).filter((paragraph) => paragraph.trim() !== '');

/** Paragraph by paragraph where there are as many on both sides; else the first with the first, the rest alone. */
function pairsOf(
  removed: readonly string[],
  added: readonly string[],
): [string | undefined, string | undefined][] {
  return Array.from({ length: Math.max(removed.length, added.length) }, (_, at) => [removed[at], added[at]]);
}

function comparePair(
  before: string | undefined,
  after: string | undefined,
  budget: Budget,
): { row: DifferenceRow; coarse: boolean } {
  if (before === undefined || after === undefined)
    return { row: { kind: 'changed', ...wholly(before, after) }, coarse: false };
  const words =
    before.length + after.length > MOST_SIGNS
      ? undefined
      : diffWordsWithSpace(before, after, { maxEditLength: MOST_WORDS, timeout: budget.left });
  if (!words) return { row: { kind: 'changed', ...wholly(before, after) }, coarse: true };
  const side = (other: 'added' | 'removed'): Piece[] =>
    joined(
      words
        .filter((word) => !word[other])
        .map((word) => ({ text: word.value, changed: word.added || word.removed })),
    );
  return { row: { kind: 'changed', before: side('added'), after: side('removed') }, coarse: false };
}

/** Runs of changed words with but a space between them read as one. */
function joined(pieces: readonly Piece[]): Piece[] {
  const runs: Piece[] = [];
  for (const [at, piece] of pieces.entries()) {
    const last = runs.at(-1);
    const isGap = piece.text.trim() === '' && last?.changed === true && pieces[at + 1]?.changed === true;
    const changed = piece.changed || isGap;
    if (last && last.changed === changed) runs[runs.length - 1] = { text: last.text + piece.text, changed };
    else runs.push({ text: piece.text, changed });
  }
  return runs;
}

function wholly(before: string | undefined, after: string | undefined) {
  const piece = (text: string | undefined): Piece[] | undefined =>
    text === undefined ? undefined : [{ text, changed: true }];
  return { before: piece(before || undefined), after: piece(after || undefined) };
}

/** Leaves out what is the same and far from every change. */
function shortened(rows: readonly DifferenceRow[]): DifferenceRow[] {
  const near = new Set<number>();
  for (const [at, row] of rows.entries())
    if (row.kind === 'changed') for (let n = at - AROUND; n <= at + AROUND; n++) near.add(n);
  const kept: DifferenceRow[] = [];
  for (const [at, row] of rows.entries()) {
    const last = kept.at(-1);
    if (row.kind === 'changed' || near.has(at)) kept.push(row);
    else if (last?.kind === 'skipped') kept[kept.length - 1] = { kind: 'skipped', count: last.count + 1 };
    else kept.push({ kind: 'skipped', count: 1 });
  }
  return kept;
}
