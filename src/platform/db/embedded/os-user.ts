/**
 * PostgreSQL refuses to run as root. Started by root, the program gives it a user of its own.
 */
import { spawnSync } from 'node:child_process';
import { constants } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { OperatorError } from '../../log.ts';

export const DATABASE_USER = 'justicia-abierta-db';

/** For `open`: a name that is a link is refused (Windows has no such flag). */
export const NO_FOLLOW: number = constants.O_NOFOLLOW ?? 0;

export interface OsUser {
  name: string;
  uid: number;
  gid: number;
}

/** For `spawn`: who runs the command. Empty: whoever runs this program. */
export type RunAs = { uid: number; gid: number } | Record<string, never>;

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * What root writes into somebody's data folder stays readable for them. The folder's owner may have put
 * a link to a file of root's there: the file itself is given away, never what a link leads to.
 * @throws when the name is a link, or a second name of another file
 */
export async function giveToFolderOwner(file: string): Promise<void> {
  if (!isRoot()) return;
  const { uid, gid } = await stat(path.dirname(file));
  const handle = await open(file, constants.O_RDONLY | NO_FOLLOW);
  try {
    const info = await handle.stat();
    if (!info.isFile() || info.nlink !== 1)
      throw new OperatorError(`${file} is not a file of this program. Remove it and start again.`);
    await handle.chown(uid, gid);
  } finally {
    await handle.close();
  }
}

/** @returns the user in /etc/passwd with this name or number */
export async function findUser(by: { name: string } | { uid: number }): Promise<OsUser | undefined> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n');
  for (const line of lines) {
    const [name, , uid, gid] = line.split(':');
    if (name && ('name' in by ? name === by.name : Number(uid) === by.uid))
      return { name, uid: Number(uid), gid: Number(gid) };
  }
  return undefined;
}

type Way = readonly [command: string, args: readonly string[]];
// Debian, Red Hat, Arch … have useradd; Alpine (busybox) has its own adduser.
const WAYS: readonly Way[] = [
  [
    'useradd',
    [
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/usr/sbin/nologin',
      DATABASE_USER,
    ],
  ],
  ['adduser', ['-S', '-D', '-H', '-h', '/nonexistent', '-s', '/sbin/nologin', DATABASE_USER]],
];

/**
 * The user that runs the database when root starts the program: our own, made if need be;
 * `nobody` where none can be made.
 * @param say told in one line when it has to be `nobody`
 */
export async function databaseUser(
  say: (line: string) => void,
  { name = DATABASE_USER, ways = WAYS }: { name?: string; ways?: readonly Way[] } = {},
): Promise<OsUser> {
  const known = await findUser({ name });
  if (known) return known;
  for (const [command, args] of ways) {
    // Its outcome is read from /etc/passwd: another start may be making the same user right now.
    spawnSync(command, args, { stdio: 'ignore', env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' } });
    const made = await findUser({ name });
    if (made) return made;
  }
  const nobody = await findUser({ name: 'nobody' });
  if (!nobody || nobody.uid === 0) {
    throw new OperatorError(
      `PostgreSQL does not run as root and no user could be made for it. Make one named ${name}, run as an ordinary user, or give DATABASE_URL.`,
    );
  }
  say(`The user ${name} could not be made; the database runs as "nobody", which other programs may share.`);
  return nobody;
}
