/** Lists of an older record: what goes in, what is told, and that nobody of its authors is named anywhere. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { makeVisitor } from '../../../../test/harness/visitor.ts';
import { translator } from '../../../platform/i18n/translate.ts';
import { bytesInput } from '../../officials/index.ts';
import { PROPOSALS, proposalPath } from '../addresses.ts';
import { insertReceived } from '../fixtures.ts';
import { countFacets } from '../queries/lists.ts';
import { findSimilar } from '../queries/similar.ts';
import { openText } from '../sealed.ts';
import { importProposals } from './proposal-import.ts';
import { printProposals } from './report.ts';

const site = useApp();
const IMPORT = { kind: 'system', what: 'import' } as const;

const row = (number: number, change: Record<string, unknown> = {}) => ({
  numero_propuesta: number,
  Nombre: 'Ana Inventada- Beto Inventado-Ceci Inventada',
  departamento: 'Sacatepequez',
  categoria: 'Lenguaje Claro',
  problema: `Falta de lenguaje claro ${number} `,
  dirigido: '',
  titulo: `Sentencias que se entienden ${number} `,
  resumen: `Sentencias que se entienden ${number} `,
  encuentro: 'Si',
  terminos: 'Si',
  ...change,
});

/** A row a line, so that lines can be told. */
const lines = (rows: readonly unknown[]): string => `[${rows.map((one) => JSON.stringify(one)).join(',\n')}]`;

const read = (rows: string | readonly unknown[], options = { dryRun: false, draft: false }) =>
  importProposals(
    site.deps,
    IMPORT,
    bytesInput('propuestas.json', Buffer.from(typeof rows === 'string' ? rows : lines(rows))),
    options,
  );

describe('an older list', () => {
  it('goes in with its numbers, public, its authors sealed; what was taken for something else is told', async () => {
    const rows = [
      row(501),
      row(502, { Nombre: 'Equipo 4 |', categoria: 'Lenguaje claro', departamento: 'JALAPA' }),
      row(503, { titulo: row(501).titulo, problema: row(501).problema, resumen: row(501).resumen }),
    ];
    const tried = await read(rows, { dryRun: true, draft: false });
    expect([tried.created, await count()]).toEqual([3, 0]);
    const done = await read(rows);
    expect(done).toMatchObject({
      created: 3,
      left: 0,
      refused: [],
      byKind: { person: 0, several: 2, group: 1 },
      alike: [{ number: 503, as: 501 }],
      mappings: [
        { column: 'category', from: 'Lenguaje Claro', to: 'Comunicación y lenguaje claro', rows: 2 },
        { column: 'department', from: 'Sacatepequez', to: 'Sacatepéquez', rows: 2 },
        { column: 'category', from: 'Lenguaje claro', to: 'Comunicación y lenguaje claro', rows: 1 },
        { column: 'department', from: 'JALAPA', to: 'Jalapa', rows: 1 },
      ],
    });
    expect((await read(rows)).left).toBe(3);
    const visitor = makeVisitor(site.app);
    const page = await visitor.get(proposalPath(501));
    expect(page.body).toContain('Sentencias que se entienden 501');
    const everywhere = [page, await visitor.get(PROPOSALS), await visitor.get('/api/v1/proposals')];
    expect(everywhere.map(({ body }) => body).join()).not.toContain('Inventad');
    // What is sent afterwards gets a number behind the last.
    expect((await insertReceived(site.deps)).number).toBe(504);
  });

  it('says line by line what stays outside, and why; the rest goes in', async () => {
    const done = await read([
      row(601),
      row(601),
      row(602, { titulo: ' ' }),
      row(603, { problema: '', resumen: '' }),
      row(604, { categoria: 'Astronomía' }),
      row(605, { departamento: 'Atlántida' }),
      row(606, { encuentro: 'quizá' }),
      row(607, { terminos: 'No' }),
      row(0),
      row(501, { titulo: 'Otra cosa' }),
    ]);
    expect(done.created).toBe(1);
    expect(done.refused.map(({ line, fault }) => [line, fault])).toEqual([
      [2, 'number_twice'],
      [3, 'title'],
      [4, 'text'],
      [5, 'category'],
      [6, 'department'],
      [7, 'from_event'],
      [8, 'not_accepted'],
      [9, 'number'],
    ]);
    expect(done.taken).toEqual([{ line: 10, number: 501 }]);
    const printed = printProposals('lista.json', done, translator('es'), false).lines;
    expect(printed).toContain(
      'lista.json, línea 5: queda fuera. «Astronomía» no es una categoría conocida: use una de la lista.',
    );
    expect(printed.join()).not.toContain('Inventad');
  });

  it('as a table of a spreadsheet is the same; a file of something else is refused whole', async () => {
    const csv =
      'numero_propuesta;Nombre;departamento;categoria;problema;dirigido;titulo;resumen;encuentro;terminos\n' +
      '701;Ana Inventada;Zacapa;Mediciones;"Nadie mide,\nnadie sabe";;Medir;Medir cada año;No;Si\n';
    expect((await read(csv)).created).toBe(1);
    expect((await makeVisitor(site.app).get(proposalPath(701))).body).toContain('nadie sabe');
    expect((await read('[{"color":"azul"}]')).fault).toBe('no_columns');
  });

  it('as drafts waits for whoever moderates, and lies sealed', async () => {
    await read([row(801)], { dryRun: false, draft: true });
    const stored = await site.deps.db
      .selectFrom('proposals')
      .select(['state', 'title'])
      .where('number', '=', 801)
      .executeTakeFirst();
    expect(stored).toEqual({ state: 'received', title: null });
  });
});

