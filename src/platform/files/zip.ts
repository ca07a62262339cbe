/** The list of what is in an archive (ZIP, APPNOTE 6.3), without unpacking anything. */
export interface ZipEntry {
  name: string;
  /** Bytes that it says it has when it is unpacked: nobody has looked yet. */
  size: number;
  /** How it is packed: 0 not at all, 8 deflated; anything else is for other programs. */
  method: number;
  encrypted: boolean;
  /** As it lies in the archive. @throws RangeError when that is outside of it */
  packed: () => Buffer;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_LENGTH = 22;
const MAX_ENTRIES = 5000;

/** @returns undefined unless the bytes are one whole archive from the first to the last */
export function readZip(bytes: Buffer): ZipEntry[] | undefined {
  try {
    return entriesOf(bytes);
  } catch (error) {
    // A place outside of the bytes: the archive says something of itself that isn't so.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function entriesOf(bytes: Buffer): ZipEntry[] | undefined {
  const end = endOf(bytes);
  if (end === undefined) return undefined;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  // Nothing may stand between the list and the end: there an archive can hide a second one.
  if (count === 0 || count > MAX_ENTRIES || at + bytes.readUInt32LE(end + 12) !== end) return undefined;
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index++) {
    if (bytes.readUInt32LE(at) !== CENTRAL) return undefined;
    const [nameLength, extra, comment] = [28, 30, 32].map((o) => bytes.readUInt16LE(at + o));
    const name = nameOf(bytes.subarray(at + 46, at + 46 + (nameLength ?? 0)));
    entries.push({ name, ...factsOf(bytes, at) });
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return at === end ? entries : undefined;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Many programs write UTF-8 without saying so; what is none is read letter by letter. */
function nameOf(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}

/** Where the record stands with which an archive ends, comment included. */
function endOf(bytes: Buffer): number | undefined {
  for (let at = bytes.length - END_LENGTH; at >= 0 && at >= bytes.length - END_LENGTH - 0xffff; at--) {
    if (bytes.readUInt32LE(at) === END && at + END_LENGTH + bytes.readUInt16LE(at + 20) === bytes.length)
      return at;
  }
  return undefined;
}

function factsOf(bytes: Buffer, central: number): Omit<ZipEntry, 'name'> {
  const length = bytes.readUInt32LE(central + 20);
  const local = bytes.readUInt32LE(central + 42);
  return {
    size: bytes.readUInt32LE(central + 24),
    method: bytes.readUInt16LE(central + 10),
    encrypted: (bytes.readUInt16LE(central + 8) & 1) === 1,
    packed: () => {
      if (bytes.readUInt32LE(local) !== LOCAL) throw new RangeError('no entry here');
      const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      if (from + length > bytes.length) throw new RangeError('an entry beyond the end');
      return bytes.subarray(from, from + length);
    },
  };
}
