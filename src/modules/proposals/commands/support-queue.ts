/**
 * The door through which thousands knock in a minute. What comes in while one transaction is on its way goes into the
 * next one together, and everybody is answered after the commit of theirs: one flush to the disk for many, and no
 * waiting for anybody when there is only one.
 */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/handles.ts';

export interface Support {
  id: string;
  /** Number of the proposal. */
  number: number;
  hash: Buffer;
  /** As `dayHash` gives it. */
  day: Buffer;
  sealed: Buffer;
  lang: string;
  at: Temporal.Instant;
}

/** Rows of one statement. */
const MOST_AT_ONCE = 400;
/** Minutes after which a support that was not confirmed is told of again, when it is sent again. */
const PAUSE = '10 minutes';

/** Mails that one support can cause, however often it is sent again. */
const MOST_TOLD = 3;

interface Waiting {
  support: Support;
  resolve: (found: boolean) => void;
  reject: (error: unknown) => void;
}

export class SupportQueue {
  readonly #db: Db;
  #waiting: Waiting[] = [];
  #busy = false;

  constructor(db: Db) {
    this.#db = db;
  }

  /**
   * @returns after the commit: whether there is such a proposal to support. Of a mailbox that supports it already
   *   nothing changes, and the answer is the same
   */
  add(support: Support): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ support, resolve, reject });
      if (!this.#busy) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#busy = true;
    // What arrives in the same turn of the loop goes together.
    await new Promise(setImmediate);
    while (this.#waiting.length > 0) {
      const some = this.#waiting.splice(0, MOST_AT_ONCE);
      try {
        const found = await insertSupports(
          this.#db,
          some.map(({ support }) => support),
        );
        for (const { support, resolve } of some) resolve(found.has(support.number));
      } catch (error) {
        for (const { reject } of some) reject(error);
      }
    }
    this.#busy = false;
  }
}

/** One statement, one commit. @returns numbers of proposals that everybody may read */
async function insertSupports(db: Db, supports: readonly Support[]): Promise<Set<number>> {
  const { rows } = await sql<{ number: number }>`
    with sent as (
      -- Of one mailbox twice in one batch, the first.
      select distinct on (number, hash) * from unnest(
        ${supports.map(({ id }) => id)}::uuid[], ${supports.map(({ number }) => number)}::integer[],
        ${supports.map(({ hash }) => hash)}::bytea[], ${supports.map(({ day }) => day)}::bytea[],
        ${supports.map(({ sealed }) => sealed)}::bytea[],
        ${supports.map(({ lang }) => lang)}::text[], ${supports.map(({ at }) => String(at))}::timestamptz[]
      ) as u (id, number, hash, day, sealed, lang, at)
      order by number, hash, id
    ), known as (
      select id, number from proposals where number = any(select number from sent) and title is not null
    ), put as (
      insert into proposal_supports as s (id, proposal_id, state, address_hash, day_hash, sealed, lang, created_at)
      select sent.id, known.id, 'unconfirmed', sent.hash, sent.day, sent.sealed, sent.lang, sent.at
      from sent join known using (number)
      on conflict (proposal_id, address_hash) do update set told_at = null, day_hash = excluded.day_hash
        where s.state = 'unconfirmed' and s.told_times < ${MOST_TOLD} and s.told_at < excluded.created_at - ${PAUSE}::interval
    )
    select number from known`.execute(db);
  return new Set(rows.map(({ number }) => number));
}
