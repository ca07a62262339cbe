/** The programme as frab XML (grown out of pentabarf, kept by c3voc as an XSD): what older apps read. */
import { GENERATOR, type Schedule, type ScheduleEntry, TIMESLOT, withOffset } from './schedule.ts';
import { xmlAttribute, xmlText } from '../../../platform/xml.ts';

export const SCHEDULE_XML_MEDIA_TYPE = 'application/vnd.c3voc.schedule+xml';

export function scheduleXml(schedule: Schedule): string {
  const { days } = schedule;
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!-- Only sessions with published hours that take place. -->',
    '<schedule>',
    `<generator name="${xmlAttribute(GENERATOR)}" version="1"/>`,
    element('version', schedule.version),
    '<conference>',
    element('title', schedule.title),
    element('acronym', schedule.acronym),
    element('start', String(schedule.first)),
    element('end', String(schedule.last)),
    element('days', String(days.length)),
    element('timeslot_duration', TIMESLOT),
    element('base_url', `${schedule.url}/`),
    element('time_zone_name', schedule.zone),
    '</conference>',
    ...days.flatMap((day) => [
      `<day index="${day.index}" date="${String(day.date)}" start="${withOffset(day.starts)}" end="${withOffset(day.ends)}">`,
      ...[...Map.groupBy(day.items, (entry) => entry.room)].flatMap(([room, its]) => [
        `<room name="${xmlAttribute(room)}">`,
        ...its.map(event),
        '</room>',
      ]),
      '</day>',
    ]),
    '</schedule>',
    '',
  ];
  return lines.join('\n');
}

const element = (name: string, text: string): string => `<${name}>${xmlText(text)}</${name}>`;

/** Hours have two digits in this format. */
const LONGEST = '99:59';

function event(entry: ScheduleEntry): string {
  return [
    `<event id="${entry.id}" guid="${entry.guid}">`,
    element('date', entry.date),
    element('start', entry.start),
    element('duration', entry.duration.length > LONGEST.length ? LONGEST : entry.duration),
    element('room', entry.room),
    element('slug', entry.slug),
    element('url', entry.url),
    element('title', entry.title),
    '<subtitle/>',
    element('track', entry.track),
    element('type', entry.type),
    element('language', entry.language),
    element('abstract', entry.abstract),
    element('description', entry.description),
    '<persons>',
    ...entry.persons.map(({ guid, name }) => `<person guid="${guid}">${xmlText(name)}</person>`),
    '</persons>',
    // `do_not_record` of schedule.json has had a different type in each of its schemas, so only this one says it.
    ...(entry.optout ? ['<recording><license/><optout>true</optout></recording>'] : []),
    '<links>',
    ...entry.links.map((link) => reference('link', link)),
    '</links>',
    '<attachments>',
    ...entry.attachments.map((file) => reference('attachment', file)),
    '</attachments>',
    '</event>',
  ].join('\n');
}

function reference(name: string, { url, title }: { url: string; title: string }): string {
  return `<${name} href="${xmlAttribute(url)}">${xmlText(title)}</${name}>`;
}
