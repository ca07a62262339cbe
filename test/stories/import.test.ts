/** Editions from files through the command line, beside a running server and without one. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ROOT, runVerb, startProgram, statusOf, useProgram } from '../harness/program.ts';

const program = useProgram();
const SAMPLE = path.join(ROOT, 'samples/encuentro-2023.json');
const SLUG = 'encuentro-de-justicia-abierta-2023';

it('says first what it would do, does it, and then has nothing to do', { timeout: 90_000 }, async () => {
  const data = await program.prepared();
  const tried = await runVerb(data, ['import', 'event', SAMPLE, '--dry-run'], {
    env: { LANG: 'es_GT.UTF-8' },
  });
  expect(tried.code).toBe(0);
  expect(tried.said).toMatch(
    /:5:18: aviso: description: Está escrito «Martes 8 de Marzo 2023», pero esa fecha es miércoles/,
  );
  expect(tried.said).toContain('creados 16, cambiados 0, sin cambio 0, rechazados 0');
  expect(tried.said).toContain('Ensayo: se puede escribir; no se escribió nada.');

  const server = startProgram(data, ['serve']);
  const page = `${await server.ready}/encuentros/${SLUG}`;
  expect(await statusOf(page)).toBe(404);
  expect(await runVerb(data, ['import', 'event', SAMPLE])).toMatchObject({ code: 0 });
  expect(await statusOf(page)).toBe(200);

  const bad = path.join(path.dirname(data), 'bad.json');
  const edition = JSON.parse(await readFile(SAMPLE, 'utf8')) as object;
  await writeFile(bad, JSON.stringify({ ...edition, slug: 'otro', timezone: 'America/Nada' }));
  const refused = await runVerb(data, ['import', 'event', bad, SAMPLE]);
  expect(refused.code).toBe(1);
  expect(refused.said).toContain('fault: timezone: There is no time zone “America/Nada”');
  expect(refused.said).toContain('Nothing was written.');
  const gone = await runVerb(data, ['import', 'event', path.join(path.dirname(data), 'gone.json')]);
  expect(gone).toMatchObject({ code: 1 });
  expect(gone.said).toContain("gone.json can't be read (ENOENT). Nothing was written.");
  expect(await runVerb(data, ['import', 'event', data])).toMatchObject({ code: 1 });

  const draft = path.join(path.dirname(data), 'draft.json');
  await writeFile(draft, JSON.stringify({ ...edition, slug: 'borrador' }));
  expect(await runVerb(data, ['import', 'event', draft, '--draft'])).toMatchObject({ code: 0 });
  expect(await statusOf(page.replace(SLUG, 'borrador'))).toBe(404);
  const beside = path.join(path.dirname(data), 'beside.json');
  expect(await runVerb(data, ['export', 'event', SLUG, beside])).toMatchObject({ code: 0 });
  const served = await readFile(beside, 'utf8');
  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);

  const taken = path.join(path.dirname(data), 'taken.json');
  expect(await runVerb(data, ['export', 'event', SLUG, taken])).toMatchObject({ code: 0 });
  const written = await readFile(taken, 'utf8');
  expect(written).toBe(served);
  const second = await runVerb(data, ['export', 'event', SLUG, taken]);
  expect(second).toMatchObject({ code: 1 });
  expect(second.said).toContain('taken.json exists. Choose another name.');
  expect(await runVerb(data, ['export', 'event', 'nada', `${taken}.x`])).toMatchObject({ code: 1 });
  expect(await runVerb(data, ['export', 'event', SLUG, path.join(taken, 'x')])).toMatchObject({ code: 1 });

  const again = await runVerb(data, ['import', 'event', SAMPLE]);
  expect(again.code).toBe(0);
  expect(again.said).toContain('created 0, changed 0, left 16, refused 0');
});

it('knows wrong use from a file that is wrong', { timeout: 90_000 }, async () => {
  const data = await program.folder();
  for (const args of [
    ['import'],
    ['import', 'event'],
    ['import', 'nothing', SAMPLE],
    ['import', 'event', SAMPLE, '--nothing'],
    ['export', 'event', SLUG],
    ['export', 'nothing', SLUG, 'x'],
  ])
    expect(await runVerb(data, args)).toMatchObject({ code: 2 });
  expect(await runVerb(data, ['import', '--help'])).toMatchObject({ code: 0 });
});
