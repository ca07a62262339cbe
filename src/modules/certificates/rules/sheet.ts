/** Everything that is printed on one certificate, in words: what the drawing gets, and all it gets. */
import type { Lang } from '../../../platform/i18n/translate.ts';

export const PAPERS = ['a4', 'letter'] as const;
export type Paper = (typeof PAPERS)[number];

/** A picture that was checked and reduced when it came in. */
export interface Picture {
  mediaType: 'image/png' | 'image/jpeg';
  /** As shown, in pixels. */
  width: number;
  height: number;
  bytes: Uint8Array;
}

export interface SheetSignature {
  name: string;
  position: string;
  picture?: Picture | undefined;
}

export interface Sheet {
  lang: Lang;
  paper: Paper;
  /** Of the document, for the window and screen readers. */
  documentTitle: string;
  issuer: string;
  logo?: Picture | undefined;
  title: string;
  lead: string;
  name: string;
  body: string;
  /** Hours, sessions, date of issue. */
  details: readonly string[];
  signatures: readonly SheetSignature[];
  verify: { label: string; address: string; code: string; alt: string; url: string };
  /** Milliseconds since 1970: the document's date, so that one certificate is always the same bytes. */
  issuedAt: number;
}
