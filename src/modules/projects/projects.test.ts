/** From a proposal to a project: made, published, its milestones reached, late or given up, and what everybody reads. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor, readPage, type Visitor } from '../../../test/harness/visitor.ts';
import { run } from '../../platform/db/outcome.ts';
import { insertAsk } from '../answers/fixtures.ts';
import { archiveInstitution } from '../officials/commands/institutions.ts';
import { insertBody, insertPerson } from '../officials/fixtures-people.ts';
import { decideOn, insertPublished, sending } from '../proposals/fixtures.ts';
import {
  newProjectPath,
  NEW_PROJECT,
  OFFICE_PROJECTS,
  officeMilestonePath,
  officeProjectPath,
  projectPath,
  PROJECTS,
  PROJECTS_API,
} from './addresses.ts';
import { actFor, insertMilestone, insertProject } from './fixtures.ts';

const site = useApp();
const visitor = () => makeVisitor(site.app);
const editor = async () => makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);

let serial = 0;
const proposal = async () => {
  const title = `Propuesta que se hace proyecto ${++serial}`;
  const { id, number, version } = await insertPublished(site.deps, { text: { ...sending().text, title } });
  return { id, version, number: number ?? 0, title };
};

const textOf = async (url: string, who: Visitor = visitor()) =>
  readPage(await who.get(url))
    .$('main')
    .text()
    .replaceAll(/\s+/g, ' ');

const idIn = (location: string | undefined) => /proyectos\/([0-9a-f-]{36})/.exec(location ?? '')?.[1] ?? '';

/** What a form of the page would send, filled in as it is drawn. */
function formOf(page: ReturnType<typeof readPage>, selector: string): Record<string, string> {
  return Object.fromEntries(
    page
      .$(selector)
      .serializeArray()
      .map(({ name, value }) => [name, value]),
  );
}

