/** Addresses of sources and of what cites them, without host. */
import type { PolicyName } from '../access/access.ts';
import type { TabAddition } from '../additions.ts';
import type { RecordRef } from '../links.ts';

const part = encodeURIComponent;

export const SOURCES = '/fuentes';
export const OFFICE_SOURCES = '/admin/fuentes';
export const OFFICE_CITATIONS = `${OFFICE_SOURCES}/citas`;

export function sourcePath(id: string): string {
  return `${SOURCES}/${part(id)}`;
}

/** Of a copy that everybody may download. */
export function copyPath(sourceId: string, copyId: string): string {
  return `${sourcePath(sourceId)}/copias/${part(copyId)}`;
}

export function officeSourcePath(id: string): string {
  return `${OFFICE_SOURCES}/${part(id)}`;
}

/** Where a record is cited in the back office. */
export function citationsPath(record: RecordRef): string {
  return `${OFFICE_CITATIONS}/${part(record.kind)}/${part(record.id)}`;
}

/** The page of a record's citations among its own pages, for the manifest of the module that owns it. */
export function citedTab(tab: { of: string; group: string; policy: PolicyName; order: number }): TabAddition {
  return {
    ...tab,
    path: 'fuentes',
    hrefOf: ({ id }) => citationsPath({ kind: tab.of, id }),
    label: 'site.sources.tab',
  };
}
