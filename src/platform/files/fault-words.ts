/** What is taken, and why a file was refused: in words for the person who sends it, with the limits. */
import type { Translate } from '../i18n/translate.ts';
import type { DocumentFault } from './document.ts';
import { DOCUMENT_KINDS_WORDS, PICTURE_KINDS, PICTURE_LIMITS } from './kinds.ts';
import type { PictureFault } from './picture.ts';

/** How large a picture may be, to be said before it is sent. */
export function pictureLimitWords(t: Translate): string {
  const { maxPixels, maxAvifPixels, maxSide } = PICTURE_LIMITS;
  return t('platform.files.limit.picture', {
    megapixels: maxPixels / 1e6,
    avif: maxAvifPixels / 1e6,
    side: maxSide,
  });
}

export function pictureFaultWords(t: Translate, fault: PictureFault): string {
  const { maxBytes, maxPixels, maxAvifPixels, maxSide } = PICTURE_LIMITS;
  return t(`platform.files.picture.${fault}`, {
    kinds: PICTURE_KINDS,
    megabytes: maxBytes / 1e6,
    megapixels: (fault === 'avif' ? maxAvifPixels : maxPixels) / 1e6,
    side: maxSide,
  });
}

/** @param maxBytes of the kind that was sent */
export function documentFaultWords(t: Translate, fault: DocumentFault, maxBytes: number): string {
  return t(`platform.files.document.${fault}`, { kinds: DOCUMENT_KINDS_WORDS, megabytes: maxBytes / 1e6 });
}
