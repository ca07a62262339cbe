/** The formats of `ja import kind`, `ja import process` and `ja import holidays`, as published in `docs/reference/`. */
import { HolidaysFile } from '../schemas/holidays-file.ts';
import { KindFile } from '../schemas/kind-file.ts';
import { ProcessFile } from '../schemas/process-file.ts';

const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

export function kindSchemaDocument(): Record<string, unknown> {
  return published('How one kind of authority is chosen, for "ja import kind"', KindFile);
}

export function processSchemaDocument(): Record<string, unknown> {
  return published('One election whole, for "ja import process"', ProcessFile);
}

export function holidaysSchemaDocument(): Record<string, unknown> {
  return published('Holidays of a country, year by year, for "ja import holidays"', HolidaysFile);
}

const published = (title: string, schema: object): Record<string, unknown> => ({
  $schema: DRAFT,
  title,
  ...(withPrefixItems(schema) as object),
});

/** Lists of a fixed length as this draft writes them. */
function withPrefixItems(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withPrefixItems);
  if (typeof value !== 'object' || value === null) return value;
  const { additionalItems: _older, ...all } = value as Record<string, unknown>;
  const parts = Object.entries(all).map(([name, one]) => [name, withPrefixItems(one)] as const);
  if (!Array.isArray(all['items'])) return Object.fromEntries(parts);
  const { items, ...others } = Object.fromEntries(parts);
  return { ...others, prefixItems: items, items: false };
}
