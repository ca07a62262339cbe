/** Lists of what a meeting brought: looked at, received whole, once. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { sendFile, type SentFile } from '../../../test/harness/send-file.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor, readPage, type Visitor } from '../../../test/harness/visitor.ts';
import { insertMeeting } from './fixtures.ts';
import { forgetDue } from './jobs.ts';

const site = useApp();

const facilitator = async (): Promise<Visitor> =>
  makeVisitor(site.app, (await signInAs(site.deps, 'facilitator')).cookie);

const upload = (visitor: Visitor, url: string, fields: Record<string, string>, file?: SentFile) =>
  sendFile({ app: site.app, visitor }, url, fields, file);

describe('a list of a meeting', () => {
  const CSV =
    'numero_propuesta,Nombre,departamento,categoria,problema,dirigido,titulo,resumen,encuentro\n' +
    '7,Equipo 1,Sacatepequez,Lenguaje Claro,"Nadie entiende, nadie sabe",,Sentencias claras,Escribirlas claro,Si\n' +
    '8,Rosa Inventada,,Mediciones,Nadie mide,,Medir,Medir cada año,No\n' +
    '9,Beto Inventado,,Astronomía,Nadie mira,,Mirar,Mirar el cielo,Si\n';

  it('is looked at first, then received whole with new numbers, and once', async () => {
    const meeting = await insertMeeting(site.deps);
    const visitor = await facilitator();
    const path = `/admin/reuniones/${meeting.id}/lista`;
    expect((await upload(visitor, path, {})).statusCode).toBe(422);
    const file = { name: 'file', filename: 'C:\\listas\\taller.csv', bytes: Buffer.from(CSV) };
    const sent = await upload(visitor, path, {}, file);
    const preview = await visitor.get(String(sent.headers.location));
    const seen = readPage(preview);
    expect([seen.title, seen.notices]).toEqual(['taller.csv', ['Entrarían 2 propuestas']]);
    expect(seen.$('main li').text()).toContain('taller.csv, línea 4: queda fuera. «Astronomía»');
    expect(preview.body).toContain('La columna «numero_propuesta» no se lee.');
    expect(preview.body).not.toContain('Inventad');
    const brought = () =>
      site.deps.db
        .selectFrom('meeting_proposals as m')
        .innerJoin('proposals as p', 'p.id', 'm.proposal_id')
        .selectAll('p')
        .select('m.via')
        .where('m.meeting_id', '=', meeting.id)
        .orderBy('p.number')
        .execute();
    expect(await brought()).toEqual([]);
    const take = `${String(sent.headers.location)}/importar`;
    const answers = await Promise.all([visitor.post(take), visitor.post(take)]);
    expect(answers.map(({ headers }) => headers.location)).toContain(
      `/admin/reuniones/${meeting.id}?hecho=list_taken`,
    );
    const rows = await brought();
    expect(
      rows.map(({ via, origin, state, department, visibility }) => [
        via,
        origin,
        state,
        department,
        visibility,
      ]),
    ).toEqual([
      ['list', 'meeting', 'received', 'sacatepequez', 'reserved'],
      ['list', 'meeting', 'received', 'jalapa', 'reserved'],
    ]);
    // Sent again, nothing comes twice.
    const again = await upload(visitor, path, {}, file);
    await visitor.post(`${String(again.headers.location)}/importar`);
    expect((await brought()).length).toBe(2);
    expect(await site.deps.db.selectFrom('meeting_uploads').select('id').execute()).toEqual([]);
  });

  it('that is none says so; thrown away or after a day it is gone', async () => {
    const meeting = await insertMeeting(site.deps);
    const visitor = await facilitator();
    const path = `/admin/reuniones/${meeting.id}/lista`;
    const sent = await upload(
      visitor,
      path,
      {},
      { name: 'file', filename: 'x.json', bytes: Buffer.from('[{"color":"azul"}]') },
    );
    const at = String(sent.headers.location);
    const seen = readPage(await visitor.get(at));
    expect(seen.notices).toEqual(['Ninguna propuesta entraría']);
    expect(seen.$(`form[action="${at}/importar"]`).length).toBe(0);
    expect((await visitor.post(`${at}/importar`)).headers.location).toBe(at);
    const [kept] = await site.deps.db.selectFrom('meeting_uploads').select('sealed').execute();
    expect(kept?.sealed.includes(Buffer.from('azul'))).toBe(false);
    await visitor.post(`${at}/descartar`);
    expect((await visitor.get(at)).statusCode).toBe(404);
    await upload(visitor, path, {}, { name: 'file', filename: 'y.json', bytes: Buffer.from('[]') });
    site.setNow(site.deps.now().add({ hours: 25 }));
    expect(await forgetDue(site.deps)).toMatchObject({ lists: 1 });
    site.setNow('2026-11-23T15:00:00Z');
  });
});
