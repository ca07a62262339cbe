import { expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { visit } from '../../../../test/harness/visit.ts';
import { insertCitation, insertSource } from '../../../platform/sources/fixtures.ts';
import { published } from '../fixtures.ts';
import { KIND } from '../kind.ts';

const site = useApp();

it('leads from its sources to what it cited before', async () => {
  const { id, slug } = await published(site.deps, 'Con fuentes');
  const source = await insertSource(site.deps.db);
  await insertCitation(site.deps.db, { source, record: { kind: KIND, id } });
  const page = await visit(site.app, `/publicaciones/${slug}`);
  const past = page.$('#fuentes a:contains("Historial de las fuentes")').attr('href') ?? '';
  expect(past).toBe(`/historial/citas/publication%3A${id}`);
  expect((await visit(site.app, past)).status).toBe(200);
});
