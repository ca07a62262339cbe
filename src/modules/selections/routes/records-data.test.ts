import Type from 'typebox';
import { Check } from 'typebox/value';
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { type InsertedProcess, insertProcess } from '../fixtures.ts';
import { CandidatesAnswer, ObjectionsAnswer, ScoresAnswer, VotesAnswer } from '../schemas/records-api.ts';

const site = useApp();
let process: InsertedProcess;

beforeAll(async () => {
  process = await insertProcess(site.deps.db, {
    bodies: [
      {
        key: 'comision',
        name: 'Comisión de Prueba',
        seats: [
          { key: 's1', label: 'Uno', holders: [{ key: 'eva', name: 'Eva Ficticia' }] },
          { key: 's2', label: 'Dos', holders: [{ key: 'oto', name: 'Oto Ficticio', cite: [] }] },
        ],
      },
    ],
    candidacies: [
      {
        key: 'ana',
        name: 'Ana Ficticia',
        file_number: '=1+1',
        cite: ['', { source: 'x', field: 'name', value: 'Anna Ficticia' }],
        states: [
          { key: 'e1', state: 'filed', on: '2026-02' },
          { key: 'e2', state: 'excluded', cite: [] },
        ],
      },
      { key: 'berta', name: 'Berta Ficticia', states: [] },
      { key: 'nadie', name: 'Nadie Ficticio', states: [], cite: [] },
    ],
    gradings: [
      {
        key: 'hoja',
        title: 'Hoja de prueba',
        scores: [
          { candidacy: 'ana', points: { academico: 20.5 }, printed_total: 21 },
          { candidacy: 'nadie', points: { academico: 3 } },
        ],
      },
    ],
    objections: [
      { key: 'o1', candidacy: 'ana', ground: 'Idoneidad', count: 2 },
      { key: 'o2', candidacy: 'ana', ground: 'Sin fuente', cite: [] },
    ],
    rounds: [
      {
        key: 'r1',
        number: 1,
        body: 'comision',
        matter: 'Nómina',
        on: '2026-04-20',
        results: [
          {
            candidacy: 'ana',
            for: 8,
            against: 7,
            entered: false,
            ballots: [
              { holder: 'eva', choice: 'for', reason: 'Dijo su razón.' },
              { holder: 'oto', choice: 'for' },
            ],
          },
          { candidacy: 'nadie', for: 1 },
        ],
      },
      { key: 'r2', matter: 'Una regla', proposal: true, results: [{ option: 'Sí', for: 9, entered: true }] },
    ],
  });
});

const get = (path: string) => site.app.inject({ url: path });
const api = async (word: string) => (await get(`/api/v1/processes/${process.slug}/${word}`)).json();

describe('the API of a process', () => {
  it('gives what cites something, as its schema says, with its sources', async () => {
    const candidates = await api('candidates');
    expect([
      Check(CandidatesAnswer, candidates),
      Check(ScoresAnswer, await api('scores')),
      Check(VotesAnswer, await api('votes')),
      Check(ObjectionsAnswer, await api('objections')),
    ]).toEqual([true, true, true, true]);
    expect(
      candidates.data.map(({ slug, state, states }: Record<string, unknown>) => [slug, state, states]),
    ).toEqual([
      [
        'ana',
        'filed',
        [{ state: 'filed', on: '2026-02', ground: '', decided_by: '', votes_for: null, votes_against: null }],
      ],
      ['berta', '', []],
    ]);
    expect(candidates.data[0].sources.map(({ value }: { value?: string }) => value)).toEqual([
      undefined,
      'Anna Ficticia',
    ]);
    const { data: scores } = await api('scores');
    expect(
      scores.map(({ id, points, printed_total }: Record<string, unknown>) => [id, points, printed_total]),
    ).toEqual([['hoja.ana', { academico: 20.5 }, 21]]);
    const { data: votes } = await api('votes');
    expect(votes).toHaveLength(2);
    expect([votes[0].for, votes[0].against, votes[0].abstained, votes[0].entered]).toEqual([
      8,
      7,
      null,
      false,
    ]);
    expect(votes[0].ballots).toEqual([
      {
        member: { id: process.ids.get('eva'), name: 'Eva Ficticia', person: null },
        choice: 'for',
        reason: 'Dijo su razón.',
      },
    ]);
    expect([votes[1].candidate, votes[1].option]).toEqual([null, 'Sí']);
    expect((await api('objections')).data.map(({ ground }: { ground: string }) => ground)).toEqual([
      'Idoneidad',
    ]);
    expect((await get('/api/v1/processes/no-hay/votes')).statusCode).toBe(404);
  });

  it('goes on by key', async () => {
    const first = await get(`/api/v1/processes/${process.slug}/candidates?limit=1`);
    const next = /<([^>]*)>; rel="next"/.exec(String(first.headers.link))?.[1] ?? '';
    const second = (await get(next.replace(site.deps.config.baseUrl, ''))).json();
    expect(second.data.map(({ slug }: { slug: string }) => slug)).toEqual(['berta']);
    for (const word of ['scores', 'votes', 'objections']) {
      expect((await get(`/api/v1/processes/${process.slug}/${word}?after=x`)).statusCode).toBe(422);
      expect((await get(`/api/v1/processes/${process.slug}/${word}?limit=1`)).statusCode).toBe(200);
    }
  });
});

