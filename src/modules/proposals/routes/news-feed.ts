/** What happens to one proposal, for whoever follows it with a feed reader. */
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { ATOM_MEDIA_TYPE, atomFeed } from '../../../platform/feeds/atom.ts';
import { bytes } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { openRoutes } from '../../../platform/http/routes-at.ts';
import { DEFAULT_LANGUAGE, translator } from '../../../platform/i18n/translate.ts';
import { newsOf } from '../../../platform/news.ts';
import { LICENCE_HREF, readLicences } from '../../../platform/settings/licences.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { historyPath, newsFeedPath, proposalPath, PROPOSALS } from '../addresses.ts';
import { PROPOSAL } from '../commands/public-record.ts';
import { findShown } from '../queries/public.ts';
import { numberIn } from './shared.ts';

export function newsFeedRoutes(deps: Deps): RouteSpec[] {
  const route = openRoutes(deps);
  return [
    route('GET', `${PROPOSALS}/:number/feed.xml`, 'What happens to one proposal, as Atom.', showFeed, 'feed'),
  ];
}

const ENTRIES = 50;
// One feed for everybody who follows the address, whatever their browser asks for.
const t = translator(DEFAULT_LANGUAGE);

async function showFeed(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { now } = ctx;
  const number = numberIn(ctx);
  const proposal = number === undefined ? undefined : await findShown(deps.db, number);
  if (!proposal) throw notFound();
  const { id, title } = proposal;
  const [news, { name: organisation }, { texts }] = await Promise.all([
    newsOf(deps, PROPOSAL, [id], { now }),
    readOrganisation(deps.db),
    readLicences(deps.db),
  ]);
  // Feed readers want the latest first, by when it could be read: a letter that was entered late is new.
  const latest = (news.get(id) ?? [])
    .filter(({ due }) => !due)
    .toSorted((a, b) => Temporal.Instant.compare(b.at, a.at))
    .slice(0, ENTRIES);
  const page = proposalPath(proposal.number);
  const entries = latest.map((item) => {
    const said = item.say(t, DEFAULT_LANGUAGE);
    return {
      id: `${historyPath(id)}#${item.key}`,
      title: said.title,
      path: item.href ?? page,
      published: item.at,
      updated: item.at,
      summary: said.text ?? title,
      lang: DEFAULT_LANGUAGE,
    };
  });
  const feed = { title: `${title} · ${organisation}`, path: newsFeedPath(proposal.number), page, entries };
  return bytes(
    atomFeed({ ...feed, organisation, rights: LICENCE_HREF[texts], baseUrl: deps.config.baseUrl, now }),
    ATOM_MEDIA_TYPE,
  );
}
