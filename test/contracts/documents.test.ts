/** What the documents name is there: files behind links, paths, words of the screen. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, sourceFiles } from './sources.ts';

const documents = [
  ...['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md'].map((path) => ({
    path,
    text: readFileSync(join(ROOT, path), 'utf8'),
  })),
  ...sourceFiles('docs', ['.md']),
];

const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map((match) => match[1] ?? '');

/** Relative links of a document that lead nowhere. */
function deadLinks({ path, text }: { path: string; text: string }): string[] {
  return all(text, /\]\(([^)#\s]+)/g)
    .filter((link) => !/^[a-z]+:/.test(link) && !existsSync(resolve(ROOT, dirname(path), link)))
    .map((link) => `${path}: ${link}`);
}

/** Paths in code type that begin with a folder of the program and are not there; `X` and `…` stand for any. */
function deadPaths({ path, text }: { path: string; text: string }): string[] {
  return all(text, /`((?:bin|docs|locales|migrations|samples|scripts|src|test)\/[\w./-]*)`/g)
    .filter((file) => !file.includes('/X') && !existsSync(join(ROOT, file)))
    .map((file) => `${path}: ${file}`);
}

const words = new Set(
  Object.values(JSON.parse(readFileSync(join(ROOT, 'locales/es.json'), 'utf8')) as Record<string, string>),
);

/** Words in curly quotes that no page says. */
function unknownWords({ path, text }: { path: string; text: string }): string[] {
  return all(text, /“([^”]+)”/g)
    .filter((quoted) => quoted !== 'quotes' && !words.has(quoted))
    .map((quoted) => `${path}: ${quoted}`);
}

describe('the documents', () => {
  it('link to what is there', () => {
    expect(documents.flatMap(deadLinks)).toEqual([]);
  });

  it('name files that are there', () => {
    expect(documents.flatMap(deadPaths)).toEqual([]);
  });

  it('quote the screen in its own words', () => {
    const guides = documents.filter(({ path }) => /^docs\/(?:how-to|operate)\//.test(path));
    expect(guides.flatMap(unknownWords)).toEqual([]);
  });

  it('are caught when they do not', () => {
    const wrong = { path: 'docs/x.md', text: '[a](b.md) [c](https://example.org) `src/no.ts` “Guardad”' };
    expect([...deadLinks(wrong), ...deadPaths(wrong), ...unknownWords(wrong)]).toEqual([
      'docs/x.md: b.md',
      'docs/x.md: src/no.ts',
      'docs/x.md: Guardad',
    ]);
  });

  it('have a page for every folder that README sends people to', () => {
    for (const folder of ['docs/operate', 'docs/how-to', 'docs/decisions']) {
      const index = readFileSync(join(ROOT, folder, 'README.md'), 'utf8');
      const pages = sourceFiles(folder, ['.md'])
        .map(({ path }) => path.slice(folder.length + 1))
        .filter((name) => name !== 'README.md');
      expect(pages.filter((name) => !index.includes(`](${name})`))).toEqual([]);
    }
  });
});
