export interface ShareCardsTable {
  /** SHA-256 of all that is drawn. */
  hash: Buffer;
  bytes: Buffer;
  used_at: Temporal.Instant;
}

declare module '../db/handles.ts' {
  interface Database {
    share_cards: ShareCardsTable;
  }
}
