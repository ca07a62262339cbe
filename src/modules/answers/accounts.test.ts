/** An institution answers by its account: it sees what it is asked itself, and nothing of anybody else. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor, readPage } from '../../../test/harness/visitor.ts';
import { insertBody } from '../officials/fixtures-people.ts';
import { insertPublished, sending } from '../proposals/fixtures.ts';
import {
  answersPath,
  OFFICE_ACCOUNTS,
  OFFICE_ASKS,
  officeAskPath,
  OWN_ASKS,
  ownAskPath,
} from './addresses.ts';
import { deliver, insertAsk } from './fixtures.ts';

const site = useApp();

let serial = 0;
async function asked() {
  const name = `Fiscalía de Prueba ${++serial}`;
  const { id: proposalId, number } = await insertPublished(site.deps, {
    text: { ...sending().text, title: `Propuesta preguntada ${serial}` },
  });
  const body = await insertBody(site.deps.db, name);
  const { id } = await insertAsk(site.deps, proposalId, body.id);
  await deliver(site.deps, id);
  return { id, name, number: number ?? 0, institutionId: body.id, title: `Propuesta preguntada ${serial}` };
}

async function visitorAs(...roles: Parameters<typeof signInAs>[1][]) {
  const { cookie, userId } = await signInAs(site.deps, ...roles);
  return { visitor: makeVisitor(site.app, cookie), userId };
}

const REPLY = {
  kind: 'accepted',
  words: 'Se hará por cuenta.',
  person: 'Funcionaria Inventada',
  position: 'Secretaria general',
};

describe('the account of an institution', () => {
  it('is bound by an administrator, answers its own question once, and is shown as an account', async () => {
    const [mine, other] = [await asked(), await asked()];
    const { visitor, userId } = await visitorAs('institution');
    expect((await visitor.get(ownAskPath(mine.id))).statusCode).toBe(404);
    expect(
      readPage(await visitor.get(OWN_ASKS))
        .$('main')
        .text(),
    ).toContain('Su cuenta no está vinculada a una institución');
    const { visitor: admin } = await visitorAs('administrator');
    const desk = readPage(await admin.get(OFFICE_ACCOUNTS));
    expect(desk.$(`select[name="user"] option[value="${userId}"]`).length).toBe(1);
    const bind = { what: 'bind', user: userId, institution: mine.institutionId };
    await Promise.all([admin.post(OFFICE_ACCOUNTS, bind), admin.post(OFFICE_ACCOUNTS, bind)]);
    const noted = await site.deps.db
      .selectFrom('audit_log')
      .select('id')
      .where('action', '=', 'answers.account_bound')
      .where('subject_id', '=', userId)
      .execute();
    expect(noted.length).toBe(1);
    const list = readPage(await visitor.get(OWN_ASKS));
    expect(list.$('tbody th a').text()).toBe(mine.title);
    const form = readPage(await visitor.get(ownAskPath(mine.id)));
    expect(form.$('input[name="person"]').val()).toBe('Persona Ficticia');
    await Promise.all([visitor.post(ownAskPath(mine.id), REPLY), visitor.post(ownAskPath(mine.id), REPLY)]);
    const shown = readPage(await makeVisitor(site.app).get(answersPath(mine.number)));
    expect(shown.$('article.card').length).toBe(1);
    expect(shown.$('article.card').text()).toContain('Por cuenta: lo escribió la institución');
    for (const answer of [
      await visitor.get(ownAskPath(other.id)),
      await visitor.post(ownAskPath(other.id), REPLY),
    ])
      expect(answer.statusCode).toBe(404);
    expect(
      await site.deps.db.selectFrom('answers').select('id').where('ask_id', '=', other.id).execute(),
    ).toEqual([]);
  });

  it('opens nothing of the desk, and nothing once it is released or has another role', async () => {
    const { id, institutionId } = await asked();
    const { visitor, userId } = await visitorAs('institution');
    const { visitor: admin } = await visitorAs('administrator');
    await admin.post(OFFICE_ACCOUNTS, { what: 'bind', user: userId, institution: institutionId });
    for (const path of [OFFICE_ASKS, officeAskPath(id), OFFICE_ACCOUNTS])
      expect((await visitor.get(path)).statusCode).toBe(403);
    const seize = { what: 'bind', user: userId, institution: institutionId };
    expect((await visitor.post(OFFICE_ACCOUNTS, seize)).statusCode).toBe(403);
    expect((await visitor.get(ownAskPath(id))).statusCode).toBe(200);
    await admin.post(OFFICE_ACCOUNTS, { what: 'release', user: userId });
    expect((await visitor.get(ownAskPath(id))).statusCode).toBe(404);
    const { visitor: editor, userId: editorId } = await visitorAs('editor');
    expect((await editor.get(OFFICE_ACCOUNTS)).statusCode).toBe(403);
    expect((await editor.get(ownAskPath(id))).statusCode).toBe(403);
    const wrong = await admin.post(OFFICE_ACCOUNTS, { ...seize, user: editorId });
    expect(readPage(wrong).$('.error-summary a').attr('href')).toBe('#f-user');
  });

  it('sees nothing of what nobody may read any more', async () => {
    const { id, institutionId, number } = await asked();
    const { visitor, userId } = await visitorAs('institution');
    const { visitor: admin } = await visitorAs('administrator');
    await admin.post(OFFICE_ACCOUNTS, { what: 'bind', user: userId, institution: institutionId });
    await site.deps.db
      .updateTable('proposals')
      .set({ state: 'hidden', title: null, problem: null, affected: null, summary: null })
      .where('number', '=', number)
      .execute();
    expect((await visitor.get(ownAskPath(id))).statusCode).toBe(404);
    expect(readPage(await visitor.get(OWN_ASKS)).$('tbody tr').length).toBe(0);
  });
});
