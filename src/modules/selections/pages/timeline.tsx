/** What happened, what is announced and what the law says, one after the other, each with its sources. */
import type { ComponentChildren, VNode } from 'preact';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Badge, StatusTag, TagRow } from '../../../ui/data/tag.tsx';
import { Timeline } from '../../../ui/data/timeline.tsx';
import type { ShownEvent } from '../queries/selections.ts';
import type { Stage } from '../schemas/kind-file.ts';
import type { Effect } from '../rules/vocabulary.ts';
import { Marks, type Noted, OtherValues } from './noted.tsx';
import { dateWords, type Reader } from './words.ts';

/** The address of an event on its page. */
export const eventPlace = (id: string): string => `suceso-${id.slice(-12)}`;

const TURNS: ReadonlySet<Effect> = new Set([
  'pauses',
  'annuls',
  'goes_back',
  'extends',
  'ends',
  'ends_in_part',
  'resumes',
]);

export interface EventsProps extends Reader {
  events: readonly ShownEvent[];
  stages: readonly Stage[];
  /** Ids of those that each comes from. */
  follows: ReadonlyMap<string, readonly string[]>;
  noted: Noted;
  /** The last one that is known to have happened. */
  lastId: string | undefined;
}

export function EventTimeline(props: EventsProps): VNode {
  const { t, lang, events, lastId } = props;
  const titles = new Map(events.map(({ id, title }) => [id, title]));
  return (
    <Timeline
      t={t}
      entries={events.map((event) => ({
        date: whenWords(event, { t, lang }),
        ...(event.on_date?.length === 10 && { dateTime: event.on_date }),
        title: event.title,
        state: event.basis !== 'observed' ? 'future' : event.id === lastId ? 'current' : 'past',
        body: <EventBody {...props} event={event} titles={titles} />,
      }))}
    />
  );
}

function whenWords(
  { on_date: on, until_date: until, at_time: time }: ShownEvent,
  { t, lang }: Reader,
): string {
  const from = dateWords(on, lang);
  if (from === '') return t('selections.event.no_date');
  if (until !== null) return t('selections.event.span', { from, to: dateWords(until, lang) });
  return time === null ? from : t('selections.event.at', { date: from, time });
}

function EventBody({
  t,
  event,
  stages,
  follows,
  titles,
  noted,
}: EventsProps & { event: ShownEvent; titles: ReadonlyMap<string, string> }): ComponentChildren {
  const stage = stages.find(({ key }) => key === event.stage);
  const to = stages.find(({ key }) => key === event.to_stage);
  const before = (follows.get(event.id) ?? []).filter((id) => titles.has(id));
  return (
    <div class="event" id={eventPlace(event.id)}>
      {event.detail ? <p>{event.detail}</p> : null}
      <TagRow>
        <Badge>{t(`selections.basis.${event.basis}`)}</Badge>
        {stage ? <Badge>{stage.title}</Badge> : null}
        {TURNS.has(event.effect) ? (
          <StatusTag tone={event.effect === 'ends' || event.effect === 'resumes' ? 'success' : 'warning'}>
            {to && event.effect !== 'ends'
              ? t('selections.effect_to', { effect: t(`selections.effect.${event.effect}`), stage: to.title })
              : t(`selections.effect.${event.effect}`)}
          </StatusTag>
        ) : null}
        <span class="event-notes">
          <Marks t={t} noted={noted} id={event.id} />
        </span>
      </TagRow>
      <OtherValues t={t} noted={noted} id={event.id} />
      {before.length > 0 ? (
        <p class="soft">
          {t('selections.event.follows')}{' '}
          {before.map((id, at) => (
            <>
              {at > 0 ? ' · ' : ''}
              <SafeLink href={`#${eventPlace(id)}`}>{titles.get(id) ?? ''}</SafeLink>
            </>
          ))}
        </p>
      ) : null}
    </div>
  );
}
