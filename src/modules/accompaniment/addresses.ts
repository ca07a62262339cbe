/** Paths of the module, without host. */
import { ownPath } from '../proposals/index.ts';

export const OFFICE = '/admin/acompanamiento';
export const OFFICE_SETTINGS = `${OFFICE}/ajustes`;
export const officePath = (number: number): string => `${OFFICE}/${number}`;
export const officeChecksPath = (number: number): string => `${officePath(number)}/lista`;
export const officeSuggestPath = (number: number): string => `${officePath(number)}/sugerir`;
/** One suggested text, of either side. */
export const officeSuggestionPath = (number: number, id: string): string =>
  `${officePath(number)}/cambios/${id}`;
export const officeAmendmentPath = (number: number, id: string): string =>
  `${officePath(number)}/ampliaciones/${id}`;

/** For those who propose, through their secret link. */
export const helpPath = (token: string): string => `${ownPath(token)}/acompanamiento`;
export const suggestionPath = (token: string, id: string): string => `${helpPath(token)}/sugerencias/${id}`;
export const changePath = (token: string): string => `${helpPath(token)}/cambiar`;
export const amendPath = (token: string): string => `${helpPath(token)}/ampliar`;

export const AMENDMENTS_API = '/api/v1/proposals/:number/amendments';

export const STYLES = ['accompaniment.css', 'history.css'] as const;
