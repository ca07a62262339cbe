/**
 * A document or data file as somebody sent it: kept byte for byte, after a look that it is what it claims to be.
 * It is only ever served for download, so nothing in it runs here; what is refused is what would surprise whoever
 * opens it: programs inside, half a file, one thing that is another as well.
 */
import { inflateRawSync } from 'node:zlib';
import { DOCUMENT_KINDS, type DocumentFormat, type DocumentKind } from './kinds.ts';
import { readZip, type ZipEntry } from './zip.ts';

export type DocumentFault = 'empty' | 'kind' | 'bytes' | 'broken' | 'macros' | 'encoding';

export interface CleanDocument {
  format: DocumentFormat;
  mediaType: string;
  bytes: Buffer;
}

export type DocumentResult =
  | { ok: true; document: CleanDocument }
  /** `maxBytes` of the kind that it is or comes nearest to. */
  | { ok: false; fault: DocumentFault; maxBytes: number };

const utf8 = new TextDecoder('utf-8', { fatal: true });
/** How far from its end a PDF says that it ends; some programs write a little behind it. */
const PDF_TAIL = 4096;

/**
 * Never throws for what somebody sent.
 * @param name tells only tables and JSON apart, which are both plain text
 */
export function readDocument(bytes: Buffer, name: string): DocumentResult {
  const found = formatOf(bytes, name);
  const kind = DOCUMENT_KINDS.find((one) => one.format === found);
  const maxBytes = kind?.maxBytes ?? Math.max(...DOCUMENT_KINDS.map((one) => one.maxBytes));
  const refuse = (fault: DocumentFault): DocumentResult => ({ ok: false, fault, maxBytes });
  if (bytes.length === 0) return refuse('empty');
  if (!kind) return refuse(isDocumentFault(found) ? found : 'kind');
  if (bytes.length > kind.maxBytes) return refuse('bytes');
  const fault = lookInside(bytes, kind);
  if (fault) return refuse(fault);
  return { ok: true, document: { format: kind.format, mediaType: kind.mediaType, bytes } };
}

const isDocumentFault = (found: string | undefined): found is DocumentFault =>
  found === 'broken' || found === 'macros';

function formatOf(bytes: Buffer, name: string): DocumentFormat | DocumentFault | undefined {
  if (/^%PDF-[12]\./.test(bytes.toString('latin1', 0, 8))) return 'pdf';
  if (bytes.toString('latin1', 0, 4) === 'PK\u0003\u0004') return officeFormatOf(bytes);
  const ending = /\.(csv|json)$/i.exec(name)?.[1]?.toLowerCase();
  return ending === 'csv' || ending === 'json' ? ending : undefined;
}

const OOXML_PARTS: Record<string, DocumentFormat> = {
  'xl/workbook.xml': 'xlsx',
  'word/document.xml': 'docx',
};

const MACRO_TYPE = /ContentType\s*=\s*["'][^"']*(?:vbaProject|macroEnabled)/i;

/** Documents of word and table programs are archives; a plain archive is none of ours. */
function officeFormatOf(bytes: Buffer): DocumentFormat | DocumentFault | undefined {
  const entries = readZip(bytes);
  if (!entries) return 'broken';
  const names = entries.map((entry) => entry.name);
  if (names.some((one) => /(^|\/)vbaproject\.bin$|^(basic|scripts)\//i.test(one))) return 'macros';
  // Of two parts of one name each program reads another one.
  if (new Set(names).size < names.length) return 'broken';
  const [first] = entries;
  if (first?.name === 'mimetype') {
    if (names.includes('[Content_Types].xml')) return 'broken';
    const said = first.method === 0 ? textOf(first, LONGEST_TYPE) : undefined;
    return DOCUMENT_KINDS.find((kind) => kind.mediaType === said)?.format;
  }
  const types = entries.find((entry) => entry.name === '[Content_Types].xml');
  if (!types) return undefined;
  // A program may lie under any name; what it is stands here. Nobody writes it in references to signs.
  const said = textOf(types, LONGEST_TYPES)?.replaceAll('\0', '');
  if (said === undefined || said.includes('&#')) return 'broken';
  if (MACRO_TYPE.test(said)) return 'macros';
  const part = Object.keys(OOXML_PARTS).find((one) => names.includes(one));
  return part === undefined ? undefined : OOXML_PARTS[part];
}

const LONGEST_TYPE = 200;
/** Bytes; one of a table with a thousand sheets has 150,000. */
const LONGEST_TYPES = 1_000_000;

/** @returns undefined where it is longer, or is not what the archive says */
function textOf({ method, encrypted, packed }: ZipEntry, most: number): string | undefined {
  if (encrypted || (method !== 0 && method !== 8)) return undefined;
  try {
    const bytes = method === 0 ? packed() : inflateRawSync(packed(), { maxOutputLength: most });
    return bytes.length > most ? undefined : bytes.toString('latin1');
  } catch {
    return undefined;
  }
}

function lookInside(bytes: Buffer, { format }: DocumentKind): DocumentFault | undefined {
  if (format === 'pdf') return lookIntoPdf(bytes);
  if (format !== 'csv' && format !== 'json') return undefined;
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return 'encoding';
  }
  if (text.includes('\0')) return 'kind';
  if (format === 'csv') return /^\s*</.test(text) ? 'kind' : undefined;
  // The reader of the language is slow with such, and takes a hundred times as much memory.
  if (isNestedTooDeep(bytes)) return 'broken';
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    return 'broken';
  }
}

const DEEPEST = 100;
const [QUOTE, BACKSLASH] = ['"'.charCodeAt(0), '\\'.charCodeAt(0)];
const [OPENS, CLOSES] = [Buffer.from('[{'), Buffer.from(']}')];

/** Whether lists and objects of a JSON file lie within each other deeper than any data do. */
function isNestedTooDeep(bytes: Buffer): boolean {
  let [depth, inText] = [0, false];
  for (let at = 0; at < bytes.length; at++) {
    const sign = bytes[at] ?? 0;
    if (sign === QUOTE) inText = !inText;
    else if (inText) at += sign === BACKSLASH ? 1 : 0;
    else if (OPENS.includes(sign) && ++depth > DEEPEST) return true;
    else if (CLOSES.includes(sign)) depth -= 1;
  }
  return false;
}

/** A whole one says that it ends; an archive behind that end makes it a program for those who rename it. */
function lookIntoPdf(bytes: Buffer): DocumentFault | undefined {
  const end = bytes.lastIndexOf('%%EOF');
  if (end < 0) return 'broken';
  if (bytes.indexOf('PK\u0005\u0006', end, 'latin1') >= 0) return 'kind';
  return bytes.length - end > PDF_TAIL ? 'broken' : undefined;
}
