import { beforeAll, describe, expect, it } from 'vitest';
import { testDeps } from '../../../test/harness/app.ts';
import { useDatabase } from '../../../test/harness/database.ts';
import { countingDb } from '../../../test/harness/statements.ts';
import { testSource, type TestRecord } from './fixtures.ts';
import { countFrequent } from './frequent.ts';
import { HIT_CURSOR, search, type SearchAnswer, type SearchRequest, suggest } from './search.ts';
import { showFound } from './show.ts';
import { sweepSearch } from './sweep.ts';

const database = useDatabase();
const notes = testSource('note');
const people = testSource('person');
const sources = [notes.source, people.source];
const deps = () => {
  const made = testDeps(database.db);
  return { ...made, additions: { ...made.additions, search: sources } };
};

async function publish(of: typeof notes, ...records: TestRecord[]): Promise<void> {
  await of.put(database.db, ...records);
  await sweepSearch(deps());
}

const ask = (text: string, more: Partial<SearchRequest> = {}) =>
  search(database.db, sources, { text, limit: 10, ...more });
const titles = async (text: string, more: Partial<SearchRequest> = {}) =>
  (await ask(text, more)).found.map(({ document }) => document.title);
const suggested = async (text: string) =>
  (await suggest(database.db, sources, { text, limit: 8 })).map(({ document }) => document.title);

beforeAll(async () => {
  await notes.make(database.db);
  await people.make(database.db);
  await publish(
    notes,
    { id: 'a', title: 'La elección de segundo grado', text: 'Cómo se elige a los jueces.', at: '2024-01-01' },
    { id: 'b', title: 'Participación ciudadana', text: 'Las instituciones responden.', at: '2025-01-01' },
    {
      id: 'c',
      title: 'Presupuesto',
      text: `Nada de eso. ${'relleno '.repeat(300)} La elección llega al final.`,
    },
    { id: 'd', title: 'Borrador de la elección', shown: false },
    { id: 'e', title: 'Open courts', text: 'Once the judges were elected, hearings opened.', lang: 'en' },
  );
  await publish(
    people,
    { id: 'p1', title: 'Ficticia Guzmán Pérez', names: ['F. Guzmán P.'], text: 'Periodista de ejemplo' },
    { id: 'p2', title: 'Inventado Gutiérrez', text: 'Magistrado de ejemplo' },
    { id: 'p3', title: 'Prueba Consuelos', text: 'Fiscal de ejemplo' },
  );
});

