/** A file that somebody sent, from its bytes to the library: by the form of a page or by the editor. */
import type { Static } from 'typebox';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { FieldFault } from '../../../platform/errors.ts';
import { readDocument } from '../../../platform/files/document.ts';
import { documentFaultWords, pictureFaultWords } from '../../../platform/files/fault-words.ts';
import { type Kept, putDocument, putPicture } from '../../../platform/files/files.ts';
import { imageTypeOf, refusedImageOf } from '../../../platform/files/image.ts';
import { DOCUMENT_KINDS_WORDS, PICTURE_KINDS } from '../../../platform/files/kinds.ts';
import { readPicture } from '../../../platform/files/picture.ts';
import { type RawValues, readForm } from '../../../platform/forms/read.ts';
import type { Ctx } from '../../../platform/http/route.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { FileForm } from '../schemas/files.ts';

/** A bigger file than any may be still gets here, to be refused in words beside the field. */
export const UPLOAD_MAX_BYTES = 30_000_000;

export type Upload =
  | { ok: true; kept: Kept; alt: string }
  | { ok: false; raw: RawValues; faults: FieldFault[] };

export type FileInput = Static<typeof FileForm>;

/** A picture says what it shows, or that it is decoration: one of them, and not by forgetting. */
export function altFaults(t: Translate, { alt = '', decorative }: FileInput): FieldFault[] {
  if (decorative ? alt.trim() === '' : alt.trim() !== '') return [];
  return [{ field: 'alt', message: t(decorative ? 'site.files.fault.both' : 'site.files.fault.alt') }];
}

/** Reads what was sent and keeps it; nothing is kept when anything is wrong with it. */
export async function takeUpload(deps: Deps, ctx: Ctx): Promise<Upload> {
  const { t, body } = ctx;
  const form = readForm(FileForm, body, t);
  const sent = body.files.get('file');
  if (!sent || !form.ok) {
    const missing = sent ? [] : [{ field: 'file', message: t('site.files.fault.file') }];
    return { ok: false, raw: form.raw, faults: [...missing, ...(form.ok ? [] : form.faults)] };
  }
  const { alt = '', credit, kept } = form.value;
  const words = { name: sent.filename, alt, credit, kept };
  const keeping = { actor: ctx.actor, now: ctx.now };
  const refuse = (...faults: FieldFault[]): Upload => ({ ok: false, raw: form.raw, faults });

  if (imageTypeOf(sent.bytes) || refusedImageOf(sent.bytes)) {
    const faults = altFaults(t, form.value);
    const read = await readPicture(sent.bytes);
    if (!read.ok) return refuse({ field: 'file', message: pictureFaultWords(t, read.fault) }, ...faults);
    if (faults.length > 0) return refuse(...faults);
    const result = await withTransaction(deps.db, (trx) => putPicture(trx, read.picture, words, keeping));
    return { ok: true, kept: result, alt };
  }
  const read = readDocument(sent.bytes, sent.filename);
  if (!read.ok) {
    const kinds = `${PICTURE_KINDS}, ${DOCUMENT_KINDS_WORDS}`;
    const message =
      read.fault === 'kind'
        ? t('platform.files.document.kind', { kinds })
        : documentFaultWords(t, read.fault, read.maxBytes);
    return refuse({ field: 'file', message });
  }
  const result = await withTransaction(deps.db, (trx) => putDocument(trx, read.document, words, keeping));
  return { ok: true, kept: result, alt: '' };
}

/** How a text names the file: what the editor puts where the cursor is. */
export function markdownOf(file: {
  kind: 'picture' | 'document';
  name: string;
  href: string;
  alt: string;
}): string {
  const words = (file.kind === 'picture' ? file.alt : file.name).replaceAll(/([\\[\]])/g, String.raw`\$1`);
  return `${file.kind === 'picture' ? '!' : ''}[${words.replaceAll(/\s+/g, ' ')}](${file.href})`;
}