describe('a project', () => {
  it('comes from a proposal and its answer, once however often it is sent, and is read by all when it is published', async () => {
    const { id: proposalId, number, title } = await proposal();
    const body = await insertBody(site.deps.db, 'Tribunal que Acepta Inventado');
    const { token } = await insertAsk(site.deps, proposalId, body.id);
    const who = { person: 'Funcionaria Inventada', position: 'Secretaria' };
    await visitor().post(`/propuestas/responder/${token}`, { kind: 'accepted', words: 'Se hará.', ...who });
    const staff = await editor();
    const form = readPage(await staff.get(newProjectPath(number)));
    // Led to, never copied: what it says is its authors'.
    expect(form.$(`main a[href="/propuestas/${number}"]`).text()).toBe(title);
    expect([form.$('#f-title').val() ?? '', form.$('#f-summary').val() ?? '']).toEqual(['', '']);
    const answer = form.$('#f-answer option[value!=""]').val();
    const sent = {
      ...formOf(form, `form[action="${NEW_PROJECT}"]`),
      title: 'Horarios publicados en línea',
      summary: 'Cada juzgado dice en la puerta y en su página a qué hora atiende.',
      answer: String(answer),
      responsible: body.id,
    };
    const made = await Promise.all([staff.post(NEW_PROJECT, sent), staff.post(NEW_PROJECT, sent)]);
    const ids = made.map(({ headers }) => idIn(headers.location));
    const [id = ''] = ids;
    expect(id === ids[1] && id !== '').toBe(true);
    expect((await visitor().get(projectPath('horarios-publicados-en-linea'))).statusCode).toBe(404);
    const step = { what: 'milestone', title: 'Acuerdo firmado', responsible: body.id, due_on: '2026-12-31' };
    const drawn = formOf(readPage(await staff.get(officeProjectPath(id))), 'form:has([value="milestone"])');
    await Promise.all([1, 2].map(() => staff.post(officeProjectPath(id), { ...drawn, ...step })));
    await Promise.all([1, 2].map(() => staff.post(officeProjectPath(id), { what: 'publish' })));
    const read = await textOf(projectPath('horarios-publicados-en-linea'));
    expect(read).toContain('0 de 1 hito cumplido');
    expect(read).toContain('Acuerdo firmado');
    expect(read).toContain('Tribunal que Acepta Inventado');
    const links = readPage(await visitor().get(projectPath('horarios-publicados-en-linea')));
    expect(links.$(`a[href="/propuestas/${number}"]`).text()).toBe(title);
    expect(links.$(`a[href="/propuestas/${number}/respuestas"]`).text()).toBe(
      'Tribunal que Acepta Inventado',
    );
    expect(await textOf(`/propuestas/${number}`)).toContain(
      'Se convirtió en proyecto: Horarios publicados en línea',
    );
    const past = await site.deps.db
      .selectFrom('history')
      .select('action')
      .where((eb) => eb.or([eb('record_id', '=', id), eb('within_id', '=', id)]))
      .orderBy('id')
      .execute();
    expect(past.map(({ action }) => action)).toEqual(['published', 'published']);
  });

  it('comes only from what everybody may read, and from an answer to it', async () => {
    const [one, other] = [await proposal(), await proposal()];
    await decideOn(site.deps, other, 'hide');
    const staff = await editor();
    const sent = { title: 'Un proyecto', summary: 'Lo que se hará con ella.', responsible: 'organization' };
    const hidden = await staff.post(NEW_PROJECT, { ...sent, proposals: `${one.number}, ${other.number}` });
    expect(readPage(hidden).$('.error-summary a').attr('href')).toBe('#f-proposals');
    const third = await proposal();
    const body = await insertBody(site.deps.db, 'Tribunal Ajeno Inventado');
    const { id: askId, token } = await insertAsk(site.deps, third.id, body.id);
    const who = { person: 'Funcionaria Inventada', position: 'Secretaria' };
    await visitor().post(`/propuestas/responder/${token}`, { kind: 'accepted', words: 'Sí.', ...who });
    const { id: answer } = await site.deps.db
      .selectFrom('answers')
      .select('id')
      .where('ask_id', '=', askId)
      .executeTakeFirstOrThrow();
    const foreign = await staff.post(NEW_PROJECT, { ...sent, proposals: String(one.number), answer });
    expect(readPage(foreign).$('.error-summary a').attr('href')).toBe('#f-answer');
  });

  it('names a person only as long as everybody can read about them', async () => {
    const { number } = await proposal();
    const { id } = await insertProject(site.deps, [number], { title: 'Proyecto con persona' });
    const shown = await insertPerson(site.deps.db, 'Persona Pública Inventada');
    const draft = await insertPerson(site.deps.db, 'Persona en Borrador Inventada', { status: 'draft' });
    const staff = await editor();
    const form = () =>
      staff.get(officeProjectPath(id)).then((answer) => formOf(readPage(answer), 'form:has([value="save"])'));
    const refused = await staff.post(officeProjectPath(id), {
      ...(await form()),
      person: `/justiciapedia/personas/${draft.slug}`,
    });
    expect(readPage(refused).$('.error-summary a').attr('href')).toBe('#f-person');
    await staff.post(officeProjectPath(id), {
      ...(await form()),
      person: `https://sitio.test/justiciapedia/personas/${shown.slug}`,
    });
    expect(await textOf(projectPath('proyecto-con-persona'))).toContain('Persona Pública Inventada');
    // Shown under the record of somebody that it was found to be the same as, as long as that one is.
    const same = await insertPerson(site.deps.db, 'Misma Persona Inventada');
    const { db } = site.deps;
    await db.updateTable('people').set({ canonical_id: same.id }).where('id', '=', shown.id).execute();
    expect(await textOf(projectPath('proyecto-con-persona'))).toContain('Misma Persona Inventada');
    await db.updateTable('people').set({ status: 'archived' }).where('id', '=', same.id).execute();
    expect(await textOf(projectPath('proyecto-con-persona'))).not.toContain('Persona Inventada');
    await db.updateTable('people').set({ canonical_id: shown.id }).where('id', '=', shown.id).execute();
    await db.updateTable('people').set({ status: 'archived' }).where('id', '=', shown.id).execute();
    expect(await textOf(projectPath('proyecto-con-persona'))).not.toContain('Persona Pública Inventada');
    // Thrown away with the list that brought them, they leave the project without anybody.
    await db.deleteFrom('people').where('id', '=', shown.id).execute();
    expect(await textOf(projectPath('proyecto-con-persona'))).not.toContain('Inventada');
    const past = await site.deps.db
      .selectFrom('history')
      .select('content')
      .where('record_id', '=', id)
      .execute();
    expect(JSON.stringify(past)).not.toContain('Pública');
  });

  it('keeps the institution that answers for it or for a milestone: nobody archives it unseen', async () => {
    const { number } = await proposal();
    const [one, other] = [
      await insertBody(site.deps.db, 'Tribunal que Responde Inventado'),
      await insertBody(site.deps.db, 'Tribunal del Hito Inventado'),
    ];
    const { id } = await insertProject(site.deps, [number], { institutionId: one.id });
    await insertMilestone(site.deps, id, '2026-12-31', { institutionId: other.id });
    for (const body of [one, other]) {
      const act = { ...actFor(site.deps), reason: 'Ya no existe.' };
      const done = await run(site.deps.db, (trx) =>
        archiveInstitution(trx, act, body.id, site.deps.additions),
      );
      expect(done).toMatchObject({ ok: false, refused: 'in_use' });
    }
  });

  it('that two people change at once shows the second what the first saved, and takes what they decide', async () => {
    const { number } = await proposal();
    const { id } = await insertProject(site.deps, [number], { title: 'Proyecto de dos' });
    const staff = await editor();
    const drawn = formOf(readPage(await staff.get(officeProjectPath(id))), 'form:has([value="save"])');
    await staff.post(officeProjectPath(id), { ...drawn, title: 'Lo que escribió la primera' });
    const second = await staff.post(officeProjectPath(id), { ...drawn, title: 'Lo que escribió la segunda' });
    expect(second.statusCode).toBe(422);
    const page = readPage(second);
    expect(page.$('.notice').text()).toContain('Lo que escribió la primera');
    expect(page.$('#f-title').val()).toBe('Lo que escribió la segunda');
    await staff.post(officeProjectPath(id), formOf(page, 'form:has([value="save"])'));
    expect(await textOf(projectPath('proyecto-de-dos'))).toContain('Lo que escribió la segunda');
  });

  it('that stopped says why and is late with nothing; one that is archived is gone', async () => {
    const { number } = await proposal();
    const { id, slug } = await insertProject(site.deps, [number], { title: 'Proyecto detenido' });
    await insertMilestone(site.deps, id, '2026-11-11');
    expect(await textOf(projectPath(slug))).toContain('Lleva 12 días de atraso');
    const staff = await editor();
    await staff.post(officeProjectPath(id), { what: 'stop', reason: 'Se quedó sin presupuesto.' });
    const stopped = await textOf(projectPath(slug));
    expect(stopped).toContain('Se quedó sin presupuesto.');
    expect(stopped).not.toContain('de atraso');
    await staff.post(officeProjectPath(id), { what: 'archive', reason: 'Se publicó por error.' });
    expect((await visitor().get(projectPath(slug))).statusCode).toBe(404);
    expect(await textOf(PROJECTS)).not.toContain('Proyecto detenido');
    expect((await staff.get(OFFICE_PROJECTS)).body).toContain('Proyecto detenido');
  });
});

