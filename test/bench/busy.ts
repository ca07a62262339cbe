/** How much of the processor other programs take while we measure. */
import { availableParallelism, loadavg } from 'node:os';

const SPIN = 200;

/**
 * Counts for so many milliseconds of processor time and looks at the clock.
 * @returns wall time to processor time: 1 on a machine of our own, 4 where we get a quarter of a processor
 */
function spin(): number {
  const before = process.cpuUsage();
  const began = performance.now();
  for (;;) {
    const { user, system } = process.cpuUsage(before);
    const used = (user + system) / 1000;
    if (used >= SPIN) return (performance.now() - began) / used;
  }
}

export interface Busy {
  /** Looks once more; call it between the parts. */
  look: () => void;
  /** One line for below the table. */
  tell: () => string;
}

export function watchMachine(): Busy {
  const seen: number[] = [];
  const look = () => void seen.push(spin());
  look();
  return {
    look,
    tell: () => {
      const [least, most] = [Math.min(...seen), Math.max(...seen)];
      const load = loadavg()[0]?.toFixed(1) ?? '?';
      const figures = `×${least.toFixed(1)} to ×${most.toFixed(1)} (load ${load} on ${availableParallelism()} processors)`;
      return most < 1.5
        ? `The machine was quiet: what takes 1 ms of processor took ${figures}.`
        : `The machine was BUSY with other programs: what takes 1 ms of processor took ${figures}. Times are longer by that and rates lower; ratios suffer less.`;
    },
  };
}
