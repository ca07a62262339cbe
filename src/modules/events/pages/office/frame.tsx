/** What every back-office page of an edition has around it: where one is, the edition, its parts as tabs. */
import type { ComponentChildren, VNode } from 'preact';
import { zoneCity, zoneOffset } from '../../../../platform/i18n/dates.ts';
import { isMessageKey, type Lang, type Translate } from '../../../../platform/i18n/translate.ts';
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
}

export interface Desk {
  t: Translate;
  lang: Lang;
  may: Rights;
  /** Code of what was just done (`?hecho=`), told once. */
  done?: string | undefined;
}

export type EditionDesk = Desk & { edition: OfficeEdition };

export const LIST_HREF = '/admin/encuentros';

/** Address of a page of an edition, e.g. `editionHref(edition, 'programa', id)`. */
export function editionHref(edition: { slug: string }, ...parts: readonly string[]): string {
  return [LIST_HREF, edition.slug, ...parts].join('/');
}

export type Part =
  | 'overview'
  | 'programme'
  | 'speakers'
  | 'rooms'
  | 'questions'
  | 'registrations'
  | 'history';

export interface EditionFrameProps {
  desk: EditionDesk;
  part: Part;
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
      {tabs ? <Tabs label={t('events.office.tabs')} items={tabsOf(desk, part)} /> : null}
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

function tabsOf({ t, edition, may }: EditionDesk, part: Part) {
  const all: [Part, string, boolean][] = [
    ['overview', '', true],
    ['programme', 'programa', true],
    ['speakers', 'ponentes', true],
    ['rooms', 'salas', true],
    ['questions', 'preguntas', true],
    ['registrations', 'inscripciones', may.readRegistrations],
    ['history', 'historial', true],
  ];
  return all
    .filter(([, , shown]) => shown)
    .map(([name, path]) => ({
      href: path ? editionHref(edition, path) : editionHref(edition),
      label: t(`events.office.tab.${name}`),
      current: name === part,
    }));
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
