/** The page of one commissioner. */
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { moved, page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { publicPage } from '../../../platform/http/routes-at.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { CITATIONS_STYLES } from '../../../ui/data/citations.tsx';
import { personPath } from '../../officials/index.ts';
import { COMMISSIONERS, commissionerPath } from '../addresses.ts';
import { BACKGROUND_CHECK, SEAT_HOLDER, VOTE_ROUND } from '../kinds.ts';
import { CommissionerPage } from '../pages/commissioner.tsx';
import { notesFor } from '../pages/noted.tsx';
import { SELECTION_RECORDS_STYLES } from '../pages/process-frame.tsx';
import { checksOfHolders } from '../queries/checks.ts';
import { citationsBy } from '../queries/cited.ts';
import { countVotes, personShownAs, seatsOf, VOTE_CURSOR, votesBy } from '../queries/commissioner.ts';
import { partsElsewhere } from '../queries/elsewhere.ts';

const PER_LIST = 60;

export function commissionerRoutes(deps: Deps): RouteSpec[] {
  return [
    publicPage(
      `${COMMISSIONERS}/:who`,
      'One commissioner (slug of the person, or id of the holder): every commission, recorded vote and background check.',
      (ctx) => showCommissioner(deps, ctx),
    ),
  ];
}

/** @throws not_found for whoever held no seat that cites something */
async function showCommissioner(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang } = ctx;
  const who = ctx.params['who'] ?? '';
  const seats = await seatsOf(deps.db, who);
  const [first] = seats;
  if (!first) {
    const shownAs = isUuid(who) ? undefined : await personShownAs(deps.db, who);
    if (shownAs === undefined || shownAs === who) throw notFound();
    return moved(commissionerPath(shownAs));
  }
  if (isUuid(who) && first.person_slug !== null) return moved(commissionerPath(first.person_slug));
  const { after } = readPageRequest(ctx.query, VOTE_CURSOR);
  const asked = ctx.query.get('ronda') ?? '';
  const round = isUuid(asked) ? asked : undefined;
  const ids = seats.map(({ id }) => id);
  const [{ items: votes, next }, voteCount, elsewhere, checks] = await Promise.all([
    votesBy(deps.db, ids, round, { after, limit: PER_LIST }),
    countVotes(deps.db, ids),
    partsElsewhere(deps.db, {
      person: first.person_root,
      names: [...new Set(seats.map(({ name_key: key }) => key))],
      except: ids,
    }),
    checksOfHolders(deps.db, ids),
  ]);
  const rounds = [...new Set(votes.map(({ round_id: id }) => id))];
  const cited = await citationsBy(deps.db, [
    ...ids.map((id) => ({ kind: SEAT_HOLDER, id })),
    ...rounds.map((id) => ({ kind: VOTE_ROUND, id })),
    ...checks.map(({ id }) => ({ kind: BACKGROUND_CHECK, id })),
  ]);
  const path = commissionerPath(who);
  const kept = round === undefined ? '' : `&ronda=${round}`;
  const body = CommissionerPage({
    t,
    lang,
    name: first.name,
    personHref: first.person_slug === null ? undefined : personPath(first.person_slug),
    seats,
    checks,
    votes,
    voteCount,
    elsewhere,
    noted: notesFor([...ids, ...rounds, ...checks.map(({ id }) => id)], cited),
    firstHref: (after ?? round) && path,
    nextHref: next && `${path}?after=${next}${kept}`,
  });
  return page(body, {
    title: first.name,
    description: t('selections.commissioner.description', { name: first.name }),
    canonical: path,
    styles: [CITATIONS_STYLES, SELECTION_RECORDS_STYLES],
  });
}
