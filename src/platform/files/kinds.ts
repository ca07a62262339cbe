/** Which files are taken and how big they may be: data, so that forms, messages and documents say the same. */

/** Of a picture as it is sent. A photo of a telephone has up to 12 MB and 50 million pixels. */
export const PICTURE_LIMITS = {
  maxBytes: 15_000_000,
  maxPixels: 50_000_000,
  /** Of an AVIF, which is unpacked whole: 25 million take half a gigabyte for some seconds. */
  maxAvifPixels: 25_000_000,
  /** Pixels of a side: a strip of 1 × 50,000,000 is no picture. */
  maxSide: 16_000,
} as const;

/** For `accept` of a form. */
export const PICTURE_ACCEPT = 'image/jpeg,image/png,image/webp,image/avif,image/gif';
/** The same for people, in any language. */
export const PICTURE_KINDS = 'JPEG, PNG, WebP, AVIF, GIF';

/** Longest side of what is kept, pixels: sharp on any screen, and 5.8 million pixels at most. */
export const MASTER_SIDE = 2400;
/** Widths of the smaller versions, pixels. */
export const VARIANT_WIDTHS = [320, 640, 960, 1280, 1920] as const;

export type DocumentFormat = 'pdf' | 'csv' | 'json' | 'xlsx' | 'docx' | 'ods' | 'odt';

export interface DocumentKind {
  format: DocumentFormat;
  /** As it is served. */
  mediaType: string;
  maxBytes: number;
}

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const OPEN = 'application/vnd.oasis.opendocument';

export const DOCUMENT_KINDS: readonly DocumentKind[] = [
  { format: 'pdf', mediaType: 'application/pdf', maxBytes: 25_000_000 },
  { format: 'csv', mediaType: 'text/csv; charset=utf-8', maxBytes: 15_000_000 },
  { format: 'json', mediaType: 'application/json; charset=utf-8', maxBytes: 15_000_000 },
  { format: 'xlsx', mediaType: `${OFFICE}.spreadsheetml.sheet`, maxBytes: 15_000_000 },
  { format: 'docx', mediaType: `${OFFICE}.wordprocessingml.document`, maxBytes: 15_000_000 },
  { format: 'ods', mediaType: `${OPEN}.spreadsheet`, maxBytes: 15_000_000 },
  { format: 'odt', mediaType: `${OPEN}.text`, maxBytes: 15_000_000 },
];

/** For `accept` of a form. */
export const DOCUMENT_ACCEPT = DOCUMENT_KINDS.map((kind) => `.${kind.format}`).join(',');
export const DOCUMENT_KINDS_WORDS = DOCUMENT_KINDS.map((kind) => kind.format.toUpperCase()).join(', ');

/** The longest texts about a file, characters. */
export const ALT_MAX = 500;
export const CREDIT_MAX = 200;
