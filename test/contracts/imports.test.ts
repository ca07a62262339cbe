import { describe, expect, it } from 'vitest';
import { importFaults } from './import-rules.ts';
import { importsOf, sourceFiles } from './sources.ts';

describe('imports of the project', () => {
  it('follow the rules of the house', () => {
    const files = [...sourceFiles('src'), ...sourceFiles('migrations')];
    expect(files.length).toBeGreaterThan(10);
    expect(importFaults(files)).toEqual([]);
  });
});

describe('the finder', () => {
  it('sees every way of writing an import', () => {
    const text = [
      `import a from './a.ts';`,
      `import type { B } from './b.ts';`,
      `import { type C, type D } from './c.ts';`,
      `import {`,
      `  type E,`,
      `  f,`,
      `} from './d.ts';`,
      `import './e.ts';`,
      `import * as g from './f.ts';`,
      `import en from './g.json' with { type: 'json' };`,
      `export { h } from './h.ts';`,
      `export type { I } from './i.ts';`,
      `export * from './j.ts';`,
      `const k = await import('./k.ts');`,
      `type L = typeof import('./l.ts');`,
      `// import './comment.ts' stays unseen, and so does 'from "./word.ts"'`,
    ].join('\n');
    expect(
      importsOf(text)
        .toSorted((x, y) => x.line - y.line)
        .map((i) => `${i.line} ${i.specifier}${i.typeOnly ? ' type' : ''}`),
    ).toEqual([
      '1 ./a.ts',
      '2 ./b.ts type',
      '3 ./c.ts type',
      '4 ./d.ts',
      '8 ./e.ts',
      '9 ./f.ts',
      '10 ./g.json',
      '11 ./h.ts',
      '12 ./i.ts type',
      '13 ./j.ts',
      '14 ./k.ts',
      '15 ./l.ts type',
    ]);
  });
});

describe('the checker refuses', () => {
  it.each([
    ['src/platform/x.ts', `import { a } from '../modules/events/index.ts';`, 'platform imports nothing'],
    ['src/platform/x.ts', `import type { A } from '../ui/a.ts';`, 'platform imports nothing'],
    ['src/platform/x.ts', `import { loadConfig } from '../config.ts';`, 'only types from config'],
    ['src/platform/x.ts', `import { h } from '../../test/harness/x.ts';`, 'imports no test'],
    ['src/ui/x.tsx', `import { a } from '../platform/db/pool.ts';`, 'ui imports only'],
    ['src/ui/x.tsx', `import type { A } from '../modules/events/index.ts';`, 'ui imports only'],
    ['src/modules/accounts/x.ts', `import { a } from '../events/index.ts';`, 'may not know events'],
    ['src/modules/events/x.ts', `import { a } from '../accounts/queries.ts';`, 'only index.ts'],
    ['src/modules/events/x.ts', `import { modules } from '../../modules.ts';`, 'a module imports'],
    ['src/modules/nuevo/x.ts', `import { a } from './y.ts';`, 'no line in the table'],
    ['src/modules/events/rules.ts', `import { sql } from 'kysely';`, 'types only'],
    ['src/modules/events/rules/places.ts', `import { a } from '../queries.ts';`, 'types only'],
    ['src/modules/events/pages/x.tsx', `import { a } from '../queries.ts';`, 'no database'],
    [
      'src/modules/events/pages/x.tsx',
      `import type { Read } from '../../../platform/db/handles.ts';`,
      'no database',
    ],
    ['src/modules/events/emails/x.tsx', `import { a } from '../routes/admin.ts';`, 'no HTTP'],
    [
      'src/modules/events/commands/x.ts',
      `import type { Ctx } from '../../../platform/http/route.ts';`,
      'no HTTP',
    ],
    ['src/modules/events/queries.ts', `import { Card } from '../../ui/data/card.tsx';`, 'no HTML'],
    ['migrations/a.ts', `import type { A } from '../src/platform/deps.ts';`, 'frozen in time'],
  ])('%s: %s', (path, text, words) => {
    const faults = importFaults([{ path, text }]);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(words);
  });

  it('circles, but not those of types', () => {
    const a = { path: 'src/platform/a.ts', text: `import { b } from './b.ts';` };
    const b = { path: 'src/platform/b.ts', text: `import { c } from './c.ts';` };
    const c = { path: 'src/platform/c.ts', text: `import { a } from './a.ts';` };
    expect(importFaults([a, b, c])).toEqual([
      'circle: src/platform/a.ts → src/platform/b.ts → src/platform/c.ts → src/platform/a.ts',
    ]);
    expect(importFaults([a, b, { ...c, text: `import type { A } from './a.ts';` }])).toEqual([]);
  });
});

describe('the checker accepts', () => {
  it.each([
    ['src/platform/x.ts', `import type { Config } from '../config.ts';`],
    ['src/platform/i18n/x.ts', `import en from '../../../locales/en.json' with { type: 'json' };`],
    ['src/ui/x.tsx', `import { translator } from '../platform/i18n/translate.ts';`],
    ['src/modules/proposals/x.ts', `import { a } from '../events/index.ts';`],
    ['src/modules/events/rules.ts', `import type { EditionRow } from './tables.ts';`],
    ['src/modules/events/pages/x.tsx', `import type { EditionView } from '../queries.ts';`],
    ['src/modules/events/routes/x.ts', `import { EditionPage } from '../pages/edition.tsx';`],
    ['src/modules/events/x.test.ts', `import { testDatabase } from '../../../test/harness/database.ts';`],
  ])('%s: %s', (path, text) => {
    expect(importFaults([{ path, text }])).toEqual([]);
  });
});
