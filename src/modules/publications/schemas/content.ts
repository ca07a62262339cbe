/**
 * What a publication says, as the editor's form, the import of Markdown files and the API give it to the
 * commands and as the queries give it back. Everything in it is public once the publication is.
 */

export const PUBLICATION_TYPES = [
  'article',
  'initiative',
  'term',
  'law',
  'video',
  'course',
  'report',
] as const;
export type PublicationType = (typeof PUBLICATION_TYPES)[number];

/** A law in plain words; each field is plain text with paragraphs, never the text of the law itself. */
export interface LawFacts {
  what: string;
  /** What it is for. */
  purpose: string;
  /** Who has to obey it. */
  obliged: string;
  /** Address where the explanation comes from or the law can be read; empty: none. */
  reference: string;
}

export interface CourseFacts {
  /** As told by who gives it; empty: not told. */
  provider: string;
  starts: Temporal.PlainDate | null;
  ends: Temporal.PlainDate | null;
  hours: number | null;
  /** Address where one enrols; empty: none. */
  enrol: string;
}

export interface PublicationContent {
  type: PublicationType;
  /**
   * Unique in its section, not over all: a law and a term may have the same name. Sections are `/normas` (law),
   * `/glosario` (term), `/iniciativas` (initiative) and `/publicaciones` (the other four together).
   */
  slug: string;
  title: string;
  /** One or few sentences, plain text. */
  summary: string;
  /** Markdown, stored exactly as it was written. */
  body: string;
  /** ISO 639 code. */
  lang: string;
  /** As printed: a person or an organisation. */
  authorName: string;
  authorEmail: string;
  /** Address of the picture: `/archivos/…`, https, or a path of the site it came from; empty: none. */
  image: string;
  imageAlt: string;
  /** Address of the video, the document or the recording; empty: none. */
  link: string;
  /** Of publication as printed; null: not told. */
  date: Temporal.Instant | null;
  /** On the home page. */
  highlight: boolean;
  /** Slugs. */
  categories: readonly string[];
  /** Only of a law. */
  law: LawFacts | null;
  /** Only of a course. */
  course: CourseFacts | null;
  /**
   * What the imported file had before its body, raw, both fences and their line ends included; null: written
   * here. Kept so that an export gives the file back byte for byte (`patchFrontMatter`).
   */
  frontMatter: string | null;
  /** Path of the imported file inside its folder, composed accents (NFC); null: written here. */
  fileName: string | null;
  /**
   * SHA-256 (hex) of the file as it was last imported: while the export gives the same bytes, nobody has changed
   * the publication here since. The editor's form passes it on as it is. Null: written here.
   */
  fileSha256: string | null;
}

/**
 * One of the themes of the sector, as its file says it. A category's file comes back byte for byte, too.
 */
export interface CategoryContent {
  slug: string;
  title: string;
  /** Plain text, often empty or the title again. */
  description: string;
  frontMatter: string | null;
  /** What stands below the front matter; usually nothing. */
  body: string;
  fileName: string | null;
  fileSha256: string | null;
}
