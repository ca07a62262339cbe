/** The page of one process, its chronology, its calendar and its feed. */
import { notesOn } from '../../../platform/additions.ts';
import { holidaysByCountry } from '../../../platform/calendar/holidays.ts';
import { cardPath } from '../../../platform/cards/source.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { ATOM_MEDIA_TYPE, atomFeed } from '../../../platform/feeds/atom.ts';
import type { FeedEntry } from '../../../platform/feeds/source.ts';
import { bytes, page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { publicPage } from '../../../platform/http/routes-at.ts';
import { DEFAULT_LANGUAGE, translator } from '../../../platform/i18n/translate.ts';
import type { RecordRef } from '../../../platform/links.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import type { Citation } from '../../../platform/sources/citations.ts';
import { CITATIONS_STYLES } from '../../../ui/data/citations.tsx';
import { excerpt } from '../../../ui/excerpt.ts';
import { institutionPath, institutionsById } from '../../officials/index.ts';
import { ELECTIONS, selectionHistoryPath, selectionPath } from '../addresses.ts';
import { entryId } from '../feed.ts';
import { CALENDAR_MEDIA_TYPE, processCalendar } from '../formats/calendar.ts';
import { COURT_ACTION, SELECTION, SELECTION_DOCUMENT, SELECTION_EVENT } from '../kinds.ts';
import { ChronologyPage } from '../pages/chronology.tsx';
import { notesFor } from '../pages/noted.tsx';
import { SELECTION_RECORDS_STYLES, SELECTION_STYLES } from '../pages/process-frame.tsx';
import { ProcessPage } from '../pages/process.tsx';
import { eventPlace } from '../pages/timeline.tsx';
import { citationsBy } from '../queries/cited.ts';
import { hasContradictions } from '../queries/contradictions.ts';
import {
  countRecords,
  courtActionsOf,
  documentsOf,
  eventLinks,
  eventsOf,
  findSelection,
  isArchivedSelection,
  kindsById,
  type PublishedSelection,
  type ShownEvent,
} from '../queries/selections.ts';
import { computeStanding } from '../queries/standings.ts';
import { inOrder } from '../rules/standing.ts';
import type { KindFile } from '../schemas/kind-file.ts';

/** On the page of the process; all of them stand in the chronology. */
const MOST_EVENTS = 15;
const MOST_COURT_ACTIONS = 6;
const MOST_DOCUMENTS = 10;
const PER_CHRONOLOGY = 20;
const FEED_ENTRIES = 50;

export function processRoutes(deps: Deps): RouteSpec[] {
  return [
    publicPage(
      `${ELECTIONS}/:slug`,
      'One process: where it stands, what follows, who decides and by when, what happened, court actions, documents.',
      (ctx) => showProcess(deps, ctx),
    ),
    publicPage(
      `${ELECTIONS}/:slug/cronologia`,
      'Everything that happened and is announced in a process, each with its sources.',
      (ctx) => showChronology(deps, ctx),
    ),
    {
      method: 'GET',
      url: `${ELECTIONS}/:slug/calendario.ics`,
      kind: 'feed',
      policy: 'public',
      summary: 'The events of a process as a calendar to subscribe to.',
      handle: (ctx) => calendar(deps, ctx),
    },
    {
      method: 'GET',
      url: `${ELECTIONS}/:slug/feed.xml`,
      kind: 'feed',
      policy: 'public',
      summary: 'What happened lately in a process, as Atom.',
      handle: (ctx) => feed(deps, ctx),
    },
  ];
}

async function found(deps: Deps, ctx: Ctx): Promise<{ selection: PublishedSelection; kind: KindFile }> {
  const slug = ctx.params['slug'] ?? '';
  const selection = await findSelection(deps.db, slug);
  if (!selection) {
    if (await isArchivedSelection(deps.db, slug)) throw new AppError('gone');
    throw notFound();
  }
  const kind = (await kindsById(deps.db, [selection.kind_id])).get(selection.kind_id);
  if (!kind) throw notFound();
  return { selection, kind };
}

async function showProcess(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang, now } = ctx;
  const { db } = deps;
  const { selection, kind } = await found(deps, ctx);
  const { id, slug } = selection;
  const [events, links, courtActions, documents, counts, holidays, { timeZone }, institutions, slotNotes] =
    await Promise.all([
      eventsOf(db, id),
      eventLinks(db, id),
      courtActionsOf(db, id),
      documentsOf(db, id),
      countRecords(db, id, hasContradictions(id)),
      holidaysByCountry(db, [kind.country]),
      readOrganisation(db),
      institutionsById(db, selection.institution_id === null ? [] : [selection.institution_id]),
      notesOn(deps, SELECTION, { id, slug, t, lang, now }),
    ]);
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate().toString();
  const standing = computeStanding(selection, kind, events, { today, holidays: holidays.get(kind.country) });
  const ordered = inOrder(events);
  const shown = {
    events: ordered.slice(-MOST_EVENTS),
    courtActions: courtActions.slice(0, MOST_COURT_ACTIONS),
    documents: documents.slice(0, MOST_DOCUMENTS),
  };
  const cited = await citationsBy(db, [
    { kind: SELECTION, id },
    ...refs(SELECTION_EVENT, shown.events),
    ...refs(COURT_ACTION, shown.courtActions),
    ...refs(SELECTION_DOCUMENT, shown.documents),
  ]);
  const institution = institutions.get(selection.institution_id ?? '');
  const body = ProcessPage({
    t,
    lang,
    selection,
    kind,
    standing,
    institution: institution && { name: institution.name, href: institutionPath(institution.slug) },
    counts,
    ...shown,
    moreEvents: events.length - shown.events.length,
    moreCourtActions: courtActions.length - shown.courtActions.length,
    moreDocuments: documents.length - shown.documents.length,
    follows: followed(links),
    noted: noted([id], shown, cited),
    slotNotes,
    historyHref: selectionHistoryPath(id),
  });
  return page(body, {
    title: selection.title,
    description: excerpt(selection.summary || kind.office, 300),
    canonical: selectionPath(slug),
    card: cardPath(SELECTION, id),
    styles: [CITATIONS_STYLES, SELECTION_RECORDS_STYLES, SELECTION_STYLES],
  });
}

