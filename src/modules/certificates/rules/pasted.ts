/** What somebody typed, pasted or scanned on the page that verifies: a code, an address, or the whole text of a QR. */
import { readCode } from './code.ts';

export interface Pasted {
  /** 16 characters; undefined: none was found. */
  code: string | undefined;
  /** What stands behind `#`, unchecked; undefined: only a code or an address without it. */
  proof: string | undefined;
}

export function readPasted(text: string): Pasted {
  const trimmed = text.trim();
  const hash = trimmed.indexOf('#');
  const before = hash < 0 ? trimmed : trimmed.slice(0, hash);
  const proof = hash < 0 ? undefined : trimmed.slice(hash + 1).replaceAll(/\s/g, '');
  const last = before.split(/[?]/)[0]?.replace(/\/+$/, '').split('/').at(-1) ?? '';
  return { code: readCode(last), proof: proof === '' ? undefined : proof };
}