async function count(): Promise<number> {
  return (await site.deps.db.selectFrom('proposals').select('id').execute()).length;
}

/** Of 142, as the comment of `ALIKE` says. */
const REAL_NEIGHBOURS = 37;
const REAL = path.resolve('../shared/data/JusticiaAbierta/_data/propuestas.json');

describe.skipIf(!existsSync(REAL))('the real list (skipped where it is not at hand)', () => {
  it('goes in whole: 142, each mapping told, none refused for its length', async () => {
    const done = await read(readFileSync(REAL, 'utf8'));
    expect(done).toMatchObject({ created: 142, refused: [], broken: [], taken: [], columnsLeft: [] });
    expect(done.byKind.group).toBe(26);
    expect(done.alike).toEqual([
      { number: 101, as: 98 },
      { number: 102, as: 99 },
      { number: 103, as: 100 },
    ]);
    expect(done.mappings.filter(({ column }) => column === 'department').map(({ rows }) => rows)).toEqual([
      1,
    ]);
    const { categories, departments } = await countFacets(site.deps.db);
    expect(categories.get('acceso-a-la-informacion-y-datos-abiertos')).toBe(59);
    expect(departments.get('alta-verapaz')).toBe(13);
  });

  it('has neighbours that are shown before somebody sends the same again, and not a flood of them', async () => {
    const rows = await site.deps.db
      .selectFrom('proposals')
      .selectAll()
      .where('origin', '=', 'import')
      .where('number', '<=', 142)
      .execute();
    // As autovacuum does some minute or other: what it has counted must change nothing.
    await sql`analyze proposals`.execute(site.deps.db);
    const near = new Map<number, number>();
    for (const row of rows) {
      const text = openText(site.deps.vault, row);
      const similar = text ? await findSimilar(site.deps.db, text) : [];
      near.set(row.number ?? 0, similar.filter(({ number }) => number !== row.number).length);
    }
    const flagged = [...near.values()].filter((count) => count > 0).length;
    expect(flagged).toBe(REAL_NEIGHBOURS);
    // “Ley de Datos Abiertos” and “Desarrollar una Ley de Datos Abiertos”; the same text under two numbers.
    expect([near.get(3), near.get(98)].every((count) => (count ?? 0) > 0)).toBe(true);
  });
});
