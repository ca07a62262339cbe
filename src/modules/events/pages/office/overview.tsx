/** One edition at a glance: where it stands, what it is made of, what can be done with it. */
import type { VNode } from 'preact';
import { clockTime, dateRange, longDate, plainDate } from '../../../../platform/i18n/dates.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { ActionForm } from '../../../../ui/controls/form.tsx';
import { Progress, Stat, StatGrid } from '../../../../ui/data/figures.tsx';
import { Prose } from '../../../../ui/data/prose.tsx';
import { SummaryList, type SummaryRow } from '../../../../ui/data/summary-list.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { editionPath } from '../../addresses.ts';
import type { countParts, OfficeEdition, StateCounts } from '../../queries/office.ts';
import { hireBy, type LanguageNeed } from '../../rules/language-need.ts';
import { REMINDERS } from '../../tables.ts';
import { type EditionDesk, EditionFrame, editionHref, zoneWords } from './frame.tsx';
import { LanguageWarning } from './languages.tsx';
import { RetentionNotice } from '../../retention/office-page.tsx';

export interface OverviewProps {
  desk: EditionDesk;
  parts: Awaited<ReturnType<typeof countParts>>;
  counts: StateCounts;
  /** Languages asked for, in the weeks in which there is still time. */
  needs: readonly LanguageNeed[];
  /** When personal data is removed, in the weeks before. */
  purge: Temporal.Instant | undefined;
}

export function Overview({ desk, parts, counts, needs, purge }: OverviewProps): VNode {
  const { t, edition, may } = desk;
  return (
    <EditionFrame
      desk={desk}
      part="overview"
      title={edition.title}
      lead={edition.summary}
      actions={<Actions desk={desk} />}
    >
      <StatusNotice desk={desk} />
      <LanguageWarning desk={desk} needs={needs} hireBy={hireBy(edition)} />
      {may.readRegistrations ? <RetentionNotice desk={desk} due={purge} /> : null}
      {may.readRegistrations ? <Registered desk={desk} counts={counts} /> : null}
      <Section title={t('events.office.overview.programme')}>
        <StatGrid>
          <Stat
            label={t('events.office.overview.sessions')}
            value={parts.sessions}
            href={editionHref(edition, 'programa')}
            note={
              parts.without_hours > 0
                ? t('events.office.overview.without_hours', { count: parts.without_hours })
                : undefined
            }
          />
          <Stat
            label={t('events.office.tab.speakers')}
            value={parts.speakers}
            href={editionHref(edition, 'ponentes')}
          />
          <Stat
            label={t('events.office.overview.rooms')}
            value={parts.rooms}
            note={parts.tracks > 0 ? t('events.office.overview.tracks', { count: parts.tracks }) : undefined}
            href={editionHref(edition, 'salas')}
          />
          <Stat
            label={t('events.office.tab.questions')}
            value={parts.questions}
            href={editionHref(edition, 'preguntas')}
          />
        </StatGrid>
      </Section>
      <Section
        title={t('events.office.overview.details')}
        action={may.edit ? <EditLink desk={desk} path="editar" /> : null}
      >
        <SummaryList rows={detailRows(desk)} />
      </Section>
      <Section
        title={t('events.office.overview.registration')}
        action={may.edit ? <EditLink desk={desk} path="inscripcion" /> : null}
      >
        <SummaryList rows={registrationRows(desk)} />
      </Section>
      <Section title={t('events.office.overview.elsewhere')}>
        <p>{t('events.office.overview.export_lead')}</p>
        <ButtonRow>
          <Button kind="secondary" href={editionHref(desk.edition, 'exportar')}>
            {t('events.office.overview.export')}
          </Button>
        </ButtonRow>
      </Section>
      {may.publish ? <Danger desk={desk} /> : null}
    </EditionFrame>
  );
}

function EditLink({
  desk: { t, edition },
  path,
}: {
  desk: EditionDesk;
  path: 'editar' | 'inscripcion';
}): VNode {
  return (
    <Button
      kind="secondary"
      size="small"
      href={editionHref(edition, path)}
      about={t(path === 'editar' ? 'events.office.overview.details' : 'events.office.overview.registration')}
    >
      {t('events.office.edit')}
    </Button>
  );
}

function Actions({ desk: { t, edition, may } }: { desk: EditionDesk }): VNode | null {
  const published = edition.visibility === 'published';
  if (!published && !may.publish) return null;
  return (
    <ButtonRow>
      {published ? (
        <Button kind="secondary" href={editionPath(edition.slug)}>
          {t('events.office.overview.public_page')}
        </Button>
      ) : (
        <ActionForm
          kind="primary"
          action={editionHref(edition, 'publicar')}
          label={t('events.office.overview.publish')}
        />
      )}
    </ButtonRow>
  );
}

function StatusNotice({ desk: { t, edition } }: { desk: EditionDesk }): VNode | null {
  if (edition.status === 'scheduled')
    return edition.visibility === 'draft' ? (
      <Notice t={t} kind="info" title={t('events.office.overview.draft')}>
        <p>{t('events.office.overview.draft_lead')}</p>
      </Notice>
    ) : null;
  return (
    <Notice
      t={t}
      kind={edition.status === 'cancelled' ? 'danger' : 'warning'}
      title={t(`events.office.overview.${edition.status}`)}
    >
      <Prose text={edition.status_note} />
    </Notice>
  );
}

