/** The sources of a file, found or made, and what its rows cite. */
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import type { RecordRef } from '../../../platform/links.ts';
import type { StatedCitation } from '../../../platform/sources/cite-many.ts';
import { type StatedSource, statedKey, statedSources } from '../../../platform/sources/stated.ts';
import type { CitedPlace } from '../schemas/parts.ts';
import type { ProcessFile } from '../schemas/process-file.ts';

export type Cites = readonly (string | CitedPlace)[] | undefined;

/** @returns ids by the name that the file gives them */
export async function sourcesOf(
  trx: Trx,
  act: Act,
  sources: ProcessFile['sources'],
): Promise<Map<string, string>> {
  const stated = Object.entries(sources).map(([name, one]): [string, StatedSource] => [name, one]);
  const ids = await statedSources(
    trx,
    act,
    stated.map(([, one]) => one),
  );
  return new Map(
    stated.flatMap(([name, one]): [string, string][] => {
      const id = ids.get(statedKey(one));
      return id === undefined ? [] : [[name, id]];
    }),
  );
}

export const placesOf = (cites: Cites): CitedPlace[] =>
  (cites ?? []).map((one) => (typeof one === 'string' ? { source: one } : one));

/** What one row cites. */
export function citationsIn(
  record: RecordRef,
  cites: Cites,
  sources: ReadonlyMap<string, string>,
): StatedCitation[] {
  return placesOf(cites).flatMap(({ source, ...place }) => {
    const id = sources.get(source);
    return id === undefined ? [] : [{ ...place, record, source: id }];
  });
}
