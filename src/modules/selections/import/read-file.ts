/** From bytes to a file that fits its schema. What is in it is never changed on the way. */
import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { withoutNumbers } from '../../officials/index.ts';
import { HolidaysFile } from '../schemas/holidays-file.ts';
import { KindFile } from '../schemas/kind-file.ts';
import { ProcessFile } from '../schemas/process-file.ts';
import type { Findings } from './findings.ts';

/** Bytes. A process with 60,000 ballots has some six million. */
export const MOST_BYTES = 64_000_000;
const MOST_ERRORS = 60;

interface Checker<S extends TSchema> {
  Check: (value: unknown) => value is Static<S>;
  Errors: (value: unknown) => unknown;
}

// Made when first asked for: most starts of the program import nothing.
const compiled = new Map<TSchema, Checker<TSchema>>();

function checkerOf<S extends TSchema>(schema: S): Checker<S> {
  const known = compiled.get(schema) ?? (Compile(schema) as unknown as Checker<TSchema>);
  compiled.set(schema, known);
  return known as Checker<S>;
}

/** @returns undefined when there are faults */
export function readProcessFile(bytes: Uint8Array, findings: Findings): ProcessFile | undefined {
  return read(bytes, ProcessFile, findings);
}

/** @returns undefined when there are faults */
export function readKindFile(bytes: Uint8Array, findings: Findings): KindFile | undefined {
  return read(bytes, KindFile, findings);
}

/** @returns undefined when there are faults */
export function readHolidaysFile(bytes: Uint8Array, findings: Findings): HolidaysFile | undefined {
  return read(bytes, HolidaysFile, findings);
}

function read<S extends TSchema>(bytes: Uint8Array, schema: S, findings: Findings): Static<S> | undefined {
  const value = parsed(bytes, findings);
  if (value === undefined) return undefined;
  const checker = checkerOf(schema);
  if (!checker.Check(value)) {
    reportErrors(checker.Errors(value) as SchemaError[], findings);
    return undefined;
  }
  lookThrough(value, '', findings);
  return findings.faults === 0 ? value : undefined;
}

function parsed(bytes: Uint8Array, findings: Findings): unknown {
  if (bytes.length > MOST_BYTES) {
    findings.fault('', 'too_large', { limit: MOST_BYTES / 1_000_000 });
    return undefined;
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch (error) {
    findings.fault('', 'not_json', { detail: error instanceof Error ? error.message.slice(0, 200) : '' });
    return undefined;
  }
}

interface SchemaError {
  keyword: string;
  instancePath: string;
  message: string;
  params: Record<string, unknown>;
}

function reportErrors(errors: readonly SchemaError[], findings: Findings): void {
  const said = new Set<string>();
  for (const { keyword, instancePath: path, message, params } of errors) {
    const key = `${keyword} ${path}`;
    // A choice says no more than its branches do.
    if (said.has(key) || keyword === 'anyOf' || said.size >= MOST_ERRORS) continue;
    said.add(key);
    if (keyword === 'required')
      findings.fault(path, 'missing', { names: listed(params['requiredProperties']) });
    else if (keyword === 'additionalProperties')
      findings.fault(path, 'unknown_name', { names: listed(params['additionalProperties']) });
    else findings.fault(path, 'bad_value', { detail: message.slice(0, 200) });
  }
  if (findings.faults === 0) findings.fault('', 'bad_value', { detail: '' });
}

const listed = (names: unknown): string =>
  Array.isArray(names) ? names.map((name) => String(name).slice(0, 60)).join(', ') : '';

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F\u202A-\u202E\u2066-\u2069]/;

/** No text may carry a number by which a state knows people, or signs that make it read as something else. */
function lookThrough(value: unknown, path: string, findings: Findings): void {
  if (typeof value === 'string') {
    if (CONTROL.test(value)) findings.fault(path, 'control_character');
    if (/\d{6}|\d[ .\-/]\d/.test(value) && !/^https?:/.test(value)) {
      const { numbers, addresses } = withoutNumbers(value);
      if (numbers + addresses > 0) findings.fault(path, 'private_number');
    }
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [name, one] of Object.entries(value))
    lookThrough(one, `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, findings);
}
