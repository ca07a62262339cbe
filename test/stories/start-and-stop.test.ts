import { spawnSync } from 'node:child_process';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPostmaster } from '../../src/platform/db/embedded/cluster.ts';
import {
  LAUNCHER,
  MAIN,
  eventually,
  processesOf,
  runVerb,
  startProgram,
  statusOf,
  useProgram,
} from '../harness/program.ts';

const linux = process.platform === 'linux';

/** The machine's own Node, where it is older than the project's. */
const oldNode = (process.env['PATH'] ?? '')
  .split(path.delimiter)
  .map((folder) => path.join(folder, 'node'))
  .find(
    (file) =>
      spawnSync(file, ['-p', '"Temporal" in globalThis'], { encoding: 'utf8' }).stdout?.trim() === 'false',
  );

// Processes are looked up in /proc.
describe.skipIf(!linux)('starting and stopping', { timeout: 120_000 }, () => {
  const program = useProgram();

  it('first start, second start refused, other verbs beside it, SIGTERM leaves nothing, next start is quick', async () => {
    const data = await program.folder();
    const first = startProgram(data, ['serve']);
    const address = await first.ready;
    expect(await statusOf(`${address}/healthz`)).toBe(200);
    expect(await statusOf(`${address}/readyz`)).toBe(200);
    for (const secret of ['secret.key', 'database.json'])
      expect((await stat(path.join(data, secret))).mode & 0o077).toBe(0);

    const second = await runVerb(data, ['serve']);
    expect(second.code).toBe(1);
    expect(second.said).toContain(`already served by process ${first.child.pid}`);
    expect(await runVerb(data, ['migrate'])).toEqual({ code: 0, said: 'The database is up to date.\n' });
    expect(await statusOf(`${address}/readyz`)).toBe(200);

    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(await processesOf(path.dirname(data))).toEqual([]);

    const began = performance.now();
    const next = startProgram(data, ['serve']);
    await next.ready;
    expect(performance.now() - began).toBeLessThan(20_000);
    next.child.kill('SIGINT');
    expect(await next.ended).toBe(0);
    expect(await processesOf(path.dirname(data))).toEqual([]);
  });

  it('of two first starts at the same time one serves and one is refused', async () => {
    const data = await program.folder();
    const both = [startProgram(data, ['serve']), startProgram(data, ['serve'])];
    const outcomes = await Promise.allSettled(both.map(async (one) => await one.ready));
    expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const winner = outcomes[0]?.status === 'fulfilled' ? both[0] : both[1];
    const loser = winner === both[0] ? both[1] : both[0];
    expect(loser?.said()).toContain(`already served by process ${winner?.child.pid}`);
    winner?.child.kill('SIGTERM');
    expect(await winner?.ended).toBe(0);
    expect(await processesOf(path.dirname(data))).toEqual([]);
  });

  it('a verb starts the database for itself and stops it; two at once share it', async () => {
    const data = await program.folder();
    expect(
      (await Promise.all([runVerb(data, ['migrate']), runVerb(data, ['migrate'])])).map((one) => one.code),
    ).toEqual([0, 0]);
    expect(await processesOf(path.dirname(data))).toEqual([]);
  });

  it('recovers after SIGKILL of the program, and of program and database', async () => {
    const data = await program.prepared();
    const first = startProgram(data, ['serve']);
    await first.ready;
    first.child.kill('SIGKILL');
    await first.ended;
    const orphan = await readPostmaster(path.join(data, 'postgres'));
    expect(await processesOf(path.dirname(data))).toContain(orphan?.pid);

    const second = startProgram(data, ['serve']);
    expect(await statusOf(`${await second.ready}/readyz`)).toBe(200);
    second.child.kill('SIGKILL');
    process.kill(orphan?.pid ?? 0, 'SIGKILL');
    await second.ended;

    const third = startProgram(data, ['serve']);
    expect(await statusOf(`${await third.ready}/readyz`)).toBe(200);
    third.child.kill('SIGTERM');
    expect(await third.ended).toBe(0);
    expect(await processesOf(path.dirname(data))).toEqual([]);
  });

  it('starts although the locks of a crashed machine name a process that lives', async () => {
    const data = await program.prepared();
    const cluster = path.join(data, 'postgres');
    const lock = `${process.pid}\n${cluster}\n1\n5432\n${cluster}\n`;
    await writeFile(path.join(cluster, 'postmaster.pid'), `${lock}\n\nready   \n`);
    await writeFile(path.join(cluster, '.s.PGSQL.5432.lock'), lock);
    expect((await runVerb(data, ['migrate'])).code).toBe(0);
  });

  it('listens on its socket file alone, and on a port where there can be none', async () => {
    const [usual, blocked] = [await program.prepared(), await program.prepared()];
    // Where the socket would be: as on a disk that takes none, it cannot be made.
    await mkdir(path.join(blocked, 'postgres', '.s.PGSQL.5432'));
    const deep = path.join(
      path.dirname(await program.folder()),
      'una-carpeta-de-nombre-muy-largo-'.repeat(3),
      'data',
    );
    await mkdir(path.dirname(deep));
    const addressOf = async (data: string): Promise<string> => {
      expect((await runVerb(data, ['migrate'])).code).toBe(0);
      const record = await readFile(path.join(data, 'database.json'), 'utf8');
      return (JSON.parse(record) as { url: string }).url.replace(/\/\/.*@/, '//');
    };
    const folder = encodeURIComponent(path.join(usual, 'postgres'));
    expect(await addressOf(usual)).toBe(`postgres://localhost:5432/justicia?host=${folder}`);
    expect(await addressOf(blocked)).toMatch(/^postgres:\/\/127\.0\.0\.1:\d+\/justicia$/);
    expect(await addressOf(deep)).toMatch(/^postgres:\/\/127\.0\.0\.1:\d+\/justicia$/);
  });

  it('starts the database again when it is killed; /readyz says so meanwhile', async () => {
    const data = await program.prepared();
    const running = startProgram(data, ['serve']);
    const address = await running.ready;
    const before = await readPostmaster(path.join(data, 'postgres'));
    process.kill(before?.pid ?? 0, 'SIGKILL');
    const seen = new Set<number>();
    await eventually('the database is back', async () => {
      seen.add(await statusOf(`${address}/readyz`));
      const now = await readPostmaster(path.join(data, 'postgres'));
      return now !== undefined && now.pid !== before?.pid && (await statusOf(`${address}/readyz`)) === 200;
    });
    expect([...seen].every((status) => status === 200 || status === 503)).toBe(true);
    await eventually('it says so', () => running.said().includes('the database is back'));
    running.child.kill('SIGTERM');
    expect(await running.ended).toBe(0);
    expect(await processesOf(path.dirname(data))).toEqual([]);
  });

  it('finishes what is under way, and does not wait for connections that only stay open', async () => {
    const data = await program.prepared();
    const running = startProgram(data, ['serve']);
    const { hostname, port } = new URL(await running.ready);
    const idle = connect(Number(port), hostname);
    idle.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
    await new Promise((resolve) => idle.once('data', resolve));
    const slow = connect(Number(port), hostname);
    slow.write(
      'POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{',
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    running.child.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(running.child.exitCode).toBeNull();
    let answer = '';
    slow.on('data', (chunk) => (answer += String(chunk)));
    slow.write('}');
    expect(await running.ended).toBe(0);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  });

  it('runs several web processes, replaces one that dies, and leaves none behind', async () => {
    const data = await program.prepared();
    const running = startProgram(data, ['serve'], { env: { WEB_WORKERS: '2' } });
    const address = await running.ready;
    expect(await statusOf(`${address}/readyz`)).toBe(200);
    const children = async () =>
      (await readFile(`/proc/${running.child.pid}/task/${running.child.pid}/children`, 'utf8'))
        .trim()
        .split(' ')
        .map(Number);
    const webs = async () => {
      const lines = await Promise.all(
        (await children()).map(
          async (pid) => [pid, await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')] as const,
        ),
      );
      return lines.filter(([, line]) => line.includes('\u0000web')).map(([pid]) => pid);
    };
    const before = await webs();
    expect(before.length).toBe(2);
    process.kill(before[0] ?? 0, 'SIGKILL');
    await eventually('another web process', async () => {
      const now = await webs();
      return now.length === 2 && !now.includes(before[0] ?? 0);
    });
    await eventually('it answers', async () => (await statusOf(`${address}/readyz`)) === 200);
    running.child.kill('SIGTERM');
    expect(await running.ended).toBe(0);
    expect(await processesOf(path.dirname(data))).toEqual([]);
  });

  it.each(['SIGTERM to npm', 'Ctrl-C at the terminal'])(
    'npm start ends with %s and leaves nothing',
    async (how) => {
      const data = await program.prepared();
      const npm = startProgram(data, ['start'], { command: ['npm', '--silent'], group: true });
      await npm.ready;
      // The terminal sends the signal to everybody in front of it: npm, its shell and us.
      if (how === 'SIGTERM to npm') npm.child.kill('SIGTERM');
      else process.kill(-(npm.child.pid ?? 0), 'SIGINT');
      await npm.ended;
      await eventually('nothing is left', async () => (await processesOf(path.dirname(data))).length === 0);
      expect(npm.said()).toContain('stopping');
      expect(npm.said()).not.toContain('fatal');
    },
  );

  it('the launcher becomes the program: one process, told what V8 needs for a server', async () => {
    const data = await program.prepared();
    const running = startProgram(data, ['serve'], { command: [process.execPath, LAUNCHER] });
    await running.ready;
    const [, ...args] = (await readFile(`/proc/${running.child.pid}/cmdline`, 'utf8')).split('\u0000');
    expect(args).toEqual(['--max-semi-space-size=8', MAIN, 'serve', '']);
    running.child.kill('SIGTERM');
    expect(await running.ended).toBe(0);
    expect(await processesOf(path.dirname(data))).toEqual([]);
  });

  it.skipIf(oldNode === undefined)(
    'a launcher on an older Node: signals are passed on, and its death is noticed',
    async () => {
      const data = await program.prepared();
      const asked = startProgram(data, ['serve'], { command: [oldNode ?? '', LAUNCHER] });
      await asked.ready;
      asked.child.kill('SIGTERM');
      expect(await asked.ended).toBe(0);
      expect(await processesOf(path.dirname(data))).toEqual([]);

      const killed = startProgram(data, ['serve'], { command: [oldNode ?? '', LAUNCHER] });
      await killed.ready;
      killed.child.kill('SIGKILL');
      await eventually('nothing is left', async () => (await processesOf(path.dirname(data))).length === 0);
    },
  );

  it('says in one line each what is wrong with the environment', async () => {
    const data = await program.folder();
    const { code, said } = await runVerb(data, ['serve'], {
      env: { PORT: 'x', LOG_LEVEL: 'loud', SMTP_URL: 'http://user:hunter2@x' },
    });
    expect(code).toBe(1);
    expect(
      said
        .trim()
        .split('\n')
        .map((line) => line.split(':')[0])
        .toSorted(),
    ).toEqual(['LOG_LEVEL', 'PORT', 'SMTP_URL']);
    expect(said).not.toContain('hunter2');
  });

  it('says that the port is taken, and stops the database again', async () => {
    const data = await program.prepared();
    const first = startProgram(data, ['serve']);
    const { port } = new URL(await first.ready);
    const other = await program.prepared();
    const second = await runVerb(other, ['serve'], { env: { PORT: port } });
    expect(second.code).toBe(1);
    expect(second.said).toContain(`PORT: ${port} on 127.0.0.1 is in use`);
    expect(await processesOf(path.dirname(other))).toEqual([]);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
  });
});
