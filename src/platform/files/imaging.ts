/**
 * Where pictures are unpacked: a process of its own, there while there is something to do. What it takes of memory it
 * gives back whole when it ends, and a picture that breaks the library breaks nothing else. It knows no address and
 * no secret of the program.
 */
import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../errors.ts';
import type { Drawn, ToDraw } from './draw-variants.ts';
import type { Remade } from './remake.ts';

export interface ImagingTasks {
  /** A picture as it was sent → the clean one. */
  remake: { input: Uint8Array; output: Remade };
  /** A clean picture → its smaller versions. */
  variants: { input: ToDraw; output: Drawn[] };
  /** A drawing of ours in SVG → PNG. */
  card: { input: string; output: Uint8Array };
}

export type ImagingTask = keyof ImagingTasks;
export type ImagingOrder = { [T in ImagingTask]: { task: T; input: ImagingTasks[T]['input'] } }[ImagingTask];
export type ImagingReply = { output: unknown } | { fault: string };

/** The picture could not be worked on: it broke the process, or took too long. */
export class ImagingFailed extends Error {}

/** Two dozen pictures of 15 MB that wait are as much as a small machine holds. */
const MOST_WAITING = 24;
const PATIENCE = 120_000;
const IDLE = 10_000;
/** One thread and one heap for all that is unpacked: with more of them memory is never used again. */
const ENVIRONMENT = { UV_THREADPOOL_SIZE: '1', MALLOC_ARENA_MAX: '1' };

let child: ChildProcess | undefined;
let idle: NodeJS.Timeout | undefined;
let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/**
 * Does the work when all that came before is done: one picture at a time for each process of the program.
 * @throws AppError `unavailable` when too many wait · {@link ImagingFailed} for this picture
 */
export async function imaging<T extends ImagingTask>(
  task: T,
  input: ImagingTasks[T]['input'],
): Promise<ImagingTasks[T]['output']> {
  if (waiting >= MOST_WAITING) throw new AppError('unavailable');
  waiting += 1;
  const done = last.then(() => askTwice({ task, input } as ImagingOrder));
  last = done
    .catch(() => undefined)
    .finally(() => {
      waiting -= 1;
    });
  const reply = await done;
  if ('fault' in reply) throw new ImagingFailed(reply.fault);
  return reply.output as ImagingTasks[T]['output'];
}

/** What ended the process may have been something else, a system short of memory or an operator: not this picture's fault. */
async function askTwice(order: ImagingOrder): Promise<ImagingReply> {
  const reply = await ask(order);
  const isGone = 'fault' in reply && (reply.fault === 'crash' || reply.fault === 'process');
  return isGone ? await ask(order) : reply;
}

function start(): ChildProcess {
  const module = path.join(
    path.dirname(fileURLToPath(import.meta.url)),
    `imaging-process${path.extname(import.meta.filename)}`,
  );
  const made = fork(module, [], {
    env: ENVIRONMENT,
    execArgv: ['--no-warnings', '--max-old-space-size=256'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // Nobody waits for an idle one; it ends by itself when we are gone.
  made.unref();
  made.channel?.unref();
  return made;
}

function end(gone: ChildProcess): void {
  if (child === gone) child = undefined;
  clearTimeout(idle);
  gone.removeAllListeners();
  gone.on('error', () => undefined);
  gone.kill('SIGKILL');
}

async function ask(order: ImagingOrder): Promise<ImagingReply> {
  clearTimeout(idle);
  child ??= start();
  const current = child;
  current.ref();
  current.channel?.ref();
  return await new Promise<ImagingReply>((resolve) => {
    const answer = (reply: ImagingReply, isAlive: boolean): void => {
      clearTimeout(patience);
      current.removeAllListeners();
      if (isAlive) rest(current);
      else end(current);
      resolve(reply);
    };
    const patience = setTimeout(() => answer({ fault: 'timeout' }, false), PATIENCE);
    current.once('message', (reply) => answer(reply as ImagingReply, true));
    current.once('error', () => answer({ fault: 'process' }, false));
    current.once('exit', () => answer({ fault: 'crash' }, false));
    current.send(order, (error) => {
      if (error) answer({ fault: 'process' }, false);
    });
  });
}

/** Ends when nothing more comes for a while, or the process was ended from outside. */
function rest(current: ChildProcess): void {
  current.unref();
  current.channel?.unref();
  current.once('exit', () => end(current));
  current.once('error', () => end(current));
  idle = setTimeout(() => end(current), IDLE);
  idle.unref();
}