describe('a milestone', () => {
  const made = async (title: string) => {
    const { number } = await proposal();
    const project = await insertProject(site.deps, [number], { title });
    return { number, project, id: await insertMilestone(site.deps, project.id, '2026-11-30') };
  };
  const progress = (staff: Visitor, at: string, fields: Record<string, string>) =>
    staff
      .get(at)
      .then((answer) => formOf(readPage(answer), 'form:has([value="progress"])'))
      .then((drawn) => staff.post(at, { ...drawn, ...fields }));

  it('is reached only with something that shows it, which stays as long as it is', async () => {
    const { project, id, number } = await made('Proyecto con pruebas');
    const staff = await editor();
    const at = officeMilestonePath(project.id, id);
    const without = await progress(staff, at, { progress: 'done', progress_on: '2026-11-20' });
    expect(readPage(without).$('.error-summary').text()).toContain('necesita al menos una prueba');
    const neither = await staff.post(at, { what: 'evidence', note: 'El acuerdo' });
    expect(readPage(neither).$('.error-summary a').attr('href')).toBe('#prueba-address');
    const odd = { note: 'El acuerdo', address: 'https://tribunal.test:99999/acuerdo', title: 'Acuerdo 7' };
    const nowhere = await staff.post(at, { what: 'evidence', ...odd });
    expect(nowhere.statusCode).toBe(422);
    expect(readPage(nowhere).$('.error-summary a').attr('href')).toBe('#prueba-address');
    const shown = { note: 'El acuerdo', address: 'https://tribunal.test/acuerdo', title: 'Acuerdo 7' };
    await Promise.all([1, 2].map(() => staff.post(at, { what: 'evidence', ...shown })));
    const rows = await site.deps.db
      .selectFrom('milestone_evidence')
      .select(['id', 'source_id'])
      .where('milestone_id', '=', id)
      .execute();
    expect(rows.length).toBe(1);
    const early = await progress(staff, at, { progress: 'done', progress_on: '2026-12-20' });
    expect(readPage(early).$('.error-summary').text()).toContain('todavía no ha llegado');
    await progress(staff, at, { progress: 'done', progress_on: '2026-11-20' });
    const page = readPage(await visitor().get(projectPath(project.slug)));
    expect(page.$('.timeline').text()).toContain('Cumplido el viernes, 20 de noviembre de 2026');
    const source = `/fuentes/${rows[0]?.source_id ?? ''}`;
    expect(page.$(`.timeline a[href="${source}"]`).text()).toBe('El acuerdo');
    // The source is public by the milestone that rests on it.
    expect(await textOf(source)).toContain('Proyecto con pruebas');
    await staff.post(at, { what: 'remove_evidence', evidence: rows[0]?.id ?? '' });
    expect((await visitor().get(projectPath(project.slug))).body).toContain('El acuerdo');
    expect(await textOf(`/propuestas/${number}`)).toContain('Se cumplió el hito «Hito para el 2026-11-30»');
  });

  it('is given up only with a reason, and can be late', async () => {
    const { project, id, number } = await made('Proyecto que se atrasa');
    site.setNow('2026-12-12T18:00:00Z');
    expect(await textOf(projectPath(project.slug))).toContain('Lleva 12 días de atraso');
    expect(await textOf(`/propuestas/${number}`)).toContain('Pasó la fecha del hito');
    const staff = await editor();
    const at = officeMilestonePath(project.id, id);
    const without = await progress(staff, at, { progress: 'dropped', progress_on: '2026-12-01' });
    expect(readPage(without).$('.error-summary a').attr('href')).toBe('#avance-reason');
    await progress(staff, at, { progress: 'dropped', progress_on: '2026-12-01', reason: 'Cambió la ley.' });
    const read = await textOf(projectPath(project.slug));
    expect(read).toContain('Motivo: Cambió la ley.');
    expect(read).not.toContain('de atraso');
    site.setNow('2026-11-23T15:00:00Z');
  });

  it('says which last days it had before, to readers and to programs', async () => {
    const { project, id } = await made('Proyecto que se corre');
    const staff = await editor();
    const at = officeMilestonePath(project.id, id);
    for (const due of ['2026-12-15', '2027-01-31']) {
      const drawn = formOf(readPage(await staff.get(at)), 'form:has([value="save"])');
      await staff.post(at, { ...drawn, due_on: due });
    }
    expect(await textOf(projectPath(project.slug))).toContain(
      'Su fecha cambió 2 veces. Antes: lunes, 30 de noviembre de 2026; martes, 15 de diciembre de 2026',
    );
    const { milestones } = (await visitor().get(`${PROJECTS_API}/${project.slug}`)).json();
    expect(milestones[0].due_before).toEqual(['2026-11-30', '2026-12-15']);
  });

  it('is shown by a file of the library, and not by what is none', async () => {
    const { project, id } = await made('Proyecto con archivo');
    const staff = await editor();
    const at = officeMilestonePath(project.id, id);
    const upload = async (name: string, bytes: string) => {
      const border = 'limite-de-prueba';
      const part = (head: string, body: string) =>
        `--${border}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
      const payload =
        part('name="what"', 'evidence') +
        part('name="note"', 'La lista de horarios') +
        part(`name="file"; filename="${name}"`, bytes) +
        `--${border}--\r\n`;
      const headers = {
        cookie: staff.cookie(),
        'content-type': `multipart/form-data; boundary=${border}`,
        'sec-fetch-site': 'same-origin',
      };
      return await site.app.inject({ method: 'POST', url: at, headers, payload });
    };
    expect((await upload('lista.pdf', 'no es un PDF')).statusCode).toBe(422);
    expect((await upload('lista.csv', 'juzgado,hora\nUno,8:00\n')).statusCode).toBe(303);
    const page = readPage(await visitor().get(projectPath(project.slug)));
    const href = page.$('.timeline a[download]').attr('href') ?? '';
    expect((await visitor().get(href)).body).toContain('juzgado,hora');
    const unused = await site.deps.db
      .selectFrom('files')
      .select('unused_since')
      .where('name', '=', 'lista.csv')
      .executeTakeFirstOrThrow();
    expect(unused.unused_since).toBe(null);
  });
});
