/** The record of Justiciapedia that a row of a process is linked to, and what that link said on it. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { type Tenure, tenuresOf } from '../../officials/index.ts';

export interface RowLinkFound {
  id: string;
  /** As printed in the process. */
  name: string;
  /** Somebody found that it is them; otherwise the record was made for this row. */
  linked: boolean;
  /** What it is afterwards: the record it had before, one of its own, or none. */
  next: 'before' | 'own' | 'none';
  person: { name: string; slug: string; isPublic: boolean } | undefined;
  /** Address of the record that was made for this row; undefined: none was. */
  made: string | undefined;
  /** What goes with the link. */
  said: Tenure[];
}

/** Two queries. */
export async function findRowLink(
  db: Read,
  table: 'seat_holders' | 'candidacies',
  selectionId: string,
  id: string,
): Promise<RowLinkFound | undefined> {
  if (!isUuid(id)) return undefined;
  const { rows } = await sql<{
    id: string;
    name: string;
    linked: boolean;
    linked_tenures: string[];
    person_before: string | null;
    person_id: string | null;
    person_name: string | null;
    slug: string | null;
    before_slug: string | null;
    is_public: boolean | null;
    is_example: boolean;
  }>`select r.id, r.name, r.linked, r.linked_tenures, r.person_before, r.person_id, p.name as person_name, p.slug,
      b.slug as before_slug,
      p.status = 'published' as is_public, s.is_example
    from ${sql.table(table)} r join selections s on s.id = r.selection_id left join people p on p.id = r.person_id
      left join people b on b.id = r.person_before
    where r.id = ${id} and r.selection_id = ${selectionId}`.execute(db);
  const [row] = rows;
  if (!row) return undefined;
  const own =
    row.linked && row.person_id !== null ? await tenuresOf(db, [row.person_id], { office: true }) : [];
  return {
    id: row.id,
    name: row.name,
    linked: row.linked,
    next: row.person_before !== null ? 'before' : row.is_example ? 'none' : 'own',
    person:
      row.slug === null
        ? undefined
        : { name: row.person_name ?? '', slug: row.slug, isPublic: row.is_public === true },
    made: (row.linked ? row.before_slug : row.slug) ?? undefined,
    said: own.filter((one) => row.linked_tenures.includes(one.id)),
  };
}
