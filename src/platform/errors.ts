/**
 * Every error the program answers with, in one list (`docs/reference/errors.md` is made from it).
 * Expected refusals of a command are typed results, not errors; a route turns them into one of these
 * only where the outside world needs a status.
 */
import type { MessageKey } from './i18n/translate.ts';

interface ErrorSpec {
  status: number;
  message: MessageKey;
}

export const ERRORS = {
  bad_request: { status: 400, message: 'error.bad_request' },
  unauthorized: { status: 401, message: 'error.unauthorized' },
  forbidden: { status: 403, message: 'error.forbidden' },
  cross_site: { status: 403, message: 'error.cross_site' },
  not_found: { status: 404, message: 'error.not_found' },
  conflict: { status: 409, message: 'error.conflict' },
  closed: { status: 409, message: 'error.closed' },
  not_open: { status: 409, message: 'error.not_open' },
  gone: { status: 410, message: 'error.gone' },
  too_large: { status: 413, message: 'error.too_large' },
  unsupported_media: { status: 415, message: 'error.unsupported_media' },
  invalid: { status: 422, message: 'error.invalid' },
  too_many_requests: { status: 429, message: 'error.too_many_requests' },
  internal: { status: 500, message: 'error.internal' },
  unavailable: { status: 503, message: 'error.unavailable' },
  no_space: { status: 507, message: 'error.no_space' },
} as const satisfies Record<string, ErrorSpec>;

export type ErrorCode = keyof typeof ERRORS;

export interface FieldFault {
  /** The field's name as in the form, e.g. `email`, `answers.dieta`. */
  field: string;
  message: string;
}

/** Thrown where a request can't be answered; the one error handler in `platform/http` dresses it. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: FieldFault[];

  constructor(code: ErrorCode, fields: FieldFault[] = []) {
    super(code);
    this.name = 'AppError';
    this.code = code;
    this.fields = fields;
  }

  get status(): number {
    return ERRORS[this.code].status;
  }
}

/** For a route whose record does not exist, or is not for this reader. */
export function notFound(): AppError {
  return new AppError('not_found');
}
