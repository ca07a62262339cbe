/** What may stand as the address of an external room: people who trust us are sent there. Pure. */

export const MAX_ADDRESS = 2000;

export type AddressFault = 'not_https' | 'credentials' | 'no_site' | 'own_site' | 'unreadable';

export type CheckedAddress = { ok: true; address: string } | { ok: false; fault: AddressFault };

/**
 * @param ownOrigin of this site: a room that leads back here would go in circles
 * @returns the address as browsers read it (ASCII, without line breaks), or what is wrong with it
 */
export function checkRoomAddress(text: string, ownOrigin: string): CheckedAddress {
  const typed = text.trim();
  // Browsers drop these silently; somebody who put them there wants the eye to read another address.
  if (typed.length > MAX_ADDRESS || /[\s\p{Cc}\p{Cf}\\]/u.test(typed) || !URL.canParse(typed))
    return { ok: false, fault: 'unreadable' };
  const url = new URL(typed);
  if (url.protocol !== 'https:') return { ok: false, fault: 'not_https' };
  // `https://zoom.us@otro.example/` is not Zoom.
  if (url.username !== '' || url.password !== '') return { ok: false, fault: 'credentials' };
  const site = url.hostname.replace(/\.$/, '');
  // A name without a dot, or a number, is a machine inside somebody's house.
  if (!site.includes('.') || /^[\d.]+$|^\[/.test(site) || site.endsWith('.localhost'))
    return { ok: false, fault: 'no_site' };
  if (url.origin === ownOrigin) return { ok: false, fault: 'own_site' };
  return { ok: true, address: url.href };
}
