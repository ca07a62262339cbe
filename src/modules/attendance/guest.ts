/** The personal link to the rooms: whose it is, and how it lies in the vault. */
import { randomBytes } from 'node:crypto';
import type { Vault } from '../../platform/vault/vault.ts';

/** A purpose of its own: who passes the link to the rooms on does not hand over the registration. */
const LINK = 'attendance_room';

export interface LinkOwner {
  id: string;
  /** Of the registration: who asked for a new link to it gets a new one to the rooms too. */
  link_version: number;
  room_version: number;
}

const PER_LINK = 1000;

function versionOf({ link_version, room_version }: LinkOwner): number {
  return link_version * PER_LINK + room_version;
}

export function roomToken(vault: Vault, owner: LinkOwner): string {
  return vault.token(LINK, owner.id, versionOf(owner));
}

/** How many earlier links are recognised, to say that they were closed. */
const REMEMBERED = 10;

/** @returns `closed`: a link of this person that was passed on to too many */
export function judgeToken(vault: Vault, token: string, owner: LinkOwner): 'valid' | 'closed' | 'unknown' {
  const check = (room_version: number) =>
    vault.checkToken(LINK, owner.id, versionOf({ ...owner, room_version }), token);
  if (check(owner.room_version)) return 'valid';
  const oldest = Math.max(1, owner.room_version - REMEMBERED);
  for (let version = owner.room_version - 1; version >= oldest; version--)
    if (check(version)) return 'closed';
  return 'unknown';
}

export const BROWSER_COOKIE = 'ja_sala';
/** The longest an edition may lie ahead of somebody's first look at the page, seconds. */
export const BROWSER_COOKIE_AGE = 180 * 86_400;

/** The browser's own random name; undefined when it brought none that we made. */
export function browserOf(cookie: string | undefined): string | undefined {
  return cookie !== undefined && /^[A-Za-z0-9_-]{43}$/.test(cookie) ? cookie : undefined;
}

export function newBrowser(): string {
  return randomBytes(32).toString('base64url');
}

/** Another hash for every registration, so that a dump does not tell which people share a computer. */
export function browserHash(vault: Vault, registrationId: string, browser: string): Buffer {
  return vault.lookup('attendance_browsers.browser_hash', `${registrationId} ${browser}`);
}
