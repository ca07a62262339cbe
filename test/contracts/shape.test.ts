import { describe, expect, it } from 'vitest';
import { linesOf, longFiles, nameFaults, sizeFaults, surroundingsFaults } from './shape-rules.ts';
import { sourceFiles } from './sources.ts';

const files = ['src', 'test', 'migrations'].flatMap((folder) => sourceFiles(folder));

describe('source files', () => {
  it('are short enough to be read', () => {
    expect(files.length).toBeGreaterThan(10);
    expect(sizeFaults(files), `getting long:\n${longFiles(files).join('\n')}`).toEqual([]);
  });

  it('have names that say what is inside', () => {
    expect(nameFaults(files)).toEqual([]);
  });

  it('leave environment, arguments and clock to main.ts', () => {
    expect(surroundingsFaults(files)).toEqual([]);
  });
});

describe('the checker', () => {
  const lines = (count: number): string => 'x\n'.repeat(count);

  it('counts lines, per file, room and module', () => {
    expect(linesOf('a\nb\n')).toBe(2);
    expect(sizeFaults([{ path: 'src/a.ts', text: lines(400) }])).toEqual([]);
    expect(sizeFaults([{ path: 'src/a.ts', text: lines(401) }])).toEqual([
      'src/a.ts: 401 lines, at most 400',
    ]);
    const module = (count: number, ending: string) =>
      Array.from({ length: count }, (_, i) => ({
        path: `src/modules/events/a${i}${ending}`,
        text: lines(300),
      }));
    expect(longFiles(module(16, '.ts'))).toEqual([]);
    expect(longFiles(module(17, '.ts'))).toEqual(['5100 src/modules/events']);
    const room = module(17, '.ts').map((f) => ({ ...f, path: f.path.replace('events/', 'events/pages/') }));
    expect(sizeFaults(room)).toEqual(['src/modules/events/pages: 5100 lines, at most 5000']);
    const office = room.map((f, i) => ({
      ...f,
      path: i < 2 ? f.path.replace('pages/', 'pages/office/') : f.path,
    }));
    expect(sizeFaults(office)).toEqual([]);
    expect(sizeFaults(module(17, '.ts'))).toEqual([]);
    expect(longFiles(module(17, '.test.ts'))).toEqual([]);
    expect(longFiles([{ path: 'src/a.ts', text: lines(301) }])).toEqual(['301 src/a.ts']);
  });

  it.each([
    ['src/platform/date-utils.ts', 'const a = 1;'],
    ['src/helpers/dates.ts', 'const a = 1;'],
    ['src/ui/index.ts', 'const a = 1;'],
    ['src/ui/all.ts', `export * from './a.ts';\nconst a = 1;`],
    ['src/ui/all.ts', `/** All. */\nexport { a } from './a.ts';\nexport type { B } from './b.ts';`],
    ['src/ui/all.ts', `import { a } from './a.ts';\nexport { a };`],
  ])('refuses %s: %s', (path, text) => {
    expect(nameFaults([{ path, text }])).toHaveLength(1);
  });

  it('accepts the face of a module', () => {
    const text = `export { a } from './a.ts';`;
    expect(nameFaults([{ path: 'src/modules/events/index.ts', text }])).toEqual([]);
  });

  it('finds environment and clock, but not in main.ts, tests or comments', () => {
    const text = `const a = process.env['X'];\n// process.env\n * new Date()\nconst b = Temporal.Now.instant();\nnew Date(5);`;
    expect(surroundingsFaults([{ path: 'src/a.ts', text }])).toEqual([
      'src/a.ts:1 uses process.env',
      'src/a.ts:4 uses Temporal.Now',
    ]);
    expect(surroundingsFaults([{ path: 'src/main.ts', text }])).toEqual([]);
    expect(surroundingsFaults([{ path: 'src/a.test.ts', text }])).toEqual([]);
  });
});
