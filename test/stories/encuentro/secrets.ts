/** Looks for a word wherever a stolen machine could show it: tables, files of the database, logs. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { databaseUrl } from '../../../src/platform/db/embedded/running.ts';
import { readPassword, readPostmaster, SUPERUSER } from '../../../src/platform/db/embedded/cluster.ts';
import type { Site } from './site.ts';

interface Needle {
  how: string;
  bytes: Buffer;
}

const swapped = (word: string): Buffer => Buffer.from(word, 'utf16le').swap16();
const eachByte = (bytes: Buffer, write: (byte: number) => string): Buffer =>
  Buffer.from([...bytes].map(write).join(''));
const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

/** A piece in the middle of something encoded in base64 looks different by where it begins; what its neighbours touch is left off. */
function base64(bytes: Buffer, encoding: 'base64' | 'base64url'): Buffer[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString(encoding)
      .replaceAll('=', '');
    const whole = Math.floor(((before + bytes.length) * 8) / 6);
    return Buffer.from(text.slice(Math.ceil((before * 8) / 6), whole));
  });
}

/** Every way in which a word may stand there and still be read. */
function needlesOf(word: string): Needle[] {
  const spellings = [word, word.toUpperCase(), word.slice(0, 1).toUpperCase() + word.slice(1)];
  return [...new Set(spellings)].flatMap((spelling) => {
    const plain = Buffer.from(spelling);
    const wide = Buffer.from(spelling, 'utf16le');
    const needle = (how: string) => (bytes: Buffer) => ({ how, bytes });
    return [
      ...[plain].map(needle('in clear')),
      ...[wide, swapped(spelling)].map(needle('UTF-16')),
      ...[plain, wide].flatMap((bytes) =>
        [hex, (byte: number) => hex(byte).toUpperCase()].map((write) => ({
          how: 'hex',
          bytes: eachByte(bytes, write),
        })),
      ),
      ...[...base64(plain, 'base64'), ...base64(plain, 'base64url'), ...base64(wide, 'base64')].map(
        needle('base64'),
      ),
      ...[hex, (byte: number) => hex(byte).toUpperCase()].map((write) => ({
        how: 'URL-encoded',
        bytes: eachByte(plain, (byte) => `%${write(byte)}`),
      })),
      ...[eachByte(plain, (byte) => String.raw`\u00${hex(byte)}`)].map(needle('JSON escapes')),
      ...[eachByte(plain, (byte) => `\\${byte.toString(8).padStart(3, '0')}`)].map(needle('octal escapes')),
    ];
  });
}

export interface Leak {
  word: string;
  how: string;
  where: string;
}

/** The words found in some bytes. */
export function findIn(where: string, bytes: Buffer, words: readonly string[]): Leak[] {
  return words.flatMap((word) => {
    const hows = needlesOf(word).filter((needle) => bytes.includes(needle.bytes));
    return [...new Set(hows.map(({ how }) => how))].map((how) => ({ word, how, where }));
  });
}

/** The words found in the files under a folder. */
export async function findInFiles(folder: string, words: readonly string[]): Promise<Leak[]> {
  const leaks: Leak[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    // The server may remove a file while we look.
    const bytes = await readFile(file).catch(() => Buffer.alloc(0));
    leaks.push(...findIn(path.relative(folder, file), bytes, words));
  }
  return leaks;
}

/** As the database's own administrator: may read everything and write everything to disk. */
async function asSuperuser<T>(site: Site, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const door = (await readPostmaster(site.cluster))?.door;
  if (!door) throw new Error('the database does not run');
  const url = databaseUrl(await readPassword(site.cluster), door, SUPERUSER);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return await work(client).finally(async () => await client.end());
}

/** The words found in any table of any schema, PostgreSQL's own included: statistics hold samples of values. */
async function findInTables(client: pg.Client, words: readonly string[]): Promise<Leak[]> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'm', 't') and c.relpersistence <> 't'`,
  );
  const leaks: Leak[] = [];
  for (const { name } of tables) {
    const chunks: Buffer[] = [];
    const rows = client.query(copyTo(`copy (select * from ${name}) to stdout`));
    for await (const chunk of rows) chunks.push(chunk as Buffer);
    leaks.push(...findIn(name, Buffer.concat(chunks), words));
  }
  return leaks;
}

/** The words found in all tables, in all files of the data folder (WAL and logs among them), and in what the program said. */
export async function findLeaks(site: Site, words: readonly string[]): Promise<Leak[]> {
  const inTables = await asSuperuser(site, async (client) => {
    await client.query('analyze');
    await client.query('checkpoint');
    return await findInTables(client, words);
  });
  const folders = [site.dataDir, ...(site.cluster.startsWith(site.dataDir) ? [] : [site.cluster])];
  const inFiles = await Promise.all(folders.map(async (folder) => await findInFiles(folder, words)));
  return [...inTables, ...inFiles.flat(), ...findIn('log', Buffer.from(site.said()), words)];
}
