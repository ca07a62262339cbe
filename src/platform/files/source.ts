/** What a module tells about the files that its records use, in its manifest (`adds.fileUses`). */
import type { Read } from '../db/handles.ts';
import type { Translate } from '../i18n/translate.ts';

/** One record that uses one file. */
export interface FileUse {
  fileId: string;
  /** Of the record. */
  id: string;
  title: string;
  /** Path of the record in the back office. */
  href: string;
}

/**
 * A file that no source names is taken away after some weeks: every module whose records show files has one.
 * Versions in the history are looked at besides; drafts and archived records are uses too.
 */
export interface FileUseSource {
  /** Kind of record, as in `links.ts`. */
  kind: string;
  /** Who uses any of these files. One or two queries, whatever is in the database. */
  find: (db: Read, fileIds: readonly string[], t: Translate) => Promise<FileUse[]>;
}
