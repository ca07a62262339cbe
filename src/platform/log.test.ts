import { describe, expect, it } from 'vitest';
import { OperatorError, createLog, reduceError } from './log.ts';

function written(work: (log: ReturnType<typeof createLog>) => void): Record<string, unknown>[] {
  const lines: Record<string, unknown>[] = [];
  work(
    createLog({
      level: 'debug',
      destination: { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
    }),
  );
  return lines;
}

const SECRET = 'ana.ficticia@example.org';

function planted(): Error {
  const error = Object.assign(new Error(`Key (email)=(${SECRET}) already exists.\n    at ${SECRET}`), {
    code: '23505',
    detail: SECRET,
    response: `550 ${SECRET}`,
    constraint: 'people_email',
    table: 'people',
  });
  error.cause = new SyntaxError(`Unexpected token in "${SECRET}"`);
  return error;
}

describe('the log', () => {
  it('reduces errors to name, code and place, wherever they stand', () => {
    const lines = written((log) => {
      log.error(planted());
      log.error(planted(), 'failed');
      log.error({ err: planted(), other: planted(), id: 7 }, 'failed');
      log.error({ err: planted() });
      log.error('failed %s', planted());
      log.child({ request: 'r1' }).warn({ err: planted() }, 'failed');
    });
    expect(lines.length).toBe(6);
    expect(JSON.stringify(lines)).not.toContain('ana.ficticia');
    expect(lines[2]).toMatchObject({
      level: 'error',
      id: 7,
      msg: 'failed',
      err: {
        name: 'Error',
        code: '23505',
        constraint: 'people_email',
        table: 'people',
        cause: { name: 'SyntaxError' },
      },
      other: { code: '23505' },
    });
  });

  it('keeps the text of an error that was written for the operator', () => {
    expect(reduceError(new OperatorError('No room.'))).toMatchObject({
      name: 'OperatorError',
      message: 'No room.',
    });
  });

  it('blanks what by its name should not be there', () => {
    const [line] = written((log) =>
      log.info(
        { email: SECRET, user: { email: SECRET, id: 1 }, headers: { cookie: SECRET }, token: SECRET },
        'x',
      ),
    );
    expect(JSON.stringify(line)).not.toContain('ana.ficticia');
    expect(line).toMatchObject({ user: { id: 1 } });
  });
});