describe('the search', () => {
  it.each([
    ['elección', ['La elección de segundo grado', 'Presupuesto']],
    ['ELECCION', ['La elección de segundo grado', 'Presupuesto']],
    ['elecciones', ['La elección de segundo grado', 'Presupuesto']],
    ['juez', ['La elección de segundo grado']],
    ['jueces', ['La elección de segundo grado']],
    ['institucion', ['Participación ciudadana']],
    ['participaciones', ['Participación ciudadana']],
    ['la elección de los jueces', ['La elección de segundo grado']],
    ['hearing', ['Open courts']],
    ['ELECTED judge', ['Open courts']],
    ['once', ['Open courts']],
    ['guzman', ['Ficticia Guzmán Pérez']],
  ])('finds %s', async (text, expected) => {
    expect(await titles(text)).toEqual(expected);
  });

  it.each([
    ['particip', ['Participación ciudadana']],
    ['guz', ['Ficticia Guzmán Pérez']],
    ['gutierr', ['Inventado Gutiérrez']],
    ['fict pér', ['Ficticia Guzmán Pérez']],
  ])('finds names and titles that begin with %s', async (text, expected) => {
    expect(await titles(text)).toEqual(expected);
  });

  it.each([
    ['guzmna', ['Ficticia Guzmán Pérez'], { guzmna: 'guzman' }],
    ['gutieres', ['Inventado Gutiérrez'], { gutieres: 'gutierrez' }],
    ['ficitcia guzman', ['Ficticia Guzmán Pérez'], { ficitcia: 'ficticia' }],
    ['partisipacion', ['Participación ciudadana'], { partisipacion: 'participacion' }],
  ])('forgives %s', async (text, expected, corrected) => {
    const answer = await ask(text);
    expect(answer.found.map(({ document }) => document.title)).toEqual(expected);
    expect(Object.fromEntries(answer.corrected)).toEqual(corrected);
  });

  it('never finds a draft, whatever is asked', async () => {
    for (const text of ['borrador', 'borrador eleccion', 'borador', 'borr'])
      expect(await titles(text)).not.toContain('Borrador de la elección');
    expect(await suggested('borr')).toEqual([]);
  });

  it('shows nothing that was hidden after it was indexed', async () => {
    await publish(notes, { id: 'x', title: 'Secretísimo', text: 'x' });
    expect(await titles('secretisimo')).toEqual(['Secretísimo']);
    await notes.hide(database.db, 'x');
    expect(await titles('secretisimo')).toEqual([]);
    expect(await suggested('secret')).toEqual([]);
    expect(showFound((await ask('secretisimo')).found, []).length).toBe(0);
  });

  it('puts titles before names before texts, and of equals the latest first', async () => {
    await publish(
      notes,
      { id: 'r1', title: 'Otra cosa', text: 'una palabra: zarigüeya', at: '2026-01-01' },
      { id: 'r2', title: 'Zarigüeya', at: '2020-01-01' },
      { id: 'r3', title: 'Otra cosa más', names: ['Zarigüeya'] },
      { id: 'r4', title: 'Zarigüeya', at: '2021-01-01' },
    );
    const found = (await ask('zarigueya')).found.map(({ document }) => document.id);
    expect(found).toEqual(['r4', 'r2', 'r3', 'r1']);
  });

  it('counts by kind and shows one', async () => {
    const all = await ask('ejemplo');
    expect(Object.fromEntries(all.counts)).toEqual({ person: 3 });
    await publish(notes, { id: 'z', title: 'Un ejemplo' });
    const answer = await ask('ejemplo', { kind: 'person' });
    expect(answer.found.map(({ kind }) => kind)).toEqual(['person', 'person', 'person']);
    expect(Object.fromEntries(answer.counts)).toEqual({ person: 3, note: 1 });
    expect(await titles('ejemplo', { kind: 'nothing' })).toEqual([]);
  });

  it('says when nothing holds all of the words', async () => {
    const answer = await ask('guzman zarigueya presupuesto');
    expect(answer.loosened).toBe(true);
    expect(answer.found.map(({ document }) => document.title)).toContain('Presupuesto');
    expect((await ask('guzman perez')).loosened).toBe(false);
    expect((await ask('qwertyuiop')).found).toEqual([]);
  });

  it('suggests by title and names only, as typed so far', async () => {
    expect(await suggested('consuel')).toEqual(['Prueba Consuelos']);
    expect(await suggested('guzman f')).toEqual(['Ficticia Guzmán Pérez']);
    expect(await suggested('gusm')).toEqual([]);
    expect(await suggested('gusmán')).toEqual(['Ficticia Guzmán Pérez']);
    expect(await suggested('magistrado')).toEqual([]);
    // No word of a title begins so; one of its stem is there.
    expect(await suggested('elecciones')).toEqual(['La elección de segundo grado']);
    expect(await suggested('elecciones segu')).toEqual(['La elección de segundo grado']);
    expect(await suggested('de la')).toEqual([]);
    expect(await suggested('')).toEqual([]);
  });

  it('marks what was found, in title and passage', async () => {
    const marked = async (text: string, title: string) => {
      const { found, terms } = await ask(text);
      const shown = showFound(found, terms);
      const one = shown.find(({ document }) => document.title === title);
      const write = (parts: readonly { text: string; marked: boolean }[] = []) =>
        parts.map((part) => (part.marked ? `[${part.text}]` : part.text)).join('');
      return [write(one?.title), write(one?.passage)];
    };
    expect(await marked('elecciones juez', 'La elección de segundo grado')).toEqual([
      'La [elección] de segundo grado',
      'Cómo se elige a los [jueces].',
    ]);
    const [, late] = await marked('eleccion', 'Presupuesto');
    expect(late).toMatch(/^… relleno .* La \[elección\] llega al final\.$/);
    expect(await marked('guz', 'Ficticia Guzmán Pérez')).toEqual([
      'Ficticia [Guzmán] Pérez',
      'Periodista de ejemplo',
    ]);
    // Of one stem, however much of the word asked for is ending.
    await publish(notes, {
      id: 'f',
      title: 'Trato',
      text: 'De modo amable; no amarillo.',
    });
    expect(await marked('amablemente', 'Trato')).toEqual(['Trato', 'De modo [amable]; no amarillo.']);
  });
});

describe('questions that come at once', () => {
  const some: SearchRequest[] = [
    ...['elección', 'jueces', 'instituciones', 'prueba consuelos', 'guzman', 'gutierres', 'nadasabe'].map(
      (text) => ({ text, limit: 10 }),
    ),
    { text: 'ejemplo', kind: 'person', limit: 10 },
    { text: 'ejemplo', kind: 'note', limit: 10 },
    { text: 'ejemplo', limit: 1 },
  ];
  const questions = [...some, ...some, ...some];

  it('are answered as each of them alone, in fewer statements', async () => {
    const { db, count } = countingDb(database.pool);
    const alone: SearchAnswer[] = [];
    const whenAlone = await count(async () => {
      alone.length = 0;
      for (const question of questions) alone.push(await search(db, sources, question));
    });
    let atOnce: SearchAnswer[] = [];
    const whenAtOnce = await count(async () => {
      atOnce = await Promise.all(questions.map((question) => search(db, sources, question)));
    });
    expect(atOnce).toEqual(alone);
    expect(whenAtOnce).toBeLessThan(whenAlone / 2);
  });
});

