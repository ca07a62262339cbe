import { expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { each, visit } from '../../../test/harness/visit.ts';
import { published } from './fixtures.ts';

const site = useApp();

it('shows what is highlighted, and the latest besides, however long something is highlighted', async () => {
  const day = (text: string) => ({ date: Temporal.Instant.from(`${text}T12:00:00Z`) });
  for (const n of [1, 2, 3, 4])
    await published(site.deps, `Destacada ${n}`, { highlight: true, ...day(`2024-01-0${n}`) });
  for (const n of [1, 2, 3, 4]) await published(site.deps, `Nueva ${n}`, day(`2026-03-0${n}`));
  await published(site.deps, 'Iniciativa nueva', { type: 'initiative', ...day('2026-03-05') });
  const { $ } = await visit(site.app, '/');
  expect(each($, '.pub-card h3')).toEqual([
    'Destacada 4',
    'Destacada 3',
    'Destacada 2',
    'Iniciativa nueva',
    'Nueva 4',
    'Nueva 3',
  ]);
});
