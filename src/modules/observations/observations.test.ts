/** Answering a check on a phone without scripts, somebody else looking at it, and what everybody sees. */
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor, readPage } from '../../../test/harness/visitor.ts';
import { phonePhoto } from '../../platform/files/fixtures.ts';
import { run } from '../../platform/db/outcome.ts';
import { insertProcess } from '../selections/fixtures.ts';
import { answerCheck } from './commands/observations.ts';
import { CHECK } from './fixtures.ts';

const site = useApp();

const SEEN = {
  answer: 'yes',
  evidence: 'La sesión se vio en línea desde las 9:00, con audio.',
  observed_on: '2026-03-02',
  address: 'https://video.example/sesion-1',
  title: 'Grabación de la sesión de prueba',
  publisher: 'Canal de prueba',
};

async function staff() {
  const { cookie, userId } = await signInAs(site.deps, 'observer');
  return { ...makeVisitor(site.app, cookie), userId, cookie };
}

async function processToObserve() {
  const { id, slug } = await insertProcess(site.deps.db, { title: 'Guardián 2026 de prueba' });
  const form = `/admin/observacion/${id}/${CHECK.stage}/${CHECK.check}`;
  return { id, slug, form, page: `/elecciones/${slug}/observacion` };
}

const publicPage = async (path: string) => readPage(await makeVisitor(site.app).get(path));

