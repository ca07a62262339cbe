/** `docs/reference` says what the code does. `UPDATE_DOCS=1` writes the pages anew instead of comparing. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allRoutes } from '../../src/app.ts';
import { useApp } from '../harness/app.ts';
import { databasePage, readColumns, readForeignKeys } from './reference-database.ts';
import * as pages from './reference.ts';
import { isTest, ROOT, sourceFiles } from './sources.ts';
import { typedTables } from './table-rules.ts';

const FOLDER = join(ROOT, 'docs/reference');

function expectPage(name: string, text: string): void {
  const path = join(FOLDER, `${name}.md`);
  if (process.env['UPDATE_DOCS'] === '1') {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(path, text);
  }
  const written = existsSync(path) ? readFileSync(path, 'utf8') : '';
  expect(
    written,
    `docs/reference/${name}.md is old: UPDATE_DOCS=1 npx vitest run test/contracts/reference.test.ts`,
  ).toBe(text);
}

describe('docs/reference', () => {
  const site = useApp();

  it('lists the environment', () => expectPage('environment', pages.environmentPage()));
  it('lists the settings', () => expectPage('settings', pages.settingsPage()));
  it('lists the permissions', () => expectPage('permissions', pages.permissionsPage()));
  it('lists the addresses', () => expectPage('routes', pages.routesPage(allRoutes(site.deps))));
  it('lists the jobs', () => expectPage('jobs', pages.jobsPage(site.deps)));
  it('lists the mails', () => expectPage('mails', pages.mailsPage(site.deps)));
  it('lists the errors', () => expectPage('errors', pages.errorsPage()));
  it('lists the tables', async () => {
    const [columns, keys] = [await readColumns(site.deps.db), await readForeignKeys(site.deps.db)];
    const typed = typedTables(sourceFiles('src').filter((file) => !isTest(file.path)));
    expectPage('database', databasePage(columns, keys, typed));
  });
});

describe('the generator', () => {
  it('keeps a cell in its cell', () => {
    expect(pages.table(['a', 'b'], [['x|y', 'one\ntwo']])).toBe('| a | b |\n|---|---|\n| x\\|y | one two |');
  });

  it('notices another route', () => {
    const route = { method: 'GET', url: '/a', kind: 'page', policy: 'public', summary: 'A.' } as const;
    const one = pages.routesPage([{ ...route, handle: () => ({ type: 'redirect', location: '/' }) }]);
    expect(one).toContain('| GET | `/a` | page | public | A. |');
    expect(one).not.toBe(pages.routesPage([]));
  });
});
