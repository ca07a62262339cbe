/** The languages that people ask for, beside those that the sessions offer. */
import type { Deps } from '../../../platform/deps.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { findLanguageNeeds } from '../languages.ts';
import { LanguagesPage } from '../pages/office/languages.tsx';
import { hireBy } from '../rules/language-need.ts';
import { isOver } from '../rules/window.ts';
import { editionDesk, get, officePage } from './office-desk.ts';

export function officeLanguageRoutes(deps: Deps): RouteSpec[] {
  return [
    get('/:slug/idiomas', 'events.read_registrations', 'Languages asked for and offered.', (ctx) =>
      languages(deps, ctx),
    ),
  ];
}

async function languages(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const { edition } = desk;
  const needs = await findLanguageNeeds(deps, edition);
  const body = LanguagesPage({ desk, needs, hireBy: hireBy(edition), isAhead: !isOver(edition, ctx.now) });
  return officePage(ctx.t('events.office.languages.title'), body);
}