describe('the files of a process', () => {
  const file = async (name: string) => (await get(`/elecciones/${process.slug}/datos/${name}`)).body;

  it('are the same as CSV and JSON', async () => {
    const lines = (await file('candidatos.csv')).trim().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain("ana,Ana Ficticia,'=1+1,,,filed,filed · 2026-02");
    expect(await file('punteos.csv')).toContain('academico,20.5,');
    expect(await file('votos.csv')).toContain('Eva Ficticia: for');
    expect(await file('objeciones.csv')).toContain('Idoneidad');
    for (const [name, word] of [
      ['candidatos', 'candidates'],
      ['punteos', 'scores'],
      ['votos', 'votes'],
      ['objeciones', 'objections'],
    ])
      expect(JSON.parse(await file(`${name}.json`))).toEqual(await api(word ?? ''));
  });

  // The parts of popoloproject.com/schemas/{vote_event,motion,count,vote}.json that these files have.
  const id = Type.String({ minLength: 1 });
  const result = Type.Optional(Type.Enum(['pass', 'fail']));
  const date = Type.Optional(Type.String({ pattern: String.raw`^\d{4}(-\d{2}){0,2}$` }));
  const POPOLO = Type.Object({
    vote_events: Type.Array(
      Type.Object(
        {
          id,
          identifier: Type.String(),
          motion: Type.Object(
            {
              id,
              text: id,
              date,
              result,
              organization_id: Type.Optional(id),
              sources: Type.Array(Type.Object({ url: id, note: id })),
            },
            { additionalProperties: false },
          ),
          organization_id: Type.Optional(id),
          start_date: date,
          result,
          counts: Type.Array(
            Type.Object(
              { option: Type.Enum(['yes', 'no', 'abstain', 'absent']), value: Type.Integer() },
              { additionalProperties: false },
            ),
          ),
          votes: Type.Array(
            Type.Object(
              { voter_id: id, option: Type.Enum(['yes', 'no', 'abstain', 'absent']) },
              { additionalProperties: false },
            ),
          ),
        },
        { additionalProperties: false },
      ),
    ),
    persons: Type.Array(Type.Object({ id, name: id })),
    organizations: Type.Array(Type.Object({ id, name: id })),
  });

  it('are Popolo, where a result is only what a source says', async () => {
    const popolo = JSON.parse(await file('popolo.json'));
    expect(Check(POPOLO, popolo)).toBe(true);
    expect(
      popolo.vote_events.map(({ result: said, counts }: Record<string, unknown>) => [said, counts]),
    ).toEqual([
      [
        'fail',
        [
          { option: 'yes', value: 8 },
          { option: 'no', value: 7 },
        ],
      ],
      ['pass', [{ option: 'yes', value: 9 }]],
    ]);
    expect(popolo.persons).toEqual([{ id: process.ids.get('eva'), name: 'Eva Ficticia' }]);
    const empty = await insertProcess(site.deps.db);
    const none = JSON.parse((await get(`/elecciones/${empty.slug}/datos/popolo.json`)).body);
    expect(none).toEqual({ vote_events: [], persons: [], organizations: [] });
  });
});
