import type { Generated } from 'kysely';

export type FileKind = 'picture' | 'document';
export type VariantFormat = 'avif' | 'webp' | 'jpeg' | 'png';

export interface FilesTable {
  id: string;
  name: string;
  media_type: string;
  size: number;
  sha256: Buffer;
  bytes: Buffer;
  created_at: Temporal.Instant;
  kind: FileKind;
  /** Pixels; null for documents. */
  width: number | null;
  height: number | null;
  /** What the picture shows, for those who don't see it; empty only when `decorative`. */
  alt: Generated<string>;
  decorative: boolean;
  credit: Generated<string>;
  /** Of the smaller versions: still to be made, made, could not be made (the picture itself is served). */
  state: 'pending' | 'ready' | 'failed';
  attempts: Generated<number>;
  claimed_until: Temporal.Instant | null;
  /** SHA-256 of the bytes as they were sent, by which the same file is known again. */
  source_sha256: Buffer | null;
  /** As in audit: `staff:{id}`, `system:{what}`. */
  uploaded_by: string;
  /** Stays although no record uses it. */
  kept: Generated<boolean>;
  /** May be taken back: a cache asks each time whether it is still there. */
  revocable: Generated<boolean>;
  /** Since when no record uses it, as far as the last look knew; null: it is used. */
  unused_since: Temporal.Instant | null;
}

export interface FileVariantsTable {
  file_id: string;
  width: number;
  format: VariantFormat;
  size: number;
  bytes: Buffer;
}

declare module '../db/handles.ts' {
  interface Database {
    files: FilesTable;
    file_variants: FileVariantsTable;
  }
}
