/** Downloading one's own certificate: behind the link of one's registration, or the one that was handed over. */
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { findOwn } from '../../events/index.ts';
import { HANDED_LINK } from '../kept.ts';
import { sheetFor } from '../press.ts';
import {
  type CertificateRow,
  findCertificate,
  findOwn as findOwnCertificate,
} from '../queries/certificates.ts';
import type { Shop } from './desk.ts';
import { pdfAnswer } from './one.ts';

export function ownRoutes(shop: Shop): RouteSpec[] {
  const own = { method: 'GET', kind: 'page', policy: 'public' } as const;
  return [
    {
      ...own,
      url: '/registro/:token/certificado',
      summary: "One's own certificate of attendance as PDF.",
      handle: async (ctx) => {
        const { registration } = await findOwn(shop.deps, ctx);
        return await give(shop, await findOwnCertificate(shop.deps.db, registration.id));
      },
    },
    {
      ...own,
      url: '/certificados/:token',
      summary: 'The certificate of somebody who did not register, as PDF.',
      handle: async (ctx) => await give(shop, await handed(shop.deps, ctx)),
    },
  ];
}

async function handed(deps: Deps, ctx: Ctx): Promise<CertificateRow | undefined> {
  const token = ctx.params['token'] ?? '';
  const id = deps.vault.peekToken(token);
  if (id === undefined || !deps.vault.checkToken(HANDED_LINK, id, 1, token)) return undefined;
  const row = await findCertificate(deps.db, id);
  return row?.state === 'valid' ? row : undefined;
}

/** @throws not_found also for what was revoked or purged: the page that verifies says which */
async function give({ deps, drawer }: Shop, row: CertificateRow | undefined): Promise<Answer> {
  if (!row) throw notFound();
  return pdfAnswer(await drawer.pdf(await sheetFor(deps, deps.db, row)), row);
}
