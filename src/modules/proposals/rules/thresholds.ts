/** The list of steps as somebody types it: one a line, `25: se pone a la institución`. Pure. */

export interface Step {
  at: number;
  what: string;
}

const LINE = /^([1-9]\d{0,6})\s*[:–-]\s*(\S.{2,299})$/u;

/** @returns the smallest first; the lines that say no number and words, or a number twice */
export function readSteps(text: string): { steps: Step[]; wrong: string[] } {
  const steps = new Map<number, Step>();
  const wrong: string[] = [];
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '') continue;
    const [, number = '', what = ''] = LINE.exec(line) ?? [];
    const at = Number(number);
    if (number === '' || steps.has(at)) wrong.push(line);
    else steps.set(at, { at, what: what.trim() });
  }
  return { steps: [...steps.values()].toSorted((a, b) => a.at - b.at), wrong };
}

export const writeSteps = (steps: readonly Step[]): string =>
  steps.map(({ at, what }) => `${at}: ${what}`).join('\n');
