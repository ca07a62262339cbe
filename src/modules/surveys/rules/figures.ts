/** Counting answers, and keeping figures from pointing at somebody. Pure. */
import type { SurveyOption, SurveyQuestionType } from '../tables.ts';

/** Fewer than so many are a few people who can be guessed. */
export const SMALLEST_CELL = 5;

export interface CountedQuestion {
  key: string;
  label: string;
  type: SurveyQuestionType;
  options: readonly SurveyOption[];
}

export interface OptionFigure {
  value: string;
  label: string;
  count: number;
}

export interface QuestionFigures {
  key: string;
  label: string;
  type: SurveyQuestionType;
  /** How many answered it. */
  answered: number;
  /** Empty for free texts. */
  options: OptionFigure[];
  /** Of a scale, 1 to 5; undefined without answers. */
  mean: number | undefined;
}

export const SCALE = ['1', '2', '3', '4', '5'] as const;
const YES_NO = ['yes', 'no'] as const;

/** What can be chosen, with its words where the organiser gave some. */
export function choicesOf({
  type,
  options,
}: Pick<CountedQuestion, 'type' | 'options'>): readonly SurveyOption[] {
  if (type === 'scale') return SCALE.map((value) => ({ value, label: value }));
  if (type === 'yes_no') return YES_NO.map((value) => ({ value, label: value }));
  return type === 'one_of' || type === 'several_of' ? options : [];
}

export type GivenAnswers = Readonly<Record<string, string | readonly string[]>>;

/** Figures of every question of one way in. `texts`: number of free texts by the key of their question. */
export function countAnswers(
  questions: readonly CountedQuestion[],
  given: readonly GivenAnswers[],
  texts: ReadonlyMap<string, number>,
): QuestionFigures[] {
  return questions.map((question) => {
    const { key, label, type } = question;
    const choices = choicesOf(question);
    const counts = new Map(choices.map(({ value }) => [value, 0]));
    let answered = 0;
    for (const answers of given) {
      const values = [answers[key] ?? []].flat();
      if (values.length > 0) answered += 1;
      for (const value of values) {
        const before = counts.get(value);
        if (before !== undefined) counts.set(value, before + 1);
      }
    }
    if (choices.length === 0) answered = texts.get(key) ?? 0;
    const options = choices.map((choice) => ({ ...choice, count: counts.get(choice.value) ?? 0 }));
    return { key, label, type, answered, options, mean: type === 'scale' ? meanOf(options) : undefined };
  });
}

function meanOf(options: readonly OptionFigure[]): number | undefined {
  const count = options.reduce((sum, o) => sum + o.count, 0);
  if (count === 0) return undefined;
  const sum = options.reduce((all, o) => all + Number(o.value) * o.count, 0);
  return Math.round((sum / count) * 10) / 10;
}

export interface PublicFigures {
  key: string;
  label: string;
  type: SurveyQuestionType;
  /** null: too few. */
  answered: number | null;
  options: { value: string; label: string; count: number | null }[];
  mean: number | null;
}

/**
 * What the public may see: no cell of one to four, none that can be reckoned from the others, no free text.
 * A nought stays: that nobody said something points at nobody. No mean stands beside a hidden cell: however
 * many answered, where it is rounded up or down can tell what is hidden.
 */
export function suppress(figures: readonly QuestionFigures[]): PublicFigures[] {
  return figures
    .filter((f) => f.options.length > 0)
    .map(({ key, label, type, answered, options, mean }) => {
      const hidden = hiddenCells(options, type !== 'several_of');
      if (answered < SMALLEST_CELL || hidden === 'all') {
        const none = options.map(({ value, label: words }) => ({ value, label: words, count: null }));
        return { key, label, type, answered: null, options: none, mean: null };
      }
      return {
        key,
        label,
        type,
        answered,
        options: options.map((o) => ({ ...o, count: hidden.has(o.value) ? null : o.count })),
        mean: hidden.size > 0 ? null : (mean ?? null),
      };
    });
}

/**
 * @param addUp the cells add up to the number of answers, so that a single hidden one would be known
 * @returns `all`: whatever is shown, what is hidden could be reckoned
 */
function hiddenCells(options: readonly OptionFigure[], addUp: boolean): Set<string> | 'all' {
  const hidden = new Set(options.filter((o) => o.count > 0 && o.count < SMALLEST_CELL).map((o) => o.value));
  if (!addUp || hidden.size === 0) return hidden;
  // The hidden ones together must be as many as a cell that may be shown.
  const sum = () => options.reduce((all, o) => all + (hidden.has(o.value) ? o.count : 0), 0);
  while (hidden.size < 2 || sum() < SMALLEST_CELL) {
    const [next] = options
      .filter((o) => !hidden.has(o.value) && o.count > 0)
      .toSorted((a, b) => a.count - b.count);
    if (!next) break;
    hidden.add(next.value);
  }
  const shown = options.filter((o) => o.count > 0 && !hidden.has(o.value)).map((o) => o.count);
  return valuesOf(hidden.size, sum(), Math.min(...shown)) < FEWEST_VALUES ? 'all' : hidden;
}

/** Values that a hidden cell can have, at least, for a reader who knows the rule. */
const FEWEST_VALUES = 3;

/**
 * How many values a hidden cell can have, given what everybody sees: how many are hidden, none of them nought,
 * what they add up to, and the smallest that is shown. Either all are small; or one is larger, hidden beside
 * small ones that were a single one or too few together, and then none that is shown is smaller.
 */
function valuesOf(cells: number, sum: number, smallestShown: number): number {
  const most = SMALLEST_CELL - 1;
  const values = new Set<number>();
  // A cell that is hidden alone is what the sum says.
  if (cells < 2) return 1;
  const addSmall = (count: number, together: number): void => {
    const to = Math.min(most, together - (count - 1));
    for (let value = Math.max(1, together - most * (count - 1)); value <= to; value += 1) values.add(value);
  };
  if (sum >= SMALLEST_CELL) addSmall(cells, sum);
  for (let small = cells - 1; small <= most; small += 1) {
    const larger = sum - small;
    // Of two equal ones the order decides; to count neither is on the safe side.
    if (larger < SMALLEST_CELL || larger >= smallestShown) continue;
    addSmall(cells - 1, small);
    values.add(larger);
  }
  return values.size;
}
