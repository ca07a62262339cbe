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
}
