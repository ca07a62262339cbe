/** The programme as its editors see it: every session by day, and one session with all that belongs to it. */
import type { VNode } from 'preact';
import { clockTime, dayKey, longDate } from '../../../../platform/i18n/dates.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { TextArea } from '../../../../ui/controls/text-field.tsx';
import type { DrawnForm } from '../../../../ui/controls/schema-form.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { StatusTag } from '../../../../ui/data/tag.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import type { OfficeMaterialRow, OfficeSessionRow } from '../../queries/office-programme.ts';
import { calendarPath, embeddedPath, schedulePath } from '../../addresses.ts';
import { capital } from '../words.ts';
import { type EditionDesk, EditionFrame, editionHref } from './frame.tsx';
import { Materials } from './materials.tsx';

export interface ProgrammePageProps {
  desk: EditionDesk;
  sessions: readonly OfficeSessionRow[];
  /** Of the edition as a whole. */
  materials: readonly OfficeMaterialRow[];
  material: DrawnForm;
  /** Of the installation, for addresses that are copied elsewhere. */
  baseUrl: string;
}

export function ProgrammePage({ desk, sessions, materials, material, baseUrl }: ProgrammePageProps): VNode {
  const { t, edition, may } = desk;
  const days = Map.groupBy(sessions, (s) => (s.starts_at ? dayKey(s.starts_at, edition.timezone) : ''));
  return (
    <EditionFrame
      desk={desk}
      part="programme"
      title={t('events.office.tab.programme')}
      actions={may.edit ? <AddSession desk={desk} /> : null}
    >
      {sessions.length === 0 ? (
        <EmptyState title={t('events.office.programme.empty')}>
          {t('events.office.programme.empty_lead')}
        </EmptyState>
      ) : (
        [...days.values()].map((rows) => <Day desk={desk} rows={rows} />)
      )}
      <Materials
        desk={desk}
        rows={materials}
        state={material}
        title={t('events.office.material.of_edition')}
        action={editionHref(edition, 'materiales')}
      />
      {edition.visibility === 'published' ? <Elsewhere desk={desk} baseUrl={baseUrl} /> : null}
    </EditionFrame>
  );
}

function AddSession({ desk: { t, edition } }: { desk: EditionDesk }): VNode {
  return (
    <ButtonRow>
      <Button href={editionHref(edition, 'programa', 'nueva')}>{t('events.office.programme.add')}</Button>
    </ButtonRow>
  );
}

function Day({ desk, rows }: { desk: EditionDesk; rows: readonly OfficeSessionRow[] }): VNode {
  const { t, lang, edition } = desk;
  const first = rows[0]?.starts_at;
  const title = first
    ? capital(longDate(first, edition.timezone, lang))
    : t('events.office.programme.no_hours');
  return (
    <Section title={title}>
      <DataTable
        caption={title}
        captionHidden
        rows={rows}
        columns={[
          { header: t('events.office.session.hours'), cell: (s) => hours(desk, s) },
          {
            header: t('events.office.session.title'),
            rowHeader: true,
            cell: (s) => (
              <>
                <SafeLink href={editionHref(edition, 'programa', s.id)}>{s.title}</SafeLink>{' '}
                {s.status === 'scheduled' ? null : (
                  <StatusTag tone={s.status === 'cancelled' ? 'danger' : 'warning'}>
                    {t(`events.status.${s.status}`)}
                  </StatusTag>
                )}
              </>
            ),
          },
          { header: t('events.office.session.type'), cell: (s) => t(`events.type.${s.type}`) },
          { header: t('events.office.session.room'), cell: (s) => s.room ?? '—' },
          { header: t('events.office.session.speakers'), cell: (s) => s.speakers.join(', ') || '—' },
          {
            header: t('events.office.session.taken'),
            numeric: true,
            cell: (s) =>
              s.type !== 'workshop'
                ? '—'
                : s.capacity === null
                  ? s.taken
                  : t('events.office.taken_of', { taken: s.taken, capacity: s.capacity }),
          },
        ]}
      />
    </Section>
  );
}

function hours({ lang, edition }: EditionDesk, { starts_at, ends_at }: OfficeSessionRow): string {
  if (!starts_at || !ends_at) return '—';
  return `${clockTime(starts_at, edition.timezone, lang)} – ${clockTime(ends_at, edition.timezone, lang)}`;
}

/** The programme on other sites, and for programs. */
function Elsewhere({ desk: { t, edition }, baseUrl }: { desk: EditionDesk; baseUrl: string }): VNode {
  const { slug, title } = edition;
  return (
    <Section title={t('events.embed.title')}>
      <p>{t('events.embed.lead')}</p>
      <TextArea
        t={t}
        id="f-incrustar"
        name="incrustar"
        mark={false}
        label={t('events.embed.code')}
        rows={3}
        value={frameCode(baseUrl + embeddedPath(slug), t('events.embed.frame_title', { title }))}
      />
      <p>
        <SafeLink href={embeddedPath(slug)}>{t('events.embed.see')}</SafeLink>
      </p>
      <p>
        {t('events.embed.files')} <SafeLink href={calendarPath(slug)}>iCalendar</SafeLink> ·{' '}
        <SafeLink href={schedulePath(slug, 'json')}>schedule.json</SafeLink> ·{' '}
        <SafeLink href={schedulePath(slug, 'xml')}>frab XML</SafeLink>
      </p>
    </Section>
  );
}

/** What goes into the other page: as high as a phone shows, loaded only when it comes into sight. */
function frameCode(address: string, title: string): string {
  const attribute = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return `<iframe src="${attribute(address)}" title="${attribute(title)}" loading="lazy" width="100%" height="600" style="border:0"></iframe>`;
}
