/**
 * Reads and writes the settings of the installation. A reading may be up to five seconds old,
 * so that pages don't ask the database for the organisation's name each time; a command that
 * decides by a setting reads it inside its transaction, which is never old.
 */
import type { Static, TSchema } from 'typebox';
import { Check } from 'typebox/value';
import type { Read, Trx } from '../db/handles.ts';
import type { Setting } from './setting.ts';
import './tables.ts';

const KEPT_MS = 5000;

interface Kept {
  at: number;
  values: Promise<ReadonlyMap<string, unknown>>;
}

// Per database handle, so that tests beside each other don't read each other's settings.
const kept = new WeakMap<object, Kept>();

/** @returns the value, or the setting's default when none was set or what is stored no longer fits its schema. */
export async function readSetting<S extends TSchema>(db: Read, setting: Setting<S>): Promise<Static<S>> {
  const values = await ('isTransaction' in db && db.isTransaction ? load(db) : loadKept(db));
  return valueOf(setting, values.get(setting.key));
}

/** What a stored value (or `undefined`) means for this setting. */
export function valueOf<S extends TSchema>(setting: Setting<S>, stored: unknown): Static<S> {
  return stored !== undefined && Check(setting.schema, stored) ? (stored as Static<S>) : setting.default;
}

/**
 * Stores the value. Call `forgetSettings` after the commit, so that this process shows it at once.
 * @throws TypeError when the value does not fit the schema: a form must have refused it before
 */
export async function writeSetting<S extends TSchema>(
  trx: Trx,
  setting: Setting<S>,
  value: Static<S>,
  now: Temporal.Instant,
): Promise<void> {
  if (!Check(setting.schema, value))
    throw new TypeError(`a value that does not fit the setting ${setting.key}`);
  const row = { key: setting.key, value: JSON.stringify(value), updated_at: now };
  await trx
    .insertInto('settings')
    .values(row)
    .onConflict((c) => c.column('key').doUpdateSet({ value: row.value, updated_at: row.updated_at }))
    .execute();
}

/** Makes the next reading go to the database. */
export function forgetSettings(db: Read): void {
  kept.delete(db);
}

function loadKept(db: Read): Promise<ReadonlyMap<string, unknown>> {
  const now = performance.now();
  const found = kept.get(db);
  if (found && now - found.at < KEPT_MS) return found.values;
  const values = load(db);
  kept.set(db, { at: now, values });
  // A failed reading is not kept: the next request tries again.
  values.catch(() => kept.delete(db));
  return values;
}

async function load(db: Read): Promise<ReadonlyMap<string, unknown>> {
  const rows = await db.selectFrom('settings').select(['key', 'value']).execute();
  return new Map(rows.map((r) => [r.key, r.value]));
}
