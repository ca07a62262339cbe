/** Rows as the API shows them: snake_case, instants in UTC. */
import type { Static } from 'typebox';
import { calendarPath, editionPath, sessionPath } from '../addresses.ts';
import type { Edition, EditionRow } from '../queries/editions.ts';
import type { MaterialRow, SessionRow, SessionSpeaker, TrackRow } from '../queries/programme.ts';
import { registrationWindow } from '../rules/window.ts';
import type { EventDetail, EventItem, SessionItem } from '../schemas/api.ts';

export function eventItem(row: EditionRow, now: Temporal.Instant, baseUrl: string): Static<typeof EventItem> {
  return {
    slug: row.slug,
    title: row.title,
    summary: row.summary,
    url: baseUrl + editionPath(row.slug),
    series: row.series_slug === null ? null : { slug: row.series_slug, title: row.series_title ?? '' },
    mode: row.mode,
    timezone: row.timezone,
    language: row.language,
    starts: String(row.starts_at),
    ends: String(row.ends_at),
    venue: row.venue,
    venue_address: row.venue_address,
    organizer: row.organizer,
    status: row.status,
    status_note: row.status_note,
    is_example: row.is_example,
    registration: {
      state: registrationWindow(row, now),
      opens: row.registration_opens_at && String(row.registration_opens_at),
      closes: row.registration_closes_at && String(row.registration_closes_at),
      closes_on: row.registration_closes_on && String(row.registration_closes_on),
    },
    updated_at: String(row.updated_at),
  };
}

export function eventDetail(
  edition: Edition,
  parts: { tracks: readonly TrackRow[]; materials: readonly MaterialRow[] },
  now: Temporal.Instant,
  baseUrl: string,
): Static<typeof EventDetail> {
  const item = eventItem(edition, now, baseUrl);
  return {
    ...item,
    description: edition.description,
    contact_email: edition.contact_email,
    sources: edition.sources,
    tracks: parts.tracks.map(({ slug, name }) => ({ slug, name })),
    materials: parts.materials.map(materialOf),
    links: {
      html: item.url,
      sessions: `${baseUrl}/api/v1/events/${encodeURIComponent(edition.slug)}/sessions`,
      calendar: baseUrl + calendarPath(edition.slug),
    },
  };
}

const materialOf = ({ kind, title, url }: MaterialRow) => ({ kind, title, url });

export function sessionItem(
  edition: Edition,
  row: SessionRow,
  parts: { speakers: readonly SessionSpeaker[]; materials: readonly MaterialRow[] },
  baseUrl: string,
): Static<typeof SessionItem> {
  return {
    slug: row.slug,
    type: row.type,
    title: row.title,
    abstract: row.abstract,
    url: baseUrl + sessionPath(edition.slug, row.slug),
    starts: row.starts_at && String(row.starts_at),
    ends: row.ends_at && String(row.ends_at),
    timezone: edition.timezone,
    room: row.room,
    track: row.track_slug,
    language: row.language,
    interpretation: row.interpretation,
    capacity: row.capacity,
    status: row.status,
    status_note: row.status_note,
    speakers: parts.speakers.map(({ slug, name, organization, role }) => ({
      slug,
      name,
      organization,
      role,
    })),
    materials: parts.materials.map(materialOf),
    updated_at: String(row.updated_at),
  };
}
