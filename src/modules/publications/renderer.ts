/**
 * Renders texts in a thread beside the server's own, so that pages go on being answered: all those of an import,
 * where rendering is half of the work, and elsewhere the long ones, of which somebody can write one that takes
 * seconds (`platform/markdown/render.ts` says how many at most) or more memory than there is.
 */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  type Rendered,
  renderText,
  renderUnread,
  type Surroundings,
  type TextToRender,
} from './rendering.ts';

export interface Order {
  id: number;
  text: TextToRender;
  around: Surroundings;
}

/** `ready`: it takes orders. */
export type Reply = 'ready' | { id: number; rendered: Rendered } | { id: number; failed: unknown };

export interface Renderer {
  render: (text: TextToRender, around: Surroundings) => Promise<Rendered>;
  /** Ends the thread, if there is one; the next text that needs it starts another. */
  close: () => Promise<void>;
}

/** Characters; the worst texts of this length take two tenths of a second. */
export const SHORT = 8000;
/** Milliseconds after which a thread with nothing to do gives its memory back. */
const IDLE = 60_000;
/** Megabytes: some texts of 400,000 signs would take gigabytes. */
const MEMORY = 512;

interface Waiting {
  order: Order;
  resolve: (rendered: Rendered) => void;
  reject: (error: unknown) => void;
}

/** One thread, from the first text that needs it until nobody has needed it for a while. */
class RenderingThread {
  /** In the order in which they were sent: the first is being rendered. */
  readonly #waiting = new Map<number, Waiting>();
  readonly #memory: number;
  #thread: Worker | undefined;
  #isReady = false;
  #idle: NodeJS.Timeout | undefined;

  constructor(memory: number) {
    this.#memory = memory;
  }

  /** @throws when no thread can be had, or the text cannot be rendered */
  render(order: Order): Promise<Rendered> {
    const { promise, resolve, reject } = Promise.withResolvers<Rendered>();
    this.#send({ order, resolve, reject });
    return promise;
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const ended = this.#thread;
    this.#thread = undefined;
    this.#rejectAll(new Error('the renderer is closed'));
    await ended?.terminate();
  }

  #send(one: Waiting): void {
    clearTimeout(this.#idle);
    this.#thread ??= this.#start();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    this.#thread.postMessage(one.order);
    this.#thread.ref();
    this.#waiting.set(one.order.id, one);
  }

  #start(): Worker {
    this.#isReady = false;
    const made = new Worker(
      new URL(`./render-thread${path.extname(import.meta.filename)}`, import.meta.url),
      {
        resourceLimits: { maxOldGenerationSizeMb: this.#memory },
      },
    );
    // What one that was closed still says is for nobody.
    const unless = <T>(act: (said: T) => void) => {
      return (said: T) => (this.#thread === made ? act(said) : undefined);
    };
    made.on(
      'message',
      unless((reply: Reply) => this.#told(made, reply)),
    );
    made.on(
      'error',
      unless((error) => this.#ended(error)),
    );
    made.on(
      'exit',
      unless(() => this.#ended(new Error('the rendering thread ended'))),
    );
    return made;
  }

  #told(thread: Worker, reply: Reply): void {
    if (reply === 'ready') {
      this.#isReady = true;
      return;
    }
    const one = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ('failed' in reply) one?.reject(reply.failed);
    else one?.resolve(reply.rendered);
    if (this.#waiting.size > 0) return;
    // Nobody waits for it: it keeps no program from ending.
    thread.unref();
    this.#idle = setTimeout(() => void this.close(), IDLE).unref();
  }

  #ended(error: unknown): void {
    this.#thread = undefined;
    // One that never began takes no other text either.
    if (!this.#isReady) {
      this.#rejectAll(error);
      return;
    }
    const [first, ...others] = this.#waiting.values();
    this.#waiting.clear();
    first?.resolve(renderUnread(first.order.text, first.order.around));
    for (const one of others) this.#send(one);
  }

  #rejectAll(error: unknown): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

/**
 * @param options.shortHere how many short texts are rendered here, before the thread gets every one
 * @param options.memory of the thread, in megabytes
 */
export function makeRenderer({
  shortHere,
  memory = MEMORY,
}: {
  shortHere: number;
  memory?: number;
}): Renderer {
  const thread = new RenderingThread(memory);
  let count = 0;
  return {
    render: async (text, around) => {
      count += 1;
      if (text.body.length <= SHORT && count <= shortHere) return renderText(text, around);
      const { body, lang } = text;
      try {
        return await thread.render({ id: count, text: { body, lang }, around });
      } catch {
        // Where no thread can be had it takes longer.
        return renderText(text, around);
      }
    },
    close: () => thread.close(),
  };
}
