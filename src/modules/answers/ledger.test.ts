/** The ledger of silence names every institution: by pages for those who read it, whole for those who count. */
import { expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor, readPage } from '../../../test/harness/visitor.ts';
import { insertBody } from '../officials/fixtures-people.ts';
import { insertPublished, sending } from '../proposals/fixtures.ts';
import { LEDGER, LEDGER_CSV, OFFICE_ASKS } from './addresses.ts';
import { deliver, insertAsk } from './fixtures.ts';
import { LEDGER_CURSOR } from './queries/ledger.ts';

const site = useApp();

/** More than were shown before, and more than one page and one batch of a file hold. */
const ALL = 1105;

it('shows more institutions than a page holds, each once, and has all of them in its file', async () => {
  const { id } = await insertPublished(site.deps, { text: { ...sending().text, title: 'A todas' } });
  const first = await insertBody(site.deps.db, 'Juzgado Inventado 0000');
  const silent = await insertBody(site.deps.db, 'Juzgado Inventado que calla');
  const asked = await insertAsk(site.deps, id, first.id);
  const late = await insertAsk(site.deps, id, silent.id);
  await deliver(site.deps, late.id);
  const { db } = site.deps;
  const [body, ask] = await Promise.all([
    db.selectFrom('institutions').selectAll().where('id', '=', first.id).executeTakeFirstOrThrow(),
    db.selectFrom('asks').selectAll().where('id', '=', asked.id).executeTakeFirstOrThrow(),
  ]);
  const { id: _body, ...facts } = body;
  const { id: _ask, ...question } = ask;
  const rest = Array.from({ length: ALL - 2 }, (_, at) => ({
    institution: crypto.randomUUID(),
    name: `Juzgado Inventado ${String(at + 1).padStart(4, '0')}`,
    slug: `juzgado-inventado-${at + 1}`,
  }));
  await db
    .insertInto('institutions')
    .values(
      rest.map(({ institution, name, slug }) => ({ ...facts, id: institution, name, slug, sort_key: name })),
    )
    .execute();
  await db
    .insertInto('asks')
    .values(
      rest.map(({ institution }) => ({ ...question, sealed_address: null, institution_id: institution })),
    )
    .execute();
  site.setNow(site.deps.now().add({ hours: 24 * 90 }));

  const visitor = makeVisitor(site.app);
  const names: string[] = [];
  let pages = 0;
  for (let path: string | undefined = LEDGER; path !== undefined; pages += 1) {
    const { $ } = readPage(await visitor.get(path));
    names.push(
      ...$('tbody th')
        .toArray()
        .map((th) => $(th).text()),
    );
    path = $('a[rel=next]').attr('href');
  }
  expect([names.length, new Set(names).size, pages]).toEqual([ALL, ALL, 12]);
  // Who is silent comes before all others.
  expect(names[0]).toBe('Juzgado Inventado que calla');
  const lines = (await visitor.get(LEDGER_CSV)).body.trim().split(/\r?\n/);
  expect(lines.length).toBe(ALL + 1);
  for (const [after, status] of [
    ['nada', 422],
    [LEDGER_CURSOR.write({ silent: 10 ** 14, asked: -(10 ** 14), name: '', id }), 200],
  ] as const)
    expect((await visitor.get(`${LEDGER}?after=${after}`)).statusCode).toBe(status);
});

it('a made-up cursor of the desk is refused, not asked of the database', async () => {
  const desk = makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
  const id = crypto.randomUUID();
  for (const day of ['ayer', '2026-02-31', '0000-01-01', '-271821-04-20', '']) {
    const after = Buffer.from(JSON.stringify([day, id])).toString('base64url');
    expect([day, (await desk.get(`${OFFICE_ASKS}?after=${after}`)).statusCode]).toEqual([day, 422]);
  }
});
