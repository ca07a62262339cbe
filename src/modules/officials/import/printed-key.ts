/** By what a name is found again as it was printed: blind to case, accents and signs. Pure. */
import { keysOf } from '../rules/name-keys.ts';
import { readName } from '../rules/names.ts';

export const printedKey = (name: string): string => keysOf(readName(name)).printed;
