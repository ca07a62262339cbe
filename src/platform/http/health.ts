/** What the operator's tools ask: does the process live, can it serve, how busy is it. */
import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Deps } from '../deps.ts';
import { countMailsByState } from '../mail/queries.ts';

/** Milliseconds that the database has to answer before `/readyz` says no. */
const READY_WITHIN = 2000;

export function mountHealth(app: FastifyInstance, deps: Deps): void {
  app.get('/healthz', (_request, reply) => reply.type('text/plain').send('ok\n'));
  app.get('/readyz', async (_request, reply) => {
    const ready = await isReady(deps);
    return reply
      .code(ready ? 200 : 503)
      .type('text/plain')
      .send(ready ? 'ready\n' : 'database does not answer\n');
  });
  mountMetrics(app, deps);
}

async function isReady(deps: Deps): Promise<boolean> {
  const late = new Promise<false>((resolve) => setTimeout(resolve, READY_WITHIN, false).unref());
  const answer = sql`select 1`.execute(deps.db).then(
    () => true,
    () => false,
  );
  return Promise.race([answer, late]);
}

/** Not public: answers only the bearer of METRICS_TOKEN; without one set, nobody. */
function mountMetrics(app: FastifyInstance, deps: Deps): void {
  const token = deps.config.metricsToken;
  if (token === undefined) return;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const answers = new Counter({
    name: 'ja_http_answers_total',
    help: 'Answers by class of status.',
    labelNames: ['status'],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'ja_http_seconds',
    help: 'Time to answer.',
    registers: [registry],
    buckets: [0.005, 0.015, 0.05, 0.25, 1, 5],
  });
  const mails = new Gauge({
    name: 'ja_mails',
    help: 'Mails by state.',
    labelNames: ['state'],
    registers: [registry],
  });
  app.addHook('onResponse', (_request, reply, done) => {
    answers.inc({ status: `${Math.floor(reply.statusCode / 100)}xx` });
    seconds.observe(reply.elapsedTime / 1000);
    done();
  });
  app.get('/metrics', async (request, reply) => {
    if (!isBearer(request.headers.authorization, token))
      return reply.code(401).header('www-authenticate', 'Bearer').send();
    for (const [state, count] of Object.entries(await countMailsByState(deps.db)))
      mails.set({ state }, Number(count));
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

function isBearer(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
