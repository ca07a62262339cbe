/** The yardstick of pages: Fastify and Preact with nothing behind them, as many bytes, compressed the same way. */
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import fastify, { type FastifyInstance } from 'fastify';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

const WORDS = 'justicia abierta encuentro sesión taller panel datos lenguaje claro participación red'.split(
  ' ',
);

function Line({ n }: { n: number }): VNode {
  const word = (k: number) => WORDS[(n * k) % WORDS.length];
  return (
    <li class="slot">
      <h3>
        <a href={`/encuentros/ejemplo/sesiones/sesion-${n}`}>
          Sesión de ejemplo {n} sobre {word(3)} y {word(7)}
        </a>
      </h3>
      <p>
        <span>Sala {n % 5}</span> · <span>{word(5)}</span>
      </p>
    </li>
  );
}

function html(lines: number): string {
  return `<!doctype html>\n${renderToString(
    <html lang="es">
      <head>
        <title>Página de comparación</title>
      </head>
      <body>
        <ul>
          {Array.from({ length: lines }, (_, n) => (
            <Line n={n} />
          ))}
        </ul>
      </body>
    </html>,
  )}`;
}

/** `GET /{lines}` renders a page of so many lines. */
export async function buildPlain(): Promise<FastifyInstance> {
  const app = fastify({ logger: false });
  const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
  await app.register(compress, {
    threshold: 1024,
    syncThreshold: 524_288,
    encodings: ['br', 'gzip'],
    brotliOptions,
  });
  app.get<{ Params: { lines: string } }>('/:lines', (request, reply) =>
    reply.type('text/html; charset=utf-8').send(html(Number(request.params.lines))),
  );
  await app.ready();
  return app;
}

/** How many lines make a page of about so many bytes. */
export function linesFor(bytes: number): number {
  const empty = Buffer.byteLength(html(0));
  const perLine = (Buffer.byteLength(html(200)) - empty) / 200;
  return Math.max(0, Math.round((bytes - empty) / perLine));
}
