/** Styles and scripts under `/assets/`: few and small, so they are kept in memory and never change under one name. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';

export interface Assets {
  cssHref: string;
  scriptHref: string | undefined;
  /** Address of a file of `src/browser` or a library for browsers, by its plain name. @throws for an unknown one */
  href: (name: string) => string;
}

const MEDIA_TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** `dist/assets`, seen from `dist/src/platform/http` or from the sources (tests). */
function assetFolder(): string {
  const here = path.dirname(fileURLToPath(import.meta.url));
  const built = path.resolve(here, '../../../assets');
  return existsSync(path.join(built, 'manifest.json')) ? built : path.resolve(here, '../../../dist/assets');
}

function readManifest(folder: string): Record<string, string> {
  return JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')) as Record<string, string>;
}

/** Text of an asset, for a page that carries all it needs in itself. @throws for an unknown one */
export function readAsset(name: string): string {
  const folder = assetFolder();
  const hashed = readManifest(folder)[name];
  if (hashed === undefined) throw new Error(`no asset is called ${name}`);
  return readFileSync(path.join(folder, hashed), 'utf8');
}

/** @throws when the program was not built */
export function mountAssets(app: FastifyInstance): Assets {
  const folder = assetFolder();
  const manifest = readManifest(folder);
  const files = new Map(Object.values(manifest).map((name) => [name, readFileSync(path.join(folder, name))]));
  app.get<{ Params: { name: string } }>('/assets/:name', (request, reply) => {
    const file = files.get(request.params.name);
    if (!file) return reply.callNotFound();
    return reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .type(MEDIA_TYPES[path.extname(request.params.name)] ?? 'application/octet-stream')
      .send(file);
  });
  const href = (name: string): string => {
    if (!manifest[name]) throw new Error(`no asset is called ${name}`);
    return `/assets/${manifest[name]}`;
  };
  return { cssHref: href('site.css'), scriptHref: href('enhance.js'), href };
}
