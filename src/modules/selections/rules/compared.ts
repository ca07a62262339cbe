/** How much of candidacies stands side by side on one page; the rest is a link away. Pure. */
import type { CandidacyParts } from '../queries/whole-candidacy.ts';

export interface Bounds {
  /** Names offered in each of the four lists. */
  choices: number;
  career: number;
  states: number;
  sheets: number;
  /** Lines of a sheet. */
  lines: number;
  objections: number;
  checks: number;
  votes: number;
  /** Signs of a text: a ground, an answer, what a register said. */
  words: number;
  /** Signs of the words of a source; 0: left to the page of the source. */
  passage: number;
}

/** From what most processes fit in to what any does. */
export const BOUNDS: readonly Bounds[] = [
  {
    choices: 100,
    career: 8,
    states: 8,
    sheets: 3,
    lines: 30,
    objections: 5,
    checks: 6,
    votes: 8,
    words: 600,
    passage: 400,
  },
  {
    choices: 60,
    career: 6,
    states: 5,
    sheets: 2,
    lines: 14,
    objections: 3,
    checks: 4,
    votes: 5,
    words: 300,
    passage: 120,
  },
  {
    choices: 30,
    career: 3,
    states: 3,
    sheets: 1,
    lines: 8,
    objections: 2,
    checks: 2,
    votes: 3,
    words: 160,
    passage: 0,
  },
  {
    choices: 15,
    career: 1,
    states: 1,
    sheets: 1,
    lines: 0,
    objections: 1,
    checks: 1,
    votes: 1,
    words: 100,
    passage: 0,
  },
];

export interface ComparedParts extends CandidacyParts {
  /** How many of each are only on the page of the candidacy. */
  more: { states: number; sheets: number; lines: number; objections: number; checks: number; votes: number };
}

/** The latest states and rounds, the last sheets, the first of everything else. */
export function boundedParts(parts: CandidacyParts, bounds: Bounds): ComparedParts {
  const { states, sheets, objections, checks, votes } = parts;
  const shownSheets = last(sheets, bounds.sheets).map((one) => ({
    ...one,
    sheet: { ...one.sheet, lines: one.sheet.lines.slice(0, bounds.lines) },
  }));
  const lines = last(sheets, bounds.sheets).reduce(
    (sum, { sheet }) => sum + Math.max(sheet.lines.length - bounds.lines, 0),
    0,
  );
  const beyond = (list: readonly unknown[], most: number): number => Math.max(list.length - most, 0);
  return {
    ...parts,
    states: last(states, bounds.states),
    sheets: shownSheets,
    objections: objections.slice(0, bounds.objections),
    checks: checks.slice(0, bounds.checks),
    votes: last(votes, bounds.votes),
    more: {
      states: beyond(states, bounds.states),
      sheets: beyond(sheets, bounds.sheets),
      lines,
      objections: beyond(objections, bounds.objections),
      checks: beyond(checks, bounds.checks),
      votes: beyond(votes, bounds.votes),
    },
  };
}

function last<T>(list: readonly T[], most: number): T[] {
  return list.slice(Math.max(list.length - most, 0));
}
