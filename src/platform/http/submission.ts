/** From the bytes of a POST to named texts. Anything that is not clean UTF-8 in the declared form is refused. */
import type { FastifyRequest } from 'fastify';
import { AppError } from '../errors.ts';
import type { RouteSpec, Submission, UploadedFile } from './route.ts';
import { Turns } from './turns.ts';

const MAX_FIELDS = 2000;
const utf8 = new TextDecoder('utf-8', { fatal: true });

export const EMPTY_SUBMISSION: Submission = { fields: new Map(), files: new Map(), json: undefined };

/** Reads the body in the way the route allows: pages take forms, the API takes JSON. */
export async function readSubmission(request: FastifyRequest, spec: RouteSpec): Promise<Submission> {
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters.map((p) => /^\s*charset="?([^"]*)"?\s*$/.exec(p)?.[1]).find(Boolean);
  if (charset && charset !== 'utf-8' && charset !== 'utf8') throw new AppError('unsupported_media');
  if (spec.upload && type.trim() === 'multipart/form-data')
    return readFiles(request, spec.upload).catch(refuseBroken);
  const body = request.body;
  const text = Buffer.isBuffer(body) ? decode(body) : '';
  if (spec.kind === 'api') return readJson(type.trim(), text);
  if (text === '' && type.trim() === '') return EMPTY_SUBMISSION;
  if (type.trim() !== 'application/x-www-form-urlencoded') throw new AppError('unsupported_media');
  return { ...EMPTY_SUBMISSION, fields: parseUrlencoded(text) };
}

function decode(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new AppError('bad_request');
  }
}

function readJson(type: string, text: string): Submission {
  if (type !== 'application/json') throw new AppError('unsupported_media');
  try {
    return { ...EMPTY_SUBMISSION, json: JSON.parse(text) };
  } catch {
    throw new AppError('bad_request');
  }
}

function parseUrlencoded(text: string): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  if (text === '') return fields;
  const pairs = text.split('&');
  if (pairs.length > MAX_FIELDS) throw new AppError('too_large');
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    const name = percentDecode(at < 0 ? pair : pair.slice(0, at));
    add(fields, name, at < 0 ? '' : percentDecode(pair.slice(at + 1)));
  }
  return fields;
}

/** Strict, unlike URLSearchParams: broken percent signs or bytes that are no UTF-8 are refused. */
function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new AppError('bad_request');
  }
}

function add(fields: Map<string, string[]>, name: string, value: string): void {
  const values = fields.get(name);
  if (values) values.push(value);
  else fields.set(name, [value]);
}

/** Of files that strangers send, in memory at a time. */
const strangers = new Turns(6);

function readFiles(request: FastifyRequest, upload: NonNullable<RouteSpec['upload']>): Promise<Submission> {
  const read = () => readMultipart(request, upload.maxBytes);
  return upload.may ? strangers.take(read) : read();
}

async function readMultipart(request: FastifyRequest, maxBytes: number): Promise<Submission> {
  const fields = new Map<string, string[]>();
  const files = new Map<string, UploadedFile>();
  const parts = request.parts({
    limits: { fileSize: maxBytes, files: 5, fields: MAX_FIELDS, parts: MAX_FIELDS, fieldSize: 65_536 },
  });
  for await (const part of parts) {
    if (part.type === 'field') {
      add(fields, part.fieldname, typeof part.value === 'string' ? part.value : '');
      continue;
    }
    const bytes = await part.toBuffer();
    if (bytes.length > 0)
      files.set(part.fieldname, { filename: part.filename, mediaType: part.mimetype, bytes });
  }
  return { fields, files, json: undefined };
}

/** The reader's own errors about a body in pieces (no boundary, no end) carry no status: they are the sender's fault. */
function refuseBroken(error: unknown): never {
  const known =
    error instanceof AppError || typeof (error as { statusCode?: unknown }).statusCode === 'number';
  throw known ? error : new AppError('bad_request');
}
