/** The rendering thread: one text after the other, beside the server's own. */
import { parentPort } from 'node:worker_threads';
import { renderText } from './rendering.ts';
import type { Order, Reply } from './renderer.ts';

parentPort?.on('message', ({ id, text, around }: Order) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage({ id, rendered: renderText(text, around) } satisfies Reply);
});
