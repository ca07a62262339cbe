/** Size, names and shape of the source files, and what only `main.ts` may touch. */
import { importsOf, isTest, type SourceFile } from './sources.ts';

const FILE_LIMIT = 400;
const FILE_GOAL = 300;
/** Of a room, a folder of a module (decision 0009); of a module it is only a goal. */
const ROOM_LIMIT = 5000;
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

/** Files over 400 lines, rooms of a module over 5,000 (tests aside). */
export function sizeFaults(files: readonly SourceFile[]): string[] {
  const tooLong = (limit: number) => (entry: [string, number]) =>
    `${entry[0]}: ${entry[1]} lines, at most ${limit}`;
  const rooms = sizesOf(files, ROOM);
  return [
    ...over(files, FILE_LIMIT).map(tooLong(FILE_LIMIT)),
    ...over(rooms, ROOM_LIMIT).map(tooLong(ROOM_LIMIT)),
  ];
}

const MODULE = /^(src\/modules\/[^/]+)\//;
/** The pages of the back office are a room beside the public ones. */
const ROOM = /^(src\/modules\/[^/]+\/(?:pages\/office|[^/]+))\//;

/** Not a fault yet: files over 300 lines and modules over 5,000 (tests aside), longest first. */
export function longFiles(files: readonly SourceFile[]): string[] {
  const long = [...over(files, FILE_GOAL), ...over(sizesOf(files, MODULE), ROOM_LIMIT)];
  return long.toSorted(([, a], [, b]) => b - a).map(([name, lines]) => `${lines} ${name}`);
}

function over(files: readonly SourceFile[], limit: number): [string, number][] {
  return files
    .map(({ path, text }): [string, number] => [path, linesOf(text)])
    .filter(([, lines]) => lines > limit);
}

/** Each folder that the pattern finds, as if it were one file. */
function sizesOf(files: readonly SourceFile[], folder: RegExp): SourceFile[] {
  const groups = Map.groupBy(
    files.filter((file) => !isTest(file.path)),
    (file) => folder.exec(file.path)?.[1],
  );
  return [...groups].flatMap(([path, parts]) =>
    path === undefined ? [] : [{ path, text: parts.map((part) => part.text).join('') }],
  );
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

/** Where the world outside is read for a reason: what may be read there, and why. */
const EXCUSED: Readonly<Record<string, readonly string[]>> = {
  // PATH and SystemRoot are handed to the database's own processes, and nothing else of ours is.
  'src/platform/db/embedded/cluster.ts': ['process.env'],
  // Here the clock is made that everything else gets handed.
  'src/cli/context.ts': ['Temporal.Now'],
};

/** `process.env`, `process.argv` and the system's clock belong to `main.ts`; the rest gets them handed over. */
export function surroundingsFaults(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => path.startsWith('src/') && path !== 'src/main.ts' && !isTest(path))
    .filter(({ path }) => !path.startsWith('src/browser/'))
    .flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => {
        const code = line.replace(/^\s*(\/?\*|\/\/).*$/, '').replace(/\/\/ .*$/, '');
        const found = /process\.(env|argv)\b|\bTemporal\.Now\b|\bDate\.now\(|\bnew Date\(\)/.exec(code)?.[0];
        return found && !EXCUSED[path]?.includes(found) ? [`${path}:${index + 1} uses ${found}`] : [];
      }),
    );
}
