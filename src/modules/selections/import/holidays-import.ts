/** `ja import holidays`: years of holidays of a country, each whole. */
import { allows, type Actor } from '../../../platform/access/access.ts';
import { keepHolidays, type KeptYears } from '../../../platform/calendar/keep.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { checkHolidays } from '../rules/holidays-faults.ts';
import type { HolidaysFile } from '../schemas/holidays-file.ts';
import { Findings } from './findings.ts';
import type { ImportOptions } from './process-import.ts';
import { readHolidaysFile } from './read-file.ts';
import { placesOf, sourcesOf } from './stated-sources.ts';

export interface HolidaysImport {
  country: string;
  findings: Findings;
  /** Years; undefined when nothing was written. */
  kept: KeptYears | undefined;
}

/** @throws when the actor may not */
export async function importHolidays(
  deps: Pick<Deps, 'db' | 'now'>,
  actor: Actor,
  bytes: Uint8Array,
  { dryRun = false }: Pick<ImportOptions, 'dryRun'> = {},
): Promise<HolidaysImport> {
  if (!allows(actor, 'selections.write')) throw new Error('not allowed');
  const findings = new Findings();
  const file = readHolidaysFile(bytes, findings);
  if (file) checkHolidays(file, findings);
  if (!file || findings.faults > 0) return { country: file?.country ?? '', findings, kept: undefined };
  const kept = await write(deps, actor, file, dryRun);
  return { country: file.country, findings, kept };
}

/** Rolls back. */
class NotWritten extends Error {
  readonly kept: KeptYears;
  constructor(kept: KeptYears) {
    super('not written');
    this.kept = kept;
  }
}

async function write(
  deps: Pick<Deps, 'db' | 'now'>,
  actor: Actor,
  file: HolidaysFile,
  dryRun: boolean,
): Promise<KeptYears> {
  try {
    return await withTransaction(deps.db, async (trx) => {
      const act = { actor, now: deps.now() };
      const sources = await sourcesOf(trx, act, file.sources);
      const years = file.years.map(({ year, days }) => ({
        year,
        days: days.map(({ date, name, basis, cite }) => ({
          date,
          name,
          basis: basis.kind,
          reference: basis.text,
          cites: placesOf(cite).flatMap(({ source, ...place }) => {
            const id = sources.get(source);
            return id === undefined ? [] : [{ ...place, source: id }];
          }),
        })),
      }));
      const kept = await keepHolidays(trx, act, file.country, years);
      if (dryRun) throw new NotWritten(kept);
      return kept;
    });
  } catch (error) {
    if (error instanceof NotWritten) return error.kept;
    throw error;
  }
}
