/** What stands around the page where a record is cited: its own pages where its module gives them. */
import type { VNode } from 'preact';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx } from '../../../platform/http/route.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { type RecordRef, resolveLinks } from '../../../platform/links.ts';
import type { CitedRecords } from '../../../platform/sources/cited.ts';
import { citationsPath } from '../../../platform/sources/paths.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { CITATIONS_STYLES } from '../../../ui/data/citations.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';

/** As the office calls it. @throws not_found */
export async function recordTitle(deps: Deps, record: RecordRef, t: Translate): Promise<string> {
  const found = isUuid(record.id) ? await resolveLinks(deps.db, deps.links, [record], t) : undefined;
  const target = found?.get(`${record.kind}:${record.id}`);
  if (!target) throw notFound();
  return target.title;
}

interface Framed {
  title: string;
  lead: string | undefined;
  body: VNode;
  status: number;
}

/** The page among the record's own, else with a trail back to it. */
export async function framed(
  deps: Deps,
  ctx: Ctx,
  about: { slot: CitedRecords; record: RecordRef },
  inner: Framed,
): Promise<Answer> {
  const own = await about.slot.frame?.(deps, ctx, about.record.id, inner);
  if (own) return own.type === 'page' ? { ...own, styles: [...(own.styles ?? []), CITATIONS_STYLES] } : own;
  const { t } = ctx;
  const links = await resolveLinks(deps.db, deps.links, [about.record], t);
  const target = links.get(`${about.record.kind}:${about.record.id}`);
  const here = citationsPath(about.record);
  const crumbs = [
    ...(target ? [{ href: target.href, label: target.title }] : []),
    ...(ctx.path === here ? [] : [{ href: here, label: t('site.sources.citations.title') }]),
    { label: inner.title },
  ];
  const body = (
    <>
      <Breadcrumbs t={t} items={crumbs} />
      <PageHeading eyebrow={target?.title} title={inner.title} lead={inner.lead} />
      {inner.body}
    </>
  );
  return page(body, { title: inner.title, status: inner.status, styles: [CITATIONS_STYLES] });
}
