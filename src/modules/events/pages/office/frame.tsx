/** What every back-office page of an edition has around it: where one is, the edition, its parts as tabs. */
import type { ComponentChildren, VNode } from 'preact';
import type { TabAddition } from '../../../../platform/additions.ts';
import { zoneCity, zoneOffset } from '../../../../platform/i18n/dates.ts';
import {
  isMessageKey,
  type Lang,
  type MessageKey,
  type Translate,
} from '../../../../platform/i18n/translate.ts';
import { StatusTag, TagRow } from '../../../../ui/data/tag.tsx';
import { Tabs } from '../../../../ui/data/navigation.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Breadcrumbs, type Crumb, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import type { Tone } from '../../../../ui/tone.ts';
import type { OfficeEdition } from '../../queries/office.ts';
import type { RegistrationState, Status } from '../../tables.ts';

/** What the person at the desk may do; decides which links and buttons are drawn (the routes check again). */
export interface Rights {
  edit: boolean;
  publish: boolean;
  readRegistrations: boolean;
  manageRegistrations: boolean;
  purge: boolean;
}

export interface Desk {
  t: Translate;
  lang: Lang;
  may: Rights;
  /** Code of what was just done (`?hecho=`), told once. */
  done?: string | undefined;
}

export type EditionDesk = Desk & {
  edition: OfficeEdition;
  /** Pages that other modules add, those that this person may see. */
  added: readonly AddedPage[];
};

export type AddedPage = Pick<TabAddition, 'group' | 'path' | 'label' | 'hrefOf'>;

export const LIST_HREF = '/admin/encuentros';

/** Address of a page of an edition, e.g. `editionHref(edition, 'programa', id)`. */
export function editionHref(edition: { slug: string }, ...parts: readonly string[]): string {
  return [LIST_HREF, edition.slug, ...parts].join('/');
}

/** The pages of an edition stand in five groups, in the order of the work. */
const GROUPS = ['overview', 'programme', 'people', 'day', 'after'] as const;
type Group = (typeof GROUPS)[number];

interface OwnPart {
  group: Group;
  path: string;
  may?: keyof Rights;
}

const PARTS = {
  overview: { group: 'overview', path: '' },
  history: { group: 'overview', path: 'historial' },
  programme: { group: 'programme', path: 'programa' },
  speakers: { group: 'programme', path: 'ponentes' },
  rooms: { group: 'programme', path: 'salas' },
  languages: { group: 'programme', path: 'idiomas', may: 'readRegistrations' },
  registrations: { group: 'people', path: 'inscripciones', may: 'readRegistrations' },
  questions: { group: 'people', path: 'preguntas' },
  retention: { group: 'after', path: 'datos-personales', may: 'readRegistrations' },
} as const satisfies Record<string, OwnPart>;

export type Part = keyof typeof PARTS;

export interface EditionFrameProps {
  desk: EditionDesk;
  /** Which of its pages: a part of this module, or the path of an added page. */
  part: Part | { added: string };
  title: string;
  lead?: ComponentChildren;
  /** Buttons beside the title. */
  actions?: ComponentChildren;
  /** Pages between the tab's page and this one. */
  trail?: readonly Crumb[];
  /** Instead of the edition's own tags; without them a page under a tab's page has none. */
  tags?: ComponentChildren;
  /** False for a page under a tab's page: the trail leads back. */
  tabs?: boolean;
  children: ComponentChildren;
}

export function EditionFrame({
  desk,
  part,
  title,
  lead,
  actions,
  trail,
  tags,
  tabs = true,
  children,
}: EditionFrameProps): VNode {
  const { t, edition } = desk;
  const overview = part === 'overview' && !trail;
  const crumbs: Crumb[] = [{ href: LIST_HREF, label: t('events.menu') }];
  if (!overview) crumbs.push({ href: editionHref(edition), label: edition.title }, ...(trail ?? []));
  crumbs.push({ label: title });
  return (
    <>
      <Breadcrumbs t={t} items={crumbs} />
      <PageHeading eyebrow={overview ? t('events.office.eyebrow') : edition.title} title={title} lead={lead}>
        {tags || tabs ? <TagRow>{tags ?? <EditionTags t={t} edition={edition} />}</TagRow> : null}
        {actions}
      </PageHeading>
      <Done desk={desk} />
      {tabs ? <EditionTabs desk={desk} part={part} /> : null}
      {children}
    </>
  );
}

