/** The paper that proves a delivery, from what was sent: a picture made anew from its pixels, or a PDF. */
import { readDocument } from '../../../platform/files/document.ts';
import { documentFaultWords, pictureFaultWords } from '../../../platform/files/fault-words.ts';
import { imageTypeOf, refusedImageOf } from '../../../platform/files/image.ts';
import { readPicture } from '../../../platform/files/picture.ts';
import { bytes } from '../../../platform/http/answers.ts';
import type { Answer, Ctx } from '../../../platform/http/route.ts';
import type { Vault } from '../../../platform/vault/vault.ts';
import type { Paper } from '../commands/delivery.ts';
import { PAPER_BYTES } from '../schemas/forms.ts';
import { openPaper } from '../sealed.ts';

export type PaperRead = { ok: true; paper: Paper | undefined } | { ok: false; message: string };

const refuse = (message: string): PaperRead => ({ ok: false, message });

/** @returns no paper when none was sent */
export async function readPaper({ t, body }: Pick<Ctx, 't' | 'body'>): Promise<PaperRead> {
  const sent = body.files.get('paper');
  if (!sent || sent.bytes.length === 0) return { ok: true, paper: undefined };
  const open = body.fields.get('paper_open')?.[0] === 'yes';
  if (sent.bytes.length > PAPER_BYTES)
    return refuse(t('answers.form.paper.too_big', { megabytes: PAPER_BYTES / 1e6 }));
  if (imageTypeOf(sent.bytes) || refusedImageOf(sent.bytes)) {
    const read = await readPicture(sent.bytes);
    if (!read.ok) return refuse(pictureFaultWords(t, read.fault));
    const { mediaType, bytes: made } = read.picture;
    return { ok: true, paper: { mediaType, bytes: made, open } };
  }
  const read = readDocument(sent.bytes, sent.filename);
  if (read.ok && read.document.format !== 'pdf') return refuse(t('answers.form.paper.kind'));
  if (!read.ok)
    return refuse(
      read.fault === 'kind' ? t('answers.form.paper.kind') : documentFaultWords(t, read.fault, read.maxBytes),
    );
  return { ok: true, paper: { mediaType: read.document.mediaType, bytes: read.document.bytes, open } };
}

/** Nothing in it runs, and no computer in between keeps it: what is open today may be closed tomorrow. */
export function paperAnswer(
  vault: Vault,
  paper: { delivery_id: string; media_type: string; sealed: Uint8Array },
): Answer {
  const picture = paper.media_type.startsWith('image/');
  const ending = picture ? paper.media_type.replace('image/', '').replace('jpeg', 'jpg') : 'pdf';
  const name = `constancia-${paper.delivery_id}.${ending}`;
  return bytes(openPaper(vault, paper.delivery_id, paper.sealed), paper.media_type, {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'content-disposition': `${picture ? 'inline' : 'attachment'}; filename="${name}"`,
    'x-robots-tag': 'noindex',
  });
}
