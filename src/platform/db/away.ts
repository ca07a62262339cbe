/** Whether an error says that the database is away for a moment, rather than that something is wrong. */

// PostgreSQL away, starting, stopping or overrun.
const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '57014',
]);
// The driver's and the pool's own words, which carry no code.
const AWAY_TEXT =
  /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|not queryable/;

/** True for a connection that broke or could not be had, and for a statement given up for its time. */
export function isDatabaseAway(error: unknown): boolean {
  const e = error as { code?: unknown; message?: unknown } | undefined;
  const code = typeof e?.code === 'string' ? e.code : '';
  return AWAY.has(code) || code.startsWith('08') || AWAY_TEXT.test(String(e?.message));
}
