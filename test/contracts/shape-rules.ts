/** Size, names and shape of the source files, and what only `main.ts` may touch. */
import { importsOf, isTest, type SourceFile } from './sources.ts';

const FILE_LIMIT = 400;
const FILE_GOAL = 300;
const MODULE_LIMIT = 5000;
const NAMELESS = new Set([
  'util',
  'utils',
  'helper',
  'helpers',
  'misc',
  'common',
  'manager',
  'service',
  'services',
]);

export const linesOf = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

/** Files over 400 lines and modules over 5,000 (tests aside). */
export function sizeFaults(files: readonly SourceFile[]): string[] {
  const long = files.filter((file) => linesOf(file.text) > FILE_LIMIT);
  const modules = new Map<string, number>();
  for (const file of files) {
    const module = /^src\/modules\/([^/]+)\//.exec(file.path)?.[1];
    if (module && !isTest(file.path)) modules.set(module, (modules.get(module) ?? 0) + linesOf(file.text));
  }
  return [
    ...long.map((file) => `${file.path}: ${linesOf(file.text)} lines, at most ${FILE_LIMIT}`),
    ...[...modules]
      .filter(([, lines]) => lines > MODULE_LIMIT)
      .map(([m, lines]) => `module ${m}: ${lines} lines`),
  ];
}

/** Not a fault yet: files that are getting long, longest first. */
export function longFiles(files: readonly SourceFile[]): string[] {
  return files
    .map((file) => ({ path: file.path, lines: linesOf(file.text) }))
    .filter(({ lines }) => lines > FILE_GOAL)
    .toSorted((a, b) => b.lines - a.lines)
    .map(({ path, lines }) => `${lines} ${path}`);
}

/** Names that say nothing, and files that only pass on what others export. */
export function nameFaults(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const faults: string[] = [];
    const parts = path.replace(/(\.test)?\.tsx?$/, '').split(/[/.-]/);
    const nameless = parts.find((part) => NAMELESS.has(part));
    if (nameless) faults.push(`${path}: “${nameless}” says nothing of what is inside`);
    const face = /^src\/modules\/[^/]+\/index\.ts$/.test(path);
    if (/(^|\/)index\.tsx?$/.test(path) && !face) faults.push(`${path}: only a module has an index.ts`);
    if (/^export \* /m.test(text)) faults.push(`${path}: “export *” hides what is public`);
    if (!face && importsOf(text).length > 0 && withoutReexports(text) === '')
      faults.push(`${path}: a barrel`);
    return faults;
  });
}

function withoutReexports(text: string): string {
  return text
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/^\s*\/\/.*$/gm, '')
    .replaceAll(/^(?:import|export)\s[^;]*?from\s*['"][^'"]+['"][^;]*;/gm, '')
    .replaceAll(/^export (?:type )?\{[^}]*\};/gm, '')
    .trim();
}

/** Where the environment is read for a better reason than configuration. */
const EXCUSED = new Set([
  // PATH and SystemRoot are handed to the database's own processes, and nothing else of ours is.
  'src/platform/db/embedded/cluster.ts',
]);

/** `process.env`, `process.argv` and the system's clock belong to `main.ts`; the rest gets them handed over. */
export function surroundingsFaults(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => path.startsWith('src/') && path !== 'src/main.ts' && !isTest(path))
    .filter(({ path }) => !path.startsWith('src/browser/') && !EXCUSED.has(path))
    .flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => {
        const code = line.replace(/^\s*(\/?\*|\/\/).*$/, '').replace(/\/\/ .*$/, '');
        const found = /process\.(env|argv)\b|\bTemporal\.Now\b|\bDate\.now\(|\bnew Date\(\)/.exec(code)?.[0];
        return found ? [`${path}:${index + 1} uses ${found}`] : [];
      }),
    );
}
