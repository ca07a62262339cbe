/** What the handlers of public pages have in common: the edition in the address, the dressed answer. */
import type { VNode } from 'preact';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { type Organisation, readOrganisation } from '../../../platform/settings/organisation.ts';
import type { Reader } from '../pages/public/facts.tsx';
import { ShareHead } from '../pages/public/head.tsx';
import { excerpt } from '../pages/words.ts';
import { type Edition, findEdition } from '../queries/editions.ts';

export function readerOf({ t, lang, now }: Ctx): Reader {
  return { t, lang, now };
}

export function publicPage(url: string, summary: string, handle: RouteSpec['handle']): RouteSpec {
  return { method: 'GET', url, kind: 'page', policy: 'public', summary, handle };
}

/** @throws AppError `not_found` for what does not exist and for drafts alike */
export async function editionOf(deps: Deps, ctx: Ctx): Promise<Edition> {
  const edition = await findEdition(deps.db, ctx.params['slug'] ?? '');
  if (!edition) throw notFound();
  return edition;
}

export interface PublicAnswer {
  title: string;
  description: string;
  body: VNode;
  calendarOf?: string;
  jsonLd?: (organisation: Organisation) => unknown;
}

/** The page with its share card; descriptions are cut to what search engines show. */
export async function dressed(deps: Deps, ctx: Ctx, answer: PublicAnswer): Promise<Answer> {
  const organisation = await readOrganisation(deps.db);
  const description = excerpt(answer.description, 200);
  const { title, calendarOf } = answer;
  const head = ShareHead({
    t: ctx.t,
    lang: ctx.lang,
    title,
    description,
    url: deps.config.baseUrl + ctx.path,
    site: organisation.name,
    calendarOf,
    jsonLd: answer.jsonLd?.(organisation),
  });
  return page(answer.body, { title, head, ...(description && { description }) });
}
