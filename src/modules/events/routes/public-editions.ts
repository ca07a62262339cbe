/** The list of editions, one edition, its history. */
import { cardPath } from '../../../platform/cards/source.ts';
import { notesOn } from '../../../platform/additions.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError } from '../../../platform/errors.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { pageOf, readPageRequest } from '../../../platform/db/page-by-key.ts';
import { versionIdOf } from '../../../platform/history/versions.ts';
import { publicPage } from '../../../platform/http/routes-at.ts';
import { type Citation, citationsOf } from '../../../platform/sources/citations.ts';
import { statedKey } from '../../../platform/sources/stated.ts';
import { sameValue } from '../../../platform/sources/words.ts';
import { CITATIONS_STYLES } from '../../../ui/data/citations.tsx';
import { numberNotes } from '../../../ui/data/number-notes.ts';
import { EDITIONS, historyPath } from '../addresses.ts';
import { editionJsonLd } from '../formats/json-ld.ts';
import { editionVersions } from '../history/edition-versions.ts';
import { EditionPage } from '../pages/public/edition.tsx';
import { HistoryPage } from '../pages/public/history.tsx';
import { EditionListPage } from '../pages/public/list.tsx';
import { EDITION_CURSOR, type Edition, listEditions } from '../queries/editions.ts';
import { listEditionHistory } from '../queries/edition-history.ts';
import { editionSpans } from '../queries/past.ts';
import {
  countSessions,
  listMaterials,
  listNextSessions,
  listSessionSpeakers,
  listSpeakers,
  listTracks,
} from '../queries/programme.ts';
import type { EventSource } from '../tables.ts';
import { editionOf, programmeFiles, readerOf } from './public-answer.ts';

const PREVIEW = 8;
const FACES = 12;
const PER_LIST = 24;
const PER_HISTORY = 25;

export function editionRoutes(deps: Deps): RouteSpec[] {
  return [
    publicPage(EDITIONS, 'All editions, those to come first.', (ctx) => showList(deps, ctx)),
    publicPage('/encuentros/:slug', 'One edition.', (ctx) => showEdition(deps, ctx)),
    publicPage('/encuentros/:slug/historial', 'What changed in an edition, when and why.', (ctx) =>
      showHistory(deps, ctx),
    ),
  ];
}

async function showList(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { after } = readPageRequest(ctx.query, EDITION_CURSOR);
  const [upcoming, past] = await Promise.all([
    after ? undefined : listEditions(deps.db, 'upcoming', ctx.now, { after: undefined, limit: PER_LIST }),
    listEditions(deps.db, 'past', ctx.now, { after, limit: PER_LIST }),
  ]);
  return page(
    EditionListPage({
      ...readerOf(ctx),
      upcoming: upcoming?.items ?? [],
      past: past.items,
      firstHref: after ? EDITIONS : undefined,
      nextHref: past.next && `${EDITIONS}?after=${past.next}#anteriores`,
    }),
    {
      title: ctx.t('events.list.title'),
      description: ctx.t('events.list.lead'),
    },
  );
}

async function showEdition(deps: Deps, ctx: Ctx): Promise<Answer> {
  const edition = await editionOf(deps, ctx);
  const { db } = deps;
  const [sessions, sessionCount, tracks, speakers, materials, notes, citations] = await Promise.all([
    listNextSessions(db, edition.id, previewFrom(edition, ctx.now), PREVIEW),
    countSessions(db, edition.id),
    listTracks(db, edition.id),
    listSpeakers(db, edition.id, { after: undefined, limit: FACES }),
    listMaterials(db, edition.id),
    notesOn(deps, 'event', { ...readerOf(ctx), id: edition.id, slug: edition.slug }),
    citationsOf(db, 'event', edition.id),
  ]);
  const sessionSpeakers = await listSessionSpeakers(
    db,
    sessions.map((s) => s.id),
  );
  const shown = { edition, sessions, sessionSpeakers, speakers: speakers.items };
  return page(
    EditionPage({
      ...readerOf(ctx),
      ...shown,
      sessionCount,
      tracks,
      materials,
      notes,
      cited: numberNotes(citations, sameValue),
      otherSources: notCited(edition.sources, citations),
      hasMoreSpeakers: speakers.next !== undefined,
    }),
    {
      title: edition.title,
      description: edition.summary,
      card: cardPath('event', edition.id),
      ...(citations.length > 0 && { styles: [CITATIONS_STYLES] }),
      alternates: programmeFiles(ctx, edition.slug),
      jsonLd: ({ name }) => editionJsonLd({ ...shown, organisation: name, baseUrl: deps.config.baseUrl }),
    },
  );
}

/** Those of the edition's own list that aren't among its citations: saved before there were any. */
function notCited(sources: readonly EventSource[], citations: readonly Citation[]): EventSource[] {
  const cited = new Set(
    citations.map(({ source }) => statedKey({ ...source, url: source.address ?? undefined })),
  );
  return sources.filter((source) => !cited.has(statedKey(source)));
}

/** While an edition runs, what comes next; before and after, its beginning. */
function previewFrom(edition: Edition, now: Temporal.Instant): Temporal.Instant {
  const isOver = Temporal.Instant.compare(edition.ends_at, now) <= 0;
  return isOver ? edition.starts_at : now;
}

async function showHistory(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang } = ctx;
  const edition = await editionOf(deps, ctx);
  const asked = ctx.query.get('antes');
  const before = versionIdOf(asked);
  if (asked !== null && before === undefined) throw new AppError('bad_request');
  const spans = await editionSpans(deps.db, edition.id);
  const rows = await listEditionHistory(deps.db, edition.id, spans, { before, limit: PER_HISTORY + 1 });
  const { items, next } = pageOf(rows, PER_HISTORY, (row) => String(row.id));
  const path = historyPath(edition.slug);
  return page(
    HistoryPage({
      ...readerOf(ctx),
      edition,
      entries: editionVersions(items, { t, lang, zone: edition.timezone, office: false }),
      firstHref: before === undefined ? undefined : path,
      nextHref: next && `${path}?antes=${next}`,
    }),
    {
      title: `${t('events.history.title')} · ${edition.title}`,
      description: t('events.history.lead'),
    },
  );
}
