/** What is kept of a proposal, for those who made it. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { makeVisitor } from '../../../test/harness/visitor.ts';
import { ownPath } from './addresses.ts';
import { insertReceived, linkOf, sending } from './fixtures.ts';

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
});
