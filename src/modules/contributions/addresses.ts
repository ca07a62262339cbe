/** Paths of the module, without host. */
import { pastPath } from '../../platform/history/paths.ts';
import type { Kind } from './tables.ts';

const part = encodeURIComponent;

export const LIBRARY = '/biblioteca';
export const LIBRARY_FEED = `${LIBRARY}/feed.xml`;
export const OFFICE_LIBRARY = '/admin/biblioteca';

/** Words of addresses for the kinds. */
export const KIND_PATHS: Readonly<Record<Kind, string>> = { talk: 'charla', case: 'caso', lesson: 'leccion' };

/** @returns the kind that a word of an address means */
export function kindOfPath(path: string): Kind | undefined {
  return (Object.keys(KIND_PATHS) as Kind[]).find((kind) => KIND_PATHS[kind] === path);
}

export function callPath(edition: string): string {
  return `/encuentros/${part(edition)}/convocatoria`;
}

/** The form of one kind. */
export function sendPath(edition: string, kind: Kind): string {
  return `${callPath(edition)}/${KIND_PATHS[kind]}`;
}

/** What everybody sees after sending. */
export function receivedPath(edition: string): string {
  return `${callPath(edition)}/recibido`;
}

/** "Send me my link again." */
export function askLinkPath(edition: string): string {
  return `${callPath(edition)}/enlace`;
}

/** One's own contribution, through the secret link. */
export function ownPath(token: string): string {
  return `/contribuciones/${token}`;
}

export function itemPath(slug: string): string {
  return `${LIBRARY}/${part(slug)}`;
}

/** Cases and lessons that were born in an edition. */
export function bornPath(edition: string): string {
  return `${LIBRARY}?encuentro=${part(edition)}`;
}

/** The versions of a case or lesson. */
export function historyPath(id: string): string {
  return pastPath('biblioteca', id);
}

/** The versions of a call. @param edition id */
export function callHistoryPath(edition: string): string {
  return pastPath('convocatoria', edition);
}

/** Under which everything in the library may be used again. */
export const LICENCE_HREF = 'https://creativecommons.org/licenses/by/4.0/';