// Counted or not, what is found is the same: counts only say how it is looked for.
describe.each([['before common words are counted'], ['with common words counted']])(
  'many hits, %s',
  (when) => {
    beforeAll(async () => {
      const many = Array.from({ length: 1400 }, (_, i) => ({
        id: `m${String(i).padStart(4, '0')}`,
        title: i % 100 === 99 ? `Abundancia ${i}` : `Cosa ${i}`,
        text: 'abundancia de palabras',
      }));
      await publish(people, ...many);
      await publish(notes, { id: 'few', title: 'Una abundancia' });
      if (when.startsWith('with')) await countFrequent(database.db);
    });

    it('are paged without a gap or a double', async () => {
      const seen: string[] = [];
      let after: SearchRequest['after'];
      for (let i = 0; i < 4; i++) {
        const page = await ask('prueba consuelos ejemplo ficticia', { after, limit: 1 });
        seen.push(...page.found.map(({ document }) => document.id));
        after = page.next && HIT_CURSOR.read(HIT_CURSOR.write(page.next));
        if (!after) break;
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBe(4);
    });

    it('are cut at some hundred, and those with the words in their title are among them', async () => {
      const answer = await ask('abundancia');
      expect(answer.many).toBe(true);
      expect(answer.counts.get('person')).toBeGreaterThanOrEqual(200);
      expect(answer.counts.get('note')).toBe(1);
      expect(answer.found[0]?.document.title).toBe('Una abundancia');
      expect(answer.found.slice(1).every(({ document }) => document.title.startsWith('Abundancia'))).toBe(
        true,
      );
      const seen = new Set<string>();
      let after: SearchRequest['after'];
      let pages = 0;
      do {
        const page = await ask('abundancia', { kind: 'person', after, limit: 100 });
        for (const { document } of page.found) seen.add(document.id);
        expect(page.counts.get('note')).toBe(1);
        pages += 1;
        after = page.next;
      } while (after);
      expect(seen.size).toBe((await ask('abundancia', { kind: 'person' })).counts.get('person'));
      expect(pages).toBe(Math.ceil(seen.size / 100));
      expect(seen.size).toBeLessThanOrEqual(600);
      expect([...seen].filter((id) => Number(id.slice(1)) % 100 === 99)).toHaveLength(14);
    });

    it('with the words in hundreds of titles are found there, and by the ending that titles do not have', async () => {
      const many = Array.from({ length: 1500 }, (_, i) => ({
        id: `t${String(i).padStart(4, '0')}`,
        title: `Comparecencia ${i}`,
        text: 'x',
      }));
      await publish(people, ...many);
      await publish(notes, { id: 'late', title: 'Nada', text: 'Una comparecencia más.' });
      for (const text of ['comparecencia', 'comparecencias']) {
        const answer = await ask(text);
        expect(answer.many).toBe(true);
        expect(answer.counts.get('person')).toBeGreaterThanOrEqual(100);
        expect(answer.found).toHaveLength(10);
        expect(answer.found.every(({ document }) => document.title.startsWith('Comparecencia'))).toBe(true);
        expect(await titles(text, { kind: 'note' })).toEqual(['Nada']);
      }
    });

    it('of a kind with few are all found, however many others there are', async () => {
      expect(await titles('abundancia', { kind: 'note' })).toEqual(['Una abundancia']);
    });

    it('are counted one by one as long as they can be ranked', async () => {
      const answer = await ask('cosa');
      expect(answer.many).toBe(true);
      const few = await ask('cosa 12', { limit: 50 });
      expect(few.many).toBe(false);
      expect(few.counts.get('person')).toBe(few.found.length);
    });
  },
);

it('a question costs as many statements for one hit as for fifty', async () => {
  const { db, count } = countingDb(database.pool);
  const statements = (text: string) =>
    count(async () => {
      await search(db, sources, { text, kind: 'person', limit: 50 });
    });
  const one = await statements('consuelos');
  expect(one).toBe(2);
  expect(await statements('cosa palabra')).toBe(one);
});

describe('hostile questions', () => {
  const LONG = 'a'.repeat(10_000);
  it.each([
    ["' or 1=1 --"],
    ['"eleccion'],
    ['& | ! <-> :* ( ) \\'],
    ['\0'],
    ['eleccion\0guzman'],
    [LONG],
    ['palabra '.repeat(3000)],
    [Array.from({ length: 3000 }, (_, i) => `p${i}`).join(' ')],
    ['de la los y en'],
    ['\u{1F600}\u{1F468}\u{200D}\u{1F469}'],
    ['\uD800 \uDC00'],
    ['%_%'],
    ["'::tsquery"],
    ['ﷺ'.repeat(400)],
    ['a b c d e f g h i j k l m n o p'],
    ['1 2 3 2024'],
    ['#person =guzman ~guzman'],
  ])('%#: are answered', async (text) => {
    const answer = await ask(text);
    expect(answer.found.length).toBeLessThanOrEqual(10);
    expect(answer.terms.length).toBeLessThanOrEqual(8);
    showFound(answer.found, answer.terms);
    await suggest(database.db, sources, { text, limit: 8 });
  });

  it('say when they say nothing', async () => {
    for (const text of ['', ' ', 'de la los y en', '\u{1F600}', '&|!'])
      expect((await ask(text)).terms).toEqual([]);
  });
});
