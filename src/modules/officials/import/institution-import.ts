/** Reads a list of institutions in: planned against what is there, then written in one transaction, or only told. */
import type { Actor } from '../../../platform/access/access.ts';
import { audit } from '../../../platform/audit/audit.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { DEFAULT_LANGUAGE, translator } from '../../../platform/i18n/translate.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { applyInstitutions } from '../commands/apply-institutions.ts';
import { FileFault, openTable, type TableFile } from './csv-file.ts';
import type { ImportInput } from './file-bytes.ts';
import { type Finding, finding, shownFileName } from './file-findings.ts';
import { beginImport, endImport, importsOf, rowPage } from './file-source.ts';
import { type InstitutionPlan, isAnything, NO_PLAN, planInstitutions } from './institution-plan.ts';
import {
  type InstitutionMap,
  type InstitutionReading,
  namelessFault,
  readingOfInstitutions,
} from './institution-reading.ts';
import { UNREAD } from './column-map.ts';

export interface InstitutionImport {
  file: string;
  dryRun: boolean;
  fault?: Finding;
  /** With a fault of the columns: what they seem to be. */
  offered?: ReadonlyMap<string, string>;
  importId?: string;
  counts: InstitutionPlan['counts'];
  findings: readonly Finding[];
  rows: InstitutionPlan['rows'];
}

export interface InstitutionImportOptions {
  dryRun: boolean;
  draft: boolean;
  publisher: string;
  /** What the columns are, where somebody has said so. */
  map?: InstitutionMap;
}

export async function importInstitutions(
  deps: Pick<Deps, 'db' | 'now'>,
  actor: Actor,
  input: ImportInput,
  options: InstitutionImportOptions,
): Promise<InstitutionImport> {
  const file = shownFileName(input.name);
  const { dryRun } = options;
  try {
    const table = await openTable(input);
    const reading = readingOfInstitutions(table.headers, options.map);
    const nameless = namelessFault(reading);
    if (nameless) return { file, dryRun, ...NO_PLAN, fault: nameless, offered: offer(table, reading) };
    const { sha256 } = table;
    const before = await importsOf(deps.db, { kind: 'institution', sha256, readAs: reading.readAs });
    const plan = await planInstitutions(deps.db, table, reading);
    const findings =
      before.otherwise && !before.same
        ? [finding('officials.file.warning.read_otherwise'), ...plan.findings]
        : plan.findings;
    const importId = dryRun ? undefined : await apply(deps, actor, { table, reading, plan }, options);
    return { file, dryRun, ...plan, findings, ...(importId !== undefined && { importId }) };
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    return { file, dryRun, ...NO_PLAN, fault: error.finding };
  }
}

/** Every column, so that whoever mends it has all of them before their eyes. */
const offer = ({ headers }: TableFile, { of }: InstitutionReading): ReadonlyMap<string, string> =>
  new Map(headers.map((header) => [header, of.get(header) ?? UNREAD]));

/** @returns undefined when there is nothing to write */
async function apply(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  actor: Actor,
  { table, reading, plan }: { table: TableFile; reading: InstitutionReading; plan: InstitutionPlan },
  { draft, publisher }: Pick<InstitutionImportOptions, 'draft' | 'publisher'>,
): Promise<string | undefined> {
  if (!isAnything(plan.counts)) return undefined;
  const act = { actor, now: now() };
  const { timeZone } = await readOrganisation(db);
  const day = act.now.toZonedDateTimeISO(timeZone).toPlainDate();
  // What is kept with a fact is read by all editors, whatever the language of who imports.
  const t = translator(DEFAULT_LANGUAGE);
  return await withTransaction(db, async (trx) => {
    const { name, sha256 } = table;
    const file = { kind: 'institution' as const, name, sha256, readAs: reading.readAs, publisher };
    const { id, sourceId } = await beginImport(trx, act, file, day);
    const done = await applyInstitutions(trx, act, plan, {
      importId: id,
      sourceId,
      publish: !draft,
      pageOf: (line) => rowPage(line, ''),
      why: (keep) => t(`officials.institution_file.why.${keep}`),
    });
    // Somebody wrote the same meanwhile: nothing of this list stays, and reading it again sees that.
    if (!done.ok) throw new FileFault(finding('officials.file.fault.meanwhile'));
    await endImport(trx, id, plan.counts);
    const subject = { kind: 'official_import', id };
    await audit(trx, { actor, action: 'officials.imported', subject, detail: { ...plan.counts } });
    return id;
  });
}
