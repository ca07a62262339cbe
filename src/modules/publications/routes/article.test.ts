import { expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { each, visit } from '../../../../test/harness/visit.ts';
import { sweepSearch } from '../../../platform/search/sweep.ts';
import { insertCitation, insertSource } from '../../../platform/sources/fixtures.ts';
import { insertProject } from '../../projects/fixtures.ts';
import { insertPublished } from '../../proposals/fixtures.ts';
import { insertProcess } from '../../selections/fixtures.ts';
import { relatePublication } from '../commands/links.ts';
import { actBy, category, done, published } from '../fixtures.ts';
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

it('says once what its text begins with, unless a note proves it above', async () => {
  const summary = 'Un resumen inventado\nen dos renglones.';
  const body = 'Un resumen **inventado** en dos renglones.\n\nY más.';
  const { id, slug } = await published(site.deps, 'Dicho una vez', { summary, body });
  const lead = async (path: string) => each((await visit(site.app, path)).$, '.lead');
  expect(await lead(`/publicaciones/${slug}`)).toEqual([]);
  const other = await published(site.deps, 'Dicho de otro modo', { summary: 'Otra cosa.', body });
  expect(await lead(`/publicaciones/${other.slug}`)).toEqual(['Otra cosa.']);
  const law = await published(site.deps, 'Norma dicha una vez', {
    type: 'law',
    summary: 'Es una norma inventada.',
    law: { what: 'Es una norma inventada. Tiene dos artículos.', purpose: '', obliged: '', reference: '' },
  });
  expect(await lead(`/normas/${law.slug}`)).toEqual([]);
  await insertCitation(site.deps.db, {
    source: await insertSource(site.deps.db),
    record: { kind: KIND, id },
    field: 'summary',
  });
  expect(await lead(`/publicaciones/${slug}`)).toEqual(['Un resumen inventado en dos renglones.1']);
});

it('offers what speaks of the same as such, and else the latest as the latest', async () => {
  await category(site.deps, 'transparencia', 'Transparencia');
  const filed = { categories: ['transparencia'] };
  const { slug } = await published(site.deps, 'De un tema', filed);
  await published(site.deps, 'Del mismo tema', filed);
  const alone = await published(site.deps, 'De ningún tema');
  const offered = async (path: string) => {
    const { $ } = await visit(site.app, `/publicaciones/${path}`);
    return { titles: each($, '.publication-foot .section h2'), cards: each($, '.pub-card h3') };
  };
  const alike = await offered(slug);
  expect(alike.titles).toContain('También sobre esto');
  expect(alike.titles).not.toContain('Lo último que publicamos');
  expect(alike.cards).toEqual(['Del mismo tema']);
  const latest = await offered(alone.slug);
  expect(latest.titles).not.toContain('También sobre esto');
  expect(latest.titles).toContain('Lo último que publicamos');
});

it('has the still of a video that can be seen here, which loads nothing by itself, and a link to any other', async () => {
  const video = { type: 'video' as const, body: '' };
  const here = await published(site.deps, 'Video de aquí', {
    ...video,
    link: 'https://youtu.be/ejemplo1234',
  });
  const page = await visit(site.app, `/publicaciones/${here.slug}`);
  expect(page.$('figure.still-video').attr('data-embed')).toBe(
    'https://www.youtube-nocookie.com/embed/ejemplo1234',
  );
  expect(page.$('.still-link a').attr('href')).toBe('https://www.youtube.com/watch?v=ejemplo1234');
  expect(page.$('iframe')).toHaveLength(0);
  expect(page.headers['content-security-policy']).toContain(
    "frame-src 'self' https://www.youtube-nocookie.com;",
  );
  expect(page.$('meta[property="og:type"]').attr('content')).toBe('article');
  const there = await published(site.deps, 'Video de allá', { ...video, link: 'https://video.example/1' });
  const other = await visit(site.app, `/publicaciones/${there.slug}`);
  expect([other.$('.still').length, other.$('a[href="https://video.example/1"]').length]).toEqual([0, 1]);
});

it('stands on the pages of the processes, proposals and projects that it speaks of', async () => {
  const { id: process, slug: processSlug } = await insertProcess(site.deps.db);
  const proposal = await insertPublished(site.deps);
  const { id: project, slug: projectSlug } = await insertProject(site.deps, [proposal.number ?? 0]);
  const { id } = await published(site.deps, 'Habla de todos');
  const related = [
    { kind: 'selection', id: process },
    { kind: 'proposal', id: proposal.id },
    { kind: 'project', id: project },
  ];
  await done(site.deps, (trx) => relatePublication(trx, actBy(site.deps), id, related));
  for (const path of [
    `/elecciones/${processSlug}`,
    `/propuestas/${proposal.number}`,
    `/propuestas/proyectos/${projectSlug}`,
  ]) {
    const page = await visit(site.app, path);
    expect([path, page.$('a[href="/publicaciones/habla-de-todos"]').length]).toEqual([path, 1]);
  }
});

it('is told in the search by what it is: a term and a law of one name are two things', async () => {
  await published(site.deps, 'Habeas inventado', { type: 'term' });
  await published(site.deps, 'Habeas inventado', { type: 'law' });
  await sweepSearch(site.deps);
  const { $ } = await visit(site.app, '/buscar?q=habeas+inventado');
  expect(
    each($, '.search-results .eyebrow')
      .map((text) => text.split(' · ')[0])
      .toSorted(),
  ).toEqual(['Norma explicada', 'Término']);
  const { data } = JSON.parse((await visit(site.app, '/buscar/sugerencias?q=habeas')).body) as {
    data: { kind: string }[];
  };
  expect(data.map(({ kind }) => kind).toSorted()).toEqual(['Norma explicada', 'Término']);
});
