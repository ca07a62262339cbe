/** What authors sent for everybody to read, and nobody has answered: it drops out of no list, and nothing typed is lost. */
import { expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor, readPage } from '../../../test/harness/visitor.ts';
import { run } from '../../platform/db/outcome.ts';
import { insertPublished, linkOf, sending } from '../proposals/fixtures.ts';
import { attest, type ProposalRow } from '../proposals/index.ts';
import { amendPath, OFFICE, officeAmendmentPath, officePath, officeSuggestPath } from './addresses.ts';
import { contextFor, insertAmendment } from './fixtures.ts';
import { findHelp } from './queries/help.ts';

const site = useApp();
let serial = 0;

async function supported(): Promise<ProposalRow & { number: number }> {
  const { text } = sending();
  const row = await insertPublished(site.deps, { text: { ...text, title: `Con ampliaciones ${++serial}` } });
  const hands = { kind: 'meeting', seen: 50, discarded: 0, reason: '', place: 'Salón de prueba' } as const;
  const onDate = Temporal.PlainDate.from('2026-11-20');
  await run(site.deps.db, (trx) => attest(trx, contextFor(site.deps), row.id, { ...hands, onDate }));
  return { ...row, number: row.number ?? 0 };
}

const desk = async () => makeVisitor(site.app, (await signInAs(site.deps, 'moderator')).cookie);
const codeOf = (answer: { headers: { location?: string | undefined } }) =>
  answer.headers.location?.split('hecho=')[1];

it('an addition that nobody has decided about waits on, whatever else the desk says, and keeps the help open', async () => {
  const row = await supported();
  const id = await insertAmendment(site.deps, row.id, 'También en los juzgados de paz.', 50);
  const since = (await findHelp(site.deps.db, row.id))?.waiting_since;
  expect(since).not.toBe(null);
  const staff = await desk();
  await staff.post(officePath(row.number), { what: 'write', words: 'La leeremos esta semana.', seen: '0' });
  expect((await findHelp(site.deps.db, row.id))?.waiting_since).toEqual(since);
  expect(codeOf(await staff.post(officePath(row.number), { what: 'close' }))).toBe('unread');
  expect((await staff.get(OFFICE)).body).toContain(row.title);
  await staff.post(officeAmendmentPath(row.number, id), { decision: 'publish' });
  expect((await findHelp(site.deps.db, row.id))?.waiting_since).toBe(null);
  expect(codeOf(await staff.post(officePath(row.number), { what: 'close' }))).toBe('closed');
});

it('words that find no room stay before whoever typed them', async () => {
  const row = await supported();
  for (const words of ['Primera.', 'Segunda.', 'Tercera.'])
    await insertAmendment(site.deps, row.id, words, 50);
  const fourth = await makeVisitor(site.app).post(amendPath(linkOf(site.deps, row)), {
    words: 'La cuarta, que costó una tarde.',
  });
  expect([fourth.statusCode, readPage(fourth).$('#f-words').text()]).toEqual([
    422,
    'La cuarta, que costó una tarde.',
  ]);
  const staff = await desk();
  const { text } = sending();
  const late = await staff.post(officeSuggestPath(row.number), {
    ...text,
    title: 'Un título que llega tarde',
    why: 'Más corto.',
    version: String(row.text_version),
  });
  expect([late.statusCode, readPage(late).$('#f-title').val()]).toEqual([422, 'Un título que llega tarde']);
});
