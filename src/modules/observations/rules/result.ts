/** What the answers of observers come to. Pure: nothing in, numbers out, each with its formula. */

export const ANSWERS = ['yes', 'partly', 'no', 'not_observed'] as const;
export type AnswerCode = (typeof ANSWERS)[number];

export interface Result {
  yes: number;
  partly: number;
  no: number;
  /** Looked for and not seen, or not looked for at all: both count neither way. */
  unseen: number;
  /** Of those that were seen: (yes + half of partly) in a hundred, rounded. Undefined where nothing was seen. */
  percent: number | undefined;
}

/**
 * @param answers one for each check that there is; undefined: nobody has answered it, or nobody confirmed it
 */
export function resultOf(answers: readonly (AnswerCode | undefined)[]): Result {
  const count = (code: AnswerCode) => answers.filter((one) => one === code).length;
  const [yes, partly, no] = [count('yes'), count('partly'), count('no')];
  const seen = yes + partly + no;
  return {
    yes,
    partly,
    no,
    unseen: answers.length - seen,
    percent: seen === 0 ? undefined : Math.round(((yes + partly / 2) / seen) * 100),
  };
}
