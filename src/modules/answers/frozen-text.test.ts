/** What an institution was asked about is what everybody goes on reading. */
import { expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor } from '../../../test/harness/visitor.ts';
import { run } from '../../platform/db/outcome.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import { insertBody } from '../officials/fixtures-people.ts';
import { reviseText } from '../proposals/commands/revise.ts';
import { contextFor, insertPublished, sending } from '../proposals/fixtures.ts';
import { findProposal, type ProposalRow } from '../proposals/index.ts';
import { newAskPath } from './addresses.ts';
import { ask, closeAsk } from './commands/ask.ts';
import { insertAsk } from './fixtures.ts';

const site = useApp();

const published = (title: string) => insertPublished(site.deps, { text: { ...sending().text, title } });

const revise = (row: ProposalRow) =>
  run(site.deps.db, (trx) =>
    reviseText(trx, contextFor(site.deps), row.id, {
      textVersion: row.text_version,
      text: { ...sending().text, title: 'Otra cosa que la que se preguntó' },
      reason: 'Dice otra cosa',
      frozenFrom: 50,
    }),
  );

it('a text changes no more from the first question on, also when that is closed', async () => {
  const row = await published('Por la que se pregunta');
  const { id: body } = await insertBody(site.deps.db, 'Oficina Inventada de Textos');
  expect(row.frozen_at).toBe(null);
  const { id } = await insertAsk(site.deps, row.id, body);
  expect(await revise(row)).toEqual({ ok: false, refused: 'frozen' });
  const first = (await findProposal(site.deps.db, row.id))?.frozen_at;
  expect(String(first)).toBe('2026-11-23T15:00:00Z');
  await run(site.deps.db, (trx) => closeAsk(trx, contextFor(site.deps), id, 'Era de otra oficina'));
  expect(await revise(row)).toEqual({ ok: false, refused: 'frozen' });
  expect((await findProposal(site.deps.db, row.id))?.title).toBe('Por la que se pregunta');
  // Whoever asks is told before.
  const desk = makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
  expect((await desk.get(newAskPath(row.number ?? 0))).body).toContain(
    'Desde la primera pregunta a una institución el texto de la propuesta ya no cambia',
  );
});

it('a change that comes while the question is put waits for it, and is refused', async () => {
  const row = await published('Por la que se pregunta ahora');
  const { id: institutionId } = await insertBody(site.deps.db, 'Oficina Inventada de Prisas');
  const askedOn = Temporal.PlainDate.from('2026-11-23');
  const changing = await withTransaction(site.deps.db, async (trx) => {
    const asked = await ask(trx, contextFor(site.deps), {
      proposalId: row.id,
      institutionId,
      words: '¿Los publicará?',
      askedOn,
      dueOn: askedOn.add({ days: 42 }),
      workingDays: 30,
      countedExactly: false,
    });
    expect(asked.ok).toBe(true);
    const late = revise(row);
    // It can't be done before the question is there.
    const early = await Promise.race([late, new Promise((go) => setTimeout(go, 200, 'waits'))]);
    expect(early).toBe('waits');
    return { late };
  });
  expect(await changing.late).toEqual({ ok: false, refused: 'frozen' });
});
