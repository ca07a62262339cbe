/**
 * Puts the program together in few files, `dist/app`. Node takes 1.4 s of processor time to find and start the 2,700
 * modules of program and packages, and a third of it for these (decision 0017). `dist/src` stays as it is beside it:
 * threads and child processes start from there, and what a file finds by its own place, it finds from there.
 *
 *   node scripts/bundle.mjs
 */
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/** Binaries, and what looks for files beside itself: left where npm put them, as are those loaded only when needed. */
const LEFT =
  /^(?:sharp|fontkit|pdfkit|pino|better-auth|graphile-worker|fastify|nodemailer|@fastify\/.*|@expo-google-fonts\/.*)(?:\/|$)/;

/** Lets files of ours know the place that they had before they were put together. */
function keepPlaces(dist) {
  const own = path.join(dist, 'src') + path.sep;
  return {
    name: 'keep-places',
    transform(code, id) {
      if (!id.startsWith(own) || !code.includes('import.meta.')) return undefined;
      const place = path.relative(path.join(dist, 'app'), id).split(path.sep).join('/');
      const url = `new URL(${JSON.stringify(place)}, import.meta.url)`;
      const file = `process.getBuiltinModule('node:url').fileURLToPath(${url})`;
      return code
        .replaceAll(/\bimport\.meta\.url\b/g, `${url}.href`)
        .replaceAll(/\bimport\.meta\.filename\b/g, file)
        .replaceAll(/\bimport\.meta\.dirname\b/g, `process.getBuiltinModule('node:path').dirname(${file})`);
    },
  };
}

/** @param {string} dist the folder in which the compiler has put `src` */
async function bundle(dist) {
  const bundled = await rolldown({
    input: path.join(dist, 'src/main.js'),
    platform: 'node',
    external: (id) => id.startsWith('node:') || LEFT.test(id),
    plugins: [keepPlaces(dist)],
    logLevel: 'warn',
  });
  const to = path.join(dist, 'app');
  // Names without a hash: a program that runs while it is built anew finds what it has not loaded yet.
  const { output } = await bundled.write({
    dir: to,
    format: 'esm',
    entryFileNames: 'main.js',
    chunkFileNames: '[name].js',
  });
  await bundled.close();
  const made = new Set(output.map(({ fileName }) => fileName));
  for (const name of readdirSync(to)) if (!made.has(name)) rmSync(path.join(to, name));
}

await bundle(path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), 'dist'));
