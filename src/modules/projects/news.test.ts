/** What the followers of a proposal are told of its projects: also what a project takes back, and nothing from before. */
import { afterEach, describe, expect, it } from 'vitest';
import { START, useApp } from '../../../test/harness/app.ts';
import { run } from '../../platform/db/outcome.ts';
import { pastPath } from '../../platform/history/paths.ts';
import { newsOf } from '../../platform/news.ts';
import { insertPublished } from '../proposals/fixtures.ts';
import { removeEvidence, saveMilestone } from './commands/milestone.ts';
import { archiveProject, publishProject, saveProject, stopProject } from './commands/project.ts';
import { actFor, insertEvidence, insertMilestone, insertProject, setMilestone } from './fixtures.ts';
import { PROJECT_NEWS } from './news.ts';

const site = useApp();
afterEach(() => site.setNow(START));

const later = (hours: number) => site.setNow(site.deps.now().add({ hours }));

/** What happened to a proposal after this moment, without what is only due. */
const told = async (proposalId: string, since?: Temporal.Instant) =>
  (await PROJECT_NEWS.find(site.deps.db, [proposalId], { now: site.deps.now(), zone: 'UTC', since })).filter(
    ({ due }) => !due,
  );

const whats = async (proposalId: string, since?: Temporal.Instant) =>
  (await told(proposalId, since)).map(({ key }) => /^projects\.([a-z_]+):/.exec(key)?.[1]);

const versionOf = async (id: string) =>
  (await site.deps.db.selectFrom('projects').select('version').where('id', '=', id).executeTakeFirstOrThrow())
    .version;

async function saveWith(id: string, proposals: readonly number[], results = ''): Promise<void> {
  const version = await versionOf(id);
  const said = { title: 'Rótulos en cada puerta', summary: 'Se rotula cada puerta.', proposals, results };
  const none = { answerId: undefined, institutionId: undefined, personId: undefined };
  const done = await run(site.deps.db, (trx) =>
    saveProject(trx, actFor(site.deps), id, version, { ...said, ...none }),
  );
  expect(done).toEqual({ ok: true });
}

