import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { readPage } from '../../../test/harness/visitor.ts';
import { translator } from '../../platform/i18n/translate.ts';
import { EVENT_CARDS } from './cards.ts';
import { insertEdition } from './fixtures.ts';

const site = useApp();
const get = (url: string) => site.app.inject({ url });

async function edition(slug: string, event: Parameters<typeof insertEdition>[2]) {
  const made = await insertEdition(site.deps.db, slug, event);
  const session = await site.deps.db
    .selectFrom('event_sessions')
    .select(['id', 'slug'])
    .where('event_id', '=', made.id)
    .executeTakeFirstOrThrow();
  return { ...made, session };
}

describe('the cards of an edition', () => {
  it('stand in the head of its pages, and are there', async () => {
    const made = await edition('con-tarjeta', { workshops: { taller: 5 } });
    for (const [path, card] of [
      ['/encuentros/con-tarjeta', `/tarjetas/event/${made.id}.png`],
      ['/encuentros/con-tarjeta/programa', `/tarjetas/event/${made.id}.png`],
      ['/encuentros/con-tarjeta/sesiones/taller', `/tarjetas/event_session/${made.session.id}.png`],
    ] as const) {
      const { $ } = readPage(await get(path));
      expect([path, $('meta[property="og:image"]').attr('content')]).toEqual([
        path,
        `http://localhost:3000${card}`,
      ]);
      expect($('meta[name="twitter:card"]').attr('content')).toBe('summary_large_image');
      const answer = await get(card);
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'image/png']);
      const { width, height } = await sharp(answer.rawPayload).metadata();
      expect([width, height]).toEqual([1200, 630]);
    }
  });

  it('say what was called off, and are not there for drafts', async () => {
    const t = translator('es');
    const facts = (id: string, kind: string) =>
      EVENT_CARDS.find((one) => one.kind === kind)?.find(site.deps.db, id, t);
    const off = await edition('cancelado', {
      event: { status: 'cancelled', mode: 'online' },
      workshops: { taller: 5 },
    });
    expect((await facts(off.id, 'event'))?.eyebrow).toBe('Encuentro · Cancelado');
    expect((await facts(off.session.id, 'event_session'))?.eyebrow).toBe('Taller');
    const draft = await edition('borrador', { event: { visibility: 'draft' }, workshops: { taller: 5 } });
    expect(await facts(draft.id, 'event')).toBeUndefined();
    expect(await facts(draft.session.id, 'event_session')).toBeUndefined();
    expect((await get(`/tarjetas/event/${draft.id}.png`)).statusCode).toBe(404);
  });
});
