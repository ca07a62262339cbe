import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { visit, words } from '../../../../test/harness/visit.ts';
import { makeVisitor, readPage, type Visitor } from '../../../../test/harness/visitor.ts';
import { listVersions } from '../../../platform/history/versions.ts';
import { publishEdition, updateEdition } from '../../events/commands/editions.ts';
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

  it('is taken back out of the reason of the newest version too: what it says is in force, and stays', async () => {
    const id = await edition('con-motivo', 'Uno', 'Uno', 'Lo de antes', 'Dos');
    const [newest, old] = await versionsOf('event', id);
    const named = 'Lo pidió Persona Ficticia';
    await editor.post(`/admin/historial/encuentro/${id}/${old?.id}/restaurar`, {
      reason: named,
      version: String(newest?.id),
    });
    const last = (await versionsOf('event', id))[0]?.id ?? 0;
    const page = `/historial/encuentro/${id}/${last}`;
    expect((await get(page)).body).toContain(named);
    const admin = makeVisitor(site.app, (await signInAs(site.deps, 'administrator')).cookie);
    const office = readPage(await admin.get(`/admin${page}`));
    expect(office.$(`a[href="/admin${page}/retirar"]`).text()).toBe('Retirar el motivo de esta versión');
    expect((await admin.post(`/admin${page}/retirar`, { sure: 'yes' })).statusCode).toBe(303);
    const after = (await get(page)).body;
    expect([after.includes(named), after.includes('Lo de antes')]).toEqual([false, true]);
    expect((await get('/encuentros/con-motivo/historial')).body).not.toContain(named);
    expect((await admin.get(`/admin${page}/retirar`)).statusCode).toBe(404);
  });

  const restoreAt = (id: string, version: number, basedOn: number) =>
    editor.post(`/admin/historial/encuentro/${id}/${version}/restaurar`, {
      reason: 'x',
      version: String(basedOn),
    });
});
