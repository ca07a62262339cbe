/** The drawing thread: takes one order after the other, so that pages go on being answered beside it. */
import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { draw } from './draw.ts';
import type { Order, Reply } from './drawer.ts';
import { hasLetter } from './fonts.ts';
import { FALLBACK, settable } from './letters.ts';
import { readPicture } from './picture.ts';

// On Linux the number 0 means this thread alone: whoever waits for a page goes first.
if (process.platform === 'linux') setPriority(0, 10);

async function carryOut(order: Order): Promise<Reply> {
  if (order.what === 'picture') return { id: order.id, picture: readPicture(Buffer.from(order.bytes)) };
  if (order.what === 'text')
    return { id: order.id, isWhole: !settable(order.text, hasLetter).includes(FALLBACK) };
  try {
    return { id: order.id, bytes: await draw(order.sheet, order.what) };
  } catch (error) {
    // What the library says could quote a name.
    return { id: order.id, fault: error instanceof Error ? error.name : 'Error' };
  }
}

parentPort?.on('message', (order: Order) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  void carryOut(order).then((reply) => parentPort?.postMessage(reply));
});
