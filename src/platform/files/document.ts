/** A document or data file as somebody sent it: kept byte for byte, after a look that it is what it claims to be. */
import type { DocumentFormat } from './kinds.ts';

export type DocumentFault = 'empty' | 'kind' | 'bytes' | 'broken' | 'macros' | 'encoding';

export interface CleanDocument {
  format: DocumentFormat;
  mediaType: string;
  bytes: Buffer;
}

export type DocumentResult = { ok: true; document: CleanDocument } | { ok: false; fault: DocumentFault };
