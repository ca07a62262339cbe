/** What stands in a mail: the personal link, the calendar entry. */
import ICAL from 'ical.js';
import type { ReceivedMail } from '../../harness/smtp.ts';

/** The one personal link of a mail. */
export function linkIn(mail: ReceivedMail): string {
  const links = new Set(mail.parsed.text?.match(/https?:\/\/\S+\/registro\/[\w-]{43}/g));
  const [link, ...others] = links;
  if (link === undefined || others.length > 0) throw new Error(`${links.size} personal links in a mail`);
  return link;
}

interface CalendarInMail {
  method: string;
  uid: string;
  sequence: number;
  status: string;
  /** UTC, as written: `20270307T140000Z`. */
  start: string;
  text: string;
}

/** The calendar entry that came with a mail, undefined when none did. */
export function calendarIn(mail: ReceivedMail): CalendarInMail | undefined {
  const part = mail.parsed.attachments.find(({ mimeType }) => mimeType === 'text/calendar');
  if (!part) return undefined;
  const text =
    typeof part.content === 'string' ? part.content : new TextDecoder().decode(new Uint8Array(part.content));
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const events = calendar.getAllSubcomponents('vevent');
  const [entry] = events;
  if (!entry || events.length > 1) throw new Error(`${events.length} entries in a calendar`);
  const value = (name: string): string => String(entry.getFirstPropertyValue(name));
  return {
    method: String(calendar.getFirstPropertyValue('method')),
    uid: value('uid'),
    sequence: Number(value('sequence')),
    status: value('status'),
    start: /^DTSTART:(.*?)\r?$/m.exec(text)?.[1] ?? '',
    text,
  };
}
