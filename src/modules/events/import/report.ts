/** What an import found and did, as data: the command line prints it, the back office shows it. */
import type { MessageKey } from '../../../platform/i18n/translate.ts';
import type { Place } from './json.ts';

/** A fault or a warning, where it stands and in which words. */
export interface Finding extends Place {
  /** `sessions[3].starts`; empty for the file as a whole. */
  path: string;
  key: MessageKey;
  values: Record<string, string>;
}

export const ITEM_KINDS = [
  'edition',
  'series',
  'session',
  'speaker',
  'room',
  'track',
  'question',
  'material',
] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

export interface PlanItem {
  kind: ItemKind;
  /** Slug, key or name. */
  name: string;
  /** `left`: it is so already. */
  action: 'created' | 'changed' | 'left';
  /** Which fields change. */
  fields: readonly string[];
}

export interface FileReport {
  name: string;
  /** Of the edition; missing when the file could not be read that far. */
  slug?: string;
  /** Of the edition, once written or when it was there before. */
  eventId?: string;
  items: PlanItem[];
  /** With a single one, nothing of any file is written. */
  faults: Finding[];
  /** Nothing that holds up the import. */
  warnings: Finding[];
}

export interface ImportReport {
  /** Without faults: written, or with a dry run could be. */
  ok: boolean;
  written: boolean;
  dryRun: boolean;
  files: FileReport[];
}

/** Collects what is found in one file. */
export interface Findings {
  fault: (pointer: string, key: MessageKey, values?: Record<string, string>) => void;
  warn: (pointer: string, key: MessageKey, values?: Record<string, string>) => void;
  faults: Finding[];
  warnings: Finding[];
}

/** Enough to mend a file; the rest are counted. */
const MOST = 200;

/** @param placeOf where the value stands that a JSON pointer names */
export function collectFindings(placeOf: (pointer: string) => Place): Findings {
  const faults: Finding[] = [];
  const warnings: Finding[] = [];
  const add =
    (list: Finding[]) =>
    (pointer: string, key: MessageKey, values: Record<string, string> = {}) => {
      if (list.length < MOST) list.push({ ...placeOf(pointer), path: pathOf(pointer), key, values });
    };
  return { fault: add(faults), warn: add(warnings), faults, warnings };
}

/** `/sessions/3/starts` → `sessions[3].starts`. */
function pathOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~').slice(0, 80))
    .reduce(
      (path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : path === '' ? part : `${path}.${part}`),
      '',
    );
}
