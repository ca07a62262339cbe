/**
 * Root starts the program on machines unlike this one: the database's user not yet made, `useradd` missing, `adduser`
 * too. Each machine is a view of this one's files that only the program under test has (a mount namespace), so no
 * user is made here and nothing is left behind.
 */
import { spawnSync } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPostmaster } from '../../src/platform/db/embedded/cluster.ts';
import { DATABASE_USER, findUser, isRoot } from '../../src/platform/db/embedded/os-user.ts';
import { MAIN, processesOf, startProgram, statusOf, useProgram } from '../harness/program.ts';

const canTry = isRoot() && spawnSync('unshare', ['--mount', 'true']).status === 0;

/** Copies of the folders in question, laid over the real ones; the first argument is where the copies go. */
const MACHINE = `
  set -e
  copies=$1; shift
  for folder in /etc /usr/sbin; do
    mkdir -p $copies$folder
    cp -a $folder/. $copies$folder
    mount --bind $copies$folder $folder
  done
  grep -v '^${DATABASE_USER}:' $copies/etc/passwd > $copies/passwd
  cat $copies/passwd > /etc/passwd
  sed -i '/^${DATABASE_USER}:/d' /etc/group /etc/shadow /etc/gshadow
`;

const WITHOUT_USERADD = 'rm -f /usr/sbin/useradd /usr/sbin/adduser';

/** Takes what busybox's takes, in its way. */
const BUSYBOX = `
  printf '%s\\n' '#!/bin/sh' 'while getopts "SDHh:s:" o; do [ "$o" != "?" ] || exit 1; done' 'shift $((OPTIND - 1))' \\
    'echo "$1:x:555:65533:Linux User,,,:/nonexistent:/sbin/nologin" >> /etc/passwd' > /usr/sbin/adduser
  chmod 755 /usr/sbin/adduser
`;

const MACHINES = [
  ['useradd makes the user', '', DATABASE_USER],
  ['there is only an adduser like that of busybox', `${WITHOUT_USERADD}\n${BUSYBOX}`, DATABASE_USER],
  ['there is neither useradd nor adduser', WITHOUT_USERADD, 'nobody'],
] as const;

describe.skipIf(!canTry)(
  'started by root, the database runs as a user of its own',
  { timeout: 120_000 },
  () => {
    const program = useProgram();

    it.each(MACHINES)('where %s', async (_where, changes, name) => {
      const data = await program.folder();
      const folder = path.dirname(data);
      const users = await readFile('/etc/passwd', 'utf8');
      const script = `${MACHINE}\n${changes}\nexec "$@"`;
      const view = ['unshare', '--mount', 'sh', '-c', script, 'sh', path.join(folder, 'view')];
      const running = startProgram(data, ['serve'], { command: [...view, process.execPath, MAIN] });
      expect(await statusOf(`${await running.ready}/readyz`)).toBe(200);

      const seen = await readFile(path.join(folder, 'view/etc/passwd'), 'utf8');
      const uid = Number(new RegExp(`^${name}:[^:]*:(\\d+):`, 'm').exec(seen)?.[1]);
      expect(uid).toBeGreaterThan(0);
      const database = await readPostmaster(path.join(data, 'postgres'));
      expect((await stat(`/proc/${database?.pid}`)).uid).toBe(uid);
      expect(running.said().includes('could not be made')).toBe(name === 'nobody');

      running.child.kill('SIGTERM');
      expect(await running.ended).toBe(0);
      expect(await processesOf(folder)).toEqual([]);
      expect(await readFile('/etc/passwd', 'utf8')).toBe(users);
      expect(await findUser({ uid: 555 })).toBeUndefined();
    });
  },
);
