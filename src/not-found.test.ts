import { describe, expect, it } from 'vitest';
import { testDeps, useApp } from '../test/harness/app.ts';
import { useDatabase } from '../test/harness/database.ts';
import { each, visit, words } from '../test/harness/visit.ts';
import { buildApp } from './app.ts';
import { insertEdition } from './modules/events/fixtures.ts';
import { wordsOfPath } from './not-found.tsx';
import { touchSearch } from './platform/search/touch.ts';
import { sweepSearch } from './platform/search/sweep.ts';

describe('the words of an address', () => {
  it.each([
    ['/encuentros/justicia-abierta-2023', 'justicia abierta 2023'],
    ['/encuentros/justicia-abierta/programa', 'programa'],
    ['/noticias/2024/05/12', 'noticias'],
    ['/ni%C3%B1ez%20y_justicia.html', 'niñez y justicia'],
    ['/wp-login.php', ''],
    ['/.env', ''],
    ['/%E0%A4%A', ''],
    ['/a/1', ''],
    ['/', ''],
    [`/${'palabra-'.repeat(50)}`, 'palabra palabra palabra palabra palabra palabra'],
    [`/${'x'.repeat(2000)}`, ''],
  ])('%s', (path, said) => {
    expect(wordsOfPath(path)).toBe(said);
  });
});

describe('where there is no page', () => {
  const site = useApp();

  it('there is a search with the words of the address, what it finds, and the parts of the site', async () => {
    const { db } = site.deps;
    const { id } = await insertEdition(db, 'jornada', { event: { title: 'Jornada de Transparencia' } });
    await insertEdition(db, 'secreta', { event: { title: 'Jornada Secreta', visibility: 'draft' } });
    await db.transaction().execute((trx) => touchSearch(trx, { kind: 'event', id }));
    await sweepSearch(site.deps);
    const page = await visit(site.app, '/encuentros/jornada-transparencia');
    expect(page.status).toBe(404);
    expect(page.$('form[action="/buscar"] input[name=q]').attr('value')).toBe('jornada transparencia');
    expect(page.$('main a[href="/encuentros/jornada"]').text()).toBe('Jornada de Transparencia');
    expect(page.body).not.toContain('Secreta');
    expect(each(page.$, 'main h2')).toEqual([
      '¿Buscaba esto?',
      'Busque en el sitio',
      'O empiece por una de estas partes',
    ]);
    expect(page.$('main a[href="/encuentros"]').length).toBe(1);
  });

  it('nothing typed is run, and the back office says no more than that', async () => {
    const page = await visit(site.app, '/%3Cscript%3Ealert(1)%3C%2Fscript%3E-"><img src=x>');
    expect([404, 400]).toContain(page.status);
    expect(page.$('main script, main img')).toHaveLength(0);
    const office = await visit(site.app, '/admin/no-hay-tal');
    expect([office.status, office.$('form[action="/buscar"]').length]).toEqual([404, 0]);
    expect((await visit(site.app, '/api/v1/nada')).headers['content-type']).toContain('application/json');
  });
});

describe('where there is no database either', () => {
  const database = useDatabase();

  it('the page still says where to go', async () => {
    const app = await buildApp(testDeps(database.db));
    await database.db.destroy();
    const page = await visit(app, '/noticias/una-cosa');
    expect(page.status).toBe(404);
    expect(page.$('form[action="/buscar"] input[name=q]').attr('value')).toBe('una cosa');
    expect(words(page.$, 'main')).toContain('Encuentros');
    await app.close();
  });
});
