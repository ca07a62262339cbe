/** Walks over the pairs of names that may be one person, each once, without keeping them. */
import { blocksOf } from './blocks.ts';
import { type Comparable, type Match, matchOf } from './pair.ts';

/**
 * Pairs worth comparing, each once, the earlier one first; never two of the same id.
 * @param people in any number; kept in memory with some twenty numbers each, pairs are not
 */
export function* candidatePairs(people: readonly Comparable[]): Generator<[Comparable, Comparable]> {
  const blocks = blocksOf(people);
  const blocksOfPerson: number[][] = people.map(() => []);
  blocks.forEach((block, number) => {
    for (const at of block) blocksOfPerson[at]?.push(number);
  });
  // Where each block has been read to: those before are earlier people, whose pairs have been given.
  const read = new Uint32Array(blocks.length);
  const metBy = new Int32Array(people.length).fill(-1);
  for (const [at, person] of people.entries()) {
    for (const number of blocksOfPerson[at] ?? []) {
      const block = blocks[number] ?? [];
      const next = (read[number] ?? 0) + 1;
      read[number] = next;
      for (let index = next; index < block.length; index++) {
        const other = block[index] ?? at;
        const partner = people[other];
        if (metBy[other] === at || !partner || partner.id === person.id) continue;
        metBy[other] = at;
        yield [person, partner];
      }
    }
  }
}

export interface Suggestion {
  a: string;
  b: string;
  match: Match;
}

/** The questions for the queue: candidate pairs that need to be asked about. */
export function* suggestions(people: readonly Comparable[]): Generator<Suggestion> {
  for (const [a, b] of candidatePairs(people)) {
    const match = matchOf(a, b);
    if (match) yield { a: a.id, b: b.id, match };
  }
}
