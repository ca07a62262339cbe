import { chown, link, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { giveToFolderOwner, isRoot } from './os-user.ts';

const NOBODY = 65_534;
let folder = '';
let rootsFile = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ja-owner-'));
  rootsFile = path.join(await mkdtemp(path.join(tmpdir(), 'ja-root-')), 'secret');
  await writeFile(rootsFile, 'of root', { mode: 0o600 });
  if (isRoot()) await chown(folder, NOBODY, NOBODY);
});

afterAll(async () => {
  await rm(folder, { recursive: true });
  await rm(path.dirname(rootsFile), { recursive: true });
});

// Only root gives files away.
describe.skipIf(!isRoot())('a file that root writes into the folder of somebody else', () => {
  it('becomes theirs', async () => {
    const file = path.join(folder, 'log');
    await writeFile(file, '');
    await giveToFolderOwner(file);
    expect((await stat(file)).uid).toBe(NOBODY);
  });

  it('is never the file that a planted link leads to', async () => {
    const planted = path.join(folder, 'planted');
    await symlink(rootsFile, planted);
    await expect(giveToFolderOwner(planted)).rejects.toThrow('ELOOP');
    const second = path.join(folder, 'second');
    await link(rootsFile, second);
    await expect(giveToFolderOwner(second)).rejects.toThrow('is not a file of this program');
    expect((await stat(rootsFile)).uid).toBe(0);
  });
});
