/** The whole programme: a day at a time, by track and language, or all of it for paper. */
import type { VNode } from 'preact';
import { shortDate } from '../../../../platform/i18n/dates.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { Select } from '../../../../ui/controls/choice-fields.tsx';
import { FilterForm, HiddenFields } from '../../../../ui/controls/form.tsx';
import { Disclosure } from '../../../../ui/data/disclosure.tsx';
import { type Tab, Tabs } from '../../../../ui/data/navigation.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { PageHeading } from '../../../../ui/layout/page-heading.tsx';
import type { Edition } from '../../queries/editions.ts';
import type { SlotRow, SessionSpeaker, TrackRow } from '../../queries/programme.ts';
import type { Days } from '../../rules/programme-days.ts';
import { calendarPath, programmePath } from '../../addresses.ts';
import { capital, foreign, languageWords, zoneWords } from '../words.ts';
import { EditionCrumbs, type Reader, StatusNotice } from './facts.tsx';
import { ProgrammeDays } from './slots.tsx';

export interface ProgrammeFilter {
  track: string;
  language: string;
}

export interface ProgrammePageProps extends Reader {
  edition: Edition;
  days: Days;
  filter: ProgrammeFilter;
  sessions: readonly SlotRow[];
  speakers: readonly SessionSpeaker[];
  tracks: readonly TrackRow[];
  languages: readonly string[];
}

export function ProgrammePage(props: ProgrammePageProps): VNode {
  const { t, lang, edition, days } = props;
  const isEmpty = days.list.length === 0;
  return (
    <>
      <EditionCrumbs t={t} lang={lang} edition={edition} page={t('events.programme.title')} />
      <StatusNotice t={t} of="edition" status={edition.status} note={edition.status_note} />
      <PageHeading
        eyebrow={edition.title}
        langs={{ eyebrow: foreign(edition.language, lang) }}
        title={t('events.programme.title')}
        lead={t('events.programme.zone', { zone: zoneWords(t, edition.timezone, edition.starts_at) })}
      >
        <ButtonRow>
          <Button kind="secondary" size="small" href={calendarPath(edition.slug)}>
            {t('events.calendar.link')}
          </Button>
          {days.list.length > 1 && days.shown !== 'all' ? (
            <Button kind="link" size="small" href={address(props, 'todos')}>
              {t('events.programme.print')}
            </Button>
          ) : null}
        </ButtonRow>
      </PageHeading>
      {isEmpty ? (
        <EmptyState title={t('events.programme.empty')}>{t('events.programme.soon')}</EmptyState>
      ) : (
        <>
          <DayTabs {...props} />
          <Filters {...props} />
          <Shown {...props} />
        </>
      )}
    </>
  );
}

/** Keeps the filters when the day changes. */
function address({ edition, filter }: ProgrammePageProps, day: string): string {
  const path = programmePath(edition.slug, day);
  const track = filter.track ? `&eje=${encodeURIComponent(filter.track)}` : '';
  const language = filter.language ? `&idioma=${encodeURIComponent(filter.language)}` : '';
  return path + track + language;
}

function DayTabs(props: ProgrammePageProps): VNode | null {
  const { t, lang, days } = props;
  if (days.list.length < 2) return null;
  const tabs: Tab[] = days.list.map((day) => ({
    href: address(props, day.key),
    label:
      day.date === null
        ? t('events.programme.no_hours')
        : capital(shortDate(day.date.toZonedDateTime('UTC').toInstant(), 'UTC', lang)),
    count: day.count,
    current: days.shown === day.key,
  }));
  if (days.shown === 'all')
    tabs.push({ href: address(props, 'todos'), label: t('events.programme.all_days'), current: true });
  return <Tabs label={t('events.programme.days')} items={tabs} />;
}

function Filters(props: ProgrammePageProps): VNode | null {
  const { t, edition, tracks, languages, filter, days } = props;
  if (tracks.length === 0 && languages.length < 2) return null;
  const day = days.shown === 'all' ? 'todos' : days.shown;
  const isSet = filter.track !== '' || filter.language !== '';
  return (
    <Disclosure summary={t('events.programme.filter')} open={isSet}>
      <FilterForm
        t={t}
        action={programmePath(edition.slug)}
        label={t('events.programme.filter')}
        clearHref={isSet ? programmePath(edition.slug, day) : undefined}
      >
        <HiddenFields fields={{ dia: day }} />
        {tracks.length > 0 ? (
          <Select
            t={t}
            id="eje"
            name="eje"
            mark={false}
            label={t('events.programme.track')}
            empty={t('events.programme.all_tracks')}
            value={filter.track}
            options={tracks.map((track) => ({ value: track.slug, label: track.name }))}
          />
        ) : null}
        {languages.length > 1 ? (
          <Select
            t={t}
            id="idioma"
            name="idioma"
            mark={false}
            label={t('events.programme.language')}
            empty={t('events.programme.all_languages')}
            value={filter.language}
            options={languages.map((code) => ({ value: code, label: languageWords(t, code) }))}
          />
        ) : null}
      </FilterForm>
    </Disclosure>
  );
}

function Shown(props: ProgrammePageProps): VNode {
  const { t, edition, sessions, filter } = props;
  if (sessions.length > 0)
    return <ProgrammeDays {...props} forPaper={props.days.shown === 'all' && props.days.list.length > 1} />;
  const isFiltered = filter.track !== '' || filter.language !== '';
  return (
    <EmptyState
      title={t('events.programme.nothing')}
      action={
        isFiltered ? (
          <Button kind="secondary" href={programmePath(edition.slug, 'todos')}>
            {t('events.programme.show_all')}
          </Button>
        ) : null
      }
    >
      {t('events.programme.nothing_text')}
    </EmptyState>
  );
}
