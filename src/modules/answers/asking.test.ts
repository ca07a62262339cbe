/** Whom a proposal is put to: found by name, referred to somebody else, answered by link, kept while it is asked. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor, readPage } from '../../../test/harness/visitor.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import { archiveInstitution } from '../officials/commands/institutions.ts';
import { insertBody } from '../officials/fixtures-people.ts';
import { insertPublished, sending } from '../proposals/fixtures.ts';
import { answersPath, newAskPath, officeAskPath, replyPath } from './addresses.ts';
import { deliver, insertAsk } from './fixtures.ts';

const site = useApp();

let serial = 0;
async function asked(change: Parameters<typeof insertAsk>[3] = {}) {
  const name = `Tribunal de Prueba ${++serial}`;
  const { id: proposalId, number } = await insertPublished(site.deps, {
    text: { ...sending().text, title: `Propuesta de prueba ${serial}` },
  });
  const body = await insertBody(site.deps.db, name);
  const made = await insertAsk(site.deps, proposalId, body.id, change);
  return { ...made, name, number: number ?? 0, proposalId, institutionId: body.id };
}

const editor = async () => makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
const visitor = () => makeVisitor(site.app);
const later = (days: number) => site.setNow(site.deps.now().add({ hours: 24 * days }));
const today = () => String(site.deps.now().toZonedDateTimeISO('America/Guatemala').toPlainDate());

const rowOf = (id: string) =>
  site.deps.db.selectFrom('asks').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

const REPLY = {
  kind: 'accepted',
  words: 'Se hará en el año que viene.',
  person: 'Funcionaria Inventada',
  position: 'Secretaria general',
};

describe('a question that belongs to somebody else', () => {
  it('leads to a new one with a clock of its own, that says who referred it', async () => {
    const { id, token, number, name, institutionId } = await asked();
    const other = await insertBody(site.deps.db, `Fiscalía Ñandú de Prueba ${++serial}`);
    await visitor().post(replyPath(token), {
      ...REPLY,
      kind: 'referred',
      referred_to: 'Fiscalia ñandu de prueba',
    });
    const staff = await editor();
    const link =
      readPage(await staff.get(officeAskPath(id)))
        .$('a[href*="desde="]')
        .attr('href') ?? '';
    const form = readPage(await staff.get(link));
    expect(form.$('select[name="institution"] option[value!=""]').length).toBe(1);
    expect(form.$('textarea[name="words"]').text()).toContain('horarios de cada juzgado');
    const fields = Object.fromEntries(
      ['desde', 'q', 'words'].map((field) => [field, String(form.$(`[name="${field}"]`).last().val())]),
    );
    later(10);
    const made = await (
      await editor()
    ).post(newAskPath(number), {
      ...fields,
      institution: other.id,
      asked_on: today(),
    });
    const newId = (made.headers.location ?? '').split('?')[0]?.split('/').at(-1) ?? '';
    const [first, second] = [await rowOf(id), await rowOf(newId)];
    expect(first.asked_on.until(second.asked_on).days).toBe(10);
    expect([first.institution_id, second.institution_id]).toEqual([institutionId, other.id]);
    const text = readPage(await visitor().get(answersPath(number)))
      .$('main')
      .text();
    expect(text).toContain(`Se le pregunta porque ${name} respondió que le corresponde.`);
    expect(text).toContain('Según dice, le corresponde a: Fiscalia ñandu de prueba');
  });
});

describe('the link of a question', () => {
  it('says in whose name it answers, and keeps what is sent twice once', async () => {
    const { token, name, number } = await asked();
    const page = readPage(await visitor().get(replyPath(token)));
    expect(page.$('main').text()).toContain(`En nombre de ${name}.`);
    await visitor().post(replyPath(token), REPLY);
    await visitor().post(replyPath(token), REPLY);
    const after = readPage(await visitor().get(replyPath(token)));
    expect(after.$('article.card').length).toBe(1);
    expect(after.$('article.card').text()).toContain(`Secretaria general. En nombre de ${name}.`);
    expect(readPage(await visitor().get(answersPath(number))).$('article.card').length).toBe(1);
  });
});

describe('an institution that was asked', () => {
  it('has its figures on its own page, and is neither archived nor thrown away', async () => {
    const { id, institutionId } = await asked();
    await deliver(site.deps, id);
    const { due_on: due } = await rowOf(id);
    later(45);
    const days = due.until(today()).days;
    const { slug } = await site.deps.db
      .selectFrom('institutions')
      .select('slug')
      .where('id', '=', institutionId)
      .executeTakeFirstOrThrow();
    const page = readPage(await visitor().get(`/justiciapedia/instituciones/${slug}`));
    expect(page.$('main').text()).toContain(
      `Sin respuesta: 1 (la más antigua lleva ${days} días de retraso).`,
    );
    await site.deps.db.deleteFrom('posts').where('institution_id', '=', institutionId).execute();
    const act = {
      actor: { kind: 'system', what: 'test' },
      now: site.deps.now(),
      reason: 'Ya no existe',
    } as const;
    const refused = await withTransaction(site.deps.db, (trx) =>
      archiveInstitution(trx, act, institutionId, site.deps.additions),
    );
    expect(refused).toEqual({ ok: false, refused: 'in_use', detail: { others: '1' } });
    const staff = await editor();
    const desk = await staff.get(`/admin/justiciapedia/instituciones/${institutionId}`);
    expect(readPage(desk).$('#usos').text()).toContain('Preguntas que se le hicieron');
  });
});

describe('more institutions than anybody reads', () => {
  it('are found by part of the name, blind to accents', async () => {
    for (let n = 0; n < 65; n++) await insertBody(site.deps.db, `Juzgado Número ${n} de la Ciudad Inventada`);
    const { number } = await asked();
    const staff = await editor();
    const all = readPage(await staff.get(newAskPath(number)));
    expect(all.$('select[name="institution"] option[value!=""]').length).toBe(60);
    expect(all.$('search input[name="q"]').length).toBe(1);
    const found = readPage(await staff.get(`${newAskPath(number)}?q=numero%2064`));
    expect(found.$('select[name="institution"] option[value!=""]').text()).toBe(
      'Juzgado Número 64 de la Ciudad Inventada',
    );
    const none = readPage(await staff.get(`${newAskPath(number)}?q=zzzz`));
    expect(none.$('select').length).toBe(0);
    const id = found.$('select[name="institution"] option[value!=""]').attr('value') ?? '';
    const kept = await staff.post(newAskPath(number), { q: 'numero 64', institution: id, words: '' });
    expect(readPage(kept).$('select[name="institution"] option[value!=""]').length).toBe(1);
    const made = await staff.post(newAskPath(number), {
      institution: id,
      words: '¿Lo hará?',
      asked_on: today(),
    });
    expect(made.statusCode).toBe(303);
  });
});
