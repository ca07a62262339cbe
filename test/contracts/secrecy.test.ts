/**
 * What is committed says nothing of where it was written: no addresses of a network, no paths of a machine,
 * no private registry. The words searched for are taken from the machine the test runs on, so that the test
 * itself names none.
 */
import { execFileSync } from 'node:child_process';
import { homedir, hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, sourceFiles, type SourceFile } from './sources.ts';

// Put together here, so that no committed file names a registry's host, this one included.
const PUBLIC_REGISTRY = ['registry', 'npmjs', 'org'].join('.');

const TEXT = [
  '.ts',
  '.tsx',
  '.js',
  '.mjs',
  '.json',
  '.md',
  '.css',
  '.sql',
  '.yml',
  '.yaml',
  '.csv',
  '.txt',
  '.svg',
  'run',
];
const ORDINARY = new Set([
  '/',
  '/home',
  '/root',
  '/tmp',
  '/opt',
  '/srv',
  '/usr',
  '/var',
  '/app',
  '/src',
  '/Users',
  '/usr/src',
]);

/** Folder names of this machine that have no business in a text: where the project lies, the user's home. */
function ownPlaces(root: string, home: string): string[] {
  const places = [dirname(root), home].filter((place) => !ORDINARY.has(place));
  return [...new Set(places)].map((place) => `${place}/`);
}

/** The host of a registry other than the public one. */
function privateRegistry(registry: string): string[] {
  const host = URL.canParse(registry) ? new URL(registry).hostname : '';
  return host === '' || host === PUBLIC_REGISTRY ? [] : [host];
}

function secrecyFaults(files: readonly SourceFile[], words: readonly string[]): string[] {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => {
      const at = `${path}:${index + 1}`;
      const named = words.find((word) => line.includes(word));
      const address = addressesIn(line).find(insideAHouse);
      return [
        ...(named ? [`${at} names ${named}`] : []),
        ...(address ? [`${at} has the address ${address}`] : []),
      ];
    }),
  );
}

function addressesIn(line: string): string[] {
  return [...line.matchAll(/(?<![\w.-])(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?![\w.-])/g)]
    .filter((match) => match.slice(1).every((part) => Number(part) < 256))
    .map((match) => match[0]);
}

/** Nets that exist only inside a house (RFC 1918, 6598, 3927); 10.0.0.* passes as everybody's example. */
function insideAHouse(address: string): boolean {
  if (address.startsWith('10.0.0.')) return false;
  return /^(10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/.test(
    address,
  );
}

it('nothing committed names the place it was written in', () => {
  let registry = process.env['npm_config_registry'] ?? '';
  try {
    registry ||= execFileSync('npm', ['config', 'get', 'registry'], { cwd: ROOT, encoding: 'utf8' }).trim();
  } catch {
    // Without npm there is no registry to name.
  }
  const host = hostname();
  const words = [
    ...ownPlaces(ROOT, homedir()),
    ...privateRegistry(registry),
    ...(host.length > 8 ? [host] : []),
  ];
  const files = sourceFiles('.', TEXT);
  expect(files.length).toBeGreaterThan(20);
  expect(secrecyFaults(files, words)).toEqual([]);
});

describe('the checker', () => {
  it('knows private places and leaves ordinary ones alone', () => {
    expect(ownPlaces(join('/srv/secret', 'ja'), '/home/ana')).toEqual(['/srv/secret/', '/home/ana/']);
    expect(ownPlaces('/app', '/root')).toEqual([]);
    expect(privateRegistry('https://npm.intranet.example/')).toEqual(['npm.intranet.example']);
    expect(privateRegistry(`https://${PUBLIC_REGISTRY}/`)).toEqual([]);
  });

  it('sees addresses and words', () => {
    const address = [172, 16, 5, 9].join('.');
    const text = `a /srv/secret/x\nb ${address}\nc 127.0.0.1 203.0.113.9 10.1.2.3.4 v10.1.2.3\n`;
    expect(secrecyFaults([{ path: 'a.md', text }], ['/srv/secret/'])).toEqual([
      'a.md:1 names /srv/secret/',
      `a.md:2 has the address ${address}`,
    ]);
  });
});