/** What was just done or could not be done, said once after the redirect. Unknown codes say nothing. */
export function Done({ desk: { t, done = '' } }: { desk: Desk }): VNode | null {
  const key = `events.office.done.${done}`;
  if (isMessageKey(key)) return <Notice t={t} kind="success" title={t(key)} />;
  const not = `events.office.undone.${done}`;
  return isMessageKey(not) ? <Notice t={t} kind="warning" title={t(not)} /> : null;
}

interface EditionPage {
  group: string;
  path: string;
  label: MessageKey;
  hrefOf?: TabAddition['hrefOf'];
}

/** Two rows of links: the groups, and the pages of the current one. */
function EditionTabs({
  desk,
  part,
}: Pick<EditionFrameProps, 'desk' | 'part'> & { desk: EditionDesk }): VNode {
  const { t, edition } = desk;
  const pages = pagesOf(desk);
  const path = typeof part === 'string' ? PARTS[part].path : part.added;
  const group = pages.find((p) => p.path === path)?.group;
  const href = (p: EditionPage) =>
    p.hrefOf?.(edition) ?? (p.path ? editionHref(edition, p.path) : editionHref(edition));
  const groups = GROUPS.flatMap((name) => {
    const first = pages.find((p) => p.group === name);
    if (!first) return [];
    return [{ href: href(first), label: t(`events.office.group.${name}`), current: name === group }];
  });
  const within = pages
    .filter((p) => p.group === group)
    .map((p) => ({ href: href(p), label: t(p.label), current: p.path === path }));
  return (
    <>
      <Tabs label={t('events.office.groups')} items={groups} />
      {within.length > 1 ? <Tabs kind="second" label={t('events.office.tabs')} items={within} /> : null}
    </>
  );
}

/** This module's pages and those that others add, as far as the person may see them. */
function pagesOf({ may, added }: EditionDesk): EditionPage[] {
  const own = Object.entries(PARTS).flatMap(([name, part]: [string, OwnPart]) =>
    part.may && !may[part.may]
      ? []
      : [{ ...part, label: `events.office.tab.${name as Part}` satisfies MessageKey }],
  );
  // What comes last in the work comes last in its row: the end of the personal data.
  const isLast = (page: EditionPage): boolean => page.path === PARTS.retention.path;
  return [...own.filter((page) => !isLast(page)), ...added, ...own.filter(isLast)];
}

const STATUS_TONE: Record<Status, Tone> = { scheduled: 'neutral', postponed: 'warning', cancelled: 'danger' };

/** Draft or published, and what became of it. */
export function EditionTags({
  t,
  edition,
}: {
  t: Translate;
  edition: Pick<OfficeEdition, 'visibility' | 'status' | 'is_example'>;
}): VNode {
  const { visibility, status } = edition;
  return (
    <>
      <StatusTag tone={visibility === 'published' ? 'success' : 'neutral'}>
        {t(`events.office.visibility.${visibility}`)}
      </StatusTag>
      {status === 'scheduled' ? null : (
        <StatusTag tone={STATUS_TONE[status]}>{t(`events.status.${status}`)}</StatusTag>
      )}
      {edition.is_example ? <StatusTag tone="info">{t('events.office.example')}</StatusTag> : null}
    </>
  );
}

export const STATE_TONE: Record<RegistrationState, Tone> = {
  pending: 'neutral',
  awaiting_approval: 'warning',
  confirmed: 'success',
  waitlisted: 'info',
  offered: 'info',
  lapsed: 'warning',
  declined: 'danger',
  cancelled: 'neutral',
};

/** The zone of an edition in words: “Guatemala (GMT-6)”. */
export function zoneWords(edition: { timezone: string; starts_at: Temporal.Instant }): string {
  return `${zoneCity(edition.timezone)} (${zoneOffset(edition.starts_at, edition.timezone)})`;
}
