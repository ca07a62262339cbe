/** Public paths of the module, without host. */

const part = encodeURIComponent;

export const EDITIONS = '/encuentros';

export function editionPath(slug: string): string {
  return `${EDITIONS}/${part(slug)}`;
}

/** @param day `2026-03-07`, `todos` or `sin-horario`; left out: the day that matters now */
export function programmePath(slug: string, day?: string): string {
  return `${editionPath(slug)}/programa${day ? `?dia=${part(day)}` : ''}`;
}

export function calendarPath(slug: string): string {
  return `${editionPath(slug)}/programa.ics`;
}

/** The programme for other programs: `json` schedule.json version 1, `xml` frab. */
export function schedulePath(slug: string, format: 'json' | 'xml'): string {
  return `${editionPath(slug)}/programa.${format}`;
}

/** The programme alone, to stand inside other sites' pages. */
export function embeddedPath(slug: string): string {
  return `${editionPath(slug)}/programa/incrustar`;
}

export function sessionPath(edition: string, slug: string): string {
  return `${editionPath(edition)}/sesiones/${part(slug)}`;
}

export function speakersPath(edition: string): string {
  return `${editionPath(edition)}/ponentes`;
}

export function speakerPath(edition: string, slug: string): string {
  return `${speakersPath(edition)}/${part(slug)}`;
}

export function historyPath(edition: string): string {
  return `${editionPath(edition)}/historial`;
}

export function registerPath(edition: string): string {
  return `${editionPath(edition)}/registro`;
}

/** What everybody sees after registering, whether the address was new or not. */
export function receivedPath(edition: string): string {
  return `${registerPath(edition)}/recibido`;
}

/** "Send me my link again." */
export function askLinkPath(edition: string): string {
  return `${registerPath(edition)}/enlace`;
}

/** What somebody sees who erased everything: the link they came by leads nowhere any more. */
export const ERASED_PATH = '/registro/datos-borrados';

/** What is kept about oneself. */
export function ownDataPath(token: string): string {
  return `${ownPath(token)}/datos`;
}

/** One's own registration, through the secret link. */
export function ownPath(token: string): string {
  return `/registro/${token}`;
}
