import type { ComponentChildren, VNode } from 'preact';
import type { Translate } from '../../platform/i18n/translate.ts';
import { SafeLink } from '../controls/safe-link.tsx';
import type { Tone } from '../tone.ts';
import { Badge, StatusTag } from './tag.tsx';

/** A moment: in words of the event's zone, with what a script needs to add the reader's time. */
export interface Moment {
  /** ISO 8601 with `Z`. */
  iso: string;
  /** IANA name of the event's zone. */
  zone: string;
  /** As shown: “8:00”. */
  text: string;
}

/** A time in the event's zone; where the reader's clock differs, a script adds theirs. */
export function LocalTime({ t, moment }: { t: Translate; moment: Moment }): VNode {
  return (
    <time datetime={moment.iso} data-local={moment.zone} data-words={t('ui.time.your_time')}>
      {moment.text}
    </time>
  );
}

export interface ScheduleDayProps {
  /** “martes 7 de marzo de 2023” */
  title: string;
  id?: string | undefined;
  level?: 2 | 3 | undefined;
  /** `ScheduleSlot`s in order. */
  children: ComponentChildren;
}

export function ScheduleDay({ title, id, level = 2, children }: ScheduleDayProps): VNode {
  const Heading = `h${level}` as const;
  return (
    <section class="schedule-day" id={id}>
      <Heading>{title}</Heading>
      <ol class="schedule">{children}</ol>
    </section>
  );
}

export type TrackTone = 1 | 2 | 3 | 4 | 5 | 6;

export interface ScheduleSlotProps {
  t: Translate;
  starts?: Moment | undefined;
  ends?: Moment | undefined;
  title: string;
  /** Of the title, where it is another one than the page's. */
  titleLang?: string | undefined;
  href?: string | undefined;
  level?: 3 | 4 | undefined;
  /** In words: “Taller”. */
  type: string;
  room?: string | undefined;
  track?: { label: string; tone: TrackTone } | undefined;
  language?: string | undefined;
  interpretation?: string | undefined;
  speakers?:
    | readonly { name: string; href?: string | undefined; organization?: string | undefined }[]
    | undefined;
  status?: { label: string; tone: Tone } | undefined;
  /** E.g. the button that opens the room. */
  children?: ComponentChildren;
}

export function ScheduleSlot(props: ScheduleSlotProps): VNode {
  const { t, starts, ends, title, href, level = 3, track } = props;
  const Heading = `h${level}` as const;
  return (
    <li class={track ? `slot track-${track.tone}` : 'slot'}>
      <p class="slot-time">
        {starts ? <LocalTime t={t} moment={starts} /> : null}
        {starts && ends ? (
          <span class="slot-to">
            {' '}
            – <time datetime={ends.iso}>{ends.text}</time>
          </span>
        ) : null}
      </p>
      <div class="slot-body">
        <p class="slot-kind">
          <span>{props.type}</span>
          {track ? <span class="slot-track">{track.label}</span> : null}
          {props.status ? <StatusTag tone={props.status.tone}>{props.status.label}</StatusTag> : null}
        </p>
        <Heading lang={props.titleLang}>{href ? <SafeLink href={href}>{title}</SafeLink> : title}</Heading>
        <SlotSpeakers t={t} speakers={props.speakers ?? []} />
        {props.room || props.language || props.interpretation ? (
          <p class="slot-facts">
            {props.room ? <Badge>{props.room}</Badge> : null}
            {props.language ? <Badge>{props.language}</Badge> : null}
            {props.interpretation ? (
              <Badge>{t('ui.slot.interpretation', { languages: props.interpretation })}</Badge>
            ) : null}
          </p>
        ) : null}
        {props.children}
      </div>
    </li>
  );
}

function SlotSpeakers({
  t,
  speakers,
}: {
  t: Translate;
  speakers: NonNullable<ScheduleSlotProps['speakers']>;
}): VNode | null {
  if (speakers.length === 0) return null;
  return (
    <ul class="slot-speakers" aria-label={t('ui.slot.speakers')}>
      {speakers.map((speaker) => (
        <li>
          {speaker.href ? <SafeLink href={speaker.href}>{speaker.name}</SafeLink> : speaker.name}
          {speaker.organization ? <span class="soft">, {speaker.organization}</span> : null}
        </li>
      ))}
    </ul>
  );
}
