/** Projects for tests. All of it is plainly invented. */
import { randomUUIDv7 } from 'node:crypto';
import { run } from '../../platform/db/outcome.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import type { Deps } from '../../platform/deps.ts';
import {
  addEvidence,
  addMilestone,
  type MilestoneInput,
  type ProgressInput,
  setProgress,
} from './commands/milestone.ts';
import { createProject, type ProjectInput, publishProject } from './commands/project.ts';
import { keepSource } from './routes/evidence-input.ts';

type Site = Pick<Deps, 'db' | 'now'>;

export const actFor = ({ now }: Pick<Site, 'now'>) => ({
  actor: { kind: 'system', what: 'test' } as const,
  now: now(),
});

/** @param numbers of public proposals. @returns its id and slug; a draft unless it is to be published */
export async function insertProject(
  site: Site,
  numbers: readonly number[],
  change: Partial<ProjectInput> & { published?: boolean } = {},
): Promise<{ id: string; slug: string }> {
  const { published = true, ...more } = change;
  const id = randomUUIDv7();
  const input: ProjectInput = {
    title: 'Horarios de atención en todos los juzgados',
    summary: 'Cada juzgado publica en la puerta y en línea a qué hora atiende.',
    proposals: numbers,
    answerId: undefined,
    institutionId: undefined,
    personId: undefined,
    results: '',
    ...more,
  };
  const made = await run(site.db, (trx) => createProject(trx, actFor(site), id, input));
  if (!made.ok) throw new Error(`the fixture was not made: ${made.refused}`);
  if (published) await run(site.db, (trx) => publishProject(trx, actFor(site), id));
  const { slug } = await site.db
    .selectFrom('projects')
    .select('slug')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return { id, slug };
}

/** @param due `2026-12-31` @returns its id */
export async function insertMilestone(
  site: Site,
  projectId: string,
  due: string,
  change: Partial<MilestoneInput> = {},
): Promise<string> {
  const id = randomUUIDv7();
  const input = {
    title: `Hito para el ${due}`,
    institutionId: undefined,
    dueOn: Temporal.PlainDate.from(due),
    ...change,
  };
  const done = await run(site.db, (trx) => addMilestone(trx, actFor(site), projectId, id, input));
  if (!done.ok) throw new Error(`the fixture was not made: ${done.refused}`);
  return id;
}

/** With something that shows it where it is done. */
export async function setMilestone(
  site: Site,
  projectId: string,
  id: string,
  {
    progress,
    on,
    reason = '',
  }: Partial<Pick<ProgressInput, 'reason'>> & { progress: ProgressInput['progress']; on?: string },
): Promise<void> {
  if (progress === 'done') await insertEvidence(site, projectId, id);
  const { version } = await site.db
    .selectFrom('project_milestones')
    .select('version')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const today = site.now().toZonedDateTimeISO('UTC').toPlainDate();
  const said = { progress, on: on === undefined ? undefined : Temporal.PlainDate.from(on), reason, today };
  const done = await run(site.db, (trx) => setProgress(trx, actFor(site), { projectId, id, version }, said));
  if (!done.ok) throw new Error(`the fixture was not set: ${done.refused}`);
}

export async function insertEvidence(site: Site, projectId: string, id: string): Promise<void> {
  const act = actFor(site);
  const stated = { url: `https://ejemplo.test/prueba/${id}`, title: 'Acuerdo de ejemplo', publisher: '' };
  await withTransaction(site.db, async (trx) => {
    const sourceId = await keepSource(trx, act, stated);
    await addEvidence(trx, act, { projectId, id }, { note: 'Acuerdo que ordena publicarlos', sourceId });
  });
}

/** For the places of the addresses: one for everybody, with a milestone that something shows. */
export async function makeProjectPlaces(site: Site, number: string): Promise<Record<string, string>> {
  const { id, slug } = await insertProject(site, [Number(number)], {
    title: `Proyecto de prueba ${randomUUIDv7()}`,
  });
  const today = site.now().toZonedDateTimeISO('UTC').toPlainDate();
  const milestone = await insertMilestone(site, id, String(today.add({ days: 30 })));
  await insertMilestone(site, id, String(today.subtract({ days: 30 })), { title: 'Hito atrasado' });
  await insertEvidence(site, id, milestone);
  return {
    '/propuestas/proyectos/:slug': slug,
    '/api/v1/projects/:slug': slug,
    '/admin/proyectos/:id': id,
    '/admin/proyectos/:id/hitos/:milestone': milestone,
  };
}
