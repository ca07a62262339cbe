/** What shows that a milestone was reached, as it is sent: a paper, a picture, or where something is published. */
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import type { FieldFault } from '../../../platform/errors.ts';
import { type CleanDocument, readDocument } from '../../../platform/files/document.ts';
import { documentFaultWords, pictureFaultWords } from '../../../platform/files/fault-words.ts';
import { putDocument, putPicture } from '../../../platform/files/files.ts';
import { DOCUMENT_KINDS, PICTURE_LIMITS } from '../../../platform/files/kinds.ts';
import { type CleanPicture, readPicture } from '../../../platform/files/picture.ts';
import type { Ctx } from '../../../platform/http/route.ts';
import { statedSources } from '../../../platform/sources/stated.ts';

/** The file and the words beside it. */
export const MAX_UPLOAD =
  Math.max(PICTURE_LIMITS.maxBytes, ...DOCUMENT_KINDS.map(({ maxBytes }) => maxBytes)) + 100_000;

export type CleanFile = { name: string } & ({ document: CleanDocument } | { picture: CleanPicture });

const DOCUMENT = new RegExp(`\\.(${DOCUMENT_KINDS.map(({ format }) => format).join('|')})$`, 'i');

/** Looked at before anything is kept: pictures are made anew, documents are what they claim to be. */
export async function readFile({
  body,
  t,
}: Ctx): Promise<{ kept: CleanFile | undefined; faults: FieldFault[] }> {
  const sent = body.files.get('file');
  if (!sent || sent.bytes.length === 0) return { kept: undefined, faults: [] };
  const name = sent.filename;
  const fault = (message: string) => ({ kept: undefined, faults: [{ field: 'file', message }] });
  if (DOCUMENT.test(name)) {
    const read = readDocument(sent.bytes, name);
    return read.ok
      ? { kept: { name, document: read.document }, faults: [] }
      : fault(documentFaultWords(t, read.fault, read.maxBytes));
  }
  const read = await readPicture(sent.bytes);
  return read.ok
    ? { kept: { name, picture: read.picture }, faults: [] }
    : fault(pictureFaultWords(t, read.fault));
}

/** @param note what it shows, for those who don't see a picture. @returns its id */
export async function keepFile(trx: Trx, act: Act, file: CleanFile, note: string): Promise<string> {
  const { name } = file;
  const kept =
    'document' in file
      ? await putDocument(trx, file.document, { name }, act)
      : await putPicture(trx, file.picture, { name, alt: note }, act);
  return kept.id;
}

/** The source that is there already, or a new one. */
export async function keepSource(
  trx: Trx,
  act: Act,
  stated: { url: string; title: string; publisher: string },
): Promise<string | undefined> {
  return [...(await statedSources(trx, act, [stated])).values()][0];
}
