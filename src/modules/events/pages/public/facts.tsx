/** Small parts that several public pages of an edition share. */
import type { ComponentChildren, VNode } from 'preact';
import { dayKey } from '../../../../platform/i18n/dates.ts';
import type { Lang, Translate } from '../../../../platform/i18n/translate.ts';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { LocalTime } from '../../../../ui/data/schedule.tsx';
import { StatusTag } from '../../../../ui/data/tag.tsx';
import { Breadcrumbs, type Crumb } from '../../../../ui/layout/page-heading.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { VisuallyHidden } from '../../../../ui/layout/section.tsx';
import type { SummaryRow } from '../../../../ui/data/summary-list.tsx';
import type { Edition, EditionRow } from '../../queries/editions.ts';
import type { MaterialRow } from '../../queries/programme.ts';
import type { EventSource, Status } from '../../tables.ts';
import { EDITIONS, calendarPath, editionPath } from '../../addresses.ts';
import {
  capital,
  type CitedField,
  dayAndTime,
  daysWords,
  foreign,
  moment,
  placeWords,
  zoneWords,
} from '../words.ts';

/** What every page needs to speak to its reader. */
export interface Reader {
  t: Translate;
  lang: Lang;
  now: Temporal.Instant;
}

/** The way back from a page inside an edition. */
export function EditionCrumbs({
  t,
  lang,
  edition,
  between,
  page,
  pageLang,
}: {
  t: Translate;
  lang: Lang;
  edition: Pick<EditionRow, 'slug' | 'title' | 'language'>;
  between?: Crumb;
  page: string;
  /** Of the page's name, where it is another one than the page's. */
  pageLang?: string | undefined;
}): VNode {
  const items: Crumb[] = [
    { href: EDITIONS, label: t('events.menu') },
    { href: editionPath(edition.slug), label: edition.title, lang: foreign(edition.language, lang) },
    ...(between ? [between] : []),
    { label: page, lang: pageLang },
  ];
  return <Breadcrumbs t={t} items={items} />;
}

/** A postponed or cancelled edition or session says so before anything else. */
export function StatusNotice({
  t,
  of,
  status,
  note,
}: {
  t: Translate;
  of: 'edition' | 'session';
  status: Status;
  note: string;
}): VNode | null {
  if (status === 'scheduled') return null;
  const title = t(`events.${of}.${status}`);
  return (
    <Notice t={t} kind={status === 'cancelled' ? 'danger' : 'warning'} title={title}>
      {note ? <p>{note}</p> : null}
    </Notice>
  );
}

export function StatusTags({ t, edition }: { t: Translate; edition: EditionRow }): VNode | null {
  if (edition.status === 'scheduled' && !edition.is_example) return null;
  return (
    <>
      {edition.is_example ? <StatusTag tone="info">{t('events.example.tag')}</StatusTag> : null}
      {edition.status === 'scheduled' ? null : (
        <StatusTag tone={edition.status === 'cancelled' ? 'danger' : 'warning'}>
          {t(`events.status.${edition.status}`)}
        </StatusTag>
      )}
    </>
  );
}

/** When and where, for the heading of a page. */
export function editionFacts(
  { t, lang }: Reader,
  edition: Edition | EditionRow,
  note: (field: CitedField) => ComponentChildren = () => null,
): SummaryRow[] {
  const { timezone, starts_at: starts, ends_at: ends } = edition;
  // Hours of the first and the last day are no hours of each day: then each stands with its date.
  const isOneDay = dayKey(starts, timezone) === dayKey(ends, timezone);
  const clock = (at: Temporal.Instant) =>
    isOneDay ? moment(at, timezone, lang) : dayAndTime(at, timezone, lang, 'short');
  const rows: SummaryRow[] = [
    {
      label: t('events.fact.when'),
      value: (
        <>
          {capital(daysWords(edition, timezone, lang))}
          {note('dates')}
        </>
      ),
    },
    {
      label: t('events.fact.hours'),
      value: (
        <>
          <LocalTime t={t} moment={clock(starts)} />
          {isOneDay ? '–' : ' – '}
          <LocalTime t={t} moment={clock(ends)} /> ({zoneWords(t, timezone, starts)}){note('hours')}
        </>
      ),
    },
    {
      label: t('events.fact.where'),
      value: (
        <>
          {placeWords(t, edition)}
          {note('venue')}
        </>
      ),
    },
  ];
  if (edition.organizer)
    rows.push({
      label: t('events.fact.organizer'),
      value: (
        <>
          {edition.organizer}
          {note('organizer')}
        </>
      ),
    });
  return rows;
}

const HOSTS: readonly [RegExp, string][] = [
  [/(?:^|\.)youtu(?:be\.com|\.be|be-nocookie\.com)$/, 'YouTube'],
  [/(?:^|\.)vimeo\.com$/, 'Vimeo'],
  [/(?:^|\.)facebook\.com$/, 'Facebook'],
  [/(?:^|\.)zoom\.us$/, 'Zoom'],
];

/** Where a link leads, so that nobody is surprised by leaving the site: "YouTube", "ejemplo.org". */
export function hostName(address: string): string {
  const host = URL.parse(address)?.hostname.toLowerCase() ?? '';
  return HOSTS.find(([pattern]) => pattern.test(host))?.[1] ?? host.replace(/^www\./, '');
}

/** Recordings and documents as plain links: nothing is loaded from elsewhere until the reader goes there. */
export function MaterialList({ t, materials }: { t: Translate; materials: readonly MaterialRow[] }): VNode {
  return (
    <ul class="link-list">
      {materials.map((material) => (
        <li>
          <p class="link-title">{material.title}</p>
          <p>
            <SafeLink href={material.url}>
              {t(`events.material.open.${material.kind}`, { host: hostName(material.url) })}
              <VisuallyHidden>: {material.title}</VisuallyHidden>
            </SafeLink>
          </p>
        </li>
      ))}
    </ul>
  );
}

/** Where the stated facts come from; a source without an address says so. */
export function SourceList({ t, lang, sources }: Reader & { sources: readonly EventSource[] }): VNode {
  return (
    <ul class="link-list">
      {sources.map((source) => (
        <li>
          <p class="link-title">
            {source.url ? <SafeLink href={source.url}>{source.title}</SafeLink> : source.title}
          </p>
          <p class="soft">
            {[source.publisher, sourceDate(source.date, lang), source.url ? '' : t('events.sources.no_link')]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </li>
      ))}
    </ul>
  );
}

function sourceDate(date: string | undefined, lang: Lang): string {
  if (!date || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return date ?? '';
  const at = Temporal.PlainDate.from(date).toZonedDateTime('UTC').toInstant();
  return daysWords({ starts_at: at, ends_at: at }, 'UTC', lang);
}

/** A calendar that a program keeps up to date by itself. */
export function CalendarLink({ t, slug }: { t: Translate; slug: string }): VNode {
  return <a href={calendarPath(slug)}>{t('events.calendar.link')}</a>;
}
