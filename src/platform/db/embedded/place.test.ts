/** These need root: only root has another user run the database. Elsewhere they are skipped. */
import { spawnSync } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packagedPostgres } from './binaries.ts';
import { DATABASE_USER, databaseUser, findUser, isRoot } from './os-user.ts';
import { findPlace } from './place.ts';

describe.skipIf(!isRoot())('the place of the database, as root', () => {
  let base = '';
  beforeEach(async () => {
    base = await mkdtemp(path.join(tmpdir(), 'ja-place-'));
    await chmod(base, 0o755);
  });
  afterEach(async () => await rm(base, { recursive: true, force: true }));

  const place = async (dataDir: string, packaged = packagedPostgres()) => {
    const said: string[] = [];
    const files = await findPlace(dataDir, (line) => said.push(line), {
      packaged,
      elsewhere: path.join(base, 'lib'),
    });
    return { files, said };
  };

  it('is the data folder, run by a user of its own', async () => {
    const dataDir = path.join(base, 'data');
    const { files, said } = await place(dataDir);
    const user = await findUser({ name: DATABASE_USER });
    expect(files).toEqual({
      dir: path.join(dataDir, 'postgres'),
      native: packagedPostgres(),
      runAs: { uid: user?.uid, gid: user?.gid },
      logFile: path.join(dataDir, 'postgres.log'),
    });
    expect(said).toEqual([]);
  });

  it('lets that user pass through a closed data folder, but not read it', async () => {
    const dataDir = path.join(base, 'data');
    await mkdir(dataDir, { mode: 0o700 });
    await place(dataDir);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o711);
  });

  it('is elsewhere when that user cannot come near; the same at the next start', async () => {
    const closed = path.join(base, 'closed');
    await mkdir(closed, { mode: 0o700 });
    const dataDir = path.join(closed, 'data');
    const first = await place(dataDir);
    expect(path.dirname(path.dirname(first.files.dir))).toBe(path.join(base, 'lib'));
    expect(first.said).toEqual([
      expect.stringContaining(`cannot enter ${dataDir}; the database is kept in ${first.files.dir}`),
    ]);
    expect((await stat(path.join(dataDir, 'database.json'))).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(path.join(dataDir, 'database.json'), 'utf8'))).toEqual({
      directory: first.files.dir,
      url: '',
    });
    expect((await place(dataDir)).files).toEqual(first.files);
    expect((await stat(closed)).mode & 0o777).toBe(0o700);
  });

  it('of two first starts at once is the same', async () => {
    const closed = path.join(base, 'closed');
    await mkdir(closed, { mode: 0o700 });
    const [one, two] = await Promise.all([
      place(path.join(closed, 'data')),
      place(path.join(closed, 'data')),
    ]);
    expect(one.files.dir).toBe(two.files.dir);
  });

  it('runs a copy of the binaries when that user cannot come near the program', async () => {
    const closed = path.join(base, 'program');
    await mkdir(closed, { mode: 0o700 });
    spawnSync('cp', ['-r', packagedPostgres(), path.join(packagedPostgres(), '../package.json'), closed]);
    spawnSync('chmod', ['-R', 'go-rwx', closed]);
    const { files, said } = await place(path.join(base, 'data'), path.join(closed, 'native'));
    expect(files.native).toMatch(new RegExp(`^${base}/lib/postgresql-[\\w.-]+$`));
    expect(said).toEqual([expect.stringContaining(`it runs a copy in ${files.native}`)]);
    // A second start finds the copy.
    expect((await place(path.join(base, 'data'), path.join(closed, 'native'))).said).toEqual([]);
  });

  it('keeps the user who made the database', async () => {
    const dataDir = path.join(base, 'data');
    const nobody = await findUser({ name: 'nobody' });
    await mkdir(path.join(dataDir, 'postgres'), { recursive: true });
    await chown(path.join(dataDir, 'postgres'), nobody?.uid ?? 0, nobody?.gid ?? 0);
    expect((await place(dataDir)).files.runAs).toEqual({ uid: nobody?.uid, gid: nobody?.gid });
  });

  it('falls back on nobody where no user can be made, and says so', async () => {
    const said: string[] = [];
    const user = await databaseUser((line) => said.push(line), {
      name: 'justicia-abierta-none',
      ways: [['no-such-command', []]],
    });
    expect(user.name).toBe('nobody');
    expect(said).toEqual([expect.stringContaining('runs as "nobody"')]);
  });
});
