import { describe, expect, it } from 'vitest';
import { STATUSES } from '../tables.ts';
import {
  DEEDS,
  type Deed,
  keepsSchedule,
  refusalOf,
  refusalOfCorrection,
  type Subject,
  type Who,
} from './workflow.ts';

const subject = (more: Partial<Subject> = {}): Subject => ({
  status: 'draft',
  publishAt: null,
  writtenBy: 'staff:ana',
  everPublished: false,
  ...more,
});
const editor: Who = { ref: 'staff:eva', mayWrite: true, mayPublish: true, isProgram: false };
const writer: Who = { ref: 'staff:ana', mayWrite: true, mayPublish: false, isProgram: false };
const reader: Who = { ref: 'staff:leo', mayWrite: false, mayPublish: false, isProgram: false };
const program: Who = { ref: 'system:import', mayWrite: true, mayPublish: true, isProgram: true };
const ONE = { twoEyes: false };
const TWO = { twoEyes: true };

/** What somebody may do in each state. */
const table = (who: Who, house = ONE, more: Partial<Subject> = {}): Record<string, Deed[]> =>
  Object.fromEntries(
    STATUSES.map((status) => [
      status,
      DEEDS.filter((deed) => refusalOf(deed, subject({ ...more, status }), who, house) === undefined),
    ]),
  );

describe('the workflow', () => {
  it('lets those who may publish do everything that fits the state', () => {
    expect(table(editor)).toEqual({
      draft: ['save', 'submit', 'publish', 'schedule', 'discard'],
      in_review: ['save', 'return', 'publish', 'schedule', 'discard'],
      published: ['correct', 'propose', 'archive'],
      archived: ['save', 'take_up'],
    });
  });

  it('lets those who only write hand it on', () => {
    expect(table(writer)).toEqual({
      draft: ['save', 'submit', 'discard'],
      in_review: ['save', 'discard'],
      published: ['propose'],
      archived: ['save', 'take_up'],
    });
  });

  it('lets nobody else do anything', () => {
    expect(Object.values(table(reader)).flat()).toEqual([]);
  });

  it('asks for a second pair of eyes only where the house does, and only of who wrote it', () => {
    const own = { ...editor, ref: 'staff:ana' };
    expect(refusalOf('publish', subject(), own, ONE)).toBeUndefined();
    expect(refusalOf('publish', subject(), own, TWO)).toBe('own_text');
    expect(refusalOf('schedule', subject(), own, TWO)).toBe('own_text');
    expect(refusalOf('publish', subject(), editor, TWO)).toBeUndefined();
    expect(refusalOf('publish', subject({ writtenBy: 'system:import' }), program, TWO)).toBeUndefined();
    expect(refusalOf('correct', subject({ status: 'published' }), editor, TWO)).toBe('own_text');
  });

  it('takes a time back only where one is set, and throws away only what never was public', () => {
    const at = Temporal.Instant.from('2026-11-23T15:00:00Z');
    expect(refusalOf('unschedule', subject(), editor, ONE)).toBe('not_now');
    expect(refusalOf('unschedule', subject({ publishAt: at }), editor, ONE)).toBeUndefined();
    expect(refusalOf('discard', subject({ everPublished: true }), editor, ONE)).toBe('not_now');
  });

  it('keeps a time after a change only by somebody who could have published the change', () => {
    expect(keepsSchedule(editor, ONE)).toBe(true);
    expect(keepsSchedule(editor, TWO)).toBe(false);
    expect(keepsSchedule(writer, ONE)).toBe(false);
  });

  it('lets a correction out through somebody who may publish, not through its writer where two are asked for', () => {
    const published = subject({ status: 'published' });
    const mine = { writtenBy: 'staff:eva' };
    expect(refusalOfCorrection(mine, published, editor, ONE)).toBeUndefined();
    expect(refusalOfCorrection(mine, published, editor, TWO)).toBe('own_text');
    expect(refusalOfCorrection({ writtenBy: 'staff:ana' }, published, editor, TWO)).toBeUndefined();
    expect(refusalOfCorrection(mine, published, writer, ONE)).toBe('forbidden');
    expect(refusalOfCorrection(mine, subject({ status: 'archived' }), editor, ONE)).toBe('not_now');
  });
});
