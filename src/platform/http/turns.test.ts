import { expect, it } from 'vitest';
import { Turns } from './turns.ts';

it('lets so many work at a time, in the order in which they came, and goes on after a failure', async () => {
  const turns = new Turns(2);
  const order: number[] = [];
  let busy = 0;
  let most = 0;
  const work = (n: number) =>
    turns.take(async () => {
      most = Math.max(most, ++busy);
      order.push(n);
      await new Promise(setImmediate);
      busy -= 1;
      if (n === 1) throw new Error('planned');
      return n;
    });
  const done = await Promise.allSettled([0, 1, 2, 3, 4].map(work));
  expect(most).toBe(2);
  expect(order).toEqual([0, 1, 2, 3, 4]);
  expect(done.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
});
