import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

interface Locked {
  packages: Record<string, { integrity?: string; hasInstallScript?: boolean }>;
}

/** Where the program is said to run. */
const PLATFORMS = [
  'linux-x64',
  'linux-arm64',
  'linuxmusl-x64',
  'linuxmusl-arm64',
  'darwin-x64',
  'darwin-arm64',
];

describe('the picture library', () => {
  it('comes ready made for every system, and no script of it runs', async () => {
    const root = new URL('../../../', import.meta.url);
    const read = async <T>(name: string) => JSON.parse(await readFile(new URL(name, root), 'utf8')) as T;
    const { packages } = await read<Locked>('package-lock.json');
    const wanted = PLATFORMS.flatMap((name) => [`sharp-${name}`, `sharp-libvips-${name}`]);
    const missing = [...wanted, 'sharp-win32-x64'].filter(
      (name) => packages[`node_modules/@img/${name}`]?.integrity === undefined,
    );
    expect(missing).toEqual([]);
    const scripted = Object.entries(packages).filter(
      ([name, locked]) => /\/(?:@img\/|sharp$)/.test(name) && locked.hasInstallScript,
    );
    expect(scripted).toEqual([]);
    const { allowScripts } = await read<{ allowScripts: Record<string, boolean> }>('package.json');
    expect(Object.keys(allowScripts).filter((name) => /sharp|@img/.test(name))).toEqual([]);
  });
});
