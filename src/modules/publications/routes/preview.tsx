/** A publication before it is public, for whoever has its secret link. */
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import { publicPage } from '../../../platform/http/routes-at.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { Notice } from '../../../ui/layout/notice.tsx';
import { previewPath, publicationPath } from '../addresses.ts';
import { PublicationPage } from '../pages/publication.tsx';
import { PREVIEW_LINK } from '../preview-link.ts';
import { findOffice, type OfficePublication } from '../queries/office.ts';
import { listRelated } from '../queries/public.ts';
import { bodyWith, embedding, pictureOf, stillOf } from './article.tsx';
import { licenceOf, PUBLICATION_STYLES, publicRecords, readerOf } from './shown.ts';

export function previewRoutes(deps: Deps): RouteSpec[] {
  return [publicPage(previewPath(':token'), 'A draft, by its secret link.', (ctx) => show(deps, ctx))];
}

/** @throws not_found for a link that was voided, or never was one */
async function draftOf(deps: Deps, token: string): Promise<OfficePublication> {
  const id = deps.vault.peekToken(token);
  const row = id === undefined ? undefined : await findOffice(deps.db, id);
  if (!row || !deps.vault.checkToken(PREVIEW_LINK, row.id, row.preview_version, token)) throw notFound();
  return row;
}

async function show(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await draftOf(deps, ctx.params['token'] ?? '');
  if (row.status === 'published') return seeOther(publicationPath(row));
  const { t, lang } = ctx;
  const [reader, refs, picture, licence] = await Promise.all([
    readerOf(deps, ctx),
    listRelated(deps.db, row.id),
    pictureOf(deps, row.image),
    licenceOf(deps),
  ]);
  const still = stillOf(row, lang, t);
  const body = (
    <>
      <Notice t={t} kind="warning" title={t('publications.preview.title')}>
        <p>{t('publications.preview.text')}</p>
      </Notice>
      <PublicationPage
        {...reader}
        item={{ ...row, opening: row.plain }}
        {...bodyWith(row, lang, t, [])}
        picture={picture}
        related={await publicRecords(deps, t, refs)}
        others={[]}
        latest={[]}
        still={still?.figure}
        notes={[]}
        licence={licence}
        isPreview
      />
    </>
  );
  return page(body, {
    title: row.title,
    noIndex: true,
    styles: [PUBLICATION_STYLES],
    ...embedding([...row.embeds, ...(still ? [still.host] : [])]),
  });
}
