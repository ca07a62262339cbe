/** What the pages of the desk share. */
import { type EditionDesk, editionHref } from '../../events/index.ts';
import { kindPath } from '../rules/kinds.ts';
import type { Kind } from '../tables.ts';

export interface CertificateDesk {
  desk: EditionDesk;
  mayManage: boolean;
  /** Code of what was just done, for this module's own words. */
  done: string | undefined;
}

export const TAB = 'certificados';

/** Address of a page below the tab. */
export function hrefOf({ desk }: Pick<CertificateDesk, 'desk'>, ...parts: readonly string[]): string {
  return editionHref(desk.edition, TAB, ...parts);
}

export const ofKind = (at: Pick<CertificateDesk, 'desk'>, page: string, kind: Kind, ...rest: string[]) =>
  hrefOf(at, page, kindPath(kind), ...rest);
