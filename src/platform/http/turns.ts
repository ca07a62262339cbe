/** So many at a time; the others wait for their turn, in the order in which they came. */
export class Turns {
  readonly #most: number;
  #busy = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** @returns what `work` gives, or throws what it throws; the turn ends either way */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#busy >= this.#most) await new Promise<void>((begin) => void this.#waiting.push(begin));
    else this.#busy += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // Who waits takes the place over, so that nobody slips in between.
      if (next) next();
      else this.#busy -= 1;
    }
  }
}
