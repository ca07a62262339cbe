declare module 'pg-copy-streams' {
  import type { Readable, Writable } from 'node:stream';
  import type { Submittable } from 'pg';

  /** Rows as PostgreSQL's COPY text. */
  export function to(statement: string): Readable & Submittable;
  export function from(statement: string): Writable & Submittable;
}
