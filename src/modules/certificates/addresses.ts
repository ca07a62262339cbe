/** Public paths of the module, without host. */
import { ownPath } from '../events/index.ts';
import { spellCode } from './rules/code.ts';

export const VERIFY = '/verificar';
export const KEYS = '/verificar/claves.json';
export const REVOKED = '/verificar/revocadas.json';
export const SAVED_PAGE = '/verificar/pagina.html';

/** @param code 16 characters */
export const verifyPath = (code: string): string => `${VERIFY}/${spellCode(code)}`;

/** One's own, behind the link of one's registration. */
export const ownCertificatePath = (token: string): string => `${ownPath(token)}/certificado`;

/** For those who did not register. */
export const handedPath = (token: string): string => `/certificados/${token}`;
