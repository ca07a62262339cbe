/** Hands drawing to a thread of its own that is there while there is something to draw. */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../../platform/errors.ts';
import type { Sheet } from '../rules/sheet.ts';
import type { PictureResult } from './picture.ts';

type What =
  | { what: 'pdf' | 'svg'; sheet: Sheet }
  | { what: 'picture'; bytes: Uint8Array }
  | { what: 'text'; text: string };
export type Order = What & { id: number };
export interface Reply {
  id: number;
  bytes?: Uint8Array;
  picture?: PictureResult;
  isWhole?: boolean;
  fault?: string;
}

export interface Drawer {
  /** @throws AppError `unavailable` when too many wait, or when the drawing failed */
  pdf: (sheet: Sheet) => Promise<Buffer>;
  svg: (sheet: Sheet) => Promise<string>;
  /** Checks and reduces an uploaded picture. */
  picture: (bytes: Uint8Array) => Promise<PictureResult>;
  /** True when the fonts have every letter of it. The fonts are read in the thread only. */
  canSet: (text: string) => Promise<boolean>;
  close: () => Promise<void>;
}

/** Beyond that people wait too long: better to be told to come again. */
const MOST_WAITING = 500;
const IDLE = 20_000;
/** One drawing takes some 20 ms; whatever takes so long will not end. */
const PATIENCE = 30_000;
/** Of which the fonts take 30; little room for garbage keeps the process small. */
const MEMORY = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 };

interface Waiting {
  resolve: (reply: Reply) => void;
  reject: (error: Error) => void;
}

export function makeDrawer(): Drawer {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | undefined;
  let last = 0;
  let timer: NodeJS.Timeout | undefined;

  const end = (gone: Worker | undefined): void => {
    if (thread !== gone) return;
    thread = undefined;
    clearTimeout(timer);
    for (const { reject } of waiting.values()) reject(new AppError('unavailable'));
    waiting.clear();
    void gone?.terminate();
  };
  // Idle, it is let go of, with its memory; working without an answer for so long, it hangs.
  const watch = (): void => {
    clearTimeout(timer);
    const current = thread;
    // The process may end while nothing is being drawn, and not before.
    if (waiting.size > 0) current?.ref();
    else current?.unref();
    timer = setTimeout(() => end(current), waiting.size > 0 ? PATIENCE : IDLE);
    timer.unref();
  };
  const start = (): Worker => {
    const made = new Worker(new URL(`./thread${path.extname(import.meta.filename)}`, import.meta.url), {
      resourceLimits: MEMORY,
    });
    made.on('message', (reply: Reply) => {
      const one = waiting.get(reply.id);
      waiting.delete(reply.id);
      one?.resolve(reply);
      watch();
    });
    made.on('error', () => end(made));
    made.on('exit', () => end(made));
    return made;
  };
  const order = async (what: What): Promise<Reply> => {
    if (waiting.size >= MOST_WAITING) throw new AppError('unavailable');
    thread ??= start();
    const id = ++last;
    const { promise, resolve, reject } = Promise.withResolvers<Reply>();
    waiting.set(id, { resolve, reject });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    thread.postMessage({ ...what, id } satisfies Order);
    watch();
    const reply = await promise;
    if (reply.fault !== undefined) throw new AppError('unavailable');
    return reply;
  };
  const close = async (): Promise<void> => {
    clearTimeout(timer);
    await thread?.terminate();
  };
  return { ...services(order), close };
}

function services(order: (what: What) => Promise<Reply>): Omit<Drawer, 'close'> {
  return {
    pdf: async (sheet) => Buffer.from((await order({ what: 'pdf', sheet })).bytes ?? []),
    svg: async (sheet) => Buffer.from((await order({ what: 'svg', sheet })).bytes ?? []).toString('utf8'),
    picture: async (bytes) => {
      const { picture } = await order({ what: 'picture', bytes });
      return picture ?? { ok: false, fault: 'broken' };
    },
    canSet: async (text) => (await order({ what: 'text', text })).isWhole ?? true,
  };
}
