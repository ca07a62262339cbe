/** A form with a file, as a browser sends it. */
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import type { Visitor } from './visitor.ts';

export interface SentFile {
  /** Of the field. */
  name: string;
  filename: string;
  bytes: Buffer;
}

export async function sendFile(
  { app, visitor }: { app: FastifyInstance; visitor: Visitor },
  url: string,
  fields: Readonly<Record<string, string>>,
  file?: SentFile,
): Promise<LightMyRequestResponse> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  if (file) form.set(file.name, new Blob([new Uint8Array(file.bytes)]), file.filename);
  const body = new Response(form);
  const headers = {
    cookie: visitor.cookie(),
    'content-type': body.headers.get('content-type') ?? '',
    'sec-fetch-site': 'same-origin',
  };
  return await app.inject({ method: 'POST', url, headers, payload: Buffer.from(await body.arrayBuffer()) });
}
