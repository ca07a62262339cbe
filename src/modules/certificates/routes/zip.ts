/** All certificates of a kind as one ZIP, drawn as they are sent: a thousand take no more memory than two. */
import { Readable } from 'node:stream';
import { Zip, ZipPassThrough } from 'fflate';
import { fold } from '../../events/index.ts';
import { openCertificate } from '../kept.ts';
import { type Looks, sheetFor } from '../press.ts';
import { type CertificateRow, listPrintable } from '../queries/certificates.ts';
import { spellCode } from '../rules/code.ts';
import type { Kind } from '../tables.ts';
import type { Shop } from './desk.ts';

const PAGE = 50;

export function zipOf(shop: Shop, eventId: string, kind: Kind): Readable {
  return Readable.from(pieces(shop, eventId, kind), { objectMode: false, highWaterMark: 65_536 });
}

async function* pieces(shop: Shop, eventId: string, kind: Kind): AsyncGenerator<Uint8Array> {
  let out: Uint8Array[] = [];
  let failed: Error | undefined;
  const zip = new Zip((error, data) => {
    if (error) failed = error;
    else out.push(data);
  });
  for await (const { name, file, at } of files(shop, eventId, kind)) {
    // A PDF is compressed already.
    const entry = new ZipPassThrough(name);
    entry.mtime = at;
    zip.add(entry);
    entry.push(file, true);
    if (failed) throw failed;
    yield* out;
    out = [];
  }
  zip.end();
  if (failed) throw failed;
  yield* out;
}

interface PdfFile {
  name: string;
  file: Buffer;
  at: number;
}

/** One is drawn while the one before is sent. */
async function* files(shop: Shop, eventId: string, kind: Kind): AsyncGenerator<PdfFile> {
  const looks: Looks = new Map();
  let ahead: Promise<PdfFile> | undefined;
  for await (const row of rows(shop, eventId, kind)) {
    const next = draw(shop, row, looks);
    // Waited for below; if the one before fails first, nobody would.
    next.catch(() => undefined);
    if (ahead) yield await ahead;
    ahead = next;
  }
  if (ahead) yield await ahead;
}

async function* rows({ deps }: Shop, eventId: string, kind: Kind): AsyncGenerator<CertificateRow> {
  let after: string | undefined;
  for (;;) {
    const page = await listPrintable(deps.db, eventId, kind, { after, limit: PAGE });
    yield* page;
    after = page.at(-1)?.id;
    if (page.length < PAGE) return;
  }
}

async function draw({ deps, drawer }: Shop, row: CertificateRow, looks: Looks): Promise<PdfFile> {
  const sheet = await sheetFor(deps, deps.db, row, looks);
  const file = await drawer.pdf(sheet);
  const { facts } = openCertificate(deps.vault, row.id, row.sealed ?? new Uint8Array());
  const plain = fold(facts.name)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60);
  return {
    name: `${plain || 'certificado'}-${spellCode(row.code)}.pdf`,
    file,
    at: row.issued_at.epochMilliseconds,
  };
}
