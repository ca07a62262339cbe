/** The rendering thread: one text after the other, beside the server's own. */
import { parentPort } from 'node:worker_threads';
import { renderText } from './rendering.ts';
import type { Order, Reply } from './renderer.ts';

function tell(reply: Reply): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(reply);
}

parentPort?.on('message', ({ id, text, around }: Order) => {
  try {
    tell({ id, rendered: renderText(text, around) });
  } catch (error) {
    // Of this text alone; those that wait are rendered.
    tell({ id, failed: error });
  }
});
tell('ready');
