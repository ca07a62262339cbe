/** Whatever was thrown while answering, reduced to one of the listed errors. */
import { isDatabaseAway } from '../db/away.ts';
import { AppError, type ErrorCode } from '../errors.ts';

const BY_STATUS: Record<number, ErrorCode> = {
  400: 'bad_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  406: 'bad_request',
  413: 'too_large',
  414: 'bad_request',
  415: 'unsupported_media',
  422: 'invalid',
  429: 'too_many_requests',
  431: 'bad_request',
};

// A text that PostgreSQL can't hold, or can't read as an id, a number or a date, came from outside past a schema.
const UNFIT = new Set(['22021', '22P05', '22003', '22P02', '22007', '22008']);

// The disk under the database is full, or so is a tablespace or quota of it.
const FULL = new Set(['53100', 'ENOSPC', 'EDQUOT']);

/** Never throws; what nobody foresaw is `internal`. The error itself is for the log, not for the answer. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const e = error as { code?: unknown; statusCode?: unknown } | undefined;
  const code = typeof e?.code === 'string' ? e.code : '';
  if (isDatabaseAway(error)) return new AppError('unavailable');
  if (FULL.has(code)) return new AppError('no_space');
  if (UNFIT.has(code)) return new AppError('bad_request');
  const status = typeof e?.statusCode === 'number' ? e.statusCode : 500;
  return new AppError(BY_STATUS[status] ?? (status >= 400 && status < 500 ? 'bad_request' : 'internal'));
}
