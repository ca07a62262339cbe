import path from 'node:path';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { testDeps } from '../../../test/harness/app.ts';
import { useDatabase } from '../../../test/harness/database.ts';
import { renderText } from './rendering.ts';
import { file } from './import/fixtures.ts';
import { importFiles } from './import/import-files.ts';
import { renderBeside, renderPreview } from './prepared.ts';
import { makeRenderer, SHORT } from './renderer.ts';
import type { ImportFile } from './import/walk.ts';

const database = useDatabase();
const AROUND = { origin: 'https://ejemplo.test', pictures: new Map(), isSettled: true };
const textOf = (number: number) => ({
  body: `## Parte ${number}\n\n**Texto** con una nota[^1].\n\n[^1]: Nota.`,
  lang: 'es',
});

it('a text is rendered in the thread as it is here', async () => {
  const thread = new Worker(path.join(import.meta.dirname, 'render-thread.ts'));
  try {
    expect(await once(thread, 'message')).toEqual(['ready']);
    const told = once(thread, 'message');
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    thread.postMessage({ id: 7, text: textOf(1), around: AROUND });
    expect(await told).toEqual([{ id: 7, rendered: renderText(textOf(1), AROUND) }]);
  } finally {
    await thread.terminate();
  }
});

it('of many texts each gets its own, also after the thread has ended and while it is ended', async () => {
  const renderer = makeRenderer({ shortHere: 10 });
  const numbers = Array.from({ length: 40 }, (_, i) => i);
  const all = () => Promise.all(numbers.map((number) => renderer.render(textOf(number), AROUND)));
  const expected = numbers.map((number) => renderText(textOf(number), AROUND));
  expect(await all()).toEqual(expected);
  await renderer.close();
  expect(await all()).toEqual(expected);
  const [told] = await Promise.all([all(), renderer.close()]);
  expect(told).toEqual(expected);
  await renderer.close();
});

const tangled = (length: number) => ({ body: '1) a\n'.repeat(length / 5), lang: 'es' });

it('a long text that takes long holds nobody up: looked at, saved', async () => {
  const deps = testDeps(database.db);
  for (const render of [renderPreview, renderBeside]) {
    let ticks = 0;
    const ticking = setInterval(() => (ticks += 1), 10);
    await render(deps, tangled(4 * SHORT));
    clearInterval(ticking);
    expect([render.name, ticks > 10]).toEqual([render.name, true]);
  }
});

it('a text that takes all memory ends its thread alone, and is shown as it was written', async () => {
  const renderer = makeRenderer({ shortHere: 0, memory: 24 });
  const huge = { body: '- a\n\n  '.repeat(40_000), lang: 'es' };
  const [before, lost, after] = await Promise.all(
    [textOf(1), huge, textOf(2)].map((text) => renderer.render(text, AROUND)),
  );
  expect(before).toEqual(renderText(textOf(1), AROUND));
  expect([lost?.unread, lost?.html.slice(0, 10)]).toEqual(['slow', '<p>- a</p>']);
  expect(after).toEqual(renderText(textOf(2), AROUND));
  await renderer.close();
});

it('an import tells of its files in their order, and writes all before one that cannot be listed', async () => {
  const names = Array.from({ length: 30 }, (_, i) => `n${String(i).padStart(2, '0')}.md`);
  async function* files(): AsyncGenerator<ImportFile> {
    for (const name of names)
      yield file(name, name === 'n07.md' ? '---\n: [' : `---\ntitle: De ${name}\n---\nTexto.\n`);
    await Promise.reject(new Error('unplugged'));
  }
  const told: string[] = [];
  const importing = importFiles(
    testDeps(database.db),
    { kind: 'system', what: 'import' },
    files(),
    { dryRun: false, draft: true },
    (one) => told.push(`${one.shown} ${one.action}`),
  );
  await expect(importing).rejects.toThrow('unplugged');
  expect(told).toEqual(names.map((name) => `${name} ${name === 'n07.md' ? 'refused' : 'created'}`));
});
