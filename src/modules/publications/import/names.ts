/** The names that git-based editors and the founding documents use, and what each means here. Pure. */
import type { FrontMatter, FrontValue } from '../../../platform/front-matter/parse.ts';
import { normalForm } from '../../../platform/unicode.ts';
import { PUBLICATION_TYPES, type PublicationType } from '../schemas/content.ts';

/** The first of each list is the one that is written where none is there yet. */
export const NAMES = {
  title: ['title', 'titulo', 'título'],
  summary: ['description', 'descripcion', 'descripción', 'summary', 'resumen', 'excerpt', 'extracto'],
  /** Of a law, whose description says what it is. */
  lawSummary: ['resumen', 'summary', 'excerpt', 'extracto'],
  what: ['descripcion', 'description', 'descripción'],
  purpose: ['paraque', 'para_que', 'para-que'],
  obliged: ['quienes', 'obligados'],
  reference: ['referencia', 'reference'],
  image: ['image', 'imagen', 'thumbnail', 'cover'],
  imageAlt: ['image_alt', 'imagen_alt', 'alt'],
  link: ['link', 'enlace', 'video', 'url', 'pdf'],
  authorName: ['autor', 'author'],
  authorEmail: ['correo', 'email'],
  date: ['date', 'fecha'],
  highlight: ['highlight', 'destacado', 'featured'],
  categories: ['categorias', 'categorías', 'categoria', 'categoría', 'categories', 'category'],
  lang: ['lang', 'idioma', 'language'],
  slug: ['slug'],
  type: ['type', 'tipo'],
  draft: ['draft', 'borrador'],
  provider: ['imparte', 'provider'],
  starts: ['inicio', 'starts'],
  ends: ['fin', 'ends'],
  hours: ['horas', 'hours'],
  enrol: ['inscripcion', 'inscripción', 'enrol'],
} as const satisfies Record<string, readonly string[]>;

export type FieldName = keyof typeof NAMES;

/** The name under which a field stands in a file; undefined: it is not there. */
export function nameIn({ values }: Pick<FrontMatter, 'values'>, field: FieldName): string | undefined {
  return NAMES[field].find((name) => values.has(name));
}

export function valueIn(front: Pick<FrontMatter, 'values'>, field: FieldName): FrontValue | undefined {
  const name = nameIn(front, field);
  return name === undefined ? undefined : front.values.get(name);
}

/** Empty for what is not there, and for what is not a text. */
export function textIn(front: Pick<FrontMatter, 'values'>, field: FieldName): string {
  const value = valueIn(front, field);
  return value?.kind === 'text' ? value.text : '';
}

const FILE_KINDS = [...PUBLICATION_TYPES, 'category'] as const;
/** What a file holds. */
export type FileKind = PublicationType | 'category';

/** Beginnings of words in folder names and in `type:`, without accents. */
const WORDS: readonly (readonly [string, FileKind])[] = [
  ['categor', 'category'],
  ['glosario', 'term'],
  ['glossary', 'term'],
  ['termino', 'term'],
  ['term', 'term'],
  ['norma', 'law'],
  ['ley', 'law'],
  ['law', 'law'],
  ['video', 'video'],
  ['podcast', 'video'],
  ['iniciativa', 'initiative'],
  ['initiative', 'initiative'],
  ['curso', 'course'],
  ['course', 'course'],
  ['informe', 'report'],
  ['report', 'report'],
  ['documento', 'report'],
  ['articulo', 'article'],
  ['article', 'article'],
  ['noticia', 'article'],
  ['evento', 'article'],
  ['post', 'article'],
  ['blog', 'article'],
];

/** The folder that an export makes for each kind: reading it again finds the kind by it. */
export const FOLDERS: Readonly<Record<FileKind, string>> = {
  article: 'articulos',
  initiative: 'iniciativas',
  term: 'glosario',
  law: 'normas',
  video: 'videos',
  course: 'cursos',
  report: 'informes',
  category: 'categorias',
};

export function kindOfWord(word: string): FileKind | undefined {
  const plain = normalForm(word, 'NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return WORDS.find(([start]) => plain.startsWith(start))?.[1];
}

const MARKDOWN = /\.(?:md|markdown|txt)$/i;

/** By the ending of its name. */
export function isMarkdown(name: string): boolean {
  return MARKDOWN.test(name);
}

/** For sorting by the name of a folder: categories first, what follows is filed under them. */
export function rankOf(folder: string): number {
  return kindOfWord(folder) === 'category' ? 0 : 1;
}

/**
 * What a file is, by the first of these that says something: the name `type`; the nearest folder whose name says
 * it; the names in it; a description that says so of its own title; otherwise an article.
 * @param folders names of the folders that it lies in, the nearest last
 */
export function kindOfFile(front: FrontMatter, folders: readonly string[]): FileKind {
  const named = kindOfWord(textIn(front, 'type'));
  const placed = folders.map(kindOfWord).findLast((kind) => kind !== undefined);
  return named ?? placed ?? kindOfNames(front) ?? (saysInitiative(front) ? 'initiative' : 'article');
}

function kindOfNames(front: FrontMatter): FileKind | undefined {
  const has = (field: FieldName): boolean => nameIn(front, field) !== undefined;
  if (has('purpose') || has('obliged')) return 'law';
  if (front.values.has('icono') && !has('date')) return 'category';
  if (has('reference') && !has('date')) return 'term';
  if (front.values.has('enlace') || front.values.has('pdf')) return 'report';
  if (has('link')) return 'video';
  return has('hours') || has('enrol') ? 'course' : undefined;
}

/** “El Encuentro de Justicia Abierta es una iniciativa que …”, under the title “Encuentro de Justicia Abierta”. */
function saysInitiative(front: FrontMatter): boolean {
  const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().toLowerCase();
  const said = plain(textIn(front, 'summary'));
  const title = plain(textIn(front, 'title'));
  const at = said.indexOf(`${title} es una iniciativa`);
  return title !== '' && at !== -1 && ['', 'el ', 'la ', 'los ', 'las '].includes(said.slice(0, at));
}

// What no name needs: the database can't keep the first, others move the reader's cursor or turn a line around.
// oxlint-disable-next-line no-control-regex -- taking control characters out is the purpose
const UNFIT = /[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g;

/** The name of a file as it is kept and told: composed accents, nothing that can't be seen. */
export function fitName(name: string): string {
  return normalForm(name.toWellFormed(), 'NFC').replaceAll(UNFIT, '');
}

/** @param word as the command line takes it, English or Spanish */
export function fileKindOf(word: string): FileKind | undefined {
  return FILE_KINDS.find((kind) => kind === word) ?? kindOfWord(word);
}
