/** What the followers of a proposal are told of its projects. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { insertPublished } from '../proposals/fixtures.ts';
import { insertMilestone, insertProject, setMilestone } from './fixtures.ts';
import { PROJECT_NEWS } from './news.ts';

const site = useApp();

describe('the news of projects', () => {
  it('are told once of how far a milestone is, however often the same is saved', async () => {
    const proposal = await insertPublished(site.deps);
    const { id } = await insertProject(site.deps, [proposal.number ?? 0]);
    const milestone = await insertMilestone(site.deps, id, '2027-06-30');
    await setMilestone(site.deps, id, milestone, { progress: 'under_way' });
    const since = site.deps.now();
    site.setNow(String(since.add({ hours: 48 })));
    const told = async () => {
      const asked = { now: site.deps.now(), zone: 'UTC', since };
      const items = await PROJECT_NEWS.find(site.deps.db, [proposal.id], asked);
      return items.filter(({ due }) => !due).map(({ key }) => key);
    };
    await setMilestone(site.deps, id, milestone, { progress: 'under_way' });
    expect(await told()).toEqual([]);
    const today = String(site.deps.now().toZonedDateTimeISO('UTC').toPlainDate());
    await setMilestone(site.deps, id, milestone, {
      progress: 'dropped',
      on: today,
      reason: 'Cambió la ley.',
    });
    expect(await told()).toEqual([`projects.dropped:${milestone}`]);
    site.setNow(String(since));
  });
});
