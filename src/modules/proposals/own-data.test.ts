/** What is kept of a proposal, for those who made it. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor, readPage } from '../../../test/harness/visitor.ts';
import { ownPath } from './addresses.ts';
import { decideOn, insertReceived, linkOf, sending } from './fixtures.ts';

const site = useApp();

describe('what is kept of one’s own', () => {
  it('is one file, for whoever has the link alone', async () => {
    const row = await insertReceived(site.deps, {
      text: { ...sending().text, title: 'La que se lleva' },
      authors: { names: ['Rosa Ficticia de Prueba'] },
    });
    const path = `${ownPath(linkOf(site.deps, row))}/datos.json`;
    const answer = await makeVisitor(site.app).get(path);
    expect(answer.headers['content-disposition']).toContain('attachment');
    expect(JSON.parse(answer.body)).toMatchObject({
      number: row.number,
      state: 'received',
      text: { title: 'La que se lleva' },
      authors: { names: ['Rosa Ficticia de Prueba'] },
      files: [],
    });
    expect((await makeVisitor(site.app).get(path.replace('/propia/', '/propia/A'))).statusCode).toBe(404);
  });

  it('holds what was said against decisions, also when somebody has judged it', async () => {
    const row = await insertReceived(site.deps, { text: { ...sending().text, title: 'La que apela' } });
    await decideOn(site.deps, row, 'refuse');
    const own = ownPath(linkOf(site.deps, row));
    const visitor = makeVisitor(site.app);
    await visitor.post(`${own}/apelar`, { words: 'Habla de un horario y de nadie más.' });
    const kept = async (): Promise<Record<string, unknown>> =>
      JSON.parse((await visitor.get(`${own}/datos.json`)).body);
    expect(await kept()).toMatchObject({ open_appeal: 'Habla de un horario y de nadie más.' });
    const moderator = makeVisitor(site.app, (await signInAs(site.deps, 'moderator')).cookie);
    const desk = `/admin/propuestas/${row.number}`;
    const version =
      readPage(await moderator.get(desk))
        .$('input[name=version]')
        .attr('value') ?? '';
    await moderator.post(`${desk}/apelacion`, { outcome: 'dismissed', answer: 'Sigue igual.', version });
    expect(await kept()).toMatchObject({
      open_appeal: null,
      decisions: [
        {
          appeal: 'dismissed',
          appeal_words: 'Habla de un horario y de nadie más.',
          answer: 'Sigue igual.',
        },
      ],
    });
    // The page of what was withdrawn leads to the file that says what is left.
    await visitor.post(own, { action: 'withdraw' });
    expect(readPage(await visitor.get(own)).$(`a[href="${own}/datos.json"]`).length).toBe(1);
    expect(await kept()).toMatchObject({
      state: 'withdrawn',
      text: null,
      authors: null,
      decisions: [{ appeal: 'dismissed', appeal_words: '' }],
    });
  });
});