const refs = (kind: string, rows: readonly { id: string }[]): RecordRef[] =>
  rows.map(({ id }) => ({ kind, id }));

const followed = (links: readonly { from_id: string; to_id: string }[]): Map<string, string[]> => {
  const groups = Map.groupBy(links, ({ to_id: to }) => to);
  return new Map([...groups].map(([to, list]) => [to, list.map(({ from_id: from }) => from)]));
};

function noted(
  first: readonly string[],
  shown: Record<'events' | 'courtActions' | 'documents', readonly { id: string }[]>,
  cited: ReadonlyMap<string, readonly Citation[]>,
) {
  const { events, courtActions, documents } = shown;
  return notesFor([...first, ...[...events, ...courtActions, ...documents].map(({ id }) => id)], cited);
}

async function showChronology(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang } = ctx;
  const { db } = deps;
  const { selection, kind } = await found(deps, ctx);
  const { id, slug } = selection;
  const [events, links, allActions] = await Promise.all([
    eventsOf(db, id),
    eventLinks(db, id),
    courtActionsOf(db, id),
  ]);
  const ordered = inOrder(events);
  const after = (ctx.query.get('after') ?? '').slice(0, 80);
  const from = ordered.findIndex(({ key }) => key === after) + 1;
  const part = ordered.slice(from, from + PER_CHRONOLOGY);
  const last = part.at(-1);
  // They stand beside the page of events of their time.
  const isFirst = from === 0;
  const isLast = ordered.length <= from + PER_CHRONOLOGY;
  const actions = withinPart(allActions, part, { isFirst, isLast }).slice(0, PER_CHRONOLOGY);
  const cited = await citationsBy(db, [...refs(SELECTION_EVENT, part), ...refs(COURT_ACTION, actions)]);
  const path = selectionPath(slug, 'cronologia');
  const body = ChronologyPage({
    t,
    lang,
    selection,
    stages: kind.stages,
    total: events.length,
    events: part,
    courtActions: actions,
    follows: followed(links),
    noted: noted([], { events: part, courtActions: actions, documents: [] }, cited),
    lastId: undefined,
    firstHref: isFirst ? undefined : path,
    nextHref: isLast || !last ? undefined : `${path}?after=${encodeURIComponent(last.key)}`,
  });
  return page(body, {
    title: `${t('selections.process.timeline')} · ${selection.title}`,
    description: t('selections.process.timeline_lead', { count: events.length }),
    canonical: path,
    styles: [CITATIONS_STYLES, SELECTION_RECORDS_STYLES, SELECTION_STYLES],
  });
}

type Dated = { filed_on: string | null; decided_on: string | null };

function withinPart<A extends Dated>(
  actions: readonly A[],
  part: readonly ShownEvent[],
  { isFirst, isLast }: { isFirst: boolean; isLast: boolean },
): A[] {
  const dates = part.flatMap(({ on_date: on }) => (on === null ? [] : [on])).toSorted();
  const [first, last] = [dates.at(0) ?? '', dates.at(-1) ?? ''];
  return actions.filter(({ filed_on: filed, decided_on: decided }) => {
    const on = decided ?? filed;
    if (on === null) return isFirst;
    return (isFirst || on >= first) && (isLast || on < last);
  });
}

async function calendar(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { selection } = await found(deps, ctx);
  const [events, { timeZone }] = await Promise.all([
    eventsOf(deps.db, selection.id),
    readOrganisation(deps.db),
  ]);
  const text = processCalendar({
    title: selection.title,
    slug: selection.slug,
    version: selection.version,
    updated: selection.updated_at,
    events,
    label: ({ basis }) => (basis === 'observed' ? '' : t(`selections.basis.${basis}`)),
    timeZone,
    baseUrl: deps.config.baseUrl,
  });
  return bytes(text, CALENDAR_MEDIA_TYPE);
}

// One feed for everybody who follows the address, whatever their browser asks for.
const t = translator(DEFAULT_LANGUAGE);

async function feed(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { selection } = await found(deps, ctx);
  const [events, { name, timeZone }] = await Promise.all([
    eventsOf(deps.db, selection.id),
    readOrganisation(deps.db),
  ]);
  const path = selectionPath(selection.slug);
  const entries = inOrder(events)
    .filter(({ basis, on_date: on }) => basis === 'observed' && on?.length === 10)
    .slice(-FEED_ENTRIES)
    .toReversed()
    .map((event): FeedEntry => ({
      id: entryId(selection.id, event.id),
      title: event.title,
      path: `${path}#${eventPlace(event.id)}`,
      published: Temporal.PlainDate.from(event.on_date ?? '')
        .toZonedDateTime(timeZone)
        .toInstant(),
      updated: selection.updated_at,
      summary: event.detail,
      lang: 'es',
    }));
  return bytes(
    atomFeed({
      title: `${selection.title} · ${name}`,
      path: selectionPath(selection.slug, 'feed.xml'),
      page: path,
      entries,
      organisation: name,
      baseUrl: deps.config.baseUrl,
      now: ctx.now,
    }),
    ATOM_MEDIA_TYPE,
  );
}
