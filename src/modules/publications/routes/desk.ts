/** What the back-office routes of the module share: who is at the desk, which publication, how a refusal is answered. */
import { allows } from '../../../platform/access/access.ts';
import { actorRef } from '../../../platform/audit/audit.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import type { Answer, Ctx } from '../../../platform/http/route.ts';
import { clockTime, longDate } from '../../../platform/i18n/dates.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { isUuid } from '../../../platform/uuid.ts';
import type { VNode } from 'preact';
import { namesOf } from '../../accounts/index.ts';
import { OFFICE, officePath } from '../addresses.ts';
import { type PublicationRefusal, whoOf } from '../commands/context.ts';
import type { Desk } from '../pages/office/frame.tsx';
import { EDITOR_STYLES } from '../pages/office/text-editor.tsx';
import { findOffice, type OfficePublication } from '../queries/office.ts';
import type { Who } from '../rules/workflow.ts';

export const WRITE = 'publications.write';
export const PUBLISH = 'publications.publish';
export const SET_RULES = 'publications.set_rules';

export const { get, post } = officeRoutes(OFFICE);

export async function deskOf(deps: Deps, ctx: Ctx): Promise<Desk> {
  const { t, lang, actor, query } = ctx;
  const { timeZone: zone } = await readOrganisation(deps.db);
  return {
    t,
    lang,
    zone,
    done: query.get('hecho') ?? undefined,
    may: {
      write: allows(actor, WRITE),
      publish: allows(actor, PUBLISH),
      setRules: allows(actor, SET_RULES),
    },
    ref: actorRef(actor),
  };
}

/** @throws not_found */
export async function publicationOf(deps: Deps, ctx: Ctx): Promise<OfficePublication> {
  const id = ctx.params['id'] ?? '';
  const row = isUuid(id) ? await findOffice(deps.db, id) : undefined;
  if (!row) throw notFound();
  return row;
}

export function actOf(ctx: Ctx, reason?: string, source?: string): Act {
  return { actor: ctx.actor, now: ctx.now, ...(reason && { reason }), ...(source && { source }) };
}

export function whoAt(ctx: Ctx): Who {
  return whoOf(actOf(ctx));
}

/** A page of the back office. */
export function officePage(
  title: string,
  body: VNode,
  more: { status?: number; scripts?: string[] } = {},
): Answer {
  return page(body, { title, styles: [EDITOR_STYLES], ...more });
}

/** Back to where one was, with the reason why it was not done. @throws not_found where there is nothing any more */
export function backWith(
  refusal: { refused: PublicationRefusal },
  id: string,
  below?: Parameters<typeof officePath>[1],
): Answer {
  if (refusal.refused === 'not_found') throw notFound();
  return seeOther(`${officePath(id, below)}?hecho=${refusal.refused}`);
}

/** "martes, 7 de marzo de 2023, 8:00" */
export function momentWords({ zone, lang }: Pick<Desk, 'zone' | 'lang'>, at: Temporal.Instant): string {
  return `${longDate(at, zone, lang)}, ${clockTime(at, zone, lang)}`;
}

/** Members of staff by name, for those who work with them; the program by what it is. */
export async function whoWords(
  deps: Deps,
  { t }: Pick<Desk, 't'>,
  refs: readonly string[],
): Promise<(ref: string) => string> {
  const idOf = (ref: string) => (ref.startsWith('staff:') ? ref.slice('staff:'.length) : undefined);
  const ids = refs.map(idOf).filter((id) => id !== undefined && isUuid(id)) as string[];
  const names = await namesOf(deps.db, deps, ids);
  return (ref) => {
    const id = idOf(ref);
    if (id === undefined) return t('publications.who.system');
    return names.get(id) ?? t('publications.who.gone');
  };
}
