/** Templates, frozen designs and their pictures, opened. */
import type { Read } from '../../../platform/db/handles.ts';
import type { Vault } from '../../../platform/vault/vault.ts';
import { openDesign, openPicture, openTemplate } from '../kept.ts';
import type { Picture } from '../rules/sheet.ts';
import type { Design, Template } from '../rules/template.ts';
import type { Kind } from '../tables.ts';

export interface StoredTemplate {
  template: Template;
  version: number;
}

export async function findTemplate(
  db: Read,
  vault: Vault,
  eventId: string,
  kind: Kind,
): Promise<StoredTemplate | undefined> {
  const row = await db
    .selectFrom('certificate_templates')
    .select(['sealed', 'version'])
    .where('event_id', '=', eventId)
    .where('kind', '=', kind)
    .executeTakeFirst();
  return row && { template: openTemplate(vault, eventId, kind, row.sealed), version: row.version };
}

/** Which kinds have a template of their own. */
export async function listTemplates(db: Read, eventId: string): Promise<Kind[]> {
  const rows = await db
    .selectFrom('certificate_templates')
    .select('kind')
    .where('event_id', '=', eventId)
    .execute();
  return rows.map((row) => row.kind);
}

export async function findDesign(db: Read, vault: Vault, id: string): Promise<Design | undefined> {
  const row = await db
    .selectFrom('certificate_designs')
    .select('sealed')
    .where('id', '=', id)
    .executeTakeFirst();
  return row && openDesign(vault, id, row.sealed);
}

export type Pictures = ReadonlyMap<string, Picture>;

/** The pictures with these ids, of which a template has four at most. */
export async function findPictures(db: Read, vault: Vault, ids: readonly string[]): Promise<Pictures> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('certificate_pictures')
    .select(['id', 'sealed'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, openPicture(vault, row.id, row.sealed)]));
}

export function pictureIds({ logo, signatures }: Pick<Design, 'logo' | 'signatures'>): string[] {
  return [logo, ...signatures.map((s) => s.picture)].filter((id) => id !== undefined);
}
