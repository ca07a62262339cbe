/**
 * The roster that a door phone keeps for the hours without network: for each ticket ten bytes of a hash
 * under a key of this phone alone, and one byte of flags. It says whether a code that is shown is known;
 * from it nobody reads a code or a name. In 64 parts by the first bits of the hash, so that a refresh
 * carries only the parts that changed.
 */
export const HASH_BYTES = 10;
const ENTRY_BYTES = HASH_BYTES + 1;
export const PARTS = 64;
const DIGEST_BYTES = 4;

export interface RosterEntry {
  hash: Uint8Array;
  flags: number;
}

/** Each part's entries one after the other, in the order of their hashes. */
export function packRoster(entries: readonly RosterEntry[]): Uint8Array[] {
  const sorted = entries.toSorted((a, b) => compare(a.hash, b.hash));
  const groups = Map.groupBy(sorted, ({ hash }) => (hash[0] ?? 0) >>> 2);
  return Array.from({ length: PARTS }, (_, part) => {
    const group = groups.get(part) ?? [];
    const bytes = new Uint8Array(group.length * ENTRY_BYTES);
    group.forEach(({ hash, flags }, index) => {
      bytes.set(hash.subarray(0, HASH_BYTES), index * ENTRY_BYTES);
      bytes[index * ENTRY_BYTES + HASH_BYTES] = flags;
    });
    return bytes;
  });
}

function compare(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < HASH_BYTES; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** FNV-1a, 32 bits: not against forgers, only to see that a part changed. */
export function digestOf(part: Uint8Array): number {
  let sum = 0x811c9dc5;
  for (const byte of part) sum = Math.imul(sum ^ byte, 0x01000193);
  return sum >>> 0;
}

/**
 * @param digests what the phone has: four bytes for each part; of another length: nothing
 * @returns numbers of the parts that the phone lacks
 */
export function changedParts(parts: readonly Uint8Array[], digests: Uint8Array): number[] {
  const all = parts.map((_, index) => index);
  if (digests.length !== PARTS * DIGEST_BYTES) return all;
  const view = new DataView(digests.buffer, digests.byteOffset, digests.byteLength);
  return all.filter(
    (index) => view.getUint32(index * DIGEST_BYTES) !== digestOf(parts[index] ?? new Uint8Array()),
  );
}
