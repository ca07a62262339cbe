/** The report as everybody reads it, as a page and as data. */
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { bytes, json, page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { publicPage } from '../../../platform/http/routes-at.ts';
import { type Edition, editionOf } from '../../events/index.ts';
import { reportPath } from '../addresses.ts';
import { reportCsv, type ReportData, reportJson } from '../formats/data.ts';
import { ReportPage } from '../pages/report.tsx';
import { findReport } from '../queries/reports.ts';
import { findParts, wordsOf } from './found.ts';

export function publicReportRoutes(deps: Deps): RouteSpec[] {
  const feed = (format: 'json' | 'csv', summary: string, handle: RouteSpec['handle']): RouteSpec => ({
    method: 'GET',
    url: `/encuentros/:slug/informe.${format}`,
    kind: 'feed',
    policy: 'public',
    summary,
    handle,
  });
  return [
    publicPage('/encuentros/:slug/informe', 'The public report of an edition.', (ctx) => show(deps, ctx)),
    feed('json', 'The numbers of the public report as JSON.', async (ctx) =>
      json(reportJson(await dataOf(deps, ctx))),
    ),
    feed('csv', 'The same as CSV.', async (ctx) =>
      bytes(reportCsv(await dataOf(deps, ctx)), 'text/csv; charset=utf-8', {
        'content-disposition': `inline; filename="informe-${(ctx.params['slug'] ?? '').replaceAll(/[^\w-]/g, '')}.csv"`,
      }),
    ),
  ];
}

/** @throws not_found for what is not published */
async function publishedOf(deps: Deps, ctx: Ctx) {
  const edition: Edition = await editionOf(deps, ctx);
  const report = await findReport(deps.db, edition.id);
  if (report?.state !== 'published' || !report.published || !report.published_at) throw notFound();
  return { edition, report: report.published, publishedAt: report.published_at };
}

async function show(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang } = ctx;
  const { edition, report, publishedAt } = await publishedOf(deps, ctx);
  const { sections, licence, figures } = report;
  const words = wordsOf(report, lang);
  const parts = await findParts(deps, edition);
  return page(ReportPage({ t, lang, edition, ...words, sections, licence, figures, publishedAt, ...parts }), {
    title: `${t('reports.title')} · ${edition.title}`,
    description: words.words || edition.summary,
  });
}

async function dataOf(deps: Deps, ctx: Ctx): Promise<ReportData> {
  const { edition, report, publishedAt } = await publishedOf(deps, ctx);
  const { sessions, materials, items } = await findParts(deps, edition);
  return {
    title: edition.title,
    url: deps.config.baseUrl + reportPath(edition.slug),
    licence: report.licence,
    publishedAt,
    sections: report.sections,
    figures: report.figures,
    sessions: sessions.filter((session) => session.status === 'scheduled'),
    materials: materials.length,
    items: items.length,
  };
}
