/** The rows of lists: the day in them, the order by publication, how many there are of each, and their making anew. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { makeVisitor, readPage } from '../../../test/harness/visitor.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import { organisationSetting } from '../../platform/settings/organisation.ts';
import { forgetSettings, writeSetting } from '../../platform/settings/settings.ts';
import { deliver, insertAsk } from '../answers/fixtures.ts';
import { insertBody } from '../officials/fixtures-people.ts';
import { insertProject } from '../projects/fixtures.ts';
import {
  proposalPath,
  PROPOSALS,
  PROPOSALS_API,
  PROPOSALS_CSV,
  PROPOSALS_FEED,
  PROPOSALS_JSON,
} from './addresses.ts';
import { relistAll } from './commands/listings.ts';
import { attest } from './commands/attest.ts';
import { contextFor, decideOn, insertPublished, insertReceived, sending } from './fixtures.ts';
import type { ProposalRow } from './queries/own.ts';

const site = useApp();
const visitor = () => makeVisitor(site.app);

let serial = 0;
const unlike = () => ({ ...sending().text, title: `Fila de lista ${String(++serial).padStart(3, '0')}` });
const published = (change: Parameters<typeof insertPublished>[1] = {}): Promise<ProposalRow> =>
  insertPublished(site.deps, { text: unlike(), ...change });

async function dayInFile(number: number | null): Promise<unknown> {
  const { data } = (await visitor().get(PROPOSALS_JSON)).json<{ data: Record<string, unknown>[] }>();
  return data.find((item) => item['number'] === number)?.['published_on'];
}

async function setZone(timeZone: string): Promise<void> {
  const value = { ...organisationSetting.default, timeZone };
  await withTransaction(site.deps.db, (trx) =>
    writeSetting(trx, organisationSetting, value, site.deps.now()),
  );
  forgetSettings(site.deps.db);
}

describe('the day of publication', () => {
  it('is that of the organisation’s calendar, in the files as on the page', async () => {
    site.setNow(Temporal.Instant.from('2027-03-05T01:00:00Z'));
    const { number } = await published();
    expect(await dayInFile(number)).toBe('2027-03-04');
    expect((await visitor().get(PROPOSALS_CSV)).body).toContain(',2027-03-04,');
    expect((await visitor().get(PROPOSALS)).body).toContain('4 mar 2027');
  });

  it('follows the calendar when the organisation says that it is another', async () => {
    site.setNow(Temporal.Instant.from('2027-03-06T01:00:00Z'));
    const { number } = await published();
    await setZone('Europe/Madrid');
    await relistAll(site.deps);
    expect(await dayInFile(number)).toBe('2027-03-06');
    await setZone('America/Guatemala');
    await relistAll(site.deps);
    expect(await dayInFile(number)).toBe('2027-03-05');
  });
});

describe('the latest', () => {
  it('is what was published last, in the list, the feed and the API, whatever its number', async () => {
    const category = 'genero';
    const waited = await insertReceived(site.deps, { text: unlike(), category });
    const numbers = [];
    for (let n = 0; n < 21; n++) {
      site.setNow(site.deps.now().add({ minutes: 1 }));
      numbers.unshift((await published({ category })).number);
    }
    site.setNow(site.deps.now().add({ minutes: 1 }));
    await decideOn(site.deps, waited, 'publish');
    numbers.unshift(waited.number);
    const feed = (await visitor().get(PROPOSALS_FEED)).body;
    const [first] = /\/propuestas\/\d+"/.exec(feed) ?? [];
    expect(first).toBe(`${proposalPath(waited.number ?? 0)}"`);
    const list = readPage(await visitor().get(`${PROPOSALS}?categoria=${category}`));
    const hrefs = list
      .$('.proposal-list h2 a')
      .toArray()
      .map((one) => list.$(one).attr('href'));
    expect(hrefs).toEqual(numbers.slice(0, 20).map((number) => proposalPath(number ?? 0)));
    const seen: number[] = [];
    for (let url = `${PROPOSALS_API}?category=${category}&limit=6`; url && seen.length < 50;) {
      const answer = await visitor().get(url);
      seen.push(...answer.json<{ data: { number: number }[] }>().data.map(({ number }) => number));
      const next = /<([^>]+)>; rel="next"/.exec(String(answer.headers['link'] ?? ''))?.[1] ?? '';
      url = next && new URL(next).pathname + new URL(next).search;
    }
    expect(seen).toEqual(numbers);
  });

  it('is found by an index, however many there are', async () => {
    const planned = await withTransaction(site.deps.db, async (trx) => {
      await sql`set local enable_seqscan = off`.execute(trx);
      return await sql<{ 'QUERY PLAN': string }>`explain select number from proposal_listings where shown
        and (published_at, number) < (now(), 7) order by published_at desc, number desc limit 21`.execute(
        trx,
      );
    });
    const plan = planned.rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toContain('using proposal_listings_latest');
    expect(plan).not.toContain('Sort');
  });
});

describe('what there is to choose from', () => {
  it('says how many there would be of each topic and department, with all else that is chosen', async () => {
    const one = { category: 'mediciones', department: 'peten' };
    await published(one);
    await published(one);
    const other = await published({ category: 'mediciones', department: 'izabal' });
    await published({ category: 'genero', department: 'izabal' });
    await decideOn(site.deps, await published(one), 'hide');
    const labels = async (query: string, name: string) => {
      const page = readPage(await visitor().get(`${PROPOSALS}?${query}`));
      return (value: string) => page.$(`#f-${name} option[value="${value}"]`).text();
    };
    const departments = await labels('categoria=mediciones', 'departamento');
    expect([departments('peten'), departments('izabal'), departments('jutiapa')]).toEqual([
      'Petén (2)',
      'Izabal (1)',
      'Jutiapa (0)',
    ]);
    const both = await labels('categoria=mediciones&departamento=izabal', 'departamento');
    expect(both('peten')).toBe('Petén (2)');
    const categories = await labels('categoria=mediciones&departamento=izabal', 'categoria');
    expect([categories('mediciones'), categories('genero')].map((label) => /\(.*/.exec(label)?.[0])).toEqual([
      '(1)',
      '(1)',
    ]);
    const body = await insertBody(site.deps.db, 'Tribunal de Cuentas de Lista');
    await insertAsk(site.deps, other.id, body.id);
    const asked = await labels('estado=en-espera&categoria=mediciones', 'departamento');
    expect([asked('peten'), asked('izabal')]).toEqual(['Petén (0)', 'Izabal (1)']);
  });
});

