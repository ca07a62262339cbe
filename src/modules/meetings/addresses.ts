/** Paths of the module, without host. */
import { spellCode } from './rules/code.ts';

/** Short: it is typed on old phones. */
export const TABLE = '/mesa';
/** @param code as `readCode` gives it */
export const tablePath = (code: string): string => `${TABLE}/${spellCode(code)}`;
/** What one has sent, with its secret link. */
export const sentPath = (code: string, token: string): string => `${tablePath(code)}/recibida/${token}`;
/** Where an address is confirmed; its link goes to the mailbox only. */
export const confirmPath = (token: string): string => `${TABLE}/correo/${token}`;

export const OFFICE_MEETINGS = '/admin/reuniones';
export const NEW_MEETING = `${OFFICE_MEETINGS}/nueva`;
export const officeMeetingPath = (id: string, part = ''): string =>
  `${OFFICE_MEETINGS}/${id}${part && `/${part}`}`;
/** Sheets printed together. */
export const printPath = (id: string, batch: string): string => officeMeetingPath(id, `hojas/${batch}`);
/** A list that waits to be read in. */
export const listPath = (id: string, upload: string): string => officeMeetingPath(id, `lista/${upload}`);

/** Where the code of a sheet is typed. */
export const SHEETS = `${OFFICE_MEETINGS}/hojas`;
/** One sheet; what its QR leads to. @param code as `readCode` gives it */
export const sheetPath = (code: string): string => `${SHEETS}/${spellCode(code)}`;
export const photoPath = (code: string): string => `${sheetPath(code)}/foto`;
