/**
 * The three handles on the database. A command demands `Trx` by type, so it can't be called
 * outside a transaction; a query takes `Read`, so it can't write. Each module adds its tables
 * to `Database` by declaration merging in its `tables.ts`.
 */
import type { Kysely, Transaction } from 'kysely';

// Empty on purpose: modules and platform services merge their tables in.
export interface Database {}

export type Db = Kysely<Database>;
export type Trx = Transaction<Database>;
/**
 * For queries: a pool handle or a transaction, without insert, update or delete.
 * (Kysely's own `ReadonlyKysely` needs a cast at every call; this one takes both handles as they are.)
 */
export type Read = Pick<Db, 'selectFrom' | 'selectNoFrom' | 'fn' | 'case' | 'dynamic' | 'getExecutor'>;
