/** What an import changes or takes away stands in the history of the process, with what it was. */
import { beforeEach, describe, expect, it } from 'vitest';
import { testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { bytesInput } from '../../officials/import/file-bytes.ts';
import type { ChangedRows } from '../rules/changed-rows.ts';
import type { ProcessFile } from '../schemas/process-file.ts';
import { bytesOf, exampleKind, exampleProcess } from '../example-files.ts';
import { importKind } from './kind-import.ts';
import { importList } from './list-import.ts';
import { importProcess } from './process-import.ts';

const database = useDatabase();
const PROGRAM: Actor = { kind: 'system', what: 'test' };
const deps = () => testDeps(database.db);
/** One for each test: what an import brought stays. */
let slug = '';
let count = 0;

/** Of each version after the first: what changed, before and after. */
async function past() {
  const rows = await database.db
    .selectFrom('history as h')
    .innerJoin('selections as s', (join) => join.on('h.record_id', '=', (eb) => eb.cast('s.id', 'text')))
    .select('h.content')
    .where('s.slug', '=', slug)
    .orderBy('h.id')
    .execute();
  return rows.slice(1).map(({ content }) => {
    const { rows: groups = [] } = content as { rows?: ChangedRows[] };
    return groups.flatMap(({ sort, of, rows: own }) =>
      own.map(({ line, before, after }) => [sort, [...of, line].filter(Boolean).join(' · '), before, after]),
    );
  });
}

const write = (change: (file: ProcessFile) => void = () => undefined, draft = false) => {
  const file = structuredClone(exampleProcess({ slug }));
  change(file);
  return importProcess(deps(), PROGRAM, bytesOf(file), { draft });
};

function corrected(file: ProcessFile): void {
  const state = file.candidacies?.[1]?.states[0];
  if (state) state.ground = 'Otro motivo';
  const [objection] = file.objections ?? [];
  if (objection) objection.outcome = 'excluded';
  const score = file.gradings?.[0]?.scores[0];
  if (score) score.points = { ...score.points, academico: 12 };
  const result = file.rounds?.[0]?.results[1];
  if (result) result.ballots = result.ballots?.slice(1) ?? [];
}

beforeEach(async () => {
  count += 1;
  slug = `pasado-${count}`;
  await importKind(deps(), PROGRAM, bytesOf(exampleKind()));
});

describe('an import of a process that is public', () => {
  it('keeps what states, votes, points and objections said that it changed or took away, and nothing else', async () => {
    await write();
    await write(corrected);
    const [changed, ...more] = await past();
    expect(more).toEqual([]);
    expect(changed).toEqual(
      expect.arrayContaining([
        ['candidacy_states', 'Gael Aspirante Inventado', { ground: '' }, { ground: 'Otro motivo' }],
        [
          'candidacy_objections',
          'Gael Aspirante Inventado',
          { outcome: 'no_effect' },
          { outcome: 'excluded' },
        ],
        ['scores', expect.any(String), { value: 30.5 }, { value: 12 }],
        ['ballots', expect.stringContaining('Ada Ejemplo Ficticia'), { choice: 'for' }, null],
      ]),
    );
    expect(changed).toHaveLength(4);
    // The same file again is no version.
    const before = await past();
    await write(corrected);
    expect(await past()).toEqual(before);
  });

  it('tells what a list filled in, and leaves no version of a draft', async () => {
    await write(undefined, true);
    const list = () =>
      importList(
        deps(),
        PROGRAM,
        'objection',
        bytesInput(
          'tachas.json',
          bytesOf([{ clave: 'o-1', candidato: 'Gael Aspirante Inventado', respuesta: 'Lo niega.' }]),
        ),
        { process: slug, publisher: 'Comisión de ejemplo', dryRun: false },
      );
    await list();
    expect(await past()).toEqual([]);
    await write();
    await list();
    expect(await past()).toEqual([
      [['candidacy_objections', 'Gael Aspirante Inventado', { answer: '' }, { answer: 'Lo niega.' }]],
    ]);
  });
});
