/** A file that the authors of a proposal sent: looked at by its bytes, made harmless, or refused with clear words. */
import type { FieldFault } from '../../../platform/errors.ts';
import { readDocument } from '../../../platform/files/document.ts';
import { documentFaultWords, pictureFaultWords } from '../../../platform/files/fault-words.ts';
import { imageTypeOf, refusedImageOf } from '../../../platform/files/image.ts';
import { DOCUMENT_KINDS_WORDS, PICTURE_KINDS } from '../../../platform/files/kinds.ts';
import { readPicture } from '../../../platform/files/picture.ts';
import { type RawValues, readForm } from '../../../platform/forms/read.ts';
import type { Submission } from '../../../platform/http/route.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import type { SentFile } from '../commands/files.ts';
import { MOST_DOCUMENT_BYTES } from '../rules/files.ts';
import { FileForm } from '../schemas/files.ts';

/** A larger one than any that is taken still gets here, to be refused in words beside the field. */
export const UPLOAD_MAX_BYTES = 20_000_000;

export type ReadUpload =
  | { ok: true; file: SentFile }
  | { ok: false; raw: RawValues; faults: readonly FieldFault[] };

/** Before any transaction: a picture takes up to some seconds. */
export async function readUpload(body: Submission, t: Translate): Promise<ReadUpload> {
  const form = readForm(FileForm, body, t);
  const sent = body.files.get('file');
  const refuse = (...faults: FieldFault[]): ReadUpload => ({ ok: false, raw: form.raw, faults });
  if (!form.ok) return refuse(...form.faults);
  if (!sent) return refuse({ field: 'file', message: t('proposals.files.missing') });
  const { words = '' } = form.value;
  if (!imageTypeOf(sent.bytes) && !refusedImageOf(sent.bytes)) {
    const read = readSent(sent.bytes, sent.filename, words, t);
    return 'message' in read ? refuse({ field: 'file', ...read }) : { ok: true, file: read };
  }
  const picture = await readPicture(sent.bytes);
  const unsaid = words === '' ? [{ field: 'words', message: t('proposals.files.words.missing') }] : [];
  if (!picture.ok) return refuse({ field: 'file', message: pictureFaultWords(t, picture.fault) }, ...unsaid);
  if (unsaid.length > 0) return refuse(...unsaid);
  const { mediaType, bytes, width, height } = picture.picture;
  const format = mediaType === 'image/png' ? 'png' : 'jpeg';
  const facts = { words, mediaType, format, width, height };
  return { ok: true, file: { kind: 'picture', facts, bytes, sent: sent.bytes } };
}

function readSent(bytes: Buffer, name: string, words: string, t: Translate): SentFile | { message: string } {
  // Before it is read: what is too large costs nothing more.
  if (bytes.length > MOST_DOCUMENT_BYTES)
    return { message: documentFaultWords(t, 'bytes', MOST_DOCUMENT_BYTES) };
  const read = readDocument(bytes, name);
  if (!read.ok)
    return {
      message:
        read.fault === 'kind'
          ? t('platform.files.document.kind', { kinds: `${PICTURE_KINDS}, ${DOCUMENT_KINDS_WORDS}` })
          : documentFaultWords(t, read.fault, Math.min(read.maxBytes, MOST_DOCUMENT_BYTES)),
    };
  const { mediaType, format } = read.document;
  const facts = { words, mediaType, format, width: 0, height: 0 };
  return { kind: 'document', facts, bytes, sent: bytes };
}
