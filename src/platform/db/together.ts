/**
 * Questions that come while others are being answered wait for these, and are then asked in one statement: the more
 * come at once, the less each of them costs. A question that comes alone waits for nothing but the turn in which it came:
 * those whom one answer sets going ask their next question together.
 *
 * What waits takes one connection and one processor, however much it is; the rest of the site keeps the others.
 */
import { setImmediate as endOfTurn } from 'node:timers/promises';
import { isDatabaseAway } from './away.ts';

interface Waiting<Q, A> {
  question: Q;
  resolve: (answer: A) => void;
  reject: (error: unknown) => void;
}

/** Milliseconds, longer than any statement of a page may take: nobody waits longer behind a connection that died unheard. */
const PATIENCE = 20_000;

async function notTooLong(work: Promise<void>): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, PATIENCE).unref();
  await Promise.race([work, late.promise]);
  clearTimeout(timer);
}

/**
 * @param ask answers these questions, in their order
 * @param most questions of one statement: each waits for all of them
 * @returns asks one question; those who ask by the same handle are asked together
 */
export function together<Handle extends object, Q, A>(
  ask: (handle: Handle, questions: readonly Q[]) => Promise<readonly A[]>,
  most: number,
): (handle: Handle, question: Q) => Promise<A> {
  const queues = new WeakMap<Handle, Waiting<Q, A>[]>();

  async function answer(handle: Handle, batch: readonly Waiting<Q, A>[]): Promise<void> {
    try {
      const answers = await ask(
        handle,
        batch.map(({ question }) => question),
      );
      for (const [at, { resolve }] of batch.entries()) resolve(answers[at] as A);
    } catch (error) {
      // One of them may be at fault: the others are not to suffer for it.
      if (batch.length > 1 && !isDatabaseAway(error))
        await Promise.all(batch.map((one) => answer(handle, [one])));
      else for (const { reject } of batch) reject(error);
    }
  }

  async function answerAll(handle: Handle, queue: Waiting<Q, A>[]): Promise<void> {
    // Without it the first of them is asked alone, and all others wait for that.
    await endOfTurn();
    while (queue.length > 0) await notTooLong(answer(handle, queue.splice(0, most)));
    queues.delete(handle);
  }

  return (handle, question) =>
    new Promise<A>((resolve, reject) => {
      const one = { question, resolve, reject };
      const queue = queues.get(handle);
      if (queue) queue.push(one);
      else {
        const begun = [one];
        queues.set(handle, begun);
        void answerAll(handle, begun);
      }
    });
}

/**
 * The same for those who ask by keys: each key is asked for once, whoever wants it.
 * @returns what was found, for others' keys too
 */
export function keysTogether<Handle extends object, K, V>(
  read: (handle: Handle, keys: readonly K[]) => Promise<ReadonlyMap<K, V>>,
  most: number,
): (handle: Handle, keys: readonly K[]) => Promise<ReadonlyMap<K, V>> {
  return together(async (handle: Handle, asked: readonly (readonly K[])[]) => {
    const found = await read(handle, [...new Set(asked.flat())]);
    return asked.map(() => found);
  }, most);
}
