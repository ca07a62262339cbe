import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../test/harness/database.ts';
import { insertBody, insertPerson } from '../fixtures-people.ts';
import { bytesInput } from './file-bytes.ts';
import { foresee } from './foresee.ts';
import { ACTOR, list, NOW, take } from './person-fixtures.ts';
import type { PersonEvent } from './person-import.ts';
import { stageList } from './staged.ts';

const findings = (events: readonly PersonEvent[]): string[] =>
  events.flatMap((event) =>
    'finding' in event
      ? [`${event.what} ${event.finding.line}:${event.finding.column} ${event.finding.key.split('.').at(-1)}`]
      : [],
  );

describe('a post of one seat that two hold at once', () => {
  const database = useDatabase();
  const row = (id: string, nombre: string, fechalaboral: string, hasta: string) => ({
    id,
    nombre,
    puesto: 'Jefatura',
    seleccionarInstitucion: 'Fiscalía de Ejemplo',
    fechalaboral,
    hasta,
  });

  it('lets every row in, puts the later one beside and says where it stands and how to mend it', async () => {
    const { db } = database;
    const court = await insertBody(db, 'Fiscalía de Ejemplo', 'Jefatura');
    await db.updateTable('posts').set({ seats: 1 }).where('id', '=', court.post).execute();
    await insertPerson(db, 'Ana Inventada', {
      tenures: [{ institution: court.id, post: court.post, starts: '2010', ends: '2014' }],
    });
    const file = list(
      row('1', 'Bea Ficticia Uno', '2012-01-01', '2018-05-16'),
      row('2', 'Cira Ficticia Dos', '2018-05-16', '2022-05-16'),
      row('3', 'Dora Ficticia Tres', '2020-01-01', '2021-01-01'),
    );
    const { done, events } = await take(db, file);
    expect(done.counts).toMatchObject({ rows: 3, created: 3, refused: 0 });
    expect(findings(events).filter((text) => text.endsWith('at_once'))).toEqual([
      'warning 2:11 at_once',
      'warning 4:11 at_once',
    ]);
    const words = events.flatMap((event) =>
      'finding' in event && event.finding.key === 'officials.file.warning.at_once'
        ? [[event.finding.values['post'], event.finding.values['other']]]
        : [],
    );
    expect(words).toEqual([
      ['Jefatura', 'Ana Inventada'],
      ['Jefatura', 'Cira Ficticia Dos'],
    ]);
    const held = await db
      .selectFrom('tenures as t')
      .innerJoin('people as p', 'p.id', 't.person_id')
      .select(['p.name', 't.evidence'])
      .orderBy('p.name')
      .execute();
    expect(held.map(({ name, evidence }) => [name, evidence])).toEqual([
      ['Ana Inventada', 'shown'],
      ['Bea Ficticia Uno', 'beside'],
      ['Cira Ficticia Dos', 'shown'],
      ['Dora Ficticia Tres', 'beside'],
    ]);
    const { counts } = await db.selectFrom('official_imports').select('counts').executeTakeFirstOrThrow();
    expect(counts['at_once']).toBe(2);

    // At the desk it is said before the list is taken in.
    const again = await stageList(
      db,
      'person',
      bytesInput('otra.csv', Buffer.from(file.replace('Bea', 'Berta'))),
    );
    const looked = { name: 'otra.csv', sha256: again.sha256, publisher: 'Organización de Ejemplo' };
    const foreseen = await foresee({ db, now: () => NOW }, ACTOR, again.staged, looked);
    const told = foreseen.kind === 'person' ? foreseen.told : [];
    expect(told.map(({ finding: { line: at, column, key } }) => [at, column, key])).toEqual(
      [2, 3, 4].map((at) => [at, 11, 'officials.file.warning.at_once']),
    );
  });
});
