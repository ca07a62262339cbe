import { beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../app.ts';
import { testDeps, useApp } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { countingDb } from '../../../../test/harness/statements.ts';
import { each, visit, words } from '../../../../test/harness/visit.ts';
import { makeVisitor, readPage, type Visitor } from '../../../../test/harness/visitor.ts';
import { recordHistory } from '../../../platform/history/history.ts';
import { listVersions } from '../../../platform/history/versions.ts';
import { publishEdition, unpublishEdition, updateEdition } from '../../events/commands/editions.ts';
import { ACT, editionInput, editor as editorOf, sessionInput } from '../../events/commands/fixtures.ts';
import type { Act } from '../../events/commands/inputs.ts';
import { removeSession, saveSpeaker } from '../../events/commands/programme.ts';

const site = useApp();
/** A member of staff whose name must be nowhere on public pages. */
const SECRET = 'Filiberta Secretísima';
let editor: Visitor;
let other: Visitor;
let facilitator: Visitor;
let act: Act;

beforeAll(async () => {
  const session = await signInAs(site.deps, 'editor');
  editor = makeVisitor(site.app, session.cookie);
  other = makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
  facilitator = makeVisitor(site.app, (await signInAs(site.deps, 'facilitator')).cookie);
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
    expect(list.$(`.timeline a[href="/fuentes/${source}"]`).text()).toBe('Acta ficticia');
    expect(words(list.$, '.timeline')).toContain('Motivo: Lo dice el acta');
  });
});

describe('putting a version back', () => {
  const restore = (
    visitor: Visitor,
    word: string,
    id: string,
    version: number,
    basedOn: number,
    reason = 'Fue un error',
  ) =>
    visitor.post(`/admin/historial/${word}/${id}/${version}/restaurar`, { reason, version: String(basedOn) });

  it('asks, shows what will change, wants a reason, and makes a new version by the same command', async () => {
    const id = await edition('restaurada', 'Bueno', 'Bueno', 'Malo');
    const versions = await versionsOf('event', id);
    const good = versions[1]?.id ?? 0;
    const asks = readPage(await editor.get(`/admin/historial/encuentro/${id}/${good}/restaurar`));
    expect(asks.title).toBe('Restaurar esta versión');
    expect([words(asks.$, 'del'), words(asks.$, 'ins')]).toEqual([
      '[se quitó: Malo ]',
      '[se agregó: Bueno ]',
    ]);
    const basedOn = Number(asks.$('input[name=version]').attr('value'));
    expect(basedOn).toBe(versions[0]?.id);
    expect((await restore(editor, 'encuentro', id, good, basedOn, '')).statusCode).toBe(422);
    const before = await rowOf(id);
    const answer = await restore(editor, 'encuentro', id, good, basedOn);
    const made = await latestOf('event', id);
    expect([answer.statusCode, answer.headers.location]).toEqual([
      303,
      `/admin/historial/encuentro/${id}/${made}`,
    ]);
    expect(await rowOf(id)).toMatchObject({ title: 'Bueno', version: before.version + 1, slug: before.slug });
    const list = await get(`/historial/encuentro/${id}`);
    expect(words(list.$, '.timeline > li:first-child')).toContain(
      'Se restauró una versión anteriorCambió: título.Motivo: Fue un errorLo hizo: equipo de edición',
    );
    const audit = await site.deps.db
      .selectFrom('audit_log')
      .select(['action', 'actor'])
      .where('subject_id', '=', id)
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect([audit.action, audit.actor.startsWith('staff:')]).toEqual(['events.edition_restored', true]);
  });

  it('changes nothing that the version said: the edition is as it was, to the second', async () => {
    const id = await edition('entera', 'Uno', 'Uno');
    const before = await rowOf(id);
    await retitle('entera-otra', 'Dos', {
      summary: 'otro',
      mode: 'hybrid',
      venue: 'Otra',
      startsAt: ACT.now,
      sources: [{ title: 'F', publisher: 'P', url: 'https://ejemplo.test/' }],
      registration: { ...editionInput('x').registration, opensAt: null, closesAt: null, approval: true },
    });
    const versions = await versionsOf('event', id);
    const answer = await restore(editor, 'encuentro', id, versions[1]?.id ?? 0, versions[0]?.id ?? 0);
    expect(answer.statusCode).toBe(303);
    // A restored version is a new one: what counts versions and tells calendars goes on.
    const { version, updated_at: _, sequence, ...same } = before;
    expect(await rowOf(id)).toMatchObject({ ...same, version: version + 2, sequence: sequence + 2 });
  });

  it('of two editors at once lets one through and tells the other', async () => {
    const id = await edition('carrera', 'Uno', 'Dos', 'Tres');
    const [newest, second, first] = await versionsOf('event', id);
    const answers = await Promise.all([
      restore(editor, 'encuentro', id, first?.id ?? 0, newest?.id ?? 0),
      restore(other, 'encuentro', id, second?.id ?? 0, newest?.id ?? 0),
    ]);
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 422]);
    const refused = answers.find(({ statusCode }) => statusCode === 422);
    expect(refused && readPage(refused).faults).toEqual([
      'Alguien guardó una versión más nueva mientras usted miraba esta página. Revise lo que cambiaría ahora y, si sigue siendo lo que quiere, restaure de nuevo.',
    ]);
    expect(await versionsOf('event', id)).toHaveLength(6);
  });

  it('of a session and a speaker finds room and people again, or says what is missing', async () => {
    await edition('programada', 'Uno', 'Dos');
    const room = await desk.room('Sala Norte');
    const speaker = { slug: 'ana', name: 'Ana Ficticia', organization: 'Casa', bio: 'Antes' };
    const { id: person } = await done(run((trx) => saveSpeaker(trx, act, current, speaker)));
    await done(run((trx) => saveSpeaker(trx, act, current, { ...speaker, id: person, bio: 'Después' })));
    const speakers = [{ speakerId: person, role: 'moderator' as const }];
    const { id } = await done(desk.session('charla', { title: 'Antes', roomId: room, speakers }));
    await done(desk.session('charla-nueva', { id, title: 'Después', startsAt: null, endsAt: null }));
    const oldest = async (kind: string, of: string) => (await versionsOf(kind, of)).at(-1)?.id ?? 0;
    const back = async (word: string, kind: string, of: string) =>
      restore(editor, word, of, await oldest(kind, of), await latestOf(kind, of));
    expect((await back('ponente', 'event_speaker', person)).statusCode).toBe(303);
    expect((await back('sesion', 'event_session', id)).statusCode).toBe(303);
    const row = await site.deps.db
      .selectFrom('event_sessions as s')
      .innerJoin('event_session_speakers as l', 'l.session_id', 's.id')
      .innerJoin('event_speakers as p', 'p.id', 'l.speaker_id')
      .select(['s.title', 's.slug', 's.room_id', 's.starts_at', 'p.bio', 'l.role'])
      .where('s.id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({
      title: 'Antes',
      slug: 'charla',
      room_id: room,
      starts_at: sessionInput('x').startsAt,
      bio: 'Antes',
      role: 'moderator',
    });
    await done(desk.session('charla', { id, title: 'Sin sala', roomId: null, speakers }));
    await site.deps.db.deleteFrom('event_rooms').where('id', '=', room).execute();
    const missing = await back('sesion', 'event_session', id);
    expect([missing.statusCode, readPage(missing).faults]).toEqual([
      422,
      [
        '«Sala Norte» ya no existe en este encuentro. Agréguelo de nuevo con ese nombre, o corrija la sesión a mano.',
      ],
    ]);
    await done(run((trx) => removeSession(trx, act, current, id)));
    expect((await back('sesion', 'event_session', id)).statusCode).toBe(404);
  });

  it('is for those who may change the record; others only read', async () => {
    const id = await edition('permisos', 'Uno', 'Dos');
    const [newest, first] = await versionsOf('event', id);
    const path = `/admin/historial/encuentro/${id}/${first?.id}`;
    const read = await facilitator.get(path);
    expect([read.statusCode, readPage(read).$('a[href$="/restaurar"]').length]).toEqual([200, 0]);
    expect(readPage(await editor.get(path)).$('a[href$="/restaurar"]')).toHaveLength(1);
    expect((await facilitator.get(`${path}/restaurar`)).statusCode).toBe(403);
    expect((await restore(facilitator, 'encuentro', id, first?.id ?? 0, newest?.id ?? 0)).statusCode).toBe(
      403,
    );
    const observer = makeVisitor(site.app, (await signInAs(site.deps, 'observer')).cookie);
    expect((await observer.get(path)).statusCode).toBe(403);
    expect(await latestOf('event', id)).toBe(newest?.id);
    // A room has versions, and no way back but the form.
    const room = await desk.room('Sala');
    const version = await latestOf('event_room', room);
    expect((await editor.get(`/admin/historial/sala/${room}/${version}`)).statusCode).toBe(200);
    expect((await editor.get(`/admin/historial/sala/${room}/${version}/restaurar`)).statusCode).toBe(404);
  });
});

