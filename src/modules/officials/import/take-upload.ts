/** Reads a list in that was looked at, without the rows that were left out; what is kept of it goes with the same. */
import type { Actor } from '../../../platform/access/access.ts';
import { audit } from '../../../platform/audit/audit.ts';
import { type Outcome, run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { DEFAULT_LANGUAGE, translator } from '../../../platform/i18n/translate.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { applyInstitutions } from '../commands/apply-institutions.ts';
import { dropUpload } from '../commands/uploads.ts';
import type { Upload } from '../queries/imports.ts';
import { beginImport, endImport, importsOf, rowPage } from './file-source.ts';
import { type InstitutionPlan, isAnything } from './institution-plan.ts';
import { writeList } from './person-import.ts';
import { planOfStaged, type Staged } from './staged.ts';

/**
 * `gone`: somebody was quicker; `nothing`: no row is left, or all of it is there; `already`: these bytes are in, read so;
 * `meanwhile`: somebody changed the same institutions since it was sent
 */
export type TakeRefusal = 'gone' | 'nothing' | 'already' | 'meanwhile';

export async function takeUpload(
  deps: Pick<Deps, 'db' | 'now'>,
  actor: Actor,
  upload: Upload & { staged: Staged },
): Promise<Outcome<{ importId: string }, TakeRefusal>> {
  const act = { actor, now: deps.now() };
  const { timeZone } = await readOrganisation(deps.db);
  const day = act.now.toZonedDateTimeISO(timeZone).toPlainDate();
  const without = new Set(upload.left_out);
  const { staged, publisher, sha256, file_name: name } = upload;
  return await run(deps.db, async (trx): Promise<Outcome<{ importId: string }, TakeRefusal>> => {
    // Whoever deletes the row first reads the list in; the other finds nothing.
    if (!(await dropUpload(trx, act, upload.id))) return { ok: false, refused: 'gone' };
    const { readAs } = staged;
    if ((await importsOf(trx, { ...upload, readAs })).same) return { ok: false, refused: 'already' };
    if (staged.kind === 'person') {
      const { plan, rows } = planOfStaged(staged, without);
      if (rows.length === 0) return { ok: false, refused: 'nothing' };
      const list = { plan, file: { name, sha256, readAs }, rows: () => rows };
      const { importId } = await writeList(trx, act, list, { draft: true, publisher }, day);
      return { ok: true, importId };
    }
    const plan = planWithout(staged.plan, without);
    if (!isAnything(plan.counts)) return { ok: false, refused: 'nothing' };
    const { id, sourceId } = await beginImport(
      trx,
      act,
      { kind: 'institution', name, sha256, readAs, publisher },
      day,
    );
    const t = translator(DEFAULT_LANGUAGE);
    const done = await applyInstitutions(trx, act, plan, {
      importId: id,
      sourceId,
      publish: false,
      pageOf: (line) => rowPage(line, ''),
      why: (keep) => t(`officials.institution_file.why.${keep}`),
    });
    if (!done.ok) return { ok: false, refused: 'meanwhile' };
    await endImport(trx, id, plan.counts);
    const subject = { kind: 'official_import', id };
    await audit(trx, { actor, action: 'officials.imported', subject, detail: { ...plan.counts } });
    return { ok: true, importId: id };
  });
}

function planWithout(plan: InstitutionPlan, without: ReadonlySet<number>): InstitutionPlan {
  const rows = plan.rows.filter(({ line }) => !without.has(line));
  const count = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
  const counts = {
    ...plan.counts,
    created: count('created'),
    changed: count('changed'),
    sourced: count('sourced'),
    unchanged: count('unchanged'),
  };
  return { ...plan, rows, counts };
}
