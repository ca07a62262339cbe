/** What stands over all modules: the first page, feeds, the map, licences. */
import { load } from 'cheerio';
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { visit, words } from '../../../../test/harness/visit.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { recordHistory } from '../../../platform/history/history.ts';
import { insertEdition } from '../../events/fixtures.ts';

const site = useApp();
const get = async (url: string) => await visit(site.app, url);
const EDITOR = { kind: 'system', what: 'test' } as const;

async function changed(id: string, action: string): Promise<void> {
  await withTransaction(site.deps.db, (trx) =>
    recordHistory(trx, { actor: EDITOR, record: { kind: 'event', id }, action, content: {} }),
  );
}

let draft: string;

beforeAll(async () => {
  const shown = await insertEdition(site.deps.db, 'primero', { event: { title: 'Encuentro & <uno>' } });
  const hidden = await insertEdition(site.deps.db, 'borrador', {
    event: { title: 'Encuentro secreto', visibility: 'draft' },
  });
  draft = hidden.id;
  await changed(shown.id, 'published');
  await changed(shown.id, 'changed');
  await changed(draft, 'changed');
  // As old as the database's clock says; the application's stands at a fixed day.
  site.setNow(Temporal.Now.instant());
});

describe('the first page', () => {
  it('has search, the next edition, what changed this week, each record once, and no draft', async () => {
    const { $ } = await get('/');
    expect($('search form').attr('action')).toBe('/buscar');
    expect($('search label').text()).toBe('¿Qué busca?');
    const changes = $('.home-changes li');
    expect(changes.length).toBe(1);
    expect(changes.find('a').attr('href')).toBe('/encuentros/primero');
    expect(changes.text()).toContain('Encuentro & <uno>');
    expect($('main').text()).not.toContain('secreto');
  });

  it('forgets what changed after a week', async () => {
    site.setNow(Temporal.Now.instant().add({ hours: 24 * 8 }));
    const { $ } = await get('/');
    expect($('.home-changes').length).toBe(0);
    site.setNow(Temporal.Now.instant());
  });
});

describe('what changed in the parts of one thing', () => {
  let edition: { id: string };
  const created = async (slug: string) => {
    const { id } = await site.deps.db
      .selectFrom('event_sessions')
      .select('id')
      .where('event_id', '=', edition.id)
      .where('slug', '=', slug)
      .executeTakeFirstOrThrow();
    const record = { kind: 'event_session', id };
    const within = { kind: 'event', id: edition.id };
    await withTransaction(site.deps.db, (trx) =>
      recordHistory(trx, { actor: EDITOR, record, within, action: 'created', content: {} }),
    );
  };
  const changes = async () => {
    const { $ } = await get('/');
    return $('.home-changes a')
      .toArray()
      .map((e) => $(e).text());
  };

  it('is told by the part while it is one, by the whole when they are several, and once', async () => {
    const workshops = { uno: null, dos: null, tres: null };
    edition = await insertEdition(site.deps.db, 'con-programa', {
      event: { title: 'Con programa' },
      workshops,
    });
    await created('uno');
    expect((await changes())[0]).toBe('Taller uno');
    await created('dos');
    expect(await changes()).toEqual(['Con programa', 'Encuentro & <uno>']);
    await changed(edition.id, 'published');
    await created('tres');
    expect(await changes()).toEqual(['Con programa', 'Encuentro & <uno>']);
    await site.deps.db.deleteFrom('events').where('id', '=', edition.id).execute();
  });
});

describe('feeds', () => {
  it('of a section and of everything are Atom, named for the site, without drafts', async () => {
    for (const path of ['/encuentros/feed.xml', '/feed.xml']) {
      const answer = await get(path);
      expect(answer.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
      const $ = load(answer.body, { xml: true });
      expect($('feed > link[rel=self]').attr('href')).toBe(`http://localhost:3000${path}`);
      expect($('feed > author > name').text()).toBe('Justicia Abierta');
      expect(
        $('entry > title')
          .toArray()
          .map((e) => $(e).text()),
      ).toEqual(['Encuentro & <uno>']);
      expect($('entry > link').attr('href')).toBe('http://localhost:3000/encuentros/primero');
      expect(
        new Set(
          $('id')
            .toArray()
            .map((e) => $(e).text()),
        ).size,
      ).toBe($('id').length);
    }
  });

  it('of every section answer, and stand in the map', async () => {
    const map = (await get('/mapa/sitio.xml')).body;
    expect(site.deps.additions.feeds.length).toBeGreaterThan(1);
    for (const { path, page } of site.deps.additions.feeds) {
      expect((await get(path)).status, path).toBe(200);
      expect(map).toContain(`<loc>http://localhost:3000${page}</loc>`);
    }
  });
});

describe('the map of the site', () => {
  it('names every part; what leads nowhere is not found', async () => {
    const index = load((await get('/sitemap.xml')).body, { xml: true });
    const maps = index('sitemap > loc')
      .toArray()
      .map((e) => new URL(index(e).text()).pathname);
    expect(maps).toContain('/mapa/encuentros.xml');
    for (const path of maps) {
      const $ = load((await get(path)).body, { xml: true });
      for (const e of $('loc').toArray()) {
        const { status } = await get(new URL($(e).text()).pathname);
        expect(status, $(e).text()).toBe(200);
      }
    }
    expect((await get('/mapa/nada.xml')).status).toBe(404);
  });
});

describe('licences', () => {
  it('are one line at the foot of every page, or one for each kind; and the feeds name theirs', async () => {
    const foot = async () => words((await get('/')).$, '.site-footer-note');
    expect(await foot()).toContain('salvo que se diga otra cosa: CC BY 4.0.');
    const { cookie } = await signInAs(site.deps, 'administrator');
    const send = async (payload: string) =>
      await site.app.inject({
        method: 'POST',
        url: '/admin/licencias',
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
        payload,
      });
    expect((await send('texts=CC0-1.0&media=mine&data=ODbL-1.0')).statusCode).toBe(422);
    const saved = await send('texts=CC0-1.0&media=reserved&data=ODbL-1.0');
    expect([saved.statusCode, saved.headers.location]).toEqual([303, '/admin/licencias?hecho=guardado']);
    expect(await foot()).toContain(
      'Textos: CC0 1.0 · Imágenes y otros medios: Derechos reservados · Datos: ODbL 1.0.',
    );
    expect((await get('/feed.xml')).body).toContain(
      '<rights>https://creativecommons.org/publicdomain/zero/1.0/</rights>',
    );
  });
});
