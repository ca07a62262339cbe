import { sql } from 'kysely';
import sharp from 'sharp';
import { beforeEach, describe, expect, it } from 'vitest';
import { START, useApp } from '../../../test/harness/app.ts';
import type { Deps } from '../deps.ts';
import { shareCard } from './cards.ts';
import { letters } from './letters.ts';
import { wrapTitle } from './wrap.ts';
import type { CardFacts } from './source.ts';

const site = useApp();
const ID = '00000000-0000-4000-8000-000000000001';
const FACTS: CardFacts = { title: 'Segundo encuentro', eyebrow: 'Encuentro', date: '24 de noviembre' };

beforeEach(async () => {
  site.setNow(START);
  await sql`truncate share_cards`.execute(site.deps.db);
});

function withCard(facts: CardFacts | undefined): Deps {
  const cards = [{ kind: 'record', find: async () => await Promise.resolve(facts) }];
  return { ...site.deps, additions: { ...site.deps.additions, cards } };
}

const kept = () => site.deps.db.selectFrom('share_cards').select(['hash', 'used_at']).execute();

describe('a share card', () => {
  it('is a PNG of the size that networks want, drawn once', async () => {
    const first = await shareCard(withCard(FACTS), 'record', ID);
    const { format, width, height } = await sharp(first).metadata();
    expect([format, width, height]).toEqual(['png', 1200, 630]);
    expect(first!.length).toBeLessThan(60_000);
    await sql`update share_cards set bytes = 'kept'`.execute(site.deps.db);
    expect(String(await shareCard(withCard(FACTS), 'record', ID))).toBe('kept');
    expect(await kept()).toHaveLength(1);
  });

  it('is another one when anything on it changes, and noted as used once a day', async () => {
    await shareCard(withCard(FACTS), 'record', ID);
    await shareCard(withCard({ ...FACTS, title: 'Tercer encuentro' }), 'record', ID);
    expect(await kept()).toHaveLength(2);
    site.setNow(START.add({ hours: 23 }));
    await shareCard(withCard(FACTS), 'record', ID);
    const used = async () => (await kept()).map((row) => row.used_at.toString()).toSorted();
    expect(await used()).toEqual([START, START].map(String));
    site.setNow(START.add({ hours: 25 }));
    await shareCard(withCard(FACTS), 'record', ID);
    expect(await used()).toEqual([START, START.add({ hours: 25 })].map(String));
  });

  it('shows its words: two titles give two pictures, the same title the same one', async () => {
    const of = async (title: string) => {
      await sql`truncate share_cards`.execute(site.deps.db);
      return await shareCard(withCard({ ...FACTS, title }), 'record', ID);
    };
    const [a, b, again] = [await of('Ética'), await of('Etica'), await of('Ética')];
    expect(a?.equals(b!)).toBe(false);
    expect(a?.equals(again!)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['signs that no font of ours has', '😀漢字‮\u0000'],
    ['markup', '<script>alert(1)</script>&amp;"/><image href="file:///etc/passwd"/>'],
    ['one endless word', 'x'.repeat(100_000)],
    ['a long title', 'Participación ciudadana y rendición de cuentas '.repeat(20)],
  ])('is drawn whatever its title is: %s', async (_what, title) => {
    const card = await shareCard(withCard({ title, eyebrow: title, date: title }), 'record', ID);
    expect((await sharp(card).metadata()).width).toBe(1200);
  });

  it('is of public records only', async () => {
    expect(await shareCard(withCard(undefined), 'record', ID)).toBeUndefined();
    expect(await shareCard(withCard(FACTS), 'other', ID)).toBeUndefined();
    expect(await shareCard(withCard(FACTS), 'record', 'no-id')).toBeUndefined();
    for (const url of [`/tarjetas/event/${ID}.png`, `/tarjetas/otro/${ID}.png`, '/tarjetas/event/x.png'])
      expect((await site.app.inject({ url })).statusCode).toBe(404);
  });

  it('makes room for the next when there are very many', async () => {
    await sql`insert into share_cards (hash, bytes, used_at)
      select sha256(i::text::bytea), 'x', ${START.subtract({ hours: 1 })}::timestamptz - make_interval(secs => i)
      from generate_series(1, 5003) i`.execute(site.deps.db);
    await shareCard(withCard(FACTS), 'record', ID);
    expect(await kept()).toHaveLength(5000);
    const { rows } = await sql<{ oldest: boolean }>`
      select exists (select from share_cards where hash = sha256('5003'::bytea)) as oldest`.execute(
      site.deps.db,
    );
    expect(rows).toEqual([{ oldest: false }]);
  });
});

describe('a title', () => {
  // Every letter half as wide as the letters are high.
  const widthOf = (text: string): number => [...text].length / 2;

  it('is as large as its length allows, and breaks between words', () => {
    expect(wrapTitle('Ética', widthOf, 1032)).toEqual({ lines: ['Ética'], size: 74 });
    expect(wrapTitle('  uno \n dos ', widthOf, 1032).lines).toEqual(['uno dos']);
    const long = wrapTitle('palabra '.repeat(16), widthOf, 1032);
    expect(long.size).toBe(60);
    expect(long.lines.join(' ')).toBe('palabra '.repeat(16).trim());
    for (const line of long.lines) expect(widthOf(line) * long.size).toBeLessThanOrEqual(1032);
  });

  it('is cut with a sign when nothing else helps', () => {
    const { lines, size } = wrapTitle('palabra '.repeat(200), widthOf, 1032);
    expect([lines.length, size, lines.at(-1)?.endsWith('…')]).toEqual([6, 42, true]);
  });

  it('is measured by the real letters', async () => {
    const { bold } = await letters();
    expect(bold.widthOf('MMM')).toBeGreaterThan(bold.widthOf('iii') * 2);
    expect(bold.widthOf('😀')).toBe(0);
    expect(bold.outline('😀', { x: 0, y: 0, size: 10 })).toBe('');
    // Placed once with its letters composed, once not: the same picture.
    expect(bold.outline('é', { x: 0, y: 0, size: 10 })).toBe(
      bold.outline('e\u0301', { x: 0, y: 0, size: 10 }),
    );
  });
});
