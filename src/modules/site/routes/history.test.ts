import { beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../app.ts';
import { testDeps, useApp } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { countingDb } from '../../../../test/harness/statements.ts';
import { each, visit, words } from '../../../../test/harness/visit.ts';
import { makeVisitor, type Visitor } from '../../../../test/harness/visitor.ts';
import { recordHistory } from '../../../platform/history/history.ts';
import { listVersions } from '../../../platform/history/versions.ts';
import { publishEdition, unpublishEdition, updateEdition } from '../../events/commands/editions.ts';
import { ACT, editionInput, editor as editorOf } from '../../events/commands/fixtures.ts';
import type { Act } from '../../events/commands/inputs.ts';
import { removeSession, saveSpeaker } from '../../events/commands/programme.ts';

const site = useApp();
/** A member of staff whose name must be nowhere on public pages. */
const SECRET = 'Filiberta Secretísima';
let editor: Visitor;
let act: Act;

beforeAll(async () => {
  const session = await signInAs(site.deps, 'editor');
  editor = makeVisitor(site.app, session.cookie);
  const { userId } = session;
  act = {
    actor: { kind: 'staff', userId, name: SECRET, roles: ['editor'], permissions: new Set() },
    now: ACT.now,
  };
});

let current = '';
const desk = editorOf(
  {
    get db() {
      return site.deps.db;
    },
  },
  () => current,
);
const { done, run } = desk;

const get = (path: string) => visit(site.app, path);
const versionsOf = (kind: string, id: string) =>
  listVersions(site.deps.db, { kind, id }, undefined, { limit: 100 });
const latestOf = async (kind: string, id: string) => (await versionsOf(kind, id))[0]?.id ?? 0;

/** A published edition; each change after it is a version. */
async function edition(slug: string, ...titles: string[]): Promise<string> {
  current = await desk.newEdition(slug, { title: 'Título de borrador' });
  for (const [at, title] of titles.entries()) {
    if (at === 1) await done(run((trx) => publishEdition(trx, act, current)));
    await retitle(slug, title);
  }
  if (titles.length === 1) await done(run((trx) => publishEdition(trx, act, current)));
  return current;
}

async function retitle(slug: string, title: string, more: Partial<ReturnType<typeof editionInput>> = {}) {
  const row = await rowOf(current);
  const input = { ...editionInput(slug, { title, ...more }), version: row.version };
  await done(run((trx) => updateEdition(trx, act, current, input)));
}

const rowOf = (id: string) =>
  site.deps.db.selectFrom('events').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('the past of a record', () => {
  it('tells when, what, in which role and why, from its publication on; never who', async () => {
    const id = await edition('pasado', 'Primero', 'Segundo');
    const list = await get(`/historial/encuentro/${id}`);
    expect(list.status).toBe(200);
    expect(each(list.$, '.timeline h2')).toEqual(['Se modificó', 'Se publicó']);
    expect(words(list.$, '.timeline > li:first-child')).toContain(
      'Cambió: título.Lo hizo: equipo de edición',
    );
    expect(list.$('meta[name=robots]').attr('content')).toContain('noindex');
    const version = await get(list.$('.timeline h2 a').first().attr('href') ?? '');
    expect(version.$('h3').first().text()).toBe('Título');
    expect([words(version.$, 'del'), words(version.$, 'ins')]).toEqual([
      '[se quitó: Primero ]',
      '[se agregó: Segundo ]',
    ]);
    for (const { body } of [list, version]) {
      expect(body).not.toContain(SECRET);
      expect(body).not.toContain('staff:');
      expect(body).not.toContain(act.actor.kind === 'staff' ? act.actor.userId : '');
      expect(body).not.toContain('borrador');
    }
  });

  it('of a draft, or of what was hidden again, is not there', async () => {
    current = await desk.newEdition('en-borrador');
    const draft = await latestOf('event', current);
    for (const path of [`/historial/encuentro/${current}`, `/historial/encuentro/${current}/${draft}`])
      expect((await get(path)).status).toBe(404);
    const id = await edition('escondido', 'Uno', 'Dos');
    const version = await latestOf('event', id);
    await done(run((trx) => unpublishEdition(trx, act, id)));
    await retitle('escondido', 'Escrito a escondidas');
    for (const path of ['', `/${version}`])
      expect((await get(`/historial/encuentro/${id}${path}`)).status).toBe(404);
    const hidden = await latestOf('event', id);
    await retitle('escondido', 'Tres');
    await done(run((trx) => publishEdition(trx, act, id)));
    const list = await get(`/historial/encuentro/${id}`);
    expect(each(list.$, '.timeline h2')).toEqual(['Se publicó', 'Se modificó', 'Se publicó']);
    expect((await get(`/historial/encuentro/${id}/${hidden}`)).status).toBe(404);
    expect((await get(`/historial/encuentro/${id}/${version}?con=${hidden}`)).status).toBe(404);
    expect((await get('/encuentros/escondido/historial')).body).not.toContain(`/${hidden}"`);
    const office = await editor.get(`/admin/historial/encuentro/${id}/${hidden}`);
    expect(office.body).toContain('Escrito a escondidas');
  });

  it('is not found under a wrong address, and of another record', async () => {
    const one = await edition('uno-cualquiera', 'Uno', 'Dos');
    const version = await latestOf('event', one);
    const two = await edition('otro-cualquiera', 'Uno', 'Dos');
    for (const path of [
      `/historial/nada/${one}`,
      '/historial/encuentro/no-es-un-id',
      `/historial/encuentro/${one}/x`,
      `/historial/encuentro/${two}/${version}`,
      `/historial/sesion/${one}`,
      `/historial/encuentro/${one}/${version}?con=1`,
      `/historial/encuentro/${one}/${version}?con=x`,
    ])
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    expect((await get(`/historial/encuentro/${one}?antes=x`)).status).toBe(400);
  });

  it('shows hostile text as text', async () => {
    await edition('hostil', 'Uno', 'Dos');
    const evil = '<script>alert(1)</script> </del><img src=x onerror=alert(2)> \u202e{{x}}';
    await retitle('hostil', 'Dos', { description: `${evil}\n\nOtro párrafo`, summary: '"><svg onload=x>' });
    const version = await get(`/historial/encuentro/${current}/${await latestOf('event', current)}`);
    expect(version.status).toBe(200);
    expect(version.$('main img, main svg, main script')).toHaveLength(0);
    expect(words(version.$, '.difference-after ins')).toContain('<script>alert(1)</script>');
  });

  it('of a session stays with its edition when it is taken out of the programme', async () => {
    const id = await edition('con-sesiones', 'Uno', 'Dos');
    const { id: session } = await done(desk.session('quitada', { title: 'Sesión que se quita' }));
    await done(run((trx) => removeSession(trx, act, id, session)));
    const whole = await get('/encuentros/con-sesiones/historial');
    expect(each(whole.$, '.timeline h2').slice(0, 2)).toEqual([
      'Se quitó: Sesión que se quita',
      'Se agregó: Sesión que se quita',
    ]);
    const own = await get(`/historial/sesion/${session}`);
    expect([own.status, words(own.$, '.notice')]).toEqual([
      200,
      'InformaciónYa no forma parte de «Dos». Aquí queda lo que decía mientras estuvo.',
    ]);
    expect((await get('/encuentros/con-sesiones/sesiones/quitada')).status).toBe(410);
    await done(run((trx) => unpublishEdition(trx, act, id)));
    expect((await get(`/historial/sesion/${session}`)).status).toBe(404);
    expect((await get('/encuentros/con-sesiones/sesiones/quitada')).status).toBe(404);
  });

  it('names the source of a version', async () => {
    const id = await edition('con-fuente', 'Uno', 'Dos');
    const { id: source } = await site.deps.db
      .insertInto('sources')
      .values({
        address: null,
        address_key: null,
        title: 'Acta ficticia',
        publisher: '',
        date_printed: '',
        lang: 'es',
        note: '',
        date_from: null,
        date_precision: null,
        accessed_on: null,
        kind: 'other',
        search: '',
        created_at: act.now,
        updated_at: act.now,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await run((trx) =>
      recordHistory(trx, {
        actor: act.actor,
        record: { kind: 'event', id },
        action: 'changed',
        source,
        reason: 'Lo dice el acta',
        content: { title: 'Tres' },
      }),
    );
    const list = await get(`/historial/encuentro/${id}`);
    const link = (where: typeof list) => where.$(`.timeline a[href="/fuentes/${source}"]`).text();
    // What a public version names is public by that.
    expect(words(list.$, '.timeline')).toContain('Fuente: Acta ficticia');
    expect(link(list)).toBe('Acta ficticia');
    expect(words(list.$, '.timeline')).toContain('Motivo: Lo dice el acta');
  });
});

describe('an address that changed', () => {
  it('leads to the present one, with what lies below it and the query; a draft’s to nothing', async () => {
    const id = await edition('vieja', 'Uno', 'Dos');
    const { id: session } = await done(desk.session('antes'));
    const speaker = { slug: 'eva', name: 'Eva Ficticia', organization: '', bio: '' };
    const { id: person } = await done(run((trx) => saveSpeaker(trx, act, id, speaker)));
    await done(run((trx) => saveSpeaker(trx, act, id, { ...speaker, slug: 'eva-dos', id: person })));
    await done(desk.session('despues', { id: session }));
    await retitle('media', 'Dos');
    await retitle('nueva', 'Dos');
    const lead = async (path: string) => {
      const { statusCode, headers } = await site.app.inject(path);
      return [statusCode, headers.location, headers['cache-control']];
    };
    expect(await lead('/encuentros/vieja?lang=en')).toEqual([301, '/encuentros/nueva?lang=en', 'no-cache']);
    const moves = [
      ['/encuentros/media', '/encuentros/nueva'],
      ['/encuentros/vieja/programa.ics', '/encuentros/nueva/programa.ics'],
      ['/encuentros/vieja/sesiones/antes', '/encuentros/nueva/sesiones/despues'],
      ['/encuentros/vieja/ponentes/eva', '/encuentros/nueva/ponentes/eva-dos'],
    ];
    for (const [from = '', to] of moves) expect((await lead(from)).slice(0, 2)).toEqual([301, to]);
    // Another takes the address: it is its own.
    await edition('vieja', 'Otra', 'Otra');
    expect((await get('/encuentros/vieja')).status).toBe(200);
    await done(run((trx) => unpublishEdition(trx, act, id)));
    expect((await lead('/encuentros/media'))[0]).toBe(404);
  });

  it('of what nobody ever saw is not kept', async () => {
    current = await desk.newEdition('nunca-visto');
    await retitle('nunca-visto-dos', 'X');
    await done(run((trx) => publishEdition(trx, act, current)));
    expect((await get('/encuentros/nunca-visto')).status).toBe(404);
  });
});

describe('its cost', () => {
  const database = useDatabase();

  it('is the same with ten versions and with five hundred', async () => {
    const counting = countingDb(database.pool);
    const app = await buildApp({ ...testDeps(database.db), db: counting.db });
    let id = '';
    const own = editorOf(database, () => id);
    id = await own.newEdition('larga');
    await own.done(own.run((trx) => publishEdition(trx, ACT, id)));
    const add = (count: number) =>
      own.run((trx) =>
        recordHistory(
          trx,
          ...Array.from({ length: count }, (_, n) => ({
            actor: ACT.actor,
            record: { kind: 'event', id },
            action: 'changed',
            content: { title: `Título ${n}`, description: `Texto ${n}\n\n`.repeat(50) },
          })),
        ),
      );
    await add(8);
    const [middle] = await listVersions(database.db, { kind: 'event', id }, undefined, { limit: 1 });
    const paths = [
      `/historial/encuentro/${id}`,
      `/historial/encuentro/${id}/${middle?.id}`,
      '/encuentros/larga/historial',
    ];
    const counts = async () => {
      const all: number[] = [];
      for (const path of paths) {
        expect((await app.inject(path)).statusCode).toBe(200);
        all.push(await counting.count(() => app.inject(path)));
      }
      return all;
    };
    const few = await counts();
    await add(490);
    expect(await counts()).toEqual(few);
    expect(Math.max(...few)).toBeLessThanOrEqual(9);
    await app.close();
  });
});
