export interface FilesTable {
  id: string;
  name: string;
  media_type: string;
  size: number;
  sha256: Buffer;
  bytes: Buffer;
  created_at: Temporal.Instant;
}

declare module '../db/handles.ts' {
  interface Database {
    files: FilesTable;
  }
}
