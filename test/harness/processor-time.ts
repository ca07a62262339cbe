/**
 * Milliseconds of processor that this process has taken so far. What others take on a busy machine does not count,
 * so that a bound on it holds anywhere; only for what was seconds or minutes before it was mended.
 */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
