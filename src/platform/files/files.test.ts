import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import sharp from 'sharp';
import { beforeEach, describe, expect, it } from 'vitest';
import { START, useApp } from '../../../test/harness/app.ts';
import { recordHistory } from '../history/history.ts';
import { withTransaction } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { readDocument } from './document.ts';
import { type FileWords, fileHref, putDocument, putPicture } from './files.ts';
import { ARCHIVES, PDF, photo } from './fixtures.ts';
import { findPictures } from './pictures.ts';
import { type CleanPicture, readPicture } from './picture.ts';
import type { FileUse } from './source.ts';
import { sweepFiles } from './sweep.ts';
import { removeUnusedFile, useFiles } from './uses.ts';
import { variantWidths } from './draw-variants.ts';
import { makeVariants } from './variants.ts';

const site = useApp();
const actor = { kind: 'system', what: 'test' } as const;
const DAY = { hours: 24 };

beforeEach(async () => {
  site.setNow(START);
  await sql`truncate files, file_variants, history cascade`.execute(site.deps.db);
});

async function clean(sent: Buffer): Promise<CleanPicture> {
  const read = await readPicture(sent);
  if (!read.ok) throw new Error(`refused: ${read.fault}`);
  return read.picture;
}

const photoJpeg = async (width = 800, height = 400): Promise<Buffer> =>
  await (await photo(width, height)).jpeg().toBuffer();

async function put(sent: Buffer, words: Partial<FileWords> = {}) {
  const picture = await clean(sent);
  return await withTransaction(site.deps.db, (trx) =>
    putPicture(
      trx,
      picture,
      { name: 'Foto de prueba.JPG', alt: 'Una sala con sillas', ...words },
      { actor, now: site.deps.now() },
    ),
  );
}

async function putPdf(name = 'Informe.pdf') {
  const read = readDocument(PDF, name);
  if (!read.ok) throw new Error(read.fault);
  return await withTransaction(site.deps.db, (trx) =>
    putDocument(trx, read.document, { name }, { actor, now: site.deps.now() }),
  );
}

const get = (url: string) => site.app.inject({ url });
const there = async (id: string): Promise<boolean> =>
  (await site.deps.db.selectFrom('files').select('id').where('id', '=', id).execute()).length === 1;

