/**
 * One Markdown file of a folder that follows a process: a session with its videos, or a video or podcast by its address.
 * Players and forms pasted into it are read for their plain address only; nothing of their markup is kept. Pure.
 */
import {
  type FrontMatter,
  FrontMatterFault,
  type FrontValue,
  parseFrontMatter,
} from '../../../platform/front-matter/parse.ts';
import { cleanText } from '../../../platform/forms/clean.ts';
import { type Embed, embedOf, frameAddress } from '../../../platform/markdown/embed-hosts.ts';

export type FolderFault =
  | 'not_text'
  | 'front_matter'
  | 'no_title'
  | 'bad_date'
  | 'form'
  | 'unknown_player'
  | 'nothing'
  | 'twice';

export interface FolderRecording {
  /** As people call where it lies: YouTube. */
  host: string;
  /** The page that a person opens, never the player's. */
  url: string;
  /** The words that stand before it: “Parte 2 (22/04/2022)”. */
  label: string;
  /** The day that the label says. */
  on: string | undefined;
}

export interface FolderFile {
  title: string;
  /** `10` in “Sesión 10: Elaboración de nómina”. */
  session: number | undefined;
  detail: string;
  author: string;
  /** The day in the zone of the process. */
  on: string;
  /** It is a recording itself, not an event with recordings. */
  isRecording: boolean;
  /** In the order of what their labels say: many files list the last part first. */
  recordings: FolderRecording[];
  /** What in it is no recording, with its line. */
  refused: { line: number; fault: FolderFault }[];
}

const MOST_BYTES = 1_000_000;
const MOST_PLAYERS = 50;

/** @param zone IANA name: a session in the evening is the next day by the clock of the file */
export function readFolderFile(bytes: Uint8Array, zone: string): FolderFile | FolderFault {
  const front = frontOf(bytes);
  if (typeof front === 'string') return front;
  const title = textOf(front, 'title');
  if (title === '') return 'no_title';
  const on = dayIn(textOf(front, 'date'), zone);
  if (on === undefined) return 'bad_date';
  const link = textOf(front, 'link');
  const refused: FolderFile['refused'] = [];
  const recordings: FolderRecording[] = [];
  const take = (address: string, label: string, line: number): void => {
    const embed = embedOf(address);
    if (embed && embed.kind !== 'form') recordings.push(recordingOf(embed, label));
    else refused.push({ line, fault: embed ? 'form' : 'unknown_player' });
  };
  if (link !== '') take(frameAddress(link) ?? link, '', front.placeOf('link').line);
  for (const { address, label, line } of players(front)) take(address, label, line);
  const number = /^sesi[oó]n\s+(\d{1,3})(?!\d)/i.exec(title)?.[1];
  return {
    title,
    session: number === undefined ? undefined : Number(number),
    detail: textOf(front, 'description'),
    author: textOf(front, 'autor'),
    on,
    isRecording: link !== '',
    recordings: inOrder(recordings),
    refused,
  };
}

function frontOf(bytes: Uint8Array): FrontMatter | FolderFault {
  if (bytes.length > MOST_BYTES || bytes.includes(0)) return 'not_text';
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return 'not_text';
  }
  try {
    return parseFrontMatter(text);
  } catch (error) {
    if (error instanceof FrontMatterFault) return 'front_matter';
    throw error;
  }
}

function textOf(front: FrontMatter, name: string): string {
  const value: FrontValue | undefined = front.values.get(name);
  return value?.kind === 'text' ? cleanText(value.text, false).replaceAll(/\s+/g, ' ') : '';
}

/** @returns undefined for what is no date */
function dayIn(text: string, zone: string): string | undefined {
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return Temporal.PlainDate.from(text).toString();
    if (!/^\d{4}-\d{2}-\d{2}[T ]/.test(text)) return undefined;
    // Without an offset it is the clock of the place already.
    if (!/(Z|[+-]\d{2}:?\d{2})$/i.test(text))
      return Temporal.PlainDateTime.from(text).toPlainDate().toString();
    return Temporal.Instant.from(text).toZonedDateTimeISO(zone).toPlainDate().toString();
  } catch {
    return undefined;
  }
}

/** Each player of the text with the last words before it, if they are a label of its own line. */
function* players({ raw, body }: FrontMatter): Generator<{ address: string; label: string; line: number }> {
  const before = raw.split('\n').length - 1;
  let label = '';
  let count = 0;
  for (const [at, text] of body.split(/\r?\n/).entries()) {
    const frames = [...text.matchAll(/<iframe\b[^>]{0,3000}>/gi)];
    for (const [markup] of frames) {
      count += 1;
      if (count > MOST_PLAYERS) return;
      yield { address: frameAddress(markup) ?? '', label, line: before + at + 1 };
      label = '';
    }
    if (frames.length === 0 && text.trim() !== '') label = labelOf(text);
  }
}

/** `***Parte 1 (18/04/2022):***` → `Parte 1 (18/04/2022)`. A sentence or a source is no label. */
function labelOf(line: string): string {
  const [, marks = '', words = ''] = /^(\*{2,3})([^*]{1,120})\*{2,3}$/.exec(line.trim()) ?? [];
  if (marks === '' || /^fuente/i.test(words)) return '';
  return cleanText(words, false).replace(/:$/, '').trim();
}

function recordingOf({ host, page }: Embed, label: string): FolderRecording {
  const [, day = '', month = '', year = ''] = /\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/.exec(label) ?? [];
  const on = year === '' ? undefined : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return { host, url: page, label, on };
}

/** By day, then by part; what says neither stays where it stood. */
function inOrder(recordings: readonly FolderRecording[]): FolderRecording[] {
  const part = ({ label }: FolderRecording): number => Number(/\bparte\s+(\d+)/i.exec(label)?.[1] ?? 0);
  return recordings.toSorted((a, b) =>
    a.on === undefined || b.on === undefined ? 0 : a.on < b.on ? -1 : a.on > b.on ? 1 : part(a) - part(b),
  );
}
