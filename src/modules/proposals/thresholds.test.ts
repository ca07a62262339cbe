/** Numbers of supports with consequences: reached, lost, reached again, done. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor, readPage } from '../../../test/harness/visitor.ts';
import { run } from '../../platform/db/outcome.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import { officeProposalPath, officeSupportsPath, OFFICE_TO_SEE, ownPath, proposalPath } from './addresses.ts';
import { attest } from './commands/attest.ts';
import { confirmAddress } from './commands/own.ts';
import { sendProposal } from './commands/send.ts';
import { contextFor, decideOn, linkOf, sending } from './fixtures.ts';
import { tendSupports } from './jobs.ts';
import { proposalMails } from './mails.ts';
import { findProposal } from './queries/own.ts';
import { readSteps, writeSteps } from './rules/thresholds.ts';

const site = useApp();
const visitor = () => makeVisitor(site.app);

let serial = 0;
async function published() {
  const c = contextFor(site.deps);
  const said = sending({
    text: { ...sending().text, title: `Con pasos ${++serial}` },
    authors: { names: [], email: `pasos${serial}@ejemplo.test` },
  });
  const id = await withTransaction(site.deps.db, async (trx) => {
    const { made = '' } = await sendProposal(trx, c, said);
    await confirmAddress(trx, c, made);
    return made;
  });
  const row = await decideOn(site.deps, { id, version: 2 }, 'publish');
  return { ...row, number: row.number ?? 0 };
}

const onDate = Temporal.PlainDate.from('2026-11-20');
const hands = (id: string, seen: number, discarded = 0) =>
  run(site.deps.db, (trx) =>
    attest(trx, contextFor(site.deps), id, {
      kind: 'meeting',
      seen,
      discarded,
      reason: discarded > 0 ? 'Votaron dos veces' : '',
      place: `Salón ${++serial}`,
      onDate,
    }),
  );

const reached = (id: string) =>
  site.deps.db
    .selectFrom('proposal_thresholds')
    .selectAll()
    .where('proposal_id', '=', id)
    .orderBy('at_count')
    .execute();
const mails = (id: string) =>
  site.deps.db
    .selectFrom('mails')
    .select(['id', 'data'])
    .where('kind', '=', 'proposals.threshold')
    .where('subject_id', '=', id)
    .execute();
const supports = async (number: number) =>
  readPage(await visitor().get(proposalPath(number)))
    .$('#apoyos')
    .parent()
    .text();

describe('a number of supports', () => {
  it('is noted once by the sweep, told once, said to be lost when it is, and done by the desk', async () => {
    const { id, number } = await published();
    await hands(id, 12);
    await tendSupports(site.deps);
    expect(await reached(id)).toEqual([]);
    const page = readPage(await visitor().get(proposalPath(number)));
    expect(page.$('progress#siguiente-paso').attr('value')).toBe('12');
    expect(await supports(number)).toContain('12 de 25');
    await hands(id, 13);
    // Not in the request.
    expect(await reached(id)).toEqual([]);
    await tendSupports(site.deps);
    await tendSupports(site.deps);
    expect((await reached(id)).map(({ at_count: at, lost_at: lost }) => [at, lost])).toEqual([[25, null]]);
    expect(await supports(number)).toContain('Alcanzó 25 apoyos');
    const [mail] = await mails(id);
    const spec = proposalMails(site.deps).find(({ kind }) => kind === 'proposals.threshold');
    const letter = () => spec?.compose(id, mail?.data as Record<string, unknown>, site.deps.db);
    expect((await letter())?.text).toContain('Se pone a la institución que puede decidir');

    const staff = makeVisitor(site.app, (await signInAs(site.deps, 'moderator')).cookie);
    const list = async () =>
      readPage(await staff.get(OFFICE_TO_SEE)).$(`a[href="${officeProposalPath(number)}"]`).length;
    expect(await list()).toBe(1);
    const taken = readPage(await staff.get(officeSupportsPath(number)))
      .$('form[action*="/apoyos/"]')
      .first()
      .attr('action');
    await staff.post(taken ?? '', {});
    await tendSupports(site.deps);
    expect((await reached(id))[0]?.lost_at).not.toBe(null);
    expect(await supports(number)).toMatch(/Después se retiraron apoyos: hoy tiene 1[23]/);
    expect([await list(), await letter()]).toEqual([0, undefined]);
    const first = (await reached(id))[0]?.reached_at;
    site.setNow(site.deps.now().add({ hours: 48 }));
    await hands(id, 90);
    await tendSupports(site.deps);
    const again = await reached(id);
    expect(again.map(({ at_count: at, lost_at: lost }) => [at, lost])).toEqual([
      [25, null],
      [100, null],
    ]);
    expect([String(again[0]?.reached_at), (await mails(id)).length]).toEqual([String(first), 2]);

    const later = makeVisitor(site.app, (await signInAs(site.deps, 'moderator')).cookie);
    const done = `${officeProposalPath(number)}/pasos/25`;
    // Too many words are given back: it is not done without them.
    const faulty = await later.post(done, { note: 'Palabras de más. '.repeat(40) });
    expect([faulty.statusCode, readPage(faulty).$('#pasos textarea').text().length > 600]).toEqual([
      422,
      true,
    ]);
    await Promise.all([
      later.post(done, { note: 'Se puso al juzgado.' }),
      later.post(done, { note: 'Se puso al juzgado.' }),
    ]);
    expect(await supports(number)).toContain('Se puso al juzgado.');
    expect((await later.post(`${officeProposalPath(number)}/pasos/26`, {})).statusCode).toBe(404);
    await visitor().post(
      ownPath(linkOf(site.deps, (await findProposal(site.deps.db, id)) ?? { id, link_version: 1 })),
      {
        action: 'withdraw',
      },
    );
    expect(await reached(id)).toEqual([]);
  });

  it('is not counted of what nobody may read', async () => {
    const row = await published();
    await hands(row.id, 30);
    await decideOn(site.deps, row, 'hide');
    await tendSupports(site.deps);
    expect(await reached(row.id)).toEqual([]);
  });
});

it('what does not count is told by why, on the page and for programs', async () => {
  const { id, number } = await published();
  await hands(id, 10, 2);
  await hands(id, 10, 3);
  const { discarded, discarded_by: by } = JSON.parse(
    (await visitor().get(`${proposalPath(number)}/apoyos.json`)).body,
  ) as Record<string, unknown>;
  expect([discarded, by]).toEqual([5, [{ kind: 'meeting', count: 5, reason: 'Votaron dos veces' }]]);
  expect(await supports(number)).toContain('5 de reuniones: Votaron dos veces');
});

it.each([
  ['25: Se pone\n\n 100 – Se lleva ', [25, 100], []],
  ['100: Se lleva\n25: Se pone\n25: Otra vez', [25, 100], ['25: Otra vez']],
  ['muchos: Se lleva\n0: Nada\n25:', [], ['muchos: Se lleva', '0: Nada', '25:']],
])('steps typed as %j', (typed, numbers, wrong) => {
  const read = readSteps(typed);
  expect([read.steps.map(({ at }) => at), read.wrong]).toEqual([numbers, wrong]);
  expect(readSteps(writeSteps(read.steps)).steps).toEqual(read.steps);
});
