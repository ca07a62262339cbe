/** What files do to publications that are public already. */
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { listVersions } from '../../../platform/history/versions.ts';
import { translator } from '../../../platform/i18n/translate.ts';
import { publishPublication } from '../commands/workflow.ts';
import { filesInto } from './fixtures-files.ts';
import { ARTICLE, file } from './fixtures.ts';
import { type Outcome, printOutcome } from './report.ts';

const database = useDatabase();
const t = translator('es');
const { load, rowAt } = filesInto(() => testDeps(database.db));

afterEach(async () => {
  await database.db.deleteFrom('publications').execute();
});

describe('files', () => {
  it('correct what is public for a reason that everybody reads, and never when they ask to be drafts', async () => {
    await load([file('001_fbcc.txt', ARTICLE)]);
    const newer = ARTICLE.replace('inventada', 'nueva');
    const drafts = { draft: true };
    const said = (outcomes: readonly Outcome[]) => outcomes.flatMap((outcome) => printOutcome(outcome, t));
    const silent = await load([file('001_fbcc.txt', newer)], drafts);
    expect(said(silent.outcomes)).toEqual([
      '001_fbcc.txt:1:1: rechazado: La publicación ya es pública: para corregirla diga el motivo',
    ]);
    const asDraft = await load([file('001_fbcc.txt', newer.replace('---\n', '---\ndraft: true\n'))], {
      reason: 'Un motivo.',
    });
    expect(said(asDraft.outcomes)).toEqual([
      '001_fbcc.txt:1:1: rechazado: El archivo pide ser borrador y la publicación ya es pública: quítele esa marca, o archive la publicación',
    ]);
    expect((await rowAt('encuentro-de-ejemplo-2023')).summary).toBe('Una edición inventada.');
    // A draft of before is written over without a word.
    await load([file('nuevo.md', '---\ntitle: Nuevo\n---\nUno.\n')], drafts);
    expect((await load([file('nuevo.md', '---\ntitle: Nuevo\n---\nDos.\n')], drafts)).totals.changed).toBe(1);
    const corrected = await load([file('001_fbcc.txt', newer)], {
      ...drafts,
      reason: 'La edición es nueva.',
    });
    expect(corrected.totals.changed).toBe(1);
    const { id, summary } = await rowAt('encuentro-de-ejemplo-2023');
    expect(summary).toBe('Una edición nueva.');
    const versions = await listVersions(database.db, { kind: 'publication', id }, undefined, { limit: 9 });
    expect(versions.map(({ action, reason }) => [action, reason])).toEqual([
      ['changed', 'La edición es nueva.'],
      ['published', null],
    ]);
  });

  it('correct nothing silently that is published while they are read', async () => {
    const drafts = { draft: true };
    await load([file('x.md', '---\ntitle: A la vez\n---\nUno.\n')], drafts);
    const { id } = await rowAt('a-la-vez');
    const meanwhile = Promise.withResolvers<void>();
    const publishing = withTransaction(database.db, async (trx) => {
      await publishPublication(
        trx,
        { actor: { kind: 'system', what: 'test' }, now: testDeps(database.db).now() },
        id,
      );
      await meanwhile.promise;
    });
    const loading = load([file('x.md', '---\ntitle: A la vez\n---\nDos.\n')], drafts);
    const waits = async () => {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(database.db);
      return rows[0]?.count;
    };
    await expect.poll(waits, { timeout: 10_000 }).toBe(1);
    meanwhile.resolve();
    await publishing;
    expect((await loading).totals).toMatchObject({ changed: 0, refused: 1 });
    expect((await rowAt('a-la-vez')).body).toBe('Uno.\n');
  });
});