async function dateMilestone(projectId: string, id: string, due: string, title?: string): Promise<void> {
  const { version, title: was } = await site.deps.db
    .selectFrom('project_milestones')
    .select(['version', 'title'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const said = { title: title ?? was, institutionId: undefined, dueOn: Temporal.PlainDate.from(due) };
  await run(site.deps.db, (trx) => saveMilestone(trx, actFor(site.deps), { projectId, id, version }, said));
}

const today = () => String(site.deps.now().toZonedDateTimeISO('UTC').toPlainDate());

/** A public project of a proposal of its own, with a milestone. */
async function made(due = '2027-06-30') {
  const proposal = await insertPublished(site.deps);
  const { id } = await insertProject(site.deps, [proposal.number ?? 0]);
  const milestone = await insertMilestone(site.deps, id, due);
  return { proposal: proposal.id, number: proposal.number ?? 0, id, milestone };
}

describe('the news of projects', () => {
  it('are told once of how far a milestone is, however often the same is saved', async () => {
    const { proposal, id, milestone } = await made();
    await setMilestone(site.deps, id, milestone, { progress: 'under_way' });
    const since = site.deps.now();
    later(48);
    await setMilestone(site.deps, id, milestone, { progress: 'under_way' });
    expect(await whats(proposal, since)).toEqual([]);
    await setMilestone(site.deps, id, milestone, {
      progress: 'dropped',
      on: today(),
      reason: 'Cambió la ley.',
    });
    expect(await whats(proposal, since)).toEqual(['dropped']);
  });

  it('reach the followers of a proposal that is added later, from then on; the others hear nothing twice', async () => {
    const { proposal, number, id, milestone } = await made();
    await setMilestone(site.deps, id, milestone, { progress: 'under_way' });
    const other = await insertPublished(site.deps);
    later(48);
    const since = site.deps.now();
    later(1);
    await saveWith(id, [number, other.number ?? 0]);
    const linked = site.deps.now();
    later(1);
    expect(await whats(proposal, since)).toEqual([]);
    const news = await told(other.id);
    expect(news.map(({ key }) => key)).toEqual([`projects.linked:${id}`, `projects.under_way:${milestone}`]);
    expect(news.every(({ at }) => at.equals(linked))).toBe(true);
    // Told late, and of the day on which it happened.
    expect(news.map(({ on }) => on && String(on))).toEqual([
      undefined,
      String(START.toZonedDateTimeISO('UTC').toPlainDate()),
    ]);
    await saveWith(id, [number, other.number ?? 0], 'Se rotularon todas.');
    expect(await whats(other.id, linked)).toEqual(['results']);
  });

  it('say that a proposal stands in a project no longer, and again when it does', async () => {
    const { proposal, number, id } = await made();
    const other = await insertPublished(site.deps);
    await saveWith(id, [number, other.number ?? 0]);
    later(1);
    const since = site.deps.now();
    later(1);
    await saveWith(id, [other.number ?? 0]);
    expect(await whats(proposal)).toEqual(['left']);
    later(1);
    await saveWith(id, [number, other.number ?? 0]);
    expect(await whats(proposal)).toEqual(['left', 'linked']);
    expect(await whats(other.id, since)).toEqual([]);
  });

  it('say nothing of what was only written in a draft', async () => {
    const [one, other] = [await insertPublished(site.deps), await insertPublished(site.deps)];
    const numbers = [one.number ?? 0, other.number ?? 0];
    const { id } = await insertProject(site.deps, numbers, { published: false });
    const milestone = await insertMilestone(site.deps, id, '2027-06-30');
    await setMilestone(site.deps, id, milestone, { progress: 'under_way' });
    await setMilestone(site.deps, id, milestone, { progress: 'pending' });
    await dateMilestone(id, milestone, '2027-07-30');
    await saveWith(id, [numbers[0] ?? 0]);
    later(1);
    await run(site.deps.db, (trx) => publishProject(trx, actFor(site.deps), id));
    expect(await whats(one.id)).toEqual(['published']);
    expect(await whats(other.id)).toEqual([]);
  });
});

/** @param reason empty: it goes on again */
const stop = (id: string, reason: string) =>
  run(site.deps.db, (trx) => stopProject(trx, actFor(site.deps), id, reason));

describe('what a project takes back', () => {
  it('is told when a milestone was not reached, given up or begun after all', async () => {
    const { proposal, id, milestone } = await made();
    const turns = [
      [{ progress: 'done', on: '2026-11-23' }, { progress: 'under_way' }, 'undone'],
      [{ progress: 'dropped', on: '2026-11-23', reason: 'No.' }, { progress: 'pending' }, 'taken_up'],
      [{ progress: 'under_way' }, { progress: 'pending' }, 'not_begun'],
    ] as const;
    for (const [before, after, what] of turns) {
      await setMilestone(site.deps, id, milestone, before);
      later(1);
      const since = site.deps.now();
      later(1);
      await setMilestone(site.deps, id, milestone, after);
      expect(await whats(proposal, since)).toEqual([what]);
    }
  });

  it('is told when it goes on after it had stopped, and what is late again with it', async () => {
    const { proposal, id } = await made('2026-11-30');
    await stop(id, 'Se quedó sin presupuesto.');
    later(24 * 30);
    const since = site.deps.now();
    expect(await whats(proposal)).toEqual(['published', 'stopped']);
    later(1);
    await stop(id, '');
    expect(await whats(proposal, since)).toEqual(['late', 'resumed']);
  });

  it('is told when it goes on, and no lateness again that was told before it stopped', async () => {
    const { proposal, id } = await made('2026-11-30');
    later(24 * 30);
    expect(await whats(proposal)).toEqual(['published', 'late']);
    await stop(id, 'Se quedó sin presupuesto.');
    later(24);
    const since = site.deps.now();
    later(1);
    await stop(id, '');
    expect(await whats(proposal, since)).toEqual(['resumed']);
    expect(await whats(proposal)).toEqual(['published', 'late', 'resumed']);
  });

  it('is told when it goes on, and what became late meanwhile also after it has stopped once more', async () => {
    const { proposal, id } = await made('2026-11-30');
    await stop(id, 'Se quedó sin presupuesto.');
    later(24 * 30);
    const since = site.deps.now();
    later(1);
    await stop(id, '');
    for (const reason of ['Otra vez sin presupuesto.', '']) {
      later(1);
      await stop(id, reason);
    }
    expect(await whats(proposal, since)).toEqual(['late', 'resumed', 'resumed']);
  });

  it('is told when a date is changed, with the day that it was, and when that makes it late', async () => {
    const { proposal, id, milestone } = await made('2026-11-30');
    later(24 * 30);
    expect(await whats(proposal)).toEqual(['published', 'late']);
    const since = site.deps.now();
    later(1);
    await dateMilestone(id, milestone, '2027-03-31');
    const [put] = await told(proposal, since);
    expect(put?.key.startsWith('projects.dated:')).toBe(true);
    expect(put?.say((key, values) => `${key} ${JSON.stringify(values)}` as never, 'es').text).toContain(
      '30 de noviembre de 2026',
    );
    later(1);
    const again = site.deps.now();
    later(1);
    await dateMilestone(id, milestone, '2026-12-15');
    expect(await whats(proposal, again)).toEqual(['dated', 'late']);
  });

  it('is told when it was reached in time and is late after all, and of one that is added too late', async () => {
    const { proposal, id, milestone } = await made('2026-11-30');
    await setMilestone(site.deps, id, milestone, { progress: 'done', on: '2026-11-23' });
    later(24 * 30);
    const since = site.deps.now();
    later(1);
    await setMilestone(site.deps, id, milestone, { progress: 'under_way' });
    expect(await whats(proposal, since)).toEqual(['undone', 'late']);
    later(1);
    const again = site.deps.now();
    later(1);
    await insertMilestone(site.deps, id, '2026-12-01');
    expect(await whats(proposal, again)).toEqual(['late']);
  });

  it('is told when a milestone says something else than before, not when a sign was put right', async () => {
    const { proposal, id, milestone } = await made('2027-06-30');
    await dateMilestone(id, milestone, '2027-06-30', 'Horarios en los 40 juzgados');
    later(1);
    const since = site.deps.now();
    later(1);
    await dateMilestone(id, milestone, '2027-06-30', 'Horarios en los 40 juzgados.');
    expect(await whats(proposal, since)).toEqual([]);
    await dateMilestone(id, milestone, '2027-06-30', 'Horarios en 4 juzgados');
    const news = await told(proposal, since);
    // It leads to what it said before.
    expect(news.map(({ href }) => href)).toEqual([pastPath('hito', milestone)]);
    expect(await whats(proposal, since)).toEqual(['reworded']);
  });

  it('is told when evidence and results are no more', async () => {
    const { proposal, number, id, milestone } = await made();
    await insertEvidence(site.deps, id, milestone);
    await saveWith(id, [number], 'Se rotularon todas.');
    later(1);
    const since = site.deps.now();
    later(1);
    const { id: evidence } = await site.deps.db
      .selectFrom('milestone_evidence')
      .select('id')
      .where('milestone_id', '=', milestone)
      .executeTakeFirstOrThrow();
    const ref = { projectId: id, id: milestone };
    await run(site.deps.db, (trx) => removeEvidence(trx, actFor(site.deps), ref, evidence));
    await saveWith(id, [number]);
    expect(await whats(proposal, since)).toEqual(['evidence_gone', 'no_results']);
  });

  it('is told without its name when it is public no more, and what happened meanwhile when it is again', async () => {
    const { proposal, id, milestone } = await made();
    later(1);
    await run(site.deps.db, (trx) => archiveProject(trx, actFor(site.deps), id, 'Error.'));
    const [gone, ...others] = (await newsOf(site.deps, 'proposal', [proposal], { now: site.deps.now() }))
      .get(proposal)
      ?.filter(({ key }) => key.startsWith('projects.')) ?? [undefined];
    expect(others).toEqual([]);
    expect(gone?.href).toBe(undefined);
    expect(gone?.say((key, values) => `${key} ${JSON.stringify(values ?? {})}` as never, 'es')).toEqual({
      title: 'projects.news.archived {}',
    });
    later(1);
    await setMilestone(site.deps, id, milestone, { progress: 'under_way' });
    const other = await insertPublished(site.deps);
    later(1);
    const since = site.deps.now();
    later(1);
    await run(site.deps.db, (trx) => publishProject(trx, actFor(site.deps), id));
    expect(await whats(proposal, since)).toEqual(['shown_again', 'under_way']);
    expect(await whats(other.id)).toEqual([]);
  });
});
