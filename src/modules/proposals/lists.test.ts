/** Finding proposals: filters, orders, counts, the departments, and all of them as files. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { makeVisitor, readPage } from '../../../test/harness/visitor.ts';
import { run } from '../../platform/db/outcome.ts';
import { closeAsk } from '../answers/commands/ask.ts';
import { deliver, insertAsk } from '../answers/fixtures.ts';
import { insertBody } from '../officials/fixtures-people.ts';
import { DEPARTMENTS } from '../events/index.ts';
import { archiveProject, publishProject, saveProject } from '../projects/commands/project.ts';
import { actFor, insertProject } from '../projects/fixtures.ts';
import { PROPOSALS, PROPOSALS_CSV, PROPOSALS_JSON, PROPOSALS_MAP, proposalPath } from './addresses.ts';
import { attest, takeAttestationBack } from './commands/attest.ts';
import { relistAll } from './commands/listings.ts';
import { tallySupports } from './commands/support.ts';
import { contextFor, decideOn, insertPublished, sending } from './fixtures.ts';
import { findProposal } from './queries/own.ts';
import { listSorted } from './queries/lists.ts';
import { attestationsOf } from './queries/supports.ts';
import { TILES } from './rules/tiles.ts';

const site = useApp();
const visitor = () => makeVisitor(site.app);
const later = (days: number) => site.setNow(site.deps.now().add({ hours: 24 * days }));

let serial = 0;
async function proposal(change: Parameters<typeof insertPublished>[1] = {}) {
  const title = `Propuesta de lista ${String(++serial).padStart(3, '0')}`;
  const row = await insertPublished(site.deps, { text: { ...sending().text, title }, ...change });
  return { id: row.id, number: row.number ?? 0, title };
}

async function titles(query: string): Promise<string[]> {
  const page = readPage(await visitor().get(`${PROPOSALS}?${query}`));
  return page
    .$('.proposal-list h2')
    .toArray()
    .map((one) => page.$(one).text());
}

async function support(proposalId: string, seen: number): Promise<void> {
  const onDate = site.deps.now().toZonedDateTimeISO('UTC').toPlainDate();
  const seenIn = { kind: 'meeting', seen, discarded: 0, reason: '', place: `Taller ${++serial}` } as const;
  const done = await run(site.deps.db, (trx) =>
    attest(trx, contextFor(site.deps), proposalId, { ...seenIn, onDate }),
  );
  expect(done.ok).toBe(true);
}

describe('the list', () => {
  it('is filtered by how it stands with its answers, and by institution', async () => {
    const category = 'mediciones';
    const [unasked, sent, waiting, late, answered] = [
      await proposal({ category }),
      await proposal({ category }),
      await proposal({ category }),
      await proposal({ category }),
      await proposal({ category }),
    ];
    const body = await insertBody(site.deps.db, 'Tribunal de Listas');
    await insertAsk(site.deps, sent.id, body.id);
    const late1 = await insertAsk(site.deps, late.id, body.id);
    await deliver(site.deps, late1.id);
    later(43);
    const open = await insertAsk(site.deps, waiting.id, body.id);
    await deliver(site.deps, open.id);
    const said = await insertAsk(site.deps, answered.id, body.id);
    await visitor().post(`/propuestas/responder/${said.token}`, {
      kind: 'accepted',
      words: 'Se hará.',
      person: 'Funcionaria Inventada',
      position: 'Secretaria',
    });
    const in_ = (state: string) => titles(`categoria=${category}&estado=${state}`);
    expect(await in_('sin-preguntar')).toEqual([unasked.title]);
    expect(await in_('en-espera')).toEqual([waiting.title, sent.title]);
    expect(await in_('vencida')).toEqual([late.title]);
    expect(await in_('respondida')).toEqual([answered.title]);
    expect(await in_('proyecto')).toEqual([]);
    expect((await in_('no-existe')).length).toBe(5);
    const slug = await site.deps.db
      .selectFrom('institutions')
      .select('slug')
      .where('id', '=', body.id)
      .executeTakeFirstOrThrow();
    expect(await titles(`institucion=${slug.slug}&estado=vencida`)).toEqual([late.title]);
    const page = readPage(await visitor().get(PROPOSALS));
    expect(page.$(`select[name="institucion"] option[value="${slug.slug}"]`).text()).toBe(
      'Tribunal de Listas',
    );
    expect(page.$('.proposal-list').text()).toContain('Sin respuesta: el plazo venció el');
    // What is asked no longer is put to nobody.
    await run(site.deps.db, (trx) =>
      closeAsk(trx, contextFor(site.deps), late1.id, 'Le toca a otra oficina'),
    );
    expect(await in_('vencida')).toEqual([]);
    expect(await in_('sin-preguntar')).toEqual([late.title, unasked.title]);
  });

  it('puts first what most support and nobody has answered longest; popularity is another order', async () => {
    const category = 'pluralismo-juridico';
    const old = await proposal({ category });
    later(100);
    const few = await proposal({ category });
    const many = await proposal({ category });
    const done = await proposal({ category });
    await support(few.id, 3);
    await support(many.id, 40);
    await support(done.id, 500);
    const body = await insertBody(site.deps.db, 'Tribunal que Responde');
    const { token } = await insertAsk(site.deps, done.id, body.id);
    await visitor().post(`/propuestas/responder/${token}`, {
      kind: 'refused',
      words: 'No se hará.',
      person: 'Funcionaria Inventada',
      position: 'Secretaria',
    });
    const by = (order: string) => titles(`categoria=${category}&orden=${order}`);
    // 40 supports weigh 161 days, 3 weigh 60, and the old one has waited for 100 days more.
    expect(await by('necesidad')).toEqual([many.title, old.title, few.title]);
    expect(await by('apoyos')).toEqual([done.title, many.title, few.title, old.title]);
    expect(await by('')).toEqual([done.title, many.title, few.title, old.title]);
    later(300);
    expect(await by('necesidad')).toEqual([many.title, old.title, few.title]);
  });

  it('is paged by key in every order, without losing or repeating one', async () => {
    const category = 'sistema-registral';
    const all: string[] = [];
    for (let n = 0; n < 45; n++) all.push((await proposal({ category })).title);
    for (const order of ['', 'necesidad', 'apoyos']) {
      const seen: string[] = [];
      let url = `${PROPOSALS}?categoria=${category}&orden=${order}`;
      for (let pages = 0; url && pages < 5; pages++) {
        const page = readPage(await visitor().get(url));
        seen.push(
          ...page
            .$('.proposal-list h2')
            .toArray()
            .map((one) => page.$(one).text()),
        );
        url = page.$('main a[href*="after="]').attr('href') ?? '';
      }
      expect(seen).toEqual(all.toReversed());
    }
    const wrong = await visitor().get(`${PROPOSALS}?orden=necesidad&after=WyIxIl0`);
    expect(wrong.statusCode).toBe(422);
  });

  it('asks as many queries for a hundred as for one', async () => {
    let queries = 0;
    const { db } = site.deps;
    const counting = db.withPlugin({
      transformQuery: ({ node }) => {
        queries += 1;
        return node;
      },
      transformResult: ({ result }) => Promise.resolve(result),
    });
    await listSorted(counting, {}, 'need', { after: undefined, limit: 1 });
    const one = queries;
    queries = 0;
    await listSorted(counting, {}, 'need', { after: undefined, limit: 100 });
    expect([one, queries]).toEqual([2, 2]);
  });
});

describe('a project', () => {
  it('is found among proposals as long as everybody may read it', async () => {
    const [one, other] = [
      await proposal({ category: 'inclusion' }),
      await proposal({ category: 'inclusion' }),
    ];
    const found = () => titles('categoria=inclusion&estado=proyecto');
    const { id } = await insertProject(site.deps, [one.number], { published: false });
    expect(await found()).toEqual([]);
    await run(site.deps.db, (trx) => publishProject(trx, actFor(site.deps), id));
    expect(await found()).toEqual([one.title]);
    const row = await site.deps.db
      .selectFrom('projects')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const input = {
      title: row.title,
      summary: row.summary,
      results: '',
      answerId: undefined,
      institutionId: undefined,
      personId: undefined,
      proposals: [other.number],
    };
    await run(site.deps.db, (trx) => saveProject(trx, actFor(site.deps), id, row.version, input));
    expect(await found()).toEqual([other.title]);
    await run(site.deps.db, (trx) => archiveProject(trx, actFor(site.deps), id, 'Era una prueba'));
    expect(await found()).toEqual([]);
  });
});

describe('what is counted', () => {
  it('follows each support, each decision, and is the same when written anew', async () => {
    const { id, number } = await proposal({ category: 'genero', department: 'izabal' });
    const listed = () =>
      site.deps.db
        .selectFrom('proposal_listings')
        .select(['supports', 'shown', 'category'])
        .where('proposal_id', '=', id)
        .executeTakeFirstOrThrow();
    await support(id, 12);
    expect(await listed()).toEqual({ supports: 12, shown: true, category: 'genero' });
    const [row] = await attestationsOf(site.deps.db, id);
    await run(site.deps.db, (trx) => takeAttestationBack(trx, contextFor(site.deps), id, row?.id ?? ''));
    expect((await listed()).supports).toBe(0);
    await site.deps.db
      .insertInto('proposal_supports')
      .values({
        proposal_id: id,
        state: 'confirmed',
        address_hash: Buffer.from('ficticio'),
        sealed: null,
        created_at: site.deps.now(),
        told_at: null,
        day_hash: null,
        confirmed_at: site.deps.now(),
      })
      .execute();
    await tallySupports(site.deps.db, site.deps.now());
    expect((await listed()).supports).toBe(1);
    await site.deps.db.updateTable('proposal_listings').set({ supports: 99 }).execute();
    await relistAll(site.deps);
    expect((await listed()).supports).toBe(1);
    const shown = await findProposal(site.deps.db, id);
    if (shown) await decideOn(site.deps, shown, 'hide');
    expect((await listed()).shown).toBe(false);
    expect((await visitor().get(PROPOSALS)).body).not.toContain(`href="${proposalPath(number)}"`);
  });

  it('stands on the map, where every department has a tile and leads to its list', async () => {
    await proposal({ department: 'peten' });
    const page = readPage(await visitor().get(PROPOSALS_MAP));
    const { count } = await site.deps.db
      .selectFrom('proposals')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('department', '=', 'peten')
      .where('title', 'is not', null)
      .executeTakeFirstOrThrow();
    const row = page.$('tr:contains("Petén")');
    expect([row.find('a').attr('href'), row.find('td').text().trim()]).toEqual([
      '/propuestas?departamento=peten',
      String(count),
    ]);
    expect(page.$('.proposal-tiles text.tile-count').length).toBe(22);
    expect(TILES.map(({ id }) => id).toSorted()).toEqual(DEPARTMENTS.map(({ value }) => value).toSorted());
    expect(new Set(TILES.map(({ short }) => short)).size).toBe(22);
  });
});

describe('the files', () => {
  it('hold every public proposal with its counts apart, and nobody who wrote one', async () => {
    const { number, id } = await proposal({
      visibility: 'name',
      authors: { names: ['Autora Visible Inventada'], organization: 'Colectivo Visible Inventado' },
    });
    await support(id, 7);
    const csv = (await visitor().get(PROPOSALS_CSV)).body;
    const [head = '', ...lines] = csv.replace('\uFEFF', '').trim().split('\r\n');
    const { count } = await site.deps.db
      .selectFrom('proposals')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('title', 'is not', null)
      .executeTakeFirstOrThrow();
    expect(lines.length).toBe(Number(count));
    const json = (await visitor().get(PROPOSALS_JSON)).json<{ data: Record<string, unknown>[] }>();
    const one = json.data.find((item) => item['number'] === number);
    expect(Object.keys(one ?? {})).toEqual(head.split(','));
    expect(one).toMatchObject({ supports_meeting: 7, supports_confirmed: 0, answer_state: 'sin-preguntar' });
    expect((await visitor().get(proposalPath(number))).body).toContain('Autora Visible Inventada');
    for (const file of [csv, JSON.stringify(json)]) expect(file).not.toContain('Visible Inventad');
  });
});

describe('a shared proposal', () => {
  it('tells messengers its title, what it says and a picture with its size', async () => {
    const { number, title } = await proposal();
    const page = readPage(await visitor().get(proposalPath(number)));
    const meta = (name: string) =>
      page.$(`meta[property="${name}"], meta[name="${name}"]`).attr('content') ?? '';
    expect(meta('og:title')).toContain(title);
    expect(meta('og:description')).not.toBe('');
    expect(meta('og:url')).toBe(`http://localhost:3000${proposalPath(number)}`);
    expect(meta('og:image')).toMatch(/^http:\/\/localhost:3000\/tarjetas\/proposal\//);
    expect([meta('og:image:width'), meta('og:image:height')]).toEqual(['1200', '630']);
    expect(meta('twitter:card')).toBe('summary_large_image');
    const picture = await visitor().get(new URL(meta('og:image')).pathname);
    expect([picture.statusCode, picture.headers['content-type']]).toEqual([200, 'image/png']);
  });
});
