import type { ColumnType } from 'kysely';

export interface SettingsTable {
  key: string;
  /** Written as JSON text, read as the value. */
  value: ColumnType<unknown, string, string>;
  updated_at: Temporal.Instant;
}

declare module '../db/handles.ts' {
  interface Database {
    settings: SettingsTable;
  }
}
