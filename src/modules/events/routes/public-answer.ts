/** What the handlers of public pages have in common: who reads, and the edition in the address. */
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import type { Ctx, PageAnswer } from '../../../platform/http/route.ts';
import { calendarPath, schedulePath } from '../addresses.ts';
import type { Reader } from '../pages/public/facts.tsx';
import { type Edition, findEdition } from '../queries/editions.ts';

export function readerOf({ t, lang, now }: Ctx): Reader {
  return { t, lang, now };
}

/** @throws AppError `not_found` for what does not exist and for drafts alike */
export async function editionOf(deps: Deps, ctx: Ctx): Promise<Edition> {
  const edition = await findEdition(deps.db, ctx.params['slug'] ?? '');
  if (!edition) throw notFound();
  return edition;
}

/** The programme of an edition as programs read it. */
export function programmeFiles({ t }: Ctx, slug: string): NonNullable<PageAnswer['alternates']> {
  const title = t('events.programme.title');
  return [
    { title, type: 'text/calendar', href: calendarPath(slug) },
    { title, type: 'application/json', href: schedulePath(slug, 'json') },
    { title, type: 'application/vnd.c3voc.schedule+xml', href: schedulePath(slug, 'xml') },
  ];
}