describe('what should never have been written', () => {
  it('is taken back out of a version by an administrator, with a tick, and is nowhere after', async () => {
    const phone = '5555-0101';
    const id = await edition('con-telefono', 'Uno', 'Uno', `Llame al ${phone}`, 'Dos');
    const [newest, bad] = await versionsOf('event', id);
    const admin = makeVisitor(site.app, (await signInAs(site.deps, 'administrator')).cookie);
    const path = `/admin/historial/encuentro/${id}/${bad?.id}/retirar`;
    expect((await editor.post(path, { sure: 'yes' })).statusCode).toBe(403);
    expect((await admin.post(path)).statusCode).toBe(422);
    expect((await admin.post(path, { sure: 'yes' })).statusCode).toBe(303);
    expect((await admin.post(path, { sure: 'yes' })).statusCode).toBe(404);
    for (const version of await versionsOf('event', id)) {
      const page = await get(`/historial/encuentro/${id}/${version.id}`);
      expect([version.id, page.body.includes(phone)]).toEqual([version.id, false]);
    }
    expect((await get(`/historial/encuentro/${id}/${bad?.id}`)).body).toContain('fue retirado');
    expect((await get('/encuentros/con-telefono/historial')).body).not.toContain(phone);
    // What is in force is changed, not blanked.
    const now = `/admin/historial/encuentro/${id}/${newest?.id}/retirar`;
    expect((await admin.get(now)).statusCode).toBe(404);
    expect((await restoreAt(id, bad?.id ?? 0, newest?.id ?? 0)).statusCode).toBe(422);
  });

  const restoreAt = (id: string, version: number, basedOn: number) =>
    editor.post(`/admin/historial/encuentro/${id}/${version}/restaurar`, {
      reason: 'x',
      version: String(basedOn),
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
