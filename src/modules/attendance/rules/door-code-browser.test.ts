/** The phone's own arithmetic is the server's. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { expect, it } from 'vitest';
import { makeCode, readCode, type ReadCode } from './ticket-code.ts';

const context = createContext({});
const script = fileURLToPath(new URL('../../../browser/door-code.js', import.meta.url));
runInContext(readFileSync(script, 'utf8'), context);
const onPhone = (typed: string) =>
  JSON.parse(runInContext(`JSON.stringify(door.readCode(${JSON.stringify(typed)}))`, context)) as ReadCode;

it('reads on the phone what the server reads', () => {
  const codes = Array.from({ length: 50 }, (_, n) =>
    makeCode(
      Uint8Array.of(n * 5, n),
      Uint8Array.from({ length: 10 }, (_unused, i) => (n * 37 + i * 91) % 256),
    ),
  );
  const typed = codes.flatMap((code, n) => [
    code,
    `ja:${code.toLowerCase()}`,
    code.replaceAll('0', 'o').replaceAll('1', 'I'),
    code.slice(0, n % 20) + 'Z' + code.slice((n % 20) + 1),
    code.slice(n % 3),
    `${code} `,
    `${code}.-`,
    `${code}U`,
  ]);
  for (const one of [...typed, '', 'hola', 'https://example.org/JA:'])
    expect(onPhone(one), one).toEqual(readCode(one));
});
