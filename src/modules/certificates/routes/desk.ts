/** What the routes of the desk share: the edition, the one certificate, what was done. */
import { allows } from '../../../platform/access/access.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx } from '../../../platform/http/route.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { editionDesk } from '../../events/index.ts';
import type { OneResult } from '../commands/one.ts';
import type { Drawer } from '../drawing/drawer.ts';
import type { CertificateDesk } from '../pages/desk.ts';
import { type CertificateRow, findOfEdition } from '../queries/certificates.ts';
import { kindOf } from '../rules/kinds.ts';
import type { Kind } from '../tables.ts';

export interface Shop {
  deps: Deps;
  drawer: Drawer;
}

/** @throws not_found */
export async function deskAt({ deps }: Shop, ctx: Ctx): Promise<CertificateDesk> {
  const desk = await editionDesk(deps, ctx);
  return {
    desk,
    mayManage: allows(ctx.actor, 'certificates.manage'),
    done: ctx.query.get('hecho') ?? undefined,
  };
}

/** @throws not_found */
export function kindIn(ctx: Ctx): Kind {
  const kind = kindOf(ctx.params['kind']);
  if (!kind) throw notFound();
  return kind;
}

/** @throws not_found when it is of another edition */
export async function certificateAt({ deps }: Shop, ctx: Ctx, at: CertificateDesk): Promise<CertificateRow> {
  const { id } = ctx.params;
  const row = isUuid(id) ? await findOfEdition(deps.db, at.desk.edition.id, id) : undefined;
  if (!row) throw notFound();
  return row;
}

export function doneAt(href: string, done: string): Answer {
  return seeOther(`${href}?hecho=${done}`);
}

/** Back with the word of what was done, or why not. */
export function afterOne(
  result: OneResult,
  href: (id: string) => string,
  back: string,
  done: string,
): Answer {
  if (!result.ok) return doneAt(back, result.refused);
  return doneAt(href(result.ids[0] ?? ''), done);
}
