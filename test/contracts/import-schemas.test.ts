/** The JSON Schemas of the import files, as published, and what they accept. `UPDATE_DOCS=1` writes them anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { exampleFile } from '../../samples/example.ts';
import { full } from '../../src/modules/events/import/fixtures.ts';
import { eventSchemaDocument } from '../../src/modules/events/import/schema.ts';
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
