/** The name of a process as lists are filtered by it and addresses name it. Pure. */
import { spanishOrder } from './spanish-order.ts';

const LONGEST = 90;

/** Two names cut at the same place stay two: what is cut off is told by its sum. */
export function processKey(printed: string): string {
  const whole = spanishOrder(printed).replaceAll('~', '').replaceAll(' ', '-');
  if (whole.length <= LONGEST) return whole;
  let sum = 0;
  for (const sign of whole) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 0x7fffffff;
  return `${whole.slice(0, LONGEST - 8)}-${sum.toString(36)}`;
}