/** Places taken by way of attending, and who still waits for something. */
function Registered({ desk, counts }: Pick<OverviewProps, 'desk' | 'counts'>): VNode {
  const { t, edition } = desk;
  const href = (state: string) => `${editionHref(edition, 'inscripciones')}?estado=${state}`;
  return (
    <Section title={t('events.office.tab.registrations')}>
      <StatGrid>
        {(['confirmed', 'pending', 'awaiting_approval', 'waitlisted'] as const).map((state) => (
          <Stat
            label={t(`events.state.${state}`)}
            value={counts[state] ?? 0}
            href={href(state)}
            note={
              state === 'waitlisted' && counts.offered
                ? t('events.office.overview.offered', { count: counts.offered })
                : undefined
            }
          />
        ))}
      </StatGrid>
      <Places desk={desk} />
    </Section>
  );
}

export function Places({ desk: { t, edition } }: { desk: EditionDesk }): VNode {
  const online = edition.taken_online ?? 0;
  const inPerson = edition.taken_in_person ?? 0;
  const bars: [string, number, number | null][] = [['total', online + inPerson, edition.capacity_total]];
  if (edition.mode === 'hybrid')
    bars.push(
      ['in_person', inPerson, edition.capacity_in_person],
      ['online', online, edition.capacity_online],
    );
  return (
    <div class="stack stack-tight">
      {bars
        .filter(([, , capacity]) => capacity !== null)
        .map(([which, taken, capacity]) => (
          <Progress
            id={`places-${which}`}
            label={t(
              which === 'total'
                ? 'events.office.overview.places'
                : which === 'online'
                  ? 'events.attendance.online'
                  : 'events.attendance.in_person',
            )}
            value={taken}
            max={capacity ?? 0}
            text={t('events.office.taken_of', { taken, capacity: capacity ?? 0 })}
          />
        ))}
    </div>
  );
}

function detailRows({ t, lang, edition: e }: EditionDesk): SummaryRow[] {
  const none = t('events.office.not_said');
  const rows: SummaryRow[] = [
    { label: t('events.office.edition.when'), value: dateRange(e.starts_at, e.ends_at, e.timezone, lang) },
    {
      label: t('events.office.edition.hours'),
      value: `${clockTime(e.starts_at, e.timezone, lang)} – ${clockTime(e.ends_at, e.timezone, lang)}, ${zoneWords(e)}`,
    },
    { label: t('events.office.edition.mode'), value: t(`events.mode.${e.mode}`) },
    { label: t('events.office.edition.series'), value: e.series_title ?? none },
    { label: t('events.office.edition.organizer'), value: e.organizer || none },
    { label: t('events.office.edition.contact_email'), value: e.contact_email || none },
  ];
  if (e.mode !== 'online')
    rows.splice(3, 0, {
      label: t('events.office.edition.venue'),
      value: [e.venue, e.venue_address].filter(Boolean).join(', ') || none,
    });
  return rows;
}

function registrationRows(desk: EditionDesk): SummaryRow[] {
  const { t, lang, edition: e } = desk;
  const at = (when: Temporal.Instant) =>
    `${longDate(when, e.timezone, lang)}, ${clockTime(when, e.timezone, lang)}`;
  const yesNo = (value: boolean) => t(value ? 'form.yes' : 'form.no');
  const closes = e.registration_closes_at
    ? at(e.registration_closes_at)
    : e.registration_closes_on
      ? plainDate(e.registration_closes_on, lang)
      : t('events.office.overview.closes_with_event');
  return [
    {
      label: t('events.office.registration.opens'),
      value: e.registration_opens_at ? at(e.registration_opens_at) : t('events.office.overview.never_opens'),
    },
    { label: t('events.office.registration.deadline'), value: closes },
    { label: t('events.office.registration.capacity'), value: capacityWords(t, e) },
    { label: t('events.office.registration.confirm_email'), value: yesNo(e.confirm_email) },
    { label: t('events.office.registration.approval'), value: yesNo(e.approval) },
    { label: t('events.office.registration.reminders'), value: reminderWords(t, e) },
  ];
}

function reminderWords(t: EditionDesk['t'], { reminders }: OfficeEdition): string {
  const kept = REMINDERS.filter((kind) => reminders.includes(kind));
  return (
    kept.map((kind) => t(`events.office.registration.reminder_${kind}`)).join(' · ') ||
    t('events.office.registration.reminders_none')
  );
}

function capacityWords(t: EditionDesk['t'], e: OfficeEdition): string {
  const parts = [
    e.capacity_total === null
      ? t('events.office.unlimited')
      : t('events.office.places', { count: e.capacity_total }),
  ];
  if (e.capacity_in_person !== null)
    parts.push(`${t('events.attendance.in_person')}: ${e.capacity_in_person}`);
  if (e.capacity_online !== null) parts.push(`${t('events.attendance.online')}: ${e.capacity_online}`);
  return parts.join(' · ');
}

/** What tells many people, or takes the page from the public: apart, each with its own page that asks. */
function Danger({ desk: { t, edition } }: { desk: EditionDesk }): VNode {
  const { status, visibility } = edition;
  return (
    <Section title={t('events.office.overview.changes')}>
      <ButtonRow>
        {status === 'scheduled' ? (
          <Button kind="secondary" href={editionHref(edition, 'aplazar')}>
            {t('events.office.overview.postpone')}
          </Button>
        ) : (
          <Button kind="secondary" href={editionHref(edition, 'reanudar')}>
            {t('events.office.overview.resume')}
          </Button>
        )}
        {status === 'cancelled' ? null : (
          <Button kind="danger" href={editionHref(edition, 'cancelar')}>
            {t('events.office.overview.cancel')}
          </Button>
        )}
        {visibility === 'published' ? (
          <ActionForm
            action={editionHref(edition, 'ocultar')}
            label={t('events.office.overview.unpublish')}
            confirm={t('events.office.overview.unpublish_ask')}
          />
        ) : null}
      </ButtonRow>
    </Section>
  );
}
