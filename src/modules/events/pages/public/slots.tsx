/** Sessions as slots of a programme. */
import type { VNode } from 'preact';
import { dayKey, longDate } from '../../../../platform/i18n/dates.ts';
import type { Lang } from '../../../../platform/i18n/translate.ts';
import { type Moment, ScheduleDay, ScheduleSlot, type TrackTone } from '../../../../ui/data/schedule.tsx';
import { StatusTag } from '../../../../ui/data/tag.tsx';
import type { Tone } from '../../../../ui/tone.ts';
import type { SlotRow, SessionSpeaker, TrackRow } from '../../queries/programme.ts';
import { sessionPath, speakerPath } from '../../addresses.ts';
import { foreign, languageWords, moment } from '../words.ts';
import type { Reader } from './facts.tsx';

export interface SlotsProps extends Reader {
  edition: { slug: string; timezone: string; language: string };
  sessions: readonly SlotRow[];
  speakers: readonly SessionSpeaker[];
  tracks: readonly TrackRow[];
  level?: 2 | 3 | undefined;
  /** For paper: a few lines for each session, and no links but the title. */
  forPaper?: boolean | undefined;
}

/** Each track has the colour of its place in the list; from the seventh on they repeat, the name tells them apart. */
function toneOf(tracks: readonly TrackRow[], slug: string): TrackTone {
  const place = Math.max(
    0,
    tracks.findIndex((track) => track.slug === slug),
  );
  return ((place % 6) + 1) as TrackTone;
}

export function sessionStatus(
  { t }: Pick<Reader, 't'>,
  session: SlotRow,
): { label: string; tone: Tone } | undefined {
  if (session.status === 'scheduled') return undefined;
  return {
    label: t(`events.session_status.${session.status}`),
    tone: session.status === 'cancelled' ? 'danger' : 'warning',
  };
}

/** Sessions under the heading of their day; those without hours under a heading that says so. */
export function ProgrammeDays(props: SlotsProps): VNode {
  const { t, lang, edition, sessions, level = 2 } = props;
  const clock = keptClock(edition.timezone, lang);
  const days = Map.groupBy(sessions, (s) => (s.starts_at ? clock(s.starts_at).day : ''));
  const speakers = Map.groupBy(props.speakers, (s) => s.session_id);
  return (
    <>
      {[...days].map(([day, list]) => {
        const starts = list[0]?.starts_at;
        return (
          <ScheduleDay
            title={starts ? longDate(starts, edition.timezone, lang) : t('events.programme.no_hours')}
            id={`dia-${day || 'sin-horario'}`}
            level={level}
          >
            {list.map((session) => {
              const its = { ...props, session, speakers: speakers.get(session.id) ?? [], level, clock };
              return props.forPaper ? <PaperSlot {...its} /> : <Slot {...its} />;
            })}
          </ScheduleDay>
        );
      })}
    </>
  );
}

interface Hour extends Moment {
  /** The day in the edition's zone, `2026-03-07`. */
  day: string;
}

/** Hours worked out before, by zone and language: sessions share them, and so do one page and the next. */
const clocks = new Map<string, Map<number, Hour>>();
/** More than any programme has; then it begins anew, so that old editions do not stay for ever. */
const MOST_HOURS = 2000;

function keptClock(zone: string, lang: Lang): (at: Temporal.Instant) => Hour {
  const name = `${zone} ${lang}`;
  const kept = clocks.get(name) ?? new Map<number, Hour>();
  clocks.set(name, kept);
  return (at) => {
    const key = at.epochMilliseconds;
    let hour = kept.get(key);
    if (!hour) {
      if (kept.size >= MOST_HOURS) kept.clear();
      hour = { ...moment(at, zone, lang), day: dayKey(at, zone) };
      kept.set(key, hour);
    }
    return hour;
  };
}

interface SlotProps extends SlotsProps {
  session: SlotRow;
  clock: (at: Temporal.Instant) => Hour;
}

/** In words; the language of the whole edition goes without saying. */
function languagesOf({ t, edition, session }: SlotProps): {
  language: string | undefined;
  interpretation: string | undefined;
} {
  return {
    language: session.language === edition.language ? undefined : languageWords(t, session.language),
    interpretation: session.interpretation.map((code) => languageWords(t, code)).join(', ') || undefined,
  };
}

function Slot(props: SlotProps): VNode {
  const { t, lang, edition, session, speakers, tracks, level, clock } = props;
  const { starts_at: starts, ends_at: ends } = session;
  const { language, interpretation } = languagesOf(props);
  return (
    <ScheduleSlot
      t={t}
      level={level === 3 ? 4 : 3}
      starts={starts ? clock(starts) : undefined}
      ends={ends ? clock(ends) : undefined}
      title={session.title}
      titleLang={foreign(session.language, lang)}
      href={sessionPath(edition.slug, session.slug)}
      type={t(`events.type.${session.type}`)}
      room={session.room ?? undefined}
      track={
        session.track && session.track_slug
          ? { label: session.track, tone: toneOf(tracks, session.track_slug) }
          : undefined
      }
      language={language}
      interpretation={interpretation}
      speakers={speakers.map((s) => ({
        name: s.role === 'moderator' ? t('events.speaker.moderates', { name: s.name }) : s.name,
        href: speakerPath(edition.slug, s.slug),
        organization: s.organization || undefined,
      }))}
      status={sessionStatus(props, session)}
    />
  );
}

/** The same in a few lines: who prints a programme wants it on few pages. */
function PaperSlot(props: SlotProps): VNode {
  const { t, lang, edition, session, speakers, level, clock } = props;
  const { starts_at: starts, ends_at: ends } = session;
  const Heading = level === 3 ? 'h4' : 'h3';
  const status = sessionStatus({ t }, session);
  const { language, interpretation } = languagesOf(props);
  const facts = [
    t(`events.type.${session.type}`),
    session.track,
    session.room,
    language,
    interpretation && t('ui.slot.interpretation', { languages: interpretation }),
  ];
  const names = speakers.map((s) => {
    const name = s.role === 'moderator' ? t('events.speaker.moderates', { name: s.name }) : s.name;
    return s.organization ? `${name}, ${s.organization}` : name;
  });
  return (
    <li class="slot">
      <p class="slot-time">{starts && ends ? `${clock(starts).text} – ${clock(ends).text}` : null}</p>
      <div class="slot-body">
        {status ? (
          <p>
            <StatusTag tone={status.tone}>{status.label}</StatusTag>
          </p>
        ) : null}
        <Heading lang={foreign(session.language, lang)}>
          <a href={sessionPath(edition.slug, session.slug)}>{session.title}</a>
        </Heading>
        {names.length > 0 ? <p>{names.join('; ')}</p> : null}
        <p class="soft">{facts.filter(Boolean).join(' · ')}</p>
      </div>
    </li>
  );
}
