/** The bare server: limits, security headers, compression, ETags, cookies. The same for production and tests. */
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import etag from '@fastify/etag';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance } from 'fastify';
import type { Config } from '../../config.ts';

/** Largest plain form or JSON body, bytes. Long answers fit; floods don't. */
const BODY_LIMIT = 262_144;

// Quality 3: of a programme of 120 kB it leaves 25.4 kB in 1.7 ms; 4 leaves 24.7 kB in 2.9 ms, gzip 24.8 kB in 4.2 ms.
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } };

/** A number of hops is a rule of Fastify's own; the rest is passed on as it is. */
function proxyRule(
  rule: Config['trustProxy'],
): boolean | string | ((address: string, hop: number) => boolean) {
  return typeof rule === 'number' ? (_address, hop) => hop < rule : rule;
}

export async function buildServer(config: Config): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: true },
    requestTimeout: 30_000,
    trustProxy: proxyRule(config.trustProxy),
    // Requests are not logged: an access log is a list of who came. Failures are, by code.
    logger: false,
    // An address that can't be decoded reaches no route; it gets the plainest answer there is.
    frameworkErrors: (_error, _request, reply) => {
      reply.raw.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' });
      reply.raw.end('400 bad_request\n');
    },
  });
  // Bodies arrive as bytes; `submission.ts` decides by route how to read them.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        // A mail as it will arrive, in its own looks. Only answers that say so let themselves be framed.
        frameSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    // Secret links are told to no other site. Not `no-referrer`: with it browsers hide the origin of our own forms.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: config.baseUrl.startsWith('https:') ? { maxAge: 31_536_000 } : false,
    xFrameOptions: { action: 'deny' },
    crossOriginEmbedderPolicy: false,
    // Data and pictures of a public record may be shown elsewhere.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  });
  await app.register(compress, {
    threshold: 1024,
    // A page is whole before it goes out. At once it takes 1 ms for 270 kB, and through streams half a
    // millisecond more for every page, or much more where the threads have to wait for a processor.
    syncThreshold: 524_288,
    encodings: ['br', 'gzip'],
    brotliOptions: BROTLI,
  });
  await app.register(etag);
  await app.register(cookie);
  await app.register(multipart, { throwFileSizeLimit: true });
  return app;
}
