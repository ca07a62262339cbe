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
import { beginImport, endImport, rowPage } from './file-source.ts';
import { type InstitutionPlan, isAnything, planInstitutions } from './institution-plan.ts';

export interface InstitutionImport {
  file: string;
  dryRun: boolean;
  fault?: Finding;
  importId?: string;
  counts: InstitutionPlan['counts'];
  findings: readonly Finding[];
  rows: InstitutionPlan['rows'];
}

const NONE: InstitutionPlan['counts'] = {
  created: 0,
  changed: 0,
  sourced: 0,
  unchanged: 0,
  refused: 0,
  kept: 0,
};

export async function importInstitutions(
  deps: Pick<Deps, 'db' | 'now'>,
  actor: Actor,
  input: ImportInput,
  options: { dryRun: boolean; draft: boolean; publisher: string },
): Promise<InstitutionImport> {
  const file = shownFileName(input.name);
  const { dryRun } = options;
  try {
    const table = await openTable(input);
    const plan = await planInstitutions(deps.db, table);
    const importId = dryRun ? undefined : await apply(deps, actor, table, plan, options);
    return { file, dryRun, ...plan, ...(importId !== undefined && { importId }) };
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    return { file, dryRun, counts: NONE, findings: [], rows: [], fault: error.finding };
  }
}

/** @returns undefined when there is nothing to write */
async function apply(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  actor: Actor,
  table: TableFile,
  plan: InstitutionPlan,
  { draft, publisher }: { draft: boolean; publisher: string },
): Promise<string | undefined> {
  if (!isAnything(plan.counts)) return undefined;
  const act = { actor, now: now() };
  const { timeZone } = await readOrganisation(db);
  const day = act.now.toZonedDateTimeISO(timeZone).toPlainDate();
  // What is kept with a fact is read by all editors, whatever the language of who imports.
  const t = translator(DEFAULT_LANGUAGE);
  return await withTransaction(db, async (trx) => {
    const file = { kind: 'institution' as const, name: table.name, sha256: table.sha256, publisher };
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