describe('the supports of one in the list', () => {
  it('are said by kind, so that raised hands are not taken for confirmed mails', async () => {
    const category = 'politica-criminal';
    const some = await published({ category });
    await published({ category });
    const onDate = site.deps.now().toZonedDateTimeISO('America/Guatemala').toPlainDate();
    const seen = { seen: 9, discarded: 2, reason: 'repetidas', place: 'Taller', onDate };
    for (const kind of ['meeting', 'paper'] as const)
      await withTransaction(site.deps.db, (trx) =>
        attest(trx, contextFor(site.deps), some.id, { ...seen, kind, seen: kind === 'paper' ? 3 : 9 }),
      );
    const page = readPage(await visitor().get(`${PROPOSALS}?categoria=${category}`));
    const badges = page
      .$('.proposal-list li')
      .toArray()
      .map((one) => /\d+ apoyos?.*?en papel/.exec(page.$(one).text())?.[0]);
    expect(badges).toEqual([undefined, '8 apoyos: 7 en reuniones, 1 en papel']);
  });
});

/** Of everything, as lists have it. */
const listed = () => site.deps.db.selectFrom('proposal_listings').selectAll().orderBy('number').execute();

describe('writing all anew', () => {
  it('makes every mark right again after rows were spoilt or lost', async () => {
    site.setNow(Temporal.Instant.from('2027-04-01T18:00:00Z'));
    const [late, answered, project, hidden, bare] = [
      await published(),
      await published(),
      await published(),
      await published(),
      await published(),
    ];
    const body = await insertBody(site.deps.db, 'Tribunal de Filas');
    const { id } = await insertAsk(site.deps, late.id, body.id);
    await deliver(site.deps, id);
    const { token } = await insertAsk(site.deps, answered.id, body.id);
    const replied = await visitor().post(`/propuestas/responder/${token}`, {
      kind: 'accepted',
      words: 'Se hará.',
      person: 'Funcionaria Inventada',
      position: 'Secretaria',
    });
    expect(replied.headers.location).toContain('hecho=answered');
    await insertProject(site.deps, [project.number ?? 0]);
    await decideOn(site.deps, hidden, 'hide');
    const seen = { kind: 'paper', seen: 9, discarded: 2, reason: 'repetidas', place: 'Taller' } as const;
    const onDate = site.deps.now().toZonedDateTimeISO('UTC').toPlainDate();
    await withTransaction(site.deps.db, (trx) =>
      attest(trx, contextFor(site.deps), project.id, { ...seen, onDate }),
    );
    const right = await listed();
    const of = ({ number }: ProposalRow) => right.find((row) => row.number === number);
    // Each kind of mark is there to be broken.
    expect(of(late)).toMatchObject({ institutions: [body.id], answered: false, project: false });
    expect([of(late)?.open_since, of(late)?.open_due].includes(null)).toBe(false);
    expect(of(answered)).toMatchObject({ institutions: [body.id], answered: true, open_since: null });
    expect(of(project)).toMatchObject({ project: true, supports: 7, institutions: [] });
    expect(of(hidden)?.shown).toBe(false);
    expect(of(bare)).toMatchObject({ project: false, supports: 0, answered: false });

    await sql`update proposal_listings set shown = not shown, category = 'otra', department = 'otro', event_id = null,
      published_at = now(), published_on = '2001-01-01', supports = 99, institutions = array[gen_random_uuid()],
      open_since = '2001-01-01', open_due = '2001-01-02', answered = not answered, project = not project`.execute(
      site.deps.db,
    );
    expect(await relistAll(site.deps)).toBe(right.length);
    expect(await listed()).toEqual(right);

    // Marks that were never written, numbers of others, rows that are gone.
    await sql`update proposal_listings set institutions = '{}', open_since = null, open_due = null, answered = false,
      project = false, number = -number`.execute(site.deps.db);
    await sql`update proposal_listings set number = ${late.number} where proposal_id = ${bare.id}`.execute(
      site.deps.db,
    );
    await sql`delete from proposal_listings where number = ${-(answered.number ?? 0)}`.execute(site.deps.db);
    await relistAll(site.deps);
    expect(await listed()).toEqual(right);
    await sql`delete from proposal_listings`.execute(site.deps.db);
    await relistAll(site.deps);
    expect(await listed()).toEqual(right);
  });

  it('writes nothing where everything is right', async () => {
    const rows = () =>
      sql<{ at: string }>`select xmin::text as at from proposal_listings order by number`.execute(
        site.deps.db,
      );
    await published();
    const before = await rows();
    await relistAll(site.deps);
    // A row that was only locked still names the transaction that wrote it.
    expect((await rows()).rows).toEqual(before.rows);
  });
});
