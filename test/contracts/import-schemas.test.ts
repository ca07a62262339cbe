/** The JSON Schemas of the import files, as published, and what they accept. `UPDATE_DOCS=1` writes them anew. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { exampleFile } from '../../samples/example.ts';
import { full } from '../../src/modules/events/import/fixtures.ts';
import { eventSchemaDocument } from '../../src/modules/events/import/schema.ts';
import { columnMapDocument, readColumnMap } from '../../src/modules/officials/import/column-map.ts';
import { exampleKind, exampleProcess } from '../../src/modules/selections/example-files.ts';
import { exampleHolidays } from '../../src/modules/selections/import/example-holidays.ts';
import { listMapDocument, readListMap } from '../../src/modules/selections/import/list-map.ts';
import {
  holidaysSchemaDocument,
  kindSchemaDocument,
  processSchemaDocument,
} from '../../src/modules/selections/import/schema-documents.ts';
import { ROOT } from './sources.ts';

const FILE = path.join(ROOT, 'docs/reference/event.schema.json');

describe('docs/reference/event.schema.json', () => {
  it('is what the import checks', () => {
    const text = `${JSON.stringify(eventSchemaDocument(), null, 2)}\n`;
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(FILE, text);
    expect(readFileSync(FILE, 'utf8'), 'old: UPDATE_DOCS=1 npx vitest run test/contracts').toBe(text);
  });

  it('accepts the samples, to a validator that is not ours', () => {
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
      JSON.parse(readFileSync(FILE, 'utf8')) as object,
    );
    const files: unknown[] = [
      JSON.parse(readFileSync(path.join(ROOT, 'samples/encuentro-2023.json'), 'utf8')),
      exampleFile(Temporal.PlainDate.from('2026-11-22')),
      JSON.parse(JSON.stringify(full('todo'))),
    ];
    for (const file of files) expect([validate(file), validate.errors]).toEqual([true, null]);
    expect(validate({ ...(files[0] as object), mode: 'virtual' })).toBe(false);
  });
});

describe('docs/reference/columns.schema.json', () => {
  const COLUMNS = path.join(ROOT, 'docs/reference/columns.schema.json');

  it('is what `--map` checks', () => {
    const text = `${JSON.stringify(columnMapDocument(), null, 2)}\n`;
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(COLUMNS, text);
    expect(readFileSync(COLUMNS, 'utf8'), 'old: UPDATE_DOCS=1 npx vitest run test/contracts').toBe(text);
  });

  it('accepts and refuses the same, to a validator that is not ours', () => {
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
      JSON.parse(readFileSync(COLUMNS, 'utf8')) as object,
    );
    for (const [map, good] of [
      [{ columns: { cargo: 'post', edad: 'none' }, every_row: { commission: 'Comisión de Ejemplo' } }, true],
      [{ columns: { cargo: 'nickname' } }, false],
      [{ columns: {}, every_row: { name: 'Fulana' } }, false],
      [{}, false],
    ] as const) {
      expect([map, validate(map)]).toEqual([map, good]);
      expect([map, 'map' in readColumnMap(JSON.stringify(map))]).toEqual([map, good]);
    }
  });
});

describe('docs/reference/list.schema.json', () => {
  const MAP = path.join(ROOT, 'docs/reference/list.schema.json');

  it('is what `--map` checks of lists of a process', () => {
    const text = `${JSON.stringify(listMapDocument(), null, 2)}\n`;
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(MAP, text);
    expect(readFileSync(MAP, 'utf8'), 'old: UPDATE_DOCS=1 npx vitest run test/contracts').toBe(text);
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(JSON.parse(text) as object);
    for (const [map, good] of [
      [
        { columns: { cargo: 'none' }, words: { state: { Sí: 'eligible' } }, people: { Fulana: 'clave' } },
        true,
      ],
      [{ people: ['Fulana'] }, false],
      [{ persons: {} }, false],
    ] as const) {
      expect([map, validate(map)]).toEqual([map, good]);
      expect([map, readListMap(JSON.stringify(map)) !== undefined]).toEqual([map, good]);
    }
  });
});

describe('docs/reference/holidays.schema.json', () => {
  const HOLIDAYS = path.join(ROOT, 'docs/reference/holidays.schema.json');

  it('is what the import checks', () => {
    const text = `${JSON.stringify(holidaysSchemaDocument(), null, 2)}\n`;
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(HOLIDAYS, text);
    expect(readFileSync(HOLIDAYS, 'utf8'), 'old: UPDATE_DOCS=1 npx vitest run test/contracts').toBe(text);
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(JSON.parse(text) as object);
    expect([validate(exampleHolidays()), validate({ ...exampleHolidays(), years: [] })]).toEqual([
      true,
      false,
    ]);
  });
});

describe.each([
  ['process', processSchemaDocument(), 'samples/selections', exampleProcess()],
  ['kind', kindSchemaDocument(), 'samples/selections/kinds', exampleKind()],
] as const)('docs/reference/%s.schema.json', (name, document, folder, example) => {
  const own = path.join(ROOT, `docs/reference/${name}.schema.json`);

  it('is what the import checks', () => {
    const text = `${JSON.stringify(document, null, 2)}\n`;
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(own, text);
    expect(readFileSync(own, 'utf8'), 'old: UPDATE_DOCS=1 npx vitest run test/contracts').toBe(text);
  });

  it('accepts the samples, to a validator that is not ours', () => {
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { date: true } }).compile(
      JSON.parse(readFileSync(own, 'utf8')) as object,
    );
    const files = readdirSync(path.join(ROOT, folder)).filter((file) => file.endsWith('.json'));
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) {
      const sample = JSON.parse(readFileSync(path.join(ROOT, folder, file), 'utf8')) as unknown;
      expect([file, validate(sample), validate.errors]).toEqual([file, true, null]);
    }
    expect([validate(example), validate({ ...example, nickname: 'x' })]).toEqual([true, false]);
  });
});
