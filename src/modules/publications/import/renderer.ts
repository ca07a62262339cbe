/**
 * Renders the texts of an import. Rendering is half of an import's work, and all of it one file's after the other's:
 * a thread does it while the database writes the files before, and pages go on being answered.
 */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Rendered, renderText, type Surroundings, type TextToRender } from '../rendering.ts';

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
  close: () => Promise<void>;
}

/** Rendered here, in the time in which a thread starts. */
const FEW = 10;

interface Waiting {
  resolve: (rendered: Rendered) => void;
  reject: (error: unknown) => void;
}

export function makeRenderer(): Renderer {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | undefined;
  let broken = false;
  let count = 0;

  const fail = (error: unknown): void => {
    broken = true;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const start = (): Worker => {
    const made = new Worker(new URL(`./render-thread${path.extname(import.meta.filename)}`, import.meta.url));
    made.on('message', ({ id, rendered }: Reply) => {
      waiting.get(id)?.resolve(rendered);
      waiting.delete(id);
    });
    made.on('error', fail);
    made.on('exit', () => fail(new Error('the rendering thread ended')));
    return made;
  };
  const beside = async ({ body, lang }: TextToRender, around: Surroundings): Promise<Rendered> => {
    thread ??= start();
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
      if (count <= FEW || broken) return renderText(text, around);
      // Where no thread can be had, or it has ended, it takes longer.
      return await beside(text, around).catch(() => renderText(text, around));
    },
    close: async () => void (await thread?.terminate()),
  };
}
