/** The sources that versions name. */
import type { Deps } from '../../../platform/deps.ts';
import { publicUses } from '../../../platform/sources/citations.ts';
import { officeSourcePath, sourcePath } from '../../../platform/sources/paths.ts';

export interface NamedSource {
  title: string;
  /** Its page; where it has none for the reader, the address that it has elsewhere, if any. */
  href: string | undefined;
}

/** A bounded number of statements, whatever the number. @returns by id */
export async function namedSources(
  { db, additions }: Pick<Deps, 'db' | 'additions'>,
  ids: readonly (string | null)[],
  { office }: { office: boolean },
): Promise<ReadonlyMap<string, NamedSource>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const rows = await db
    .selectFrom('sources')
    .select(['id', 'title', 'address'])
    .where('id', 'in', wanted)
    .execute();
  const uses = office ? undefined : await publicUses(db, additions.cited, wanted);
  return new Map(
    rows.map(({ id, title, address }) => {
      const page = office ? officeSourcePath(id) : uses?.get(id)?.length ? sourcePath(id) : undefined;
      return [id, { title, href: page ?? address ?? undefined }];
    }),
  );
}