describe('observing', () => {
  it('shows an answer only when somebody else has looked at it, without saying who', async () => {
    const { slug, form, page } = await processToObserve();
    const [author, other] = [await staff(), await staff()];
    const sent = await author.post(form, { ...SEEN, version: '0' });
    expect([sent.statusCode, sent.headers.location]).toEqual([303, `${form}?hecho=answered`]);
    expect((await publicPage(page)).$('.observation-list').length).toBe(0);

    const own = await author.post(`${form}/revisar`, { review: 'confirmed', version: '1' });
    expect(own.headers.location).toBe(`${form}?hecho=own`);
    expect(
      readPage(await author.follow(sent))
        .$('h2')
        .text(),
    ).not.toContain('Revisar');

    const list = readPage(await other.get('/admin/observacion'));
    const line = list
      .$('tbody tr')
      .filter((_, row) => list.$(row).text().includes('Guardián 2026 de prueba'));
    expect(line.find('td').last().text().trim()).toBe('1');
    await other.post(`${form}/revisar`, { review: 'confirmed', version: '1' });

    const shown = await publicPage(page);
    expect(shown.$('.observation-list .observation-question').text()).toBe('¿Se transmitió la sesión?');
    expect(shown.$('.observation-list').text()).toContain(SEEN.evidence);
    expect(shown.$('#fuentes').text()).toContain(SEEN.title);
    const row = shown.$('tbody tr').filter((_, tr) => shown.$(tr).text().includes('Publicidad'));
    expect(row.text()).toContain('100 % = (1 sí + 0 en parte × ½) ÷ 1');
    for (const { userId } of [author, other]) expect(shown.$.html()).not.toContain(userId);

    const past = shown.$('.observation-list a[href^="/historial/"]').attr('href') ?? '';
    expect((await publicPage(past)).$('main').text()).toContain('Guardián 2026 de prueba');
    expect((await makeVisitor(site.app).get(`/elecciones/${slug}x/observacion`)).statusCode).toBe(404);
  });

  it('asks for what it rests on, a day that has come, and the words of a link', async () => {
    const { form } = await processToObserve();
    const author = await staff();
    const post = async (fields: Record<string, string>) => {
      const answer = await author.post(form, { ...SEEN, version: '0', ...fields });
      return [answer.statusCode, ...readPage(answer).faults];
    };
    expect(await post({ address: '' })).toEqual([422, 'Ponga un enlace o mande una foto']);
    expect(await post({ evidence: '  ' })).toEqual([422, 'Escriba qué vio']);
    expect(await post({ title: '' })).toEqual([422, 'Escriba el título de lo enlazado']);
    expect(await post({ observed_on: '2999-01-01' })).toEqual([422, 'Ese día todavía no ha llegado']);
    expect((await post({ answer: 'quizá' }))[0]).toBe(422);
    expect((await post({ address: 'javascript:alert(1)' }))[0]).toBe(422);
    expect(await post({ answer: 'not_observed', evidence: '', address: '' })).toEqual([303]);
  });

  it('gives back with what is missing; the next answer waits again', async () => {
    const { form, page } = await processToObserve();
    const [author, other] = [await staff(), await staff()];
    await author.post(form, { ...SEEN, version: '0' });
    const silent = await other.post(`${form}/revisar`, { review: 'returned', version: '1' });
    expect([silent.statusCode, ...readPage(silent).faults]).toEqual([422, 'Diga qué falta']);
    await other.post(`${form}/revisar`, { review: 'returned', note: 'El enlace no abre.', version: '1' });
    expect(
      readPage(await author.get(form))
        .$('main')
        .text(),
    ).toContain('El enlace no abre.');
    const again = await other.post(`${form}/revisar`, { review: 'confirmed', version: '2' });
    expect(again.headers.location).toBe(`${form}?hecho=not_now`);
    await author.post(form, { ...SEEN, version: '2' });
    await other.post(`${form}/revisar`, { review: 'confirmed', version: '3' });
    expect((await publicPage(page)).$('.observation-list').length).toBe(1);
    // Written anew, nobody has looked at it.
    await other.post(form, { ...SEEN, answer: 'no', version: '4' });
    expect((await publicPage(page)).$('.observation-list').length).toBe(0);
  });

  it('of two who answer at once, the second is told', async () => {
    const { id, form } = await processToObserve();
    const people = await Promise.all([staff(), staff()]);
    const answers = await Promise.all(people.map((one) => one.post(form, { ...SEEN, version: '0' })));
    expect(answers.map(({ headers }) => headers.location).toSorted()).toEqual([
      `${form}?hecho=answered`,
      `${form}?hecho=changed`,
    ]);
    const rows = await site.deps.db
      .selectFrom('observations')
      .select('version')
      .where('selection_id', '=', id)
      .execute();
    expect(rows).toEqual([{ version: 1 }]);
  });

  it('the database itself lets nobody confirm their own answer, or show one without proof', async () => {
    const { id } = await processToObserve();
    const row = {
      selection_id: id,
      stage: CHECK.stage,
      check_key: CHECK.check,
      answer: 'yes' as const,
      evidence: 'Sí.',
      observed_on: Temporal.PlainDate.from('2026-03-02'),
      author: 'staff:a',
      created_at: site.deps.now(),
      updated_at: site.deps.now(),
      file_id: null,
    };
    const { id: source } = await site.deps.db.selectFrom('sources').select('id').executeTakeFirstOrThrow();
    const insert = (more: object) =>
      site.deps.db
        .insertInto('observations')
        .values({ ...row, source_id: source, ...more } as never)
        .execute();
    await expect(insert({ source_id: null })).rejects.toThrow('check constraint');
    await expect(
      insert({ state: 'confirmed', reviewer: 'staff:a', reviewed_at: site.deps.now() }),
    ).rejects.toThrow('check constraint');
    await expect(insert({ state: 'confirmed' })).rejects.toThrow('check constraint');
  });

  it('takes a photo in place of a link, made anew, with words for who cannot see it', async () => {
    const { form, page } = await processToObserve();
    const [author, other] = [await staff(), await staff()];
    const send = (fields: Record<string, string>, bytes: Buffer) => {
      const edge = 'frontera-de-prueba';
      const parts = Object.entries({ ...SEEN, address: '', title: '', version: '0', ...fields }).map(
        ([name, value]) => `--${edge}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      );
      const file = `--${edge}\r\ncontent-disposition: form-data; name="photo"; filename="IMG_1.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`;
      return site.app.inject({
        method: 'POST',
        url: form,
        headers: {
          cookie: author.cookie,
          'sec-fetch-site': 'same-origin',
          'content-type': `multipart/form-data; boundary=${edge}`,
        },
        payload: Buffer.concat([
          Buffer.from(parts.join('') + file),
          bytes,
          Buffer.from(`\r\n--${edge}--\r\n`),
        ]),
      });
    };
    const bytes = await phonePhoto();
    const silent = await send({ alt: '' }, bytes);
    expect([silent.statusCode, ...readPage(silent).faults]).toEqual([422, 'Diga qué muestra la foto']);
    const broken = await send({ alt: 'Pizarra' }, Buffer.from('no es una foto'));
    expect(broken.statusCode).toBe(422);
    expect((await send({ alt: 'Pizarra con el punteo' }, bytes)).statusCode).toBe(303);
    await other.post(`${form}/revisar`, { review: 'confirmed', version: '1' });
    const shown = await publicPage(page);
    expect(shown.$('.observation-list img').attr('alt')).toBe('Pizarra con el punteo');
    expect(shown.$('.observation-list img').attr('src')).not.toContain('IMG_1');
  });

  it('shows hostile words as words', async () => {
    const { form, page } = await processToObserve();
    const [author, other] = [await staff(), await staff()];
    await author.post(form, { ...SEEN, evidence: '<script>alert(1)</script>\u202e', version: '0' });
    await other.post(`${form}/revisar`, { review: 'confirmed', version: '1' });
    const answer = await makeVisitor(site.app).get(page);
    expect(answer.body).not.toContain('<script>alert');
    expect(load(answer.body)('.observation-list').text()).toContain('<script>alert(1)</script>');
  });

  it('is not for editors of other things nor for visitors', async () => {
    const { form, id } = await processToObserve();
    const moderator = makeVisitor(site.app, (await signInAs(site.deps, 'moderator')).cookie);
    expect((await moderator.get(form)).statusCode).toBe(403);
    const refused = await run(site.deps.db, (trx) =>
      answerCheck(
        trx,
        { actor: { kind: 'anonymous' }, now: site.deps.now() },
        { selectionId: id, ...CHECK },
        {
          answer: 'yes',
          evidence: 'Sí.',
          observedOn: Temporal.PlainDate.from('2026-03-02'),
          sourceId: undefined,
          fileId: undefined,
          version: 0,
        },
      ),
    );
    expect(refused).toEqual({ ok: false, refused: 'proof', field: 'address' });
  });
});