describe('a picture that is kept', () => {
  it('is served at once, and in smaller versions when they are made', async () => {
    const kept = await put(await photoJpeg());
    expect(kept).toMatchObject({ name: 'foto-de-prueba.jpg', existed: false });
    const before = (await findPictures(site.deps.db, [kept.id, 'no', kept.id])).get(kept.id);
    expect(before).toEqual({
      id: kept.id,
      href: kept.href,
      width: 800,
      height: 400,
      alt: 'Una sala con sillas',
      credit: '',
      sources: [],
      srcset: '',
    });
    const early = await get(`/archivos/${kept.id}/640/foto-de-prueba.avif`);
    expect([early.statusCode, early.headers['content-type'], early.headers['cache-control']]).toEqual([
      200,
      'image/jpeg',
      'public, max-age=60',
    ]);

    await makeVariants(site.deps);
    const after = (await findPictures(site.deps.db, [kept.id])).get(kept.id);
    const at = (width: number, ending: string): string =>
      `/archivos/${kept.id}/${width}/foto-de-prueba.${ending} ${width}w`;
    expect(after?.sources).toEqual([
      { type: 'image/avif', srcset: [at(320, 'avif'), at(640, 'avif'), at(800, 'avif')].join(', ') },
      { type: 'image/webp', srcset: [at(320, 'webp'), at(640, 'webp'), at(800, 'webp')].join(', ') },
    ]);
    expect(after?.srcset).toBe(
      [at(320, 'jpg'), at(640, 'jpg'), at(800, 'jpg'), `${kept.href} 800w`].join(', '),
    );
    for (const [ending, format, type] of [
      ['avif', 'heif', 'image/avif'],
      ['webp', 'webp', 'image/webp'],
      ['jpg', 'jpeg', 'image/jpeg'],
    ] as const) {
      const answer = await get(`/archivos/${kept.id}/320/foto-de-prueba.${ending}`);
      const made = await sharp(answer.rawPayload).metadata();
      expect([answer.headers['content-type'], made.format, made.width, made.height]).toEqual([
        type,
        format,
        320,
        160,
      ]);
      expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(answer.headers['content-security-policy']).toBe("sandbox; default-src 'none'");
    }
  });

  it.each([
    ['/archivos/{id}/641/foto-de-prueba.avif'],
    ['/archivos/{id}/1280/foto-de-prueba.avif'],
    ['/archivos/{id}/320/otra.avif'],
    ['/archivos/{id}/320/foto-de-prueba.svg'],
    ['/archivos/{id}/0/foto-de-prueba.avif'],
    ['/archivos/{id}/320x/foto-de-prueba.avif'],
    ['/archivos/00000000-0000-4000-8000-000000000000/320/foto-de-prueba.avif'],
    ['/archivos/no/320/foto-de-prueba.avif'],
    ['/archivos/{id}/otra.jpg'],
  ])('is not at %s', async (url) => {
    const kept = await put(await photoJpeg());
    expect((await get(url.replace('{id}', kept.id))).statusCode).toBe(404);
  });

  it('keeps its transparency and its sharp edges in every version', async () => {
    const half = {
      width: 900,
      height: 900,
      channels: 4,
      background: { r: 0, g: 90, b: 0, alpha: 0.5 },
    } as const;
    const red = { width: 300, height: 300, channels: 4, background: '#f00' } as const;
    const drawing = await sharp({ create: half })
      .composite([{ input: { create: red } }])
      .png()
      .toBuffer();
    const kept = await put(drawing, { name: 'dibujo' });
    expect(kept.name).toBe('dibujo.png');
    await makeVariants(site.deps);
    const formats = await site.deps.db.selectFrom('file_variants').selectAll().execute();
    expect(new Set(formats.map((one) => one.format)).has('png')).toBe(true);
    for (const { bytes } of formats) expect((await sharp(bytes).stats()).isOpaque).toBe(false);
  });

  it('is kept once, also when it is sent twice at the same moment', async () => {
    const sent = await photoJpeg();
    const both = await Promise.all([put(sent), put(sent, { alt: 'Otro texto', kept: true })]);
    expect(new Set(both.map((one) => one.href)).size).toBe(1);
    expect(both.map((one) => one.existed).toSorted()).toEqual([false, true]);
    const rows = await site.deps.db.selectFrom('files').select('kept').execute();
    expect(rows).toEqual([{ kept: true }]);
  });

  it.each([
    ['../../etc/passwd', 'passwd.jpg'],
    ['C:\\Fotos\\Año Nuevo (1).jpeg', 'ano-nuevo-1.jpg'],
    ['<script>alert(1)</script>.png', 'script.jpg'],
    ['foto.php.jpg', 'foto-php.jpg'],
    ['.htaccess', 'htaccess.jpg'],
    ['‮gpj.exe', 'gpj.jpg'],
    ['   ', 'archivo.jpg'],
    ['a'.repeat(300), `${'a'.repeat(80)}.jpg`],
    ['Ñandú\0\r\nSet-Cookie: x.jpg', 'nandu-set-cookie-x.jpg'],
  ])('called %j is served as %s', async (name, served) => {
    const kept = await put(await photoJpeg(60, 30), { name });
    expect(kept.name).toBe(served);
    expect((await get(kept.href)).statusCode).toBe(200);
  });

  it('must have words or be called decoration: the database refuses anything else', async () => {
    const kept = await put(await photoJpeg(60, 30));
    const forget = site.deps.db.updateTable('files').set({ alt: '' }).where('id', '=', kept.id).execute();
    await expect(forget).rejects.toMatchObject({ constraint: 'files_words_said' });
  });
});

describe('a document that is kept', () => {
  it('can only be downloaded', async () => {
    const kept = await putPdf('../Informe año 2026.PDF');
    const answer = await get(kept.href);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="informe-ano-2026.pdf"',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
    });
    expect(answer.rawPayload.equals(PDF)).toBe(true);
    expect((await get(`/archivos/${kept.id}/320/informe-ano-2026.webp`)).statusCode).toBe(404);
  });
});

