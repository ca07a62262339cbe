/** What changed in sessions, to somebody whom they concern: what is so now, and what was known before. */
import { clockTime } from '../../../platform/i18n/dates.ts';
import type { MessageKey } from '../../../platform/i18n/translate.ts';
import { type Paragraph, untrusted } from '../../../platform/mail/body.ts';
import { programmePath } from '../addresses.ts';
import { dayAndTime, languageWords, zoneWords } from '../pages/words.ts';
import type { SessionChange, SessionFacts } from '../tables.ts';
import { letter, type Letter, title, type Told } from './letter.ts';

/** @param changes those that concern this person; at least one */
export function newsLetter(told: Told, changes: readonly SessionChange[]): Letter {
  const { t, event, registration, workshops, baseUrl } = told;
  const held = new Set(workshops.filter((w) => w.state === 'held').map((w) => w.session_id));
  const inEntry = registration.state === 'confirmed' && changes.some((c) => held.has(c.sessionId));
  const zone = t('events.mail.calendar.zone', { zone: zoneWords(t, event.timezone, event.starts_at) });
  return letter(
    told,
    'events.mail.news.subject',
    [
      t('events.mail.news.text', { event: title(told), count: changes.length }),
      ...changes.flatMap((change) => changeLines(told, change)),
      zone,
      {
        link: baseUrl + programmePath(event.slug, 'todos'),
        label: t('events.mail.reminder.programme_link'),
      },
    ],
    'events.mail.see_own',
    inEntry ? 'REQUEST' : undefined,
  );
}

function changeLines(told: Told, { before, after }: SessionChange): Paragraph[] {
  const { t } = told;
  if (!after) return [t('events.mail.news.removed', { session: untrusted(before.title, 160) })];
  const none = t('events.mail.news.none');
  const line = (key: MessageKey, words: (facts: SessionFacts) => string): string[] => {
    const [was, now] = [words(before), words(after)];
    return was === now ? [] : [t(key, { now: now || none, before: was || none })];
  };
  const list = [
    ...line('events.mail.news.title', (facts) => untrusted(facts.title, 160)),
    ...line('events.mail.news.when', (facts) => whenWords(told, facts)),
    ...line('events.mail.news.room', (facts) => untrusted(facts.room ?? '', 100)),
    ...line('events.mail.news.language', (facts) => untrusted(languageWords(t, facts.language), 60)),
    ...line('events.mail.news.interpretation', (facts) =>
      facts.interpretation.map((code) => untrusted(languageWords(t, code), 60)).join(', '),
    ),
  ];
  return [t('events.mail.news.session', { session: untrusted(after.title, 160) }), { list }];
}

/** "7 mar 2027, 09:00–10:00" */
function whenWords({ lang, event }: Told, { starts, ends }: SessionFacts): string {
  if (!starts || !ends) return '';
  const end = clockTime(Temporal.Instant.from(ends), event.timezone, lang);
  return `${dayAndTime(Temporal.Instant.from(starts), event.timezone, lang, 'short').text}–${end}`;
}
