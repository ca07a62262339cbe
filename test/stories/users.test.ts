/**
 * The program as an ordinary user, and as root with a data folder that the database's own user
 * cannot enter. Both need root to arrange: elsewhere the rest of the stories already run as an
 * ordinary user, and these are skipped.
 */
import { spawnSync } from 'node:child_process';
import { chmod, chown, mkdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findUser, isRoot } from '../../src/platform/db/embedded/os-user.ts';
import {
  MAIN,
  eventually,
  processesOf,
  runVerb,
  startProgram,
  statusOf,
  useProgram,
} from '../harness/program.ts';

const nobody = isRoot() ? await findUser({ name: 'nobody' }) : undefined;
// A clone under root's home is closed to everybody else.
const reachable =
  nobody !== undefined &&
  spawnSync(process.execPath, ['--check', MAIN], { uid: nobody.uid, gid: nobody.gid, cwd: '/' }).status === 0;

describe.skipIf(!isRoot() || process.platform !== 'linux')('as root', { timeout: 120_000 }, () => {
  const program = useProgram();

  it('keeps the database where its user can go when the data folder is closed', async () => {
    const data = await program.folder();
    await chmod(path.dirname(data), 0o700);
    const first = startProgram(data, ['serve']);
    expect(await statusOf(`${await first.ready}/readyz`)).toBe(200);
    const { directory } = JSON.parse(await readFile(path.join(data, 'database.json'), 'utf8')) as {
      directory: string;
    };
    expect(directory).toMatch(/^\/var\/lib\/justicia-abierta\/[0-9a-f]{12}\/postgres$/);
    expect((await stat(directory)).uid).not.toBe(0);
    expect(await runVerb(data, ['doctor'])).toMatchObject({ code: 0 });
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    await eventually('nothing is left', async () => (await processesOf(directory)).length === 0);

    await rm(path.dirname(directory), { recursive: true });
    const lost = await runVerb(data, ['serve']);
    expect(lost.code).toBe(1);
    expect(lost.said).toContain(`was in ${directory} and is gone`);
  });

  it.skipIf(!reachable)('runs as an ordinary user, whose folder root can serve later', async () => {
    const data = await program.folder();
    await mkdir(data);
    await chown(data, nobody?.uid ?? 0, nobody?.gid ?? 0);
    const user = { uid: nobody?.uid ?? 0, gid: nobody?.gid ?? 0 };
    const first = startProgram(data, ['serve'], user);
    expect(await statusOf(`${await first.ready}/readyz`)).toBe(200);
    expect((await stat(path.join(data, 'postgres'))).uid).toBe(nobody?.uid);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(await processesOf(path.dirname(data))).toEqual([]);

    expect(await runVerb(data, ['doctor'])).toMatchObject({ code: 0 });
    expect(await runVerb(data, ['doctor'], user)).toMatchObject({ code: 0 });
  });

  it.skipIf(!reachable)('tells an ordinary user that the folder belongs to another', async () => {
    const data = await program.prepared();
    const other = await runVerb(data, ['migrate'], { uid: nobody?.uid ?? 0, gid: nobody?.gid ?? 0 });
    expect(other.code).toBe(1);
    expect(other.said).toContain('run as the user who started the program first, or as root');
  });
});