describe('smaller versions', () => {
  it.each([
    [200, [200]],
    [330, [320]],
    [500, [320, 500]],
    [1000, [320, 640, 960]],
    [1920, [320, 640, 960, 1280, 1920]],
    [2400, [320, 640, 960, 1280, 1920]],
  ])('of a picture %i wide are in widths that save something', (width, widths) => {
    expect(variantWidths(width)).toEqual(widths);
  });

  it('are made one picture at a time, each promising the next', async () => {
    const first = await put(await photoJpeg(400, 200));
    site.setNow(START.add({ seconds: 1 }));
    const second = await put(await photoJpeg(500, 200));
    const states = async () => {
      const rows = await site.deps.db.selectFrom('files').select(['id', 'state']).execute();
      return [first, second].map((one) => rows.find((row) => row.id === one.id)?.state);
    };
    await sql`delete from graphile_worker._private_jobs`.execute(site.deps.db);
    await makeVariants(site.deps);
    expect(await states()).toEqual(['ready', 'pending']);
    const { rows } = await sql<{ key: string }>`select key from graphile_worker._private_jobs`.execute(
      site.deps.db,
    );
    expect(rows).toEqual([{ key: 'site.make_variants' }]);
    await Promise.all([makeVariants(site.deps), makeVariants(site.deps)]);
    expect(await states()).toEqual(['ready', 'ready']);
  });

  it('that can not be made are given up after three times; the picture itself is served', async () => {
    const kept = await put(await photoJpeg());
    const broken = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, ...randomBytes(50)]);
    await site.deps.db
      .updateTable('files')
      .set({ bytes: broken, size: broken.length })
      .where('id', '=', kept.id)
      .execute();
    for (let minutes = 0; minutes < 60; minutes += 20) {
      site.setNow(START.add({ minutes }));
      await makeVariants(site.deps);
    }
    const row = await site.deps.db.selectFrom('files').select(['state', 'attempts']).executeTakeFirst();
    expect(row).toEqual({ state: 'failed', attempts: 3 });
    expect((await get(`/archivos/${kept.id}/320/foto-de-prueba.webp`)).rawPayload.equals(broken)).toBe(true);
  });

  it('left by a process that died are made by the next one', async () => {
    const kept = await put(await photoJpeg(400, 200));
    await site.deps.db
      .updateTable('files')
      .set({ attempts: 1, claimed_until: START.add({ minutes: 10 }) })
      .execute();
    await makeVariants(site.deps);
    expect((await findPictures(site.deps.db, [kept.id])).get(kept.id)?.srcset).toBe('');
    site.setNow(START.add({ minutes: 11 }));
    await makeVariants(site.deps);
    expect((await findPictures(site.deps.db, [kept.id])).get(kept.id)?.srcset).not.toBe('');
  });
});

/** The application with a module that shows these files. */
function withUses(used: readonly string[]): Deps {
  const use = (fileId: string): FileUse => ({ fileId, id: '1', title: 'Registro', href: '/admin' });
  const source = {
    kind: 'record',
    find: async (_db: unknown, ids: readonly string[]) => ids.filter((id) => used.includes(id)).map(use),
  };
  return { ...site.deps, additions: { ...site.deps.additions, fileUses: [source] } };
}

