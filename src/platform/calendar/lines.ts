/** Lines of iCalendar (RFC 5545), whatever the calendar is of. Pure. */
import { cleanText } from '../forms/clean.ts';

/** Without control signs and turned writing; line breaks of every kind become one kind. */
export function calendarWords(value: string): string {
  return cleanText(value.replaceAll(/[\u0085\u2028\u2029]/g, '\n'), true);
}

/** A TEXT value of clean words: backslash, semicolon, comma and line break escaped. */
export function calendarText(words: string): string {
  return words.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll('\n', '\\n');
}

const LINE = 75;

/** At most 75 octets a line, the space of a continued line counted; never inside a character. */
export function foldLine(line: string): string {
  if (Buffer.byteLength(line) <= LINE) return line;
  const parts: string[] = [];
  let from = 0;
  let room = LINE;
  for (let at = 0; at < line.length;) {
    const code = line.codePointAt(at) ?? 0;
    const size = octets(code);
    if (size > room) {
      parts.push(line.slice(from, at));
      from = at;
      room = LINE - 1;
    }
    room -= size;
    at += size === 4 ? 2 : 1;
  }
  parts.push(line.slice(from));
  return parts.join('\r\n ');
}

/** Length of a character in UTF-8. */
function octets(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
