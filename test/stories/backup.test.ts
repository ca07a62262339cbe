/** Backup and restore as the operator does them: whole processes, a folder that is new, the key carried over by hand. */
import { copyFile, mkdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { processesOf, runVerb, startProgram, statusOf, useProgram } from '../harness/program.ts';

async function withClient<T>(data: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const { url } = JSON.parse(await readFile(path.join(data, 'database.json'), 'utf8')) as { url: string };
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return await work(client).finally(async () => await client.end());
}

/** Awkward values: what COPY has to escape, bytes, JSON, a number of an identity column. */
const AWKWARD = 'tab\there, line\nend, back\\slash, \\., \r and \\N';

async function plant(client: pg.Client): Promise<void> {
  await client.query(
    `insert into audit_log (actor, action, subject_kind, subject_id, detail) values ('system:test', 'test.plant', 'thing', $1, $2)`,
    [AWKWARD, { text: AWKWARD }],
  );
  await client.query(
    `insert into files (id, name, kind, decorative, state, uploaded_by, media_type, size, sha256, bytes, created_at)
     values (gen_random_uuid(), 'x.bin', 'document', false, 'ready', 'system:test', 'application/octet-stream', 5,
       sha256('\\x000a0d5c09'), '\\x000a0d5c09', now())`,
  );
  await client.query(
    `select graphile_worker.add_job('test.later', '{"id":7}', run_at := '2040-01-01T00:00:00Z', job_key := 'once', max_attempts := 3)`,
  );
}

const everything = async (client: pg.Client) => {
  const rows = async (sql: string) => (await client.query<Record<string, unknown>>(sql)).rows;
  return {
    audit: await rows('select * from audit_log order by id'),
    files: await rows(`select *, encode(bytes, 'hex') as hex from files order by id`),
    settings: await rows('select * from settings order by key'),
    jobs: await rows(
      `select task_identifier, run_at, key, max_attempts from graphile_worker.jobs where key not like 'cron:%' order by key`,
    ),
  };
};

describe.skipIf(process.platform !== 'linux')('backup and restore', { timeout: 120_000 }, () => {
  const program = useProgram();

  it('while the server runs, into an empty folder with its key: the same rows, jobs and numbers', async () => {
    const data = await program.prepared();
    const running = startProgram(data, ['serve']);
    await running.ready;
    await withClient(data, plant);
    const file = path.join(path.dirname(data), 'all.gz');
    const made = await runVerb(data, ['backup', file]);
    expect({ code: made.code, lines: made.said.trim().split('\n').length }).toEqual({ code: 0, lines: 2 });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await runVerb(data, ['backup', file])).toMatchObject({ code: 1 });
    const before = await withClient(data, everything);
    running.child.kill('SIGTERM');
    await running.ended;

    const key = (await readFile(path.join(data, 'secret.key'), 'utf8')).trim();
    expect(gunzipSync(await readFile(file)).includes(key)).toBe(false);

    const other = await program.folder();
    const refused = await runVerb(other, ['restore', file]);
    expect(refused.code).toBe(1);
    expect(refused.said).toContain('Put the copy of that key there first');
    await mkdir(other, { recursive: true });
    await copyFile(path.join(data, 'secret.key'), path.join(other, 'secret.key'));
    const restored = await runVerb(other, ['restore', file]);
    expect(restored).toMatchObject({ code: 0 });

    const again = startProgram(other, ['serve']);
    expect(await statusOf(`${await again.ready}/readyz`)).toBe(200);
    const after = await withClient(other, everything);
    expect({
      ...after,
      settings: after.settings.filter((row) => before.settings.some((old) => old['key'] === row['key'])),
    }).toEqual(before);
    // The identity column goes on counting, it doesn't begin again.
    await withClient(other, plant);
    expect(await runVerb(other, ['restore', file])).toMatchObject({ code: 1 });
    const doctor = await runVerb(other, ['doctor']);
    expect({ code: doctor.code, fails: doctor.said.match(/^fail/gm) }).toEqual({ code: 0, fails: null });
    again.child.kill('SIGTERM');
    expect(await again.ended).toBe(0);
    expect(await processesOf(path.dirname(other))).toEqual([]);
  });

  it('refuses what is no backup, cut off or foreign, and keeps nothing of it', async () => {
    const data = await program.prepared();
    const folder = path.dirname(data);
    const file = path.join(folder, 'good.gz');
    expect((await runVerb(data, ['backup', file])).code).toBe(0);
    const text = gunzipSync(await readFile(file)).toString();

    await writeFile(path.join(folder, 'plain.gz'), 'no backup');
    await writeFile(
      path.join(folder, 'newer.gz'),
      gzipSync(text.replace(/"migration":"[^"]+"/, '"migration":"2099-01-01-later"')),
    );
    await writeFile(path.join(folder, 'endless.gz'), gzipSync(text.slice(0, text.lastIndexOf('{"end"'))));
    await copyFile(file, path.join(folder, 'cut.gz'));
    await truncate(path.join(folder, 'cut.gz'), Math.floor((await stat(file)).size / 2));

    const other = await program.folder();
    await mkdir(other, { recursive: true });
    await copyFile(path.join(data, 'secret.key'), path.join(other, 'secret.key'));
    for (const [name, words] of [
      ['plain.gz', 'damaged or no backup'],
      ['missing.gz', 'cannot be read (ENOENT)'],
      ['newer.gz', 'newer version of the program'],
      ['endless.gz', 'its end is missing'],
      ['cut.gz', 'damaged or no backup'],
    ] as const) {
      const { code, said } = await runVerb(other, ['restore', path.join(folder, name)]);
      expect({ name, code, told: said.includes(words) ? words : said }).toEqual({
        name,
        code: 1,
        told: words,
      });
    }
    expect((await runVerb(other, ['restore', file])).code).toBe(0);
  });

  it('without the key only when told so; then a new key may be used', async () => {
    const data = await program.prepared();
    const file = path.join(path.dirname(data), 'all.gz');
    expect((await runVerb(data, ['backup', file])).code).toBe(0);
    const other = await program.folder();
    expect((await runVerb(other, ['restore', file, '--without-key'])).code).toBe(0);
    expect((await runVerb(other, ['doctor'])).said).toContain('There is no key');
    expect((await runVerb(other, ['migrate'])).code).toBe(0);
    const serving = startProgram(other, ['serve']);
    await serving.ready;
    serving.child.kill('SIGTERM');
    expect(await serving.ended).toBe(0);
  });

  it('a server whose key file is gone or another does not start, and makes no new key', async () => {
    const data = await program.prepared();
    expect((await runVerb(data, ['user', 'add', '--email', 'x@example.org', '--role', 'editor'])).code).toBe(
      0,
    );
    const { rename } = await import('node:fs/promises');
    await rename(path.join(data, 'secret.key'), path.join(data, 'kept.key'));
    const refused = await runVerb(data, ['serve']);
    expect(refused.code).toBe(1);
    expect(refused.said).toContain('Put back the copy of that key');
    await expect(stat(path.join(data, 'secret.key'))).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await processesOf(path.dirname(data))).toEqual([]);
    expect((await runVerb(data, ['doctor'])).code).toBe(1);
  });
});
