/** Between the forms of an edition and what its commands take. */
import type { Static } from 'typebox';
import type { FieldFault } from '../../../platform/errors.ts';
import type { RawValues } from '../../../platform/forms/read.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { rawOf } from '../../../platform/forms/read.ts';
import { dayOf, instantOf, wallTime } from '../../../platform/i18n/wall-time.ts';
import { slugOf } from '../../../platform/slug.ts';
import type { EditionInput } from '../commands/inputs.ts';
import type { OfficeEdition } from '../queries/office.ts';
import { isZone } from '../rules/programme.ts';
import type { RegistrationSettingsForm } from '../schemas/office-registration.ts';
import type { EditionForm } from '../schemas/office.ts';
import type { EventSource } from '../tables.ts';

export type Read<T> = { ok: true; value: T } | { ok: false; faults: FieldFault[] };

/** Wall times of a form as moments; every one that is none becomes a fault at its field. */
export class WallTimes {
  readonly faults: FieldFault[] = [];
  readonly #zone: string;
  readonly #t: Translate;

  constructor(zone: string, t: Translate) {
    this.#zone = zone;
    this.#t = t;
  }

  at(field: string, text: string | undefined): Temporal.Instant | null {
    if (text === undefined) return null;
    const at = instantOf(text, this.#zone);
    if (at instanceof Temporal.Instant) return at;
    this.faults.push({ field, message: this.#t(`events.office.fault.time_${at}`) });
    return null;
  }

  day(field: string, text: string | undefined): Temporal.PlainDate | null {
    if (text === undefined) return null;
    const day = dayOf(text);
    if (!day) this.faults.push({ field, message: this.#t('events.office.fault.day') });
    return day ?? null;
  }
}

/** The edition as it stands, for commands that take all of it while a form changes a part. */
export function inputOf(e: OfficeEdition): EditionInput {
  return {
    seriesId: e.series_id,
    slug: e.slug,
    title: e.title,
    summary: e.summary,
    description: e.description,
    mode: e.mode,
    timezone: e.timezone,
    language: e.language,
    startsAt: e.starts_at,
    endsAt: e.ends_at,
    venue: e.venue,
    venueAddress: e.venue_address,
    organizer: e.organizer,
    contactEmail: e.contact_email,
    isExample: e.is_example,
    sources: e.sources,
    registration: {
      opensAt: e.registration_opens_at,
      closesAt: e.registration_closes_at,
      closesOn: e.registration_closes_on,
      confirmEmail: e.confirm_email,
      approval: e.approval,
      askedFields: e.asked_fields,
      requiredFields: e.required_fields,
      holdMinutes: e.hold_minutes,
      offerHours: e.offer_hours,
      reminders: e.reminders,
      retentionDays: e.retention_days,
      capacity: { total: e.capacity_total, online: e.capacity_online, inPerson: e.capacity_in_person },
    },
  };
}

/** Those registered are told of changes unless the organiser says no; nobody is told of a draft. */
export function isAnnounced({ visibility, status }: Pick<OfficeEdition, 'visibility' | 'status'>): boolean {
  return visibility === 'published' && status === 'scheduled';
}

type Details = Omit<EditionInput, 'seriesId' | 'registration' | 'isExample'>;

export function readDetails(form: Static<typeof EditionForm>, t: Translate): Read<Details> {
  if (!isZone(form.timezone))
    return {
      ok: false,
      faults: [{ field: 'timezone', message: t('events.fault.unknown_zone', { zone: form.timezone }) }],
    };
  const times = new WallTimes(form.timezone, t);
  const startsAt = times.at('starts', form.starts);
  const endsAt = times.at('ends', form.ends);
  const sources = readSources(form.sources ?? '');
  const faults = [...times.faults];
  if (!sources) faults.push({ field: 'sources', message: t('events.office.fault.sources') });
  if (!startsAt || !endsAt || !sources || faults.length > 0) return { ok: false, faults };
  const online = form.mode === 'online';
  const value: Details = {
    slug: form.slug ?? slugOf(form.title),
    title: form.title,
    summary: form.summary ?? '',
    description: form.description ?? '',
    mode: form.mode,
    timezone: form.timezone,
    language: form.language,
    startsAt,
    endsAt,
    venue: online ? '' : (form.venue ?? ''),
    venueAddress: online ? '' : (form.venue_address ?? ''),
    organizer: form.organizer ?? '',
    contactEmail: form.contact_email ?? '',
    sources,
  };
  return { ok: true, value };
}

/** One source per line: title | publisher | address | date. The last two may be missing. */
function readSources(text: string): EventSource[] | undefined {
  const sources: EventSource[] = [];
  for (const line of text.split('\n').filter((l) => l.trim() !== '')) {
    const [title = '', publisher = '', url = '', date = '', ...more] = line
      .split('|')
      .map((part) => part.trim());
    if (!title || !publisher || more.length > 0 || (date && !dayOf(date))) return undefined;
    sources.push({ title, publisher, ...(url && { url }), ...(date && { date }) });
  }
  return sources;
}

function sourceLines(sources: readonly EventSource[]): string {
  return sources
    .map(({ title, publisher, url, date }) => {
      const parts = [title, publisher, url ?? '', date ?? ''];
      while (parts.at(-1) === '') parts.pop();
      return parts.join(' | ');
    })
    .join('\n');
}

export function detailsRaw(e: OfficeEdition): RawValues {
  return rawOf({
    title: e.title,
    slug: e.slug,
    series: e.series_id,
    summary: e.summary,
    description: e.description,
    timezone: e.timezone,
    starts: wallTime(e.starts_at, e.timezone),
    ends: wallTime(e.ends_at, e.timezone),
    mode: e.mode,
    venue: e.venue,
    venue_address: e.venue_address,
    language: e.language,
    organizer: e.organizer,
    contact_email: e.contact_email,
    sources: sourceLines(e.sources),
    tell: isAnnounced(e),
  });
}

export function readRegistrationSettings(
  form: Static<typeof RegistrationSettingsForm>,
  e: OfficeEdition,
  t: Translate,
): Read<EditionInput['registration']> {
  const times = new WallTimes(e.timezone, t);
  const opensAt = times.at('opens', form.opens);
  const closesAt = form.deadline === 'hour' ? times.at('closes', form.closes) : null;
  const closesOn = form.deadline === 'day' ? times.day('closes_on', form.closes_on) : null;
  if (times.faults.length > 0) return { ok: false, faults: times.faults };
  const hybrid = e.mode === 'hybrid';
  const asked = form.asked_fields ?? [];
  const required = form.required_fields ?? [];
  const value: EditionInput['registration'] = {
    opensAt,
    closesAt,
    closesOn,
    confirmEmail: form.confirm_email ?? false,
    approval: form.approval ?? false,
    // What must be answered must be asked.
    askedFields: [...new Set([...asked, ...required])],
    requiredFields: required,
    holdMinutes: form.hold_minutes,
    offerHours: form.offer_hours,
    reminders: form.reminders ?? [],
    // Left empty it stays as it is: there is no “never”.
    retentionDays: form.retention_days ?? e.retention_days,
    capacity: {
      total: form.capacity_total ?? null,
      online: hybrid ? (form.capacity_online ?? null) : null,
      inPerson: hybrid ? (form.capacity_in_person ?? null) : null,
    },
  };
  return { ok: true, value };
}

export function registrationRaw(e: OfficeEdition): RawValues {
  return rawOf({
    opens: e.registration_opens_at && wallTime(e.registration_opens_at, e.timezone),
    deadline: e.registration_closes_at ? 'hour' : e.registration_closes_on ? 'day' : 'none',
    closes: e.registration_closes_at && wallTime(e.registration_closes_at, e.timezone),
    closes_on: e.registration_closes_on && e.registration_closes_on.toString(),
    capacity_total: e.capacity_total,
    capacity_in_person: e.capacity_in_person,
    capacity_online: e.capacity_online,
    confirm_email: e.confirm_email,
    approval: e.approval,
    asked_fields: e.asked_fields,
    required_fields: e.required_fields,
    hold_minutes: e.hold_minutes,
    offer_hours: e.offer_hours,
    reminders: e.reminders,
    retention_days: e.retention_days,
  });
}
