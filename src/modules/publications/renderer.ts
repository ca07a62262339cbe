/**
 * Renders texts in a thread beside the server's own, so that pages go on being answered: all those of an import,
 * where rendering is half of the work, and elsewhere the long ones, of which somebody can write one that takes
 * seconds (`platform/markdown/render.ts` says how many at most).
 */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Rendered, renderText, type Surroundings, type TextToRender } from './rendering.ts';

export interface Order {
  id: number;
  text: TextToRender;
  around: Surroundings;
}

export interface Reply {
  id: number;
  rendered: Rendered;
}

export interface Renderer {
  render: (text: TextToRender, around: Surroundings) => Promise<Rendered>;
  /** Ends the thread, if there is one; the next text that needs it starts another. */
  close: () => Promise<void>;
}

/** Characters; the worst texts of this length take two tenths of a second. */
export const SHORT = 8000;
/** Milliseconds after which a thread with nothing to do gives its memory back. */
const IDLE = 60_000;

interface Waiting {
  resolve: (rendered: Rendered) => void;
  reject: (error: unknown) => void;
}

/** @param shortHere how many short texts are rendered here, before the thread gets every one */
export function makeRenderer({ shortHere }: { shortHere: number }): Renderer {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let count = 0;

  const forget = (why: unknown): void => {
    thread = undefined;
    for (const { reject } of waiting.values()) reject(why);
    waiting.clear();
  };
  const close = async (): Promise<void> => {
    clearTimeout(idle);
    const ended = thread;
    forget(new Error('the renderer is closed'));
    await ended?.terminate();
  };
  const start = (): Worker => {
    const made = new Worker(new URL(`./render-thread${path.extname(import.meta.filename)}`, import.meta.url));
    const fail = (error: unknown): void => {
      if (thread === made) forget(error);
    };
    made.on('message', ({ id, rendered }: Reply) => {
      waiting.get(id)?.resolve(rendered);
      waiting.delete(id);
      if (waiting.size > 0) return;
      // Nobody waits for it: it keeps no program from ending.
      made.unref();
      idle = setTimeout(() => void close(), IDLE).unref();
    });
    made.on('error', fail);
    made.on('exit', () => fail(new Error('the rendering thread ended')));
    return made;
  };
  const beside = async ({ body, lang }: TextToRender, around: Surroundings): Promise<Rendered> => {
    clearTimeout(idle);
    thread ??= start();
    thread.ref();
    const id = count;
    const { promise, resolve, reject } = Promise.withResolvers<Rendered>();
    waiting.set(id, { resolve, reject });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    thread.postMessage({ id, text: { body, lang }, around } satisfies Order);
    return await promise;
  };
  return {
    render: async (text, around) => {
      count += 1;
      if (text.body.length <= SHORT && count <= shortHere) return renderText(text, around);
      // Where no thread can be had, or it has ended, it takes longer.
      return await beside(text, around).catch(() => renderText(text, around));
    },
    close,
  };
}
