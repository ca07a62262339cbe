/** What a stored version said, in words, field by field. Old shapes are read too: a field it doesn't speak of is left out. */
import type { HistoryField } from '../../../platform/history/source.ts';
import { isTimeZone, plainDate } from '../../../platform/i18n/dates.ts';
import { isMessageKey, type Lang, type Translate } from '../../../platform/i18n/translate.ts';
import { dayAndTime, languageWords, zoneWords } from '../pages/words.ts';

type Content = Readonly<Record<string, unknown>>;

interface Reading {
  t: Translate;
  lang: Lang;
  zone: string;
}

/** How a value reads; undefined: not at all. */
type Say = (value: unknown, reading: Reading) => string | undefined;

const text: Say = (value) => (typeof value === 'string' ? value : value === null ? '' : undefined);

/** Of a part of a value. */
const plain = (value: unknown): string => (typeof value === 'string' ? value : '');

const number: Say = (value, { t }) =>
  typeof value === 'number' ? String(value) : value === null ? t('events.version.unlimited') : undefined;

const yesNo: Say = (value, { t }) =>
  typeof value === 'boolean' ? t(value ? 'events.version.yes' : 'events.version.no') : undefined;

const moment: Say = (value, { t, lang, zone }) => {
  if (value === null) return '';
  const at = instantOf(value);
  return at && `${dayAndTime(at, zone, lang).text}, ${zoneWords(t, zone, at)}`;
};

/** One of a list of codes with words of their own. */
const coded =
  (area: string): Say =>
  (value, reading) => {
    const key = `events.${area}.${plain(value)}`;
    return isMessageKey(key) ? reading.t(key) : text(value, reading);
  };

const language: Say = (value, { t }) => (typeof value === 'string' ? languageWords(t, value) : undefined);

const languages: Say = (value, { t }) =>
  texts(value)
    ?.map((code) => languageWords(t, code))
    .join(', ');

const speakers: Say = (value, { t }) =>
  list(value)
    ?.map((one) => {
      const name = plain(one['speaker']);
      return one['role'] === 'moderator' ? t('events.version.moderator', { name }) : name;
    })
    .join('\n');

const sources: Say = (value) =>
  list(value)
    ?.map((one) =>
      ['title', 'publisher', 'date', 'url']
        .map((name) => plain(one[name]))
        .filter(Boolean)
        .join('. '),
    )
    .join('\n');

const options: Say = (value) =>
  list(value)
    ?.map((one) => plain(one['label']))
    .join('\n');

/** The part of the registration that everybody can read. */
const registration: Say = (value, reading) => {
  const { t, lang } = reading;
  if (!isContent(value)) return undefined;
  const day = dateOf(value['closesOn']);
  const capacity = isContent(value['capacity']) ? value['capacity'] : {};
  const closes = moment(value['closesAt'], reading) || (day ? plainDate(day, lang) : '');
  const lines = [
    ['opens', moment(value['opensAt'], reading)],
    ['closes', closes],
    ['capacity_total', number(capacity['total'], reading)],
    ['capacity_online', number(capacity['online'], reading)],
    ['capacity_in_person', number(capacity['inPerson'], reading)],
    ['confirm_email', yesNo(value['confirmEmail'], reading)],
    ['approval', yesNo(value['approval'], reading)],
  ] as const;
  return lines
    .flatMap(([name, said]) => (said ? [t(`events.version.registration.${name}`, { said })] : []))
    .join('\n');
};

const EDITION: Readonly<Record<string, Say>> = {
  title: text,
  summary: text,
  description: text,
  startsAt: moment,
  endsAt: moment,
  timezone: text,
  mode: coded('mode'),
  venue: text,
  venueAddress: text,
  organizer: text,
  contactEmail: text,
  language,
  registration,
  sources,
  isExample: yesNo,
  slug: text,
};

const SESSION: Readonly<Record<string, Say>> = {
  title: text,
  type: coded('type'),
  abstract: text,
  startsAt: moment,
  endsAt: moment,
  room: text,
  track: text,
  speakers,
  language,
  interpretation: languages,
  capacity: number,
  slug: text,
};

const SPEAKER: Readonly<Record<string, Say>> = { name: text, organization: text, bio: text, slug: text };

const SERIES: Readonly<Record<string, Say>> = { title: text, summary: text };

const ROOM: Readonly<Record<string, Say>> = { name: text, capacity: number };

const TRACK: Readonly<Record<string, Say>> = { name: text, color: text };

const MATERIAL: Readonly<Record<string, Say>> = {
  title: text,
  kind: coded('material'),
  url: text,
  session: text,
};

const QUESTION: Readonly<Record<string, Say>> = {
  label: text,
  hint: text,
  type: coded('question_type'),
  required: yesNo,
  options,
};

export const VERSION_FIELDS = {
  event: EDITION,
  event_session: SESSION,
  event_speaker: SPEAKER,
  event_series: SERIES,
  event_room: ROOM,
  event_track: TRACK,
  event_material: MATERIAL,
  event_question: QUESTION,
} as const;

/** @param zone of the edition; an edition's own version says by which clock it counted */
export function versionFields(
  kind: keyof typeof VERSION_FIELDS,
  content: Content,
  t: Translate,
  lang: Lang,
  zone: string,
): HistoryField[] {
  const own = content['timezone'];
  const reading = { t, lang, zone: typeof own === 'string' && isTimeZone(own) ? own : zone };
  return Object.entries(VERSION_FIELDS[kind]).flatMap(([name, say]) => {
    const said = name in content ? say(content[name], reading) : undefined;
    const key = `events.version.field.${name}`;
    return said === undefined ? [] : [{ name, label: isMessageKey(key) ? t(key) : name, text: said }];
  });
}

function isContent(value: unknown): value is Content {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: unknown): Content[] | undefined {
  return Array.isArray(value) ? value.filter(isContent) : undefined;
}

function texts(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : undefined;
}

function instantOf(value: unknown): Temporal.Instant | undefined {
  try {
    return typeof value === 'string' ? Temporal.Instant.from(value) : undefined;
  } catch {
    return undefined;
  }
}

function dateOf(value: unknown): Temporal.PlainDate | undefined {
  try {
    return typeof value === 'string' ? Temporal.PlainDate.from(value) : undefined;
  } catch {
    return undefined;
  }
}
