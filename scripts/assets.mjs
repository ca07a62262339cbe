/**
 * What browsers load: every style sheet of `src/browser/styles` in one file, and the scripts and
 * pictures beside it, in `dist/assets` under names that change with their content (so that they
 * may be kept for ever), with `manifest.json` from plain name to that name.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Takes out comments and white space; leaves strings, and spaces that mean something, alone. */
export function minifyCss(css) {
  const strings = [];
  const keep = (text) => `\uE000${strings.push(text) - 1}\uE000`;
  return (
    css
      .replace(/("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|\/\*[^]*?\*\//g, (_all, text) =>
        text === undefined ? '' : keep(text),
      )
      .replace(/\s+/g, ' ')
      .replace(/ ?([{};,]) ?/g, '$1')
      // Not before a colon, which may begin a selector (`a :hover`); nor round + and -, as calc() needs those.
      .replace(/: /g, ':')
      // .5rem is 0.5rem.
      .replace(/(?<=[ :,(-])0\.(?=\d)/g, '.')
      .replace(/;}/g, '}')
      .replace(/\uE000(\d+)\uE000/g, (_all, index) => strings[Number(index)])
      .trim()
  );
}

/** Libraries that some page loads: plain name → file of the package. */
const LIBRARIES = {
  'jsqr.js': 'node_modules/jsqr/dist/jsQR.js',
  'ed25519.js': 'node_modules/@noble/ed25519/index.js',
};

async function names(folder) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort();
}

/**
 * @param root folder of the program
 * @returns the manifest: plain name → name with hash
 */
export async function buildAssets(root) {
  const from = path.join(root, 'src/browser');
  const to = path.join(root, 'dist/assets');
  await mkdir(to, { recursive: true });
  const before = await names(to);
  const manifest = {};
  const put = async (name, content) => {
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
    const { name: stem, ext } = path.parse(name);
    const hashed = `${stem}-${hash}${ext}`;
    manifest[name] = hashed;
    if (!before.includes(hashed)) await writeFile(path.join(to, hashed), content);
  };

  for (const name of await names(from)) {
    if (/\.(?:js|svg|png|webp|woff2|ico|webmanifest)$/.test(name))
      await put(name, await readFile(path.join(from, name)));
  }
  for (const [name, file] of Object.entries(LIBRARIES))
    await put(name, await readFile(path.join(root, file)));
  // A sheet beside the folder belongs to a few pages, which link it themselves: others don't pay for it.
  for (const name of (await names(from)).filter((one) => one.endsWith('.css')))
    await put(name, minifyCss(await readFile(path.join(from, name), 'utf8')));
  const sheets = (await names(path.join(from, 'styles'))).filter((name) => name.endsWith('.css'));
  const css = await Promise.all(sheets.map((name) => readFile(path.join(from, 'styles', name), 'utf8')));
  const linked = minifyCss(css.join('\n')).replace(/url\((?:\.\.?\/)*([\w.-]+)\)/g, (all, name) =>
    manifest[name] ? `url(${manifest[name]})` : all,
  );
  await put('site.css', linked);

  const list = `${JSON.stringify(manifest, null, 2)}\n`;
  const written = path.join(to, 'manifest.json');
  if ((await readFile(written, 'utf8').catch(() => '')) !== list) {
    // Moved into place: a server that starts at this moment reads the old one or the new one.
    const draft = path.join(to, `manifest.${process.pid}.tmp`);
    await writeFile(draft, list);
    await rename(draft, written);
  }
  const wanted = new Set([...Object.values(manifest), 'manifest.json']);
  await Promise.all(
    before.filter((name) => !wanted.has(name)).map((name) => rm(path.join(to, name), { force: true })),
  );
  return manifest;
}
