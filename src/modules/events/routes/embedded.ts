/** The programme for other people's pages. Alone on this page the content policy lets any site frame it. */
import type { Deps } from '../../../platform/deps.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { publicPage } from '../../../platform/http/routes-at.ts';
import { programmePath } from '../addresses.ts';
import { EmbeddedHead, EmbeddedProgramme } from '../pages/public/embedded.tsx';
import { listDaySpeakers, listSlots } from '../queries/programme.ts';
import { editionOf, readerOf } from './public-answer.ts';

/** Nothing can be sent from here, so that a frame laid over it wins nobody's click. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "manifest-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  'frame-ancestors *',
].join('; ');

export function embeddedRoutes(deps: Deps): RouteSpec[] {
  return [
    publicPage(
      '/encuentros/:slug/programa/incrustar',
      'The whole programme without a frame of its own, to be shown inside other sites.',
      (ctx) => show(deps, ctx),
    ),
  ];
}

async function show(deps: Deps, ctx: Ctx): Promise<Answer> {
  const edition = await editionOf(deps, ctx);
  const part = { timezone: edition.timezone };
  const [sessions, speakers, { name }] = await Promise.all([
    listSlots(deps.db, edition.id, part),
    listDaySpeakers(deps.db, edition.id, part),
    readOrganisation(deps.db),
  ]);
  return page(EmbeddedProgramme({ ...readerOf(ctx), edition, sessions, speakers, site: name }), {
    title: ctx.t('events.embed.frame_title', { title: edition.title }),
    frame: 'bare',
    canonical: programmePath(edition.slug),
    head: EmbeddedHead({ sheet: ctx.asset('embedded.css') }),
    headers: { 'content-security-policy': POLICY, 'x-frame-options': '' },
  });
}
