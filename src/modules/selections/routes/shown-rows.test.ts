/** What rests on something is shown, however much that rests on nothing stands before it. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { makeVisitor, readPage } from '../../../../test/harness/visitor.ts';
import { insertProcess } from '../fixtures.ts';

const site = useApp();
const read = async (path: string) => readPage(await makeVisitor(site.app).get(path));

const body = {
  key: 'comision',
  name: 'Comisión de Prueba',
  seats: [{ key: 's', label: 'Decanatura', holders: [{ key: 'uma', name: 'Uma Ficticia' }] }],
};
const many = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

describe('a limit', () => {
  it('is not filled by what cites nothing', async () => {
    const { slug, ids } = await insertProcess(site.deps.db, {
      bodies: [body],
      candidacies: [
        {
          key: 'ana',
          name: 'Ana Ficticia',
          states: [
            ...many(510, (at) => ({ key: `e${at}`, state: 'filed' as const, cite: [] })),
            { key: 'ultimo', state: 'excluded', ground: 'El único motivo con fuente' },
          ],
        },
      ],
      objections: [
        ...many(510, (at) => ({ key: `o${at}`, candidacy: 'ana', ground: 'Rumor', cite: [] })),
        { key: 'ultima', candidacy: 'ana', ground: 'La única objeción con fuente' },
      ],
      checks: [
        ...many(310, (at) => ({
          key: `k${at}`,
          candidacy: 'ana',
          register: 'R',
          question: '¿Rumor?',
          cite: [],
        })),
        ...many(310, (at) => ({
          key: `h${at}`,
          holder: 'uma',
          register: 'R',
          question: '¿Rumor?',
          cite: [],
        })),
        { key: 'suya', candidacy: 'ana', register: 'R', question: '¿La única con fuente?' },
        { key: 'de-uma', holder: 'uma', register: 'R', question: '¿La única de Uma?' },
      ],
    });
    const page = (await read(`/elecciones/${slug}/aspirantes/ana`)).$('main').text();
    expect(
      ['El único motivo con fuente', 'La única objeción con fuente', '¿La única con fuente?', 'Rumor'].map(
        (words) => page.includes(words),
      ),
    ).toEqual([true, true, true, false]);
    const uma = (await read(`/elecciones/comisionados/${ids.get('uma')}`)).$('main').text();
    expect([uma.includes('¿La única de Uma?'), uma.includes('Rumor')]).toEqual([true, false]);
  });
});

describe('a check on a commissioner of which sources print different things', () => {
  const check = {
    key: 'multas',
    holder: 'uma',
    register: 'Multas',
    question: '¿Tiene multas?',
    finding: 'No',
    cite: ['', { source: '', field: 'finding', value: 'Sí, una', shown: false }],
  };
  const heads = async (slug: string) => {
    const { $ } = await read(`/elecciones/${slug}/contradicciones`);
    return $('.contradicted h3 > a')
      .toArray()
      .map((one) => [$(one).text(), $(one).attr('href')]);
  };

  it('says whose it is, and leads to them', async () => {
    const { slug, ids } = await insertProcess(site.deps.db, { bodies: [body], checks: [check] });
    expect(await heads(slug)).toEqual([
      ['Uma Ficticia: ¿Tiene multas?', `/elecciones/comisionados/${ids.get('uma')}`],
    ]);
  });

  it('is not there when who it is of rests on nothing', async () => {
    const hidden = {
      ...body,
      seats: [{ key: 's', label: 'Decanatura', holders: [{ key: 'uma', name: 'Uma Ficticia', cite: [] }] }],
    };
    const { slug } = await insertProcess(site.deps.db, { bodies: [hidden], checks: [check] });
    expect(await heads(slug)).toEqual([]);
  });
});