describe('files that nobody uses', () => {
  it('are taken away after their days; used, kept and once published ones stay', async () => {
    const [unused, used, past] = [
      await put(await photoJpeg(60, 30)),
      await put(await photoJpeg(61, 30)),
      await put(await photoJpeg(62, 30)),
    ];
    const library = await put(await photoJpeg(63, 30), { kept: true });
    const pdf = await putPdf();
    const content = { body: `Un texto con ![foto](${past.href})` };
    await withTransaction(site.deps.db, (trx) =>
      recordHistory(trx, { actor, record: { kind: 'x', id: '1' }, action: 'published', content }),
    );
    const deps = withUses([used.id]);
    const ids = [unused, used, past, library, pdf].map((one) => one.id);
    const left = async () => await Promise.all(ids.map(there));
    expect(await sweepFiles(deps, 30)).toEqual({ unused: 3, removed: 0 });
    site.setNow(START.add({ hours: 24 * 30 }));
    expect(await sweepFiles(deps, 30)).toEqual({ unused: 3, removed: 0 });
    site.setNow(START.add({ hours: 24 * 30 + 1 }));
    expect(await sweepFiles(deps, 30)).toEqual({ unused: 3, removed: 2 });
    expect(await left()).toEqual([false, true, true, true, false]);
    // The days are counted from the moment at which the last record let go of it.
    expect(await sweepFiles(withUses([]), 30)).toEqual({ unused: 2, removed: 0 });
    expect(await there(used.id)).toBe(true);
    site.setNow(START.add({ hours: 24 * 61 + 2 }));
    expect(await sweepFiles(withUses([]), 30)).toEqual({ unused: 2, removed: 1 });
    expect(await left()).toEqual([false, false, true, true, false]);
  });

  it('start their days anew when somebody sends them again', async () => {
    const sent = await photoJpeg(60, 30);
    const kept = await put(sent);
    site.setNow(START.add({ hours: 24 * 20 }));
    await put(sent);
    site.setNow(START.add({ hours: 24 * 31 }));
    expect(await sweepFiles(withUses([]), 30)).toEqual({ unused: 1, removed: 0 });
    expect(await there(kept.id)).toBe(true);
  });

  it('are not taken away under the hands of who is about to use them', async () => {
    const kept = await put(await photoJpeg(60, 30));
    site.setNow(START.add({ ...DAY, hours: 24 * 40 }));
    let sweep: Promise<boolean> | undefined;
    let used = false;
    const deps = {
      additions: {
        ...site.deps.additions,
        fileUses: [
          {
            kind: 'record',
            find: async () => (used ? [{ fileId: kept.id, id: '1', title: 'R', href: '/' }] : []),
          },
        ],
      },
    };
    await withTransaction(site.deps.db, async (trx) => {
      expect(await useFiles(trx, [kept.id])).toEqual([]);
      sweep = withTransaction(site.deps.db, (other) => removeUnusedFile(other, deps, kept.id));
      // The sweep stands at the lock until this one commits; what it then sees is the use.
      await new Promise((done) => setTimeout(done, 200));
      used = true;
    });
    expect(await sweep).toBe(false);
    expect(await there(kept.id)).toBe(true);
  });

  it('that are gone are told to who wanted to use them', async () => {
    const kept = await put(await photoJpeg(60, 30));
    await withTransaction(site.deps.db, (trx) => removeUnusedFile(trx, withUses([]), kept.id));
    const missing = await withTransaction(site.deps.db, (trx) => useFiles(trx, [kept.id, 'no-id']));
    expect(missing).toEqual([kept.id, 'no-id']);
    expect((await get(fileHref(kept))).statusCode).toBe(404);
  });

  it('leave nothing behind when the process dies between keeping and saving', async () => {
    const picture = await clean(await photoJpeg(60, 30));
    const crash = withTransaction(site.deps.db, async (trx) => {
      await putPicture(trx, picture, { name: 'x', alt: 'y' }, { actor, now: site.deps.now() });
      throw new Error('the power went out');
    });
    await expect(crash).rejects.toThrow('the power went out');
    expect(await site.deps.db.selectFrom('files').select('id').execute()).toEqual([]);
  });
});

describe('an archive that is also a picture', () => {
  it('is kept as the picture alone', async () => {
    const both = Buffer.concat([await (await photo(60, 30)).gif().toBuffer(), ARCHIVES.java]);
    const kept = await put(both, { name: 'ambos.jar' });
    const { rawPayload, headers } = await get(kept.href);
    expect([kept.name, headers['content-type']]).toEqual(['ambos.jpg', 'image/jpeg']);
    expect(rawPayload.includes('PK')).toBe(false);
  });
});
