/** From bytes to a checked file: JSON, then cleaned texts, then the schema. Faults carry line and column. */
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Settings } from 'typebox/system';
import { plainDate } from '../../../platform/i18n/dates.ts';
import { LANGUAGES, type MessageKey } from '../../../platform/i18n/translate.ts';
import { cleanText } from '../../../platform/forms/clean.ts';
import { weekdayContradictions } from '../rules/weekday.ts';
import { JsonFault, parseJson } from './json.ts';
import { collectFindings, type Findings } from './report.ts';
import { type EventFile, EventFileSchema } from './schema.ts';

export interface ReadFile {
  /** Missing when there are faults. */
  file?: EventFile;
  findings: Findings;
}

// The library stops at eight faults by default.
Settings.Set({ maxErrors: 500 });
const validator = Compile(EventFileSchema);

/** Reads and checks one file; never throws for what is in it. */
export function readEventFile(bytes: Uint8Array): ReadFile {
  let parsed;
  try {
    parsed = parseJson(bytes);
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    const { code, place, detail } = error;
    const findings = collectFindings(() => place);
    findings.fault('', `events.import.json.${code}`, detail);
    return { findings };
  }
  const findings = collectFindings(parsed.placeOf);
  const value = clean(parsed.value, EventFileSchema, '', { findings, readable: MOST_READ });
  const errors = validator.Errors(value) as unknown as SchemaError[];
  for (const error of withoutBranches(errors)) reportError(error, value, findings);
  return findings.faults.length > 0 ? { findings } : { file: value as EventFile, findings };
}

type Schema = TSchema & {
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  type?: string;
};

const MULTILINE = new Set(['summary', 'description', 'abstract', 'bio', 'hint']);
const EXPECTED_ELSEWHERE = new Set(['/$schema']);

interface Cleaning {
  findings: Findings;
  /** Characters that are still searched for dates. */
  readable: number;
}

/** A programme of 300 sessions has 300,000; a file made of dates must not keep the server busy for long. */
const MOST_READ = 1_000_000;

/** Texts made harmless, `null` and unknown names left out, written weekdays compared with their dates. */
function clean(value: unknown, schema: Schema | undefined, pointer: string, cleaning: Cleaning): unknown {
  if (typeof value === 'string') return cleanString(value, pointer, cleaning);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = branch(schema, 'array')?.items;
    return value.map((item, index) => clean(item, items, `${pointer}/${index}`, cleaning));
  }
  const properties = branch(schema, 'object')?.properties;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]) => {
      const at = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      if (item === null) return [];
      if (properties && !Object.hasOwn(properties, name)) {
        if (!EXPECTED_ELSEWHERE.has(at))
          cleaning.findings.warn(at, 'events.import.left_out', { name: name.slice(0, 80) });
        return [];
      }
      return [[name, clean(item, properties?.[name], at, cleaning)]];
    }),
  );
}

/** The part of a schema that speaks of arrays or of objects. */
function branch(schema: Schema | undefined, type: string): Schema | undefined {
  return schema?.anyOf?.find((one) => one.type === type) ?? (schema?.type === type ? schema : undefined);
}

function cleanString(text: string, pointer: string, cleaning: Cleaning): string {
  const name = pointer.slice(pointer.lastIndexOf('/') + 1);
  const cleaned = cleanText(text, MULTILINE.has(name));
  const read = cleaned.slice(0, cleaning.readable);
  // The sum is kept where every text of the file sees it.
  cleaning.readable -= read.length;
  for (const { written, date } of weekdayContradictions(read)) {
    const day = Temporal.PlainDate.from(date);
    const [es = '', en = ''] = LANGUAGES.map((lang) => plainDate(day, lang));
    cleaning.findings.warn(pointer, 'events.import.weekday', { written, es, en });
  }
  return cleaned;
}

interface SchemaError {
  keyword: string;
  schemaPath: string;
  instancePath: string;
  params: Record<string, unknown>;
}

/** A value that fits no branch of a choice is one fault, unless it is plainly an object and its own faults say more. */
function withoutBranches(errors: readonly SchemaError[]): SchemaError[] {
  const choices = errors.filter((error) => error.keyword === 'anyOf');
  return errors.filter((error) => {
    const choice = choices.find((one) => error.schemaPath.startsWith(`${one.schemaPath}/anyOf/`));
    const deeper = choice && error.instancePath.length > choice.instancePath.length;
    if (error.keyword === 'anyOf')
      return !errors.some(
        (other) => other.schemaPath.startsWith(`${error.schemaPath}/anyOf/`) && isInside(other, error),
      );
    return choice === undefined || deeper || error.keyword === 'required';
  });
}

const isInside = (error: SchemaError, choice: SchemaError): boolean =>
  error.keyword === 'required' || error.instancePath.length > choice.instancePath.length;

/** What is wrong with a name's form, by the name. */
const FORM_OF: Record<string, MessageKey> = {
  slug: 'events.fault.bad_slug',
  key: 'events.fault.bad_key',
  url: 'events.fault.bad_url',
  links: 'events.fault.bad_url',
  color: 'events.fault.bad_color',
  starts: 'events.import.bad_time',
  ends: 'events.import.bad_time',
  opens: 'events.import.bad_time',
  closes: 'events.import.bad_time',
  closes_on: 'events.import.bad_date',
  date: 'events.import.bad_date',
  contact_email: 'events.import.bad_email',
  language: 'events.import.bad_language',
};

function reportError(error: SchemaError, value: unknown, { fault }: Findings): void {
  const { keyword, instancePath: pointer, params } = error;
  const name = pointer.split('/').findLast((part) => part !== '' && !/^\d+$/.test(part)) ?? '';
  const limit = String(params['limit'] ?? '');
  const written = shown(at(value, pointer));
  const form = FORM_OF[name];
  switch (keyword) {
    case 'required':
      for (const missing of params['requiredProperties'] as string[])
        fault(`${pointer}/${missing}`, 'events.import.missing', { name: missing });
      return;
    case 'enum':
      return fault(pointer, 'events.import.not_in_list', {
        name,
        written,
        list: (params['allowedValues'] as string[]).join(', '),
      });
    case 'pattern':
      return fault(pointer, form ?? 'events.import.bad_form', { name, [name]: written, written });
    case 'maxLength':
      return fault(pointer, 'events.import.too_long', { name, limit });
    case 'minLength':
      return fault(pointer, 'events.import.empty', { name });
    case 'maxItems':
      return fault(pointer, 'events.import.too_many', { name, limit });
    case 'minimum':
    case 'maximum':
      return fault(pointer, 'events.import.out_of_range', {
        name,
        written,
        limit: `${String(params['comparison'])} ${limit}`,
      });
    default:
      return fault(pointer, 'events.import.bad_type', { name: name || 'JSON', written });
  }
}

function at(value: unknown, pointer: string): unknown {
  let found = value;
  for (const part of pointer.split('/').slice(1))
    found = (found as Record<string, unknown> | undefined)?.[part];
  return found;
}

/** A value as it can stand in a message: short. */
function shown(value: unknown): string {
  const written = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return written.length > 60 ? `${written.slice(0, 60)}…` : written;
}
