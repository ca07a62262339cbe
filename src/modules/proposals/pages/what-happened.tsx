/** What happened to a proposal, in its order, and what comes next. */
import type { VNode } from 'preact';
import { plainDate } from '../../../platform/i18n/dates.ts';
import { dayOf, type NewsItem } from '../../../platform/news.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Disclosure } from '../../../ui/data/disclosure.tsx';
import { Timeline, type TimelineEntry } from '../../../ui/data/timeline.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { newsFeedPath } from '../addresses.ts';
import type { Reader } from './words.ts';

/** So many of the latest stand open; what was before them is folded. */
const OPEN = 12;

export interface WhatHappenedProps extends Reader {
  number: number;
  /** In their order, what is due last. */
  news: readonly NewsItem[];
  /** What whoever reads can do about it: follow it. */
  ways: readonly { href: string; label: string }[];
}

export function WhatHappened(props: WhatHappenedProps): VNode | null {
  const { t, news, ways, number } = props;
  if (news.length === 0) return null;
  const past = news.filter(({ due }) => !due);
  const [before, latest] = [past.slice(0, -OPEN), past.slice(-OPEN)];
  const due = news.filter((item) => item.due);
  const entries = (items: readonly NewsItem[]) => items.map((item) => entryOf(props, item));
  return (
    <Section title={t('proposals.news.title')} id="que-ha-pasado">
      {before.length > 0 ? (
        <Disclosure summary={t('proposals.news.before', { count: before.length })}>
          <Timeline t={t} entries={entries(before)} />
        </Disclosure>
      ) : null}
      <Timeline t={t} entries={entries([...latest, ...due])} />
      <ButtonRow>
        {ways.map(({ href, label }) => (
          <Button kind="secondary" href={href}>
            {label}
          </Button>
        ))}
        <SafeLink href={newsFeedPath(number)}>{t('proposals.news.feed')}</SafeLink>
      </ButtonRow>
    </Section>
  );
}

function entryOf({ t, lang, zone, number }: WhatHappenedProps, item: NewsItem): TimelineEntry {
  const day = dayOf(item, zone);
  const { title, text } = item.say(t, lang);
  const date = plainDate(day, lang);
  return {
    date: item.due ? t('proposals.news.due', { day: date }) : date,
    dateTime: String(day),
    title,
    // One that only leads to where one is already, leads nowhere.
    href: item.href === `/propuestas/${number}` ? undefined : item.href,
    body: text,
    state: item.due ? 'future' : 'past',
  };
}
