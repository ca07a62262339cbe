/**
 * A backup: one gzip file of UTF-8 text, readable with `zless`. Lines of JSON say what follows:
 *
 *     {"format":"justicia-abierta-backup","version":1,"migration":…,"createdAt":…,"keyId":…}
 *     {"table":"events","columns":["id",…]}
 *     …rows as PostgreSQL's COPY text…
 *     \.
 *     {"sequence":"history_id_seq","value":17}
 *     {"job":{"identifier":…,"payload":…,"run_at":…}}
 *     {"end":true,"tables":…,"rows":…,"jobs":…}
 *
 * The last line proves that the file is whole. What the vault holds stays encrypted in it; the
 * key is never part of it, nor are the files under DATA_DIR/mail.
 */
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { OperatorError } from '../log.ts';

export const FORMAT = 'justicia-abierta-backup';
export const VERSION = 1;
export const END_OF_ROWS = String.raw`\.`;

export interface Header {
  format: typeof FORMAT;
  version: number;
  /** The last migration of the database it was made from. */
  migration: string;
  createdAt: string;
  /** Fingerprint of the key that its personal data is encrypted with. */
  keyId: string;
}

export interface Totals {
  tables: number;
  rows: number;
  jobs: number;
}

export type Mark =
  | { table: string; columns: string[] }
  | { sequence: string; value: number }
  | { job: Record<string, unknown> }
  | ({ end: true } & Totals);

/**
 * The file's lines, without their ends. Bytes, since a row may be bigger than a string may be long.
 * @throws {OperatorError} when it is no gzip file, or cut off
 */
export async function* linesOf(file: string): AsyncGenerator<Buffer> {
  const unzipped = createGunzip();
  const source = createReadStream(file);
  source.on('error', (error) => unzipped.destroy(error));
  source.pipe(unzipped);
  let rest: Buffer[] = [];
  try {
    for await (const chunk of unzipped as AsyncIterable<Buffer>) {
      let from = 0;
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
        const end = chunk.subarray(from, at);
        yield rest.length > 0 ? Buffer.concat([...rest, end]) : end;
        rest = [];
        from = at + 1;
      }
      if (from < chunk.length) rest.push(chunk.subarray(from));
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
      throw new OperatorError(`${file} cannot be read (${code}).`);
    if (code?.startsWith('Z_')) throw new OperatorError(`${file} is damaged or no backup (${code}).`);
    throw error;
  } finally {
    source.destroy();
  }
}

export function parseHeader(line: string, file: string): Header {
  let header: Partial<Header> | undefined;
  try {
    header = JSON.parse(line) as Partial<Header>;
  } catch {
    header = undefined;
  }
  if (header?.format !== FORMAT) throw new OperatorError(`${file} is no backup of this program.`);
  if (header.version !== VERSION)
    throw new OperatorError(
      `${file} was written in form ${header.version}; this version of the program reads form ${VERSION}.`,
    );
  return header as Header;
}

/** @throws {OperatorError} when the file is not ours */
export async function readHeader(file: string): Promise<Header> {
  const lines = linesOf(file);
  try {
    const { value } = await lines.next();
    return parseHeader(String(value ?? ''), file);
  } finally {
    await lines.return(undefined);
  }
}
