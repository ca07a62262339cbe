import type { ComponentChildren, VNode } from 'preact';
import type { Translate } from '../../platform/i18n/translate.ts';
import { SafeLink } from '../controls/safe-link.tsx';

export interface TimelineEntry {
  /** In words, as the reader sees it. */
  date: string;
  /** The same for machines (ISO 8601); left out when the day is not known. */
  dateTime?: string | undefined;
  title: string;
  href?: string | undefined;
  body?: ComponentChildren;
  state?: 'past' | 'current' | 'future' | undefined;
}

export function Timeline({
  t,
  entries,
  level = 3,
}: {
  t: Translate;
  entries: readonly TimelineEntry[];
  level?: 2 | 3 | 4;
}): VNode {
  const Heading = `h${level}` as const;
  return (
    <ol class="timeline">
      {entries.map((entry) => (
        <li
          class={`timeline-${entry.state ?? 'past'}`}
          aria-current={entry.state === 'current' ? 'step' : undefined}
        >
          <p class="timeline-date">
            {entry.dateTime ? <time datetime={entry.dateTime}>{entry.date}</time> : entry.date}
            {entry.state === 'current' ? <span class="tag tone-info">{t('ui.timeline.current')}</span> : null}
          </p>
          <Heading>{entry.href ? <SafeLink href={entry.href}>{entry.title}</SafeLink> : entry.title}</Heading>
          {typeof entry.body === 'string' ? <p>{entry.body}</p> : entry.body}
        </li>
      ))}
    </ol>
  );
}
