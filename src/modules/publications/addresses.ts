/** Paths of the module, without host. */
import { officePastPath, pastPath } from '../../platform/history/paths.ts';
import type { PublicationType } from './schemas/content.ts';
import type { Section } from './tables.ts';

const part = encodeURIComponent;

export const PUBLICATIONS = '/publicaciones';
export const OFFICE = '/admin/publicaciones';

/** Where each section begins. */
export const SECTION_PATHS: Readonly<Record<Section, string>> = {
  publications: PUBLICATIONS,
  initiatives: '/iniciativas',
  glossary: '/glosario',
  laws: '/normas',
};

const SECTION_OF: Readonly<Record<PublicationType, Section>> = {
  article: 'publications',
  video: 'publications',
  course: 'publications',
  report: 'publications',
  initiative: 'initiatives',
  term: 'glossary',
  law: 'laws',
};

export function sectionOf(type: PublicationType): Section {
  return SECTION_OF[type];
}

/** Words of addresses for the types that share a section. */
export const TYPE_WORDS = {
  article: 'articulo',
  video: 'video',
  course: 'curso',
  report: 'informe',
} as const;
export type ListedType = keyof typeof TYPE_WORDS;

/** @returns the type that a word of an address means */
export function typeOfWord(word: string): ListedType | undefined {
  return (Object.keys(TYPE_WORDS) as ListedType[]).find((type) => TYPE_WORDS[type] === word);
}

export function publicationPath({ section, slug }: { section: Section; slug: string }): string {
  return `${SECTION_PATHS[section]}/${part(slug)}`;
}

/** The feed of a section. */
export function feedPath(section: Section): string {
  return `${SECTION_PATHS[section]}/feed.xml`;
}

/** Its word in the addresses of the pages that show a record's past. */
export const HISTORY_WORD = 'publicacion';

export function historyPath(id: string): string {
  return pastPath(HISTORY_WORD, id);
}

/** What it cited, from version to version. */
export function citationsHistoryPath(id: string): string {
  return pastPath('citas', `publication:${id}`);
}

/** The history of its text in the back office. */
export function officeHistoryPath(id: string): string {
  return officePastPath(HISTORY_WORD, id);
}

export function previewPath(token: string): string {
  return `/vista-previa/${token}`;
}

/** In the back office: the text, or a page below it. */
export function officePath(id: string, below?: 'publicacion' | 'relacionados' | 'comparar'): string {
  return below ? `${OFFICE}/${id}/${below}` : `${OFFICE}/${id}`;
}
