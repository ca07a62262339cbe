/**
 * The files of a folder put into the file of a process: sessions as events, recordings as documents. What is there
 * already is not said twice: an event by its key, a recording by its address. Pure.
 */
import { addressKey } from '../../../platform/sources/address.ts';
import { freeSlug, slugOf } from '../../../platform/slug.ts';
import type { CitedPlace } from '../schemas/parts.ts';
import type { FileDocument, FileEvent, ProcessFile } from '../schemas/process-file.ts';
import type { FolderFault, FolderFile, FolderRecording } from './folder-file.ts';
import { ProcessTime } from './folder-time.ts';

export interface AddedFile {
  what: 'event' | 'recording';
  /** Recordings that were not there. */
  documents: number;
  /** Recordings that the process had. */
  known: number;
}

const MOST_DETAIL = 4000;
const MOST_TITLE = 300;

export class FolderRows {
  readonly #file: ProcessFile;
  readonly #publisher: string;
  /** Documents by the address that they cite. */
  readonly #byAddress = new Map<string, FileDocument>();
  readonly #sources = new Map<string, string>();
  /** Events that this folder spoke of. */
  readonly #told = new Set<string>();
  readonly #time: ProcessTime;
  /** Files that are of the time of the process, or whose recordings it has; and those that are not. */
  #agreed = 0;
  #disagreed = 0;

  /** @param file is changed */
  constructor(file: ProcessFile, publisher: string) {
    this.#file = file;
    this.#publisher = publisher;
    for (const one of file.documents ?? [])
      for (const cite of one.cite ?? []) {
        const url = file.sources[typeof cite === 'string' ? cite : cite.source]?.url;
        const key = url === undefined ? undefined : addressKey(url);
        if (key !== undefined && !this.#byAddress.has(key)) this.#byAddress.set(key, one);
      }
    for (const [name, one] of Object.entries(file.sources)) this.#sources.set(keyOf(one), name);
    this.#time = new ProcessTime(file);
  }

  /** The folder is of another election: sessions have the same numbers in all of them. */
  get isStale(): boolean {
    return this.#disagreed > this.#agreed;
  }

  /** @param name of the file, told as the place where it says so */
  add(name: string, one: FolderFile): AddedFile | FolderFault {
    if (one.isRecording) {
      if (one.recordings.length === 0) return 'nothing';
      this.#look(one, undefined);
      return { what: 'recording', ...this.#recordings(one, undefined) };
    }
    const key = one.session === undefined ? slugOf(one.title) || 'suceso' : `sesion-${one.session}`;
    if (this.#told.has(key)) return 'twice';
    this.#told.add(key);
    this.#look(one, this.#file.events?.find((other) => other.key === key)?.on);
    this.#event(key, name, one);
    return { what: 'event', ...this.#recordings(one, key) };
  }

  /** @param there when the process says that the same event was */
  #look({ on, recordings }: FolderFile, there: string | undefined): void {
    const isKnown = recordings.some(({ url }) => this.#byAddress.has(addressKey(url) ?? url));
    if (isKnown || this.#time.agrees(on, there)) this.#agreed += 1;
    else this.#disagreed += 1;
  }

  #event(key: string, name: string, one: FolderFile): void {
    const title = one.title.slice(0, MOST_TITLE);
    const cite: CitedPlace = {
      source: this.#source({ title, publisher: one.author || this.#publisher, date: one.on }),
      page: name.slice(0, 200),
    };
    const events = (this.#file.events ??= []);
    const there = events.find((other) => other.key === key);
    if (!there) {
      const detail = one.detail === one.title ? '' : one.detail.slice(0, MOST_DETAIL);
      const made: FileEvent = {
        key,
        title,
        ...(detail && { detail }),
        on: one.on,
        basis: 'observed',
        cite: [cite],
      };
      events.push(made);
      return;
    }
    const said = (there.cite ?? []).some(
      (other) => typeof other !== 'string' && other.source === cite.source,
    );
    if (said) return;
    // What the process says stays; another day stands beside it.
    const differs = there.on !== undefined && there.on !== one.on;
    there.cite = [...(there.cite ?? []), differs ? { ...cite, field: 'on', value: one.on } : cite];
  }

  #recordings(one: FolderFile, event: string | undefined): { documents: number; known: number } {
    const counts = { documents: 0, known: 0 };
    for (const recording of one.recordings) {
      const key = addressKey(recording.url) ?? recording.url;
      const there = this.#byAddress.get(key);
      if (there) {
        counts.known += 1;
        if (event !== undefined) there.event ??= event;
        continue;
      }
      const made = this.#document(one, recording, event);
      this.#byAddress.set(key, made);
      counts.documents += 1;
    }
    return counts;
  }

  #document(
    one: FolderFile,
    { host, url, label, on }: FolderRecording,
    event: string | undefined,
  ): FileDocument {
    const documents = (this.#file.documents ??= []);
    const title = [one.title, label].filter(Boolean).join(' — ').slice(0, MOST_TITLE);
    const taken = new Set(documents.map(({ key }) => key));
    const key = freeSlug(slugOf(title) || 'grabacion', taken);
    // A day is said only where the words before the recording say it, or where it is the only one.
    const date = on ?? (one.recordings.length === 1 ? one.on : undefined);
    const source = this.#source({ title, publisher: host, url, kind: 'recording', ...(date && { date }) });
    const made: FileDocument = { key, title, ...(event && { event }), cite: [source] };
    documents.push(made);
    return made;
  }

  #source(source: ProcessFile['sources'][string]): string {
    const known = this.#sources.get(keyOf(source));
    if (known !== undefined) return known;
    let n = Object.keys(this.#file.sources).length + 1;
    while (Object.hasOwn(this.#file.sources, `A${n}`)) n += 1;
    const name = `A${n}`;
    this.#file.sources[name] = source;
    this.#sources.set(keyOf(source), name);
    return name;
  }
}

const keyOf = ({ title, publisher, url }: ProcessFile['sources'][string]): string =>
  url === undefined ? `${title}\n${publisher}` : (addressKey(url) ?? url);
