/**
 * The project's own sources as the contract tests read them. Imports are found by pattern, not by a parser:
 * TypeScript 7 has no JavaScript API yet, and the formatter puts every import at the start of its own
 * statement, so that a line pattern sees them all. A wrong find (in a template text) fails loudly.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

export interface SourceFile {
  /** From the project's folder, with `/`. */
  path: string;
  text: string;
}

export interface Import {
  /** As written. */
  specifier: string;
  /** Nothing of it is there when the program runs. */
  typeOnly: boolean;
  line: number;
}

/** Below the project's folder: what is installed, built or kept at run time. */
const SKIPPED = new Set(['node_modules', 'dist', 'data', '.git', 'coverage']);

/** All files below `folder` whose name ends in one of `endings`, sorted by path. */
export function sourceFiles(folder: string, endings: readonly string[] = ['.ts', '.tsx']): SourceFile[] {
  const start = join(ROOT, folder);
  if (!existsSync(start)) return [];
  return readdirSync(start, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ file, path: relative(ROOT, file).split(sep).join('/') }))
    .filter(({ path }) => !SKIPPED.has(path.split('/')[0] ?? ''))
    .map(({ file, path }) => ({ path, text: readFileSync(file, 'utf8') }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

const STATEMENT = /^(?:import|export)\s+(type\s+)?([^'"`;()=]*?)\s*from\s*['"]([^'"\n]+)['"]/gm;
const BARE = /^import\s+['"]([^'"\n]+)['"]/gm;
const DYNAMIC = /(typeof\s+)?\bimport\(\s*['"`]([^'"`\n]+)['"`]/g;

/** Every static import, re-export and literal `import()` in a source text. */
export function importsOf(text: string): Import[] {
  const found: Import[] = [];
  const lineAt = (index: number): number => text.slice(0, index).split('\n').length;
  for (const match of text.matchAll(STATEMENT)) {
    const [, type, names = '', specifier = ''] = match;
    found.push({ specifier, typeOnly: type !== undefined || onlyTypes(names), line: lineAt(match.index) });
  }
  for (const match of text.matchAll(BARE)) {
    found.push({ specifier: match[1] ?? '', typeOnly: false, line: lineAt(match.index) });
  }
  for (const match of text.matchAll(DYNAMIC)) {
    found.push({ specifier: match[2] ?? '', typeOnly: match[1] !== undefined, line: lineAt(match.index) });
  }
  return found;
}

/** `{ type A, type B }` leaves nothing behind; an empty list or a name without `type` does. */
function onlyTypes(names: string): boolean {
  const list = /^\{([\s\S]*)\}$/.exec(names.trim())?.[1];
  if (list === undefined) return false;
  const each = list
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  return each.length > 0 && each.every((name) => name.startsWith('type '));
}

/** The project path an import leads to, or undefined when it names a package or a Node module. */
export function targetOf(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return relative(ROOT, resolve(ROOT, dirname(from), specifier))
    .split(sep)
    .join('/');
}

/** The package an import names: `@scope/name` or `name`; undefined for relative and `node:` imports. */
export function packageOf(specifier: string): string | undefined {
  if (specifier.startsWith('.') || specifier.startsWith('node:')) return undefined;
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);
