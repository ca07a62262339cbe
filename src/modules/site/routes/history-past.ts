/** What the pages of a record's past share, public and in the back office: the record, its versions in words. */
import { allows } from '../../../platform/access/access.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { changedLabels, compareChanges, compareFields } from '../../../platform/history/difference.ts';
import { officePastPath, pastPath } from '../../../platform/history/paths.ts';
import type { HistoryChange, HistoryField, HistorySource } from '../../../platform/history/source.ts';
import {
  contentOf,
  findVersion,
  listVersions,
  type Spans,
  type Version,
  versionIdOf,
} from '../../../platform/history/versions.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx } from '../../../platform/http/route.ts';
import { clockTime, longDate } from '../../../platform/i18n/dates.ts';
import type { RecordRef } from '../../../platform/links.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import type { VersionEntry } from '../../../ui/data/versions.tsx';
import { HISTORY_STYLES } from '../addresses.ts';
import { GonePage, HistoryPage, type PastOf } from '../pages/history.tsx';
import type { Comparison } from '../pages/history-version.tsx';
import { type NamedSource, namedSources } from '../queries/sources.ts';

const PER_PAGE = 25;

export interface Past extends PastOf {
  deps: Deps;
  ctx: Ctx;
  source: HistorySource;
  record: RecordRef;
  /** Undefined in the back office: all versions. */
  spans: Spans;
  /** By whose clock versions are told: the organisation's. */
  zone: string;
}

/**
 * The record in the address.
 * @returns an answer where it was taken back: 410, public and in the back office alike
 * @throws not_found for what is no record, and for what the reader may not see
 */
export async function pastOf(deps: Deps, ctx: Ctx, office: boolean): Promise<Past | Answer> {
  const { word = '', id = '' } = ctx.params;
  const source = deps.additions.histories.find((one) => one.word === word);
  if (!source) throw notFound();
  if (office && !allows(ctx.actor, source.readDrafts)) throw new AppError('forbidden');
  const subject = await source.find(deps.db, id, { drafts: office, t: ctx.t, deps });
  if (subject === undefined) throw notFound();
  if (subject === 'gone')
    return page(GonePage({ t: ctx.t }), { title: ctx.t('site.history.gone'), status: 410, noIndex: true });
  const { timeZone } = await readOrganisation(deps.db);
  return {
    deps,
    ctx,
    t: ctx.t,
    source,
    label: ctx.t(source.label),
    subject,
    office,
    record: { kind: source.kind, id },
    spans: office ? undefined : (subject.spans ?? undefined),
    zone: timeZone,
    listHref: (office ? officePastPath : pastPath)(word, id),
  };
}

export const isAnswer = (found: Past | Answer): found is Answer => 'type' in found;

/** @throws bad_request for what is no place in the list */
export async function showList(past: Past): Promise<Answer> {
  const { deps, ctx, record, spans, listHref } = past;
  const asked = ctx.query.get('antes');
  const before = versionIdOf(asked);
  if (asked !== null && before === undefined) throw new AppError('bad_request');
  // One more tells that there are older ones, and what the last one shown has changed.
  const rows = await listVersions(deps.db, record, spans, { before, limit: PER_PAGE + 1 });
  const shown = rows.slice(0, PER_PAGE);
  const sources = await namedSources(
    deps,
    shown.map(({ source_id }) => source_id),
    past,
  );
  const fields = rows.map((row) => fieldsOf(past, row));
  const entries = shown.map((row, at) => {
    const older = fields[at + 1];
    const labels = older ? changedLabels(older, fields[at] ?? []) : [];
    const rows = changesOf(past, row).map(({ short }) => short);
    return { ...entryOf(past, row, sources), changed: [...new Set([...labels, ...rows])] };
  });
  const last = rows.length > PER_PAGE ? shown.at(-1) : undefined;
  return dressed(
    past,
    HistoryPage({
      past,
      entries,
      firstHref: before === undefined ? undefined : listHref,
      nextHref: last && `${listHref}?antes=${last.id}`,
    }),
  );
}

export function dressed(past: Past, body: ReturnType<typeof HistoryPage>, status = 200): Answer {
  const { t, subject } = past;
  return page(body, {
    title: `${t('site.history.title')} · ${subject.title}`,
    status,
    // What a record said once is found through the record, not instead of it.
    noIndex: true,
    styles: [HISTORY_STYLES],
  });
}

export function entryOf(
  past: Past,
  { id, at, action, actor_role: role, reason, source_id: source }: Version,
  sources: ReadonlyMap<string, NamedSource>,
): VersionEntry {
  const date = momentWords(past, at);
  return {
    date: date.charAt(0).toLocaleUpperCase('es') + date.slice(1),
    dateTime: at.toString({ smallestUnit: 'second' }),
    action,
    role,
    reason,
    href: `${past.listHref}/${id}`,
    source: source === null ? undefined : sources.get(source),
  };
}

/** As in the middle of a sentence: in Spanish with a small letter. */
function momentWords({ ctx, zone }: Past, at: Temporal.Instant): string {
  return `${longDate(at, zone, ctx.lang)}, ${clockTime(at, zone, ctx.lang)}`;
}

export function fieldsOf({ source, t, ctx, subject, zone }: Past, version: Version): HistoryField[] {
  return source.fields(contentOf(version), t, ctx.lang, subject.zone ?? zone);
}

/** What it tells of with both sides, beside its fields. */
export const changesOf = ({ source, t, ctx }: Past, version: Version): HistoryChange[] =>
  source.changes?.(contentOf(version), t, ctx.lang) ?? [];

/** The version in the address. @throws not_found also for one that the reader may not see */
export async function versionOf(past: Past): Promise<Version> {
  const id = versionIdOf(past.ctx.params['version']);
  const version = id && (await findVersion(past.deps.db, past.record, past.spans, id));
  if (!version) throw notFound();
  return version;
}

/** With the one before it, or with `?con=`. @throws not_found when that is none of this record's */
export async function comparedWith(
  past: Past,
  version: Version,
  before: Version | undefined,
): Promise<Comparison | undefined> {
  const { deps, ctx, record, spans } = past;
  const asked = ctx.query.get('con');
  if (asked === null) {
    const own = compareChanges(changesOf(past, version));
    // What was taken back can't be compared with.
    const isBlank = before === undefined || fieldsOf(past, before).length === 0;
    if (isBlank) return own.length === 0 ? undefined : { differences: own };
    const compared = comparison(past, before, version);
    return { ...compared, differences: [...compared.differences, ...own] };
  }
  const id = versionIdOf(asked);
  const other = id && (await findVersion(deps.db, record, spans, id));
  if (!other) throw notFound();
  const compared =
    other.id < version.id ? comparison(past, other, version) : comparison(past, version, other);
  return { ...compared, rowsApart: past.source.changes !== undefined };
}

export function comparison(past: Past, before: Version, after: Version): Comparison {
  return {
    before: momentWords(past, before.at),
    after: momentWords(past, after.at),
    differences: compareFields(fieldsOf(past, before), fieldsOf(past, after)),
  };
}
