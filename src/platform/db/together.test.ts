import { setImmediate as endOfTurn } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { keysTogether, together } from './together.ts';

/** Answers when it is told to; knows what it was asked in one go. */
function slow(answer: (question: string) => string = (question) => question.toUpperCase()) {
  const asked: string[][] = [];
  const waiting: (() => void)[] = [];
  const ask = async (_handle: object, questions: readonly string[]): Promise<string[]> => {
    asked.push([...questions]);
    await new Promise<void>((resolve) => waiting.push(resolve));
    return questions.map(answer);
  };
  /** Until nobody waits. */
  const go = async (): Promise<void> => {
    for (;;) {
      // Whoever was answered may ask again before we look, and that is asked at the end of a turn.
      await endOfTurn();
      await endOfTurn();
      const next = waiting.shift();
      if (!next) return;
      next();
    }
  };
  return { ask, asked, go };
}

const db = {};

afterEach(() => vi.useRealTimers());

describe('questions that come at once', () => {
  it('are asked together, in their order, so many at a time', async () => {
    const { ask, asked, go } = slow();
    const one = together(ask, 3);
    const answers = Promise.all(['a', 'b', 'c', 'd', 'e'].map((question) => one(db, question)));
    await go();
    expect(await answers).toEqual(['A', 'B', 'C', 'D', 'E']);
    expect(asked).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e'],
    ]);
  });

  it('go together when they come while another is being answered, and when one answer set them going', async () => {
    const { ask, asked, go } = slow();
    const one = together(ask, 3);
    const first = one(db, 'a');
    await endOfTurn();
    const others = Promise.all(
      ['b', 'c'].map(async (question) => {
        const answer = await one(db, question);
        // What a page does with an answer before it asks again, one of them longer than the other.
        for (let step = question === 'b' ? 10 : 20; step > 0; step--) await Promise.resolve();
        return await one(db, answer);
      }),
    );
    await go();
    expect([await first, ...(await others)]).toEqual(['A', 'B', 'C']);
    expect(asked).toEqual([['a'], ['b', 'c'], ['B', 'C']]);
  });

  it('are asked at the end of the turn when nobody waits', async () => {
    const { ask, asked, go } = slow();
    const one = together(ask, 3);
    for (const question of ['a', 'b']) {
      const answer = one(db, question);
      await endOfTurn();
      expect(asked.at(-1)).toEqual([question]);
      await go();
      expect(await answer).toBe(question.toUpperCase());
    }
  });

  it('are not asked together over different handles', async () => {
    const { ask, asked, go } = slow();
    const one = together(ask, 3);
    const answers = Promise.all([one(db, 'a'), one({}, 'b'), one(db, 'c')]);
    await go();
    expect(await answers).toEqual(['A', 'B', 'C']);
    expect(asked).toEqual([['a', 'c'], ['b']]);
  });

  it('do not suffer for one that fails, and what comes later is answered', async () => {
    const { ask, asked, go } = slow((question) => {
      if (question === 'bad') throw new Error('no answer');
      return question.toUpperCase();
    });
    const one = together(ask, 3);
    const answers = Promise.allSettled(['a', 'b', 'bad', 'c', 'd'].map((question) => one(db, question)));
    await go();
    expect((await answers).map((each) => (each.status === 'fulfilled' ? each.value : 'failed'))).toEqual([
      'A',
      'B',
      'failed',
      'C',
      'D',
    ]);
    expect(asked).toEqual([['a', 'b', 'bad'], ['a'], ['b'], ['bad'], ['c', 'd']]);
  });

  it('are not asked again one by one of a database that is away', async () => {
    const asked: (readonly string[])[] = [];
    const one = together(async (_handle: object, questions: readonly string[]): Promise<string[]> => {
      asked.push(questions);
      await endOfTurn();
      throw Object.assign(new Error('canceling statement due to statement timeout'), { code: '57014' });
    }, 3);
    const answers = await Promise.allSettled(['a', 'b', 'c'].map((question) => one(db, question)));
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(asked).toEqual([['a', 'b', 'c']]);
  });

  it('do not wait for ever behind one that is never answered', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const one = together(async (_handle: object, questions: readonly string[]) => {
      if (questions.includes('lost')) await new Promise(() => undefined);
      return questions;
    }, 3);
    void one(db, 'lost');
    await endOfTurn();
    const next = one(db, 'a');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await next).toBe('a');
  });

  it('by keys name each key once, and all get what was found', async () => {
    const asked: (readonly string[])[] = [];
    const read = keysTogether(async (_handle: object, keys: readonly string[]) => {
      asked.push(keys);
      await endOfTurn();
      return new Map(keys.filter((key) => key !== 'none').map((key) => [key, key.length]));
    }, 5);
    const found = await Promise.all([read(db, ['a']), read(db, ['bb', 'a', 'none']), read(db, ['a', 'ccc'])]);
    expect(asked).toEqual([['a', 'bb', 'none', 'ccc']]);
    expect(found.map((each) => [each.get('a'), each.get('none')])).toEqual(
      Array.from({ length: 3 }, () => [1, undefined]),
    );
  });
});
