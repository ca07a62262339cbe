/**
 * Puts the modules' routes on Fastify. Every request goes the same way, in this order:
 * limits → same site → who → policy → body → handler → answer. The handler opens the transaction.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, allows } from '../access/access.ts';
import type { Deps } from '../deps.ts';
import { AppError, ERRORS } from '../errors.ts';
import { isLang, type Lang, negotiateLanguage, translator } from '../i18n/translate.ts';
import { toAppError } from './failures.ts';
import { presentAddress } from '../redirects/redirects.ts';
import { presentInApi } from '../redirects/same-record.ts';
import { isCrossSite } from './origin.ts';
import type { Answer, CookieChange, Ctx, RouteSpec } from './route.ts';
import { EMPTY_SUBMISSION, readSubmission } from './submission.ts';

export const LANGUAGE_COOKIE = 'lang';
const YEAR = 365 * 24 * 3600;

export interface Outside {
  deps: Deps;
  loadActor: (headers: Headers) => Promise<Actor>;
  assetHref: (name: string) => string;
  /** Puts the shell around a page. */
  dress: (ctx: Ctx, spec: RouteSpec, answer: Answer & { type: 'page' }) => Promise<string>;
  /** The page that tells of an error. */
  dressError: (ctx: Ctx, error: AppError) => Promise<string>;
  /** Where somebody who is not signed in is sent from the back office. */
  signInPath: (from: string) => string;
}

export function mountRoutes(app: FastifyInstance, specs: readonly RouteSpec[], outside: Outside): void {
  for (const spec of specs) {
    app.route({
      method: spec.method,
      url: spec.url,
      ...(spec.upload && { bodyLimit: spec.upload.maxBytes + 262_144 }),
      handler: (request, reply) => answerRequest(spec, request, reply, outside),
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const kind = kindOfPath(request.url);
    // What browsers ask before they let another site's page read with a header of its own. Writing is not offered.
    if (request.method === 'OPTIONS' && kind === 'api')
      return reply
        .code(204)
        .headers({ ...OPEN_TO_ALL, ...PREFLIGHT })
        .send();
    return answerError(kind, new AppError('not_found'), request, reply, outside);
  });
  app.setErrorHandler((error, request, reply) =>
    answerError(kindOfPath(request.url), error, request, reply, outside),
  );
}

async function answerRequest(
  spec: RouteSpec,
  request: FastifyRequest,
  reply: FastifyReply,
  outside: Outside,
): Promise<FastifyReply> {
  const { deps } = outside;
  try {
    if (request.method === 'POST' && isCrossSite(request.headers, deps.config.baseUrl))
      throw new AppError('cross_site');
    const actor = await outside.loadActor(headersOf(request));
    if (!allows(actor, spec.policy)) return await refuse(actor, spec, request, reply, outside);
    if (spec.upload?.may && !(await spec.upload.may((request.params ?? {}) as Record<string, string>)))
      throw new AppError('not_found');
    const ctx: Ctx = {
      ...contextOf(request, reply, actor, outside),
      body: request.method === 'POST' ? await readSubmission(request, spec) : EMPTY_SUBMISSION,
    };
    return await send(await spec.handle(ctx), ctx, spec, reply, outside);
  } catch (error) {
    const moved = await movedInApi(spec, error, request, outside.deps);
    if (moved !== undefined)
      return reply.headers({ 'cache-control': 'no-cache', ...OPEN_TO_ALL }).redirect(moved, 301);
    return await answerError(spec.kind, error, request, reply, outside);
  }
}

/** With the query as it came. */
async function movedInApi(
  { url, pages }: RouteSpec,
  thrown: unknown,
  request: FastifyRequest,
  deps: Deps,
): Promise<string | undefined> {
  if (!pages || toAppError(thrown).code !== 'not_found') return undefined;
  const params = (request.params ?? {}) as Record<string, string>;
  const present = await presentInApi(deps, { url, pages }, params).catch(() => undefined);
  const [, ...query] = request.url.split('?');
  return present === undefined ? undefined : [present, ...query].join('?');
}

/** The back office sends strangers to the sign-in page; everything else answers 401 or 403. */
async function refuse(
  actor: Actor,
  spec: RouteSpec,
  request: FastifyRequest,
  reply: FastifyReply,
  outside: Outside,
): Promise<FastifyReply> {
  const stranger = actor.kind === 'anonymous';
  if (stranger && spec.kind === 'office') {
    const from = request.method === 'GET' ? request.url : '/admin';
    return reply.header('cache-control', 'no-store').redirect(outside.signInPath(from), 303);
  }
  return answerError(
    spec.kind,
    new AppError(stranger ? 'unauthorized' : 'forbidden'),
    request,
    reply,
    outside,
  );
}

function contextOf(request: FastifyRequest, reply: FastifyReply, actor: Actor, outside: Outside): Ctx {
  const at = request.url.indexOf('?');
  const query = new URLSearchParams(at < 0 ? '' : request.url.slice(at + 1));
  const lang = chooseLanguage(request, reply, query);
  return {
    actor,
    lang,
    t: translator(lang),
    now: outside.deps.now(),
    path: at < 0 ? request.url : request.url.slice(0, at),
    params: (request.params ?? {}) as Record<string, string>,
    query,
    body: EMPTY_SUBMISSION,
    cookies: request.cookies,
    header: (name) => {
      const value = request.headers[name.toLowerCase()];
      return Array.isArray(value) ? value[0] : value;
    },
    asset: outside.assetHref,
  };
}

/** `?lang=` wins and is remembered; then the cookie; then what the browser asks for. */
function chooseLanguage(request: FastifyRequest, reply: FastifyReply, query: URLSearchParams): Lang {
  const asked = query.get('lang');
  if (isLang(asked)) {
    reply.setCookie(LANGUAGE_COOKIE, asked, { path: '/', maxAge: YEAR, sameSite: 'lax' });
    return asked;
  }
  const kept = request.cookies[LANGUAGE_COOKIE];
  return isLang(kept) ? kept : negotiateLanguage(request.headers['accept-language']);
}

async function send(
  answer: Answer,
  ctx: Ctx,
  spec: RouteSpec,
  reply: FastifyReply,
  outside: Outside,
): Promise<FastifyReply> {
  setDefaultHeaders(reply, spec);
  if ('headers' in answer && answer.headers && !Array.isArray(answer.headers))
    for (const [name, value] of Object.entries(answer.headers)) {
      if (value === '') reply.removeHeader(name);
      else reply.header(name, value);
    }
  if ('cookies' in answer)
    for (const c of answer.cookies ?? []) setCookie(reply, c, outside.deps.config.baseUrl);
  switch (answer.type) {
    case 'page':
      if (answer.formsLeadAway) letFormsLeadAway(reply);
      if (answer.frames) letFrames(reply, answer.frames);
      // Bytes once, not again for each of ETag, compression and length.
      return reply
        .code(answer.status)
        .type('text/html; charset=utf-8')
        .send(Buffer.from(await outside.dress(ctx, spec, answer)));
    case 'redirect':
      return reply.redirect(answer.location, answer.moved ? 301 : 303);
    case 'json':
      return reply
        .code(answer.status)
        .type('application/json; charset=utf-8')
        .send(JSON.stringify(answer.body));
    case 'bytes':
      return reply.code(answer.status).type(answer.mediaType).send(answer.body);
    case 'stream':
      return reply.type(answer.mediaType).send(answer.body);
    case 'raw':
      for (const [name, value] of answer.headers) reply.header(name, value);
      return reply.code(answer.status).send(answer.body);
  }
}

/** Browsers hold a form's redirect against `form-action` too; which site it is, the page must not say. */
function letFormsLeadAway(reply: FastifyReply): void {
  const policy = String(reply.getHeader('content-security-policy'));
  reply.header('content-security-policy', policy.replace("form-action 'self'", "form-action 'self' https:"));
}

/** An origin, and nothing that could end the directive. */
const ORIGIN = /^https:\/\/[a-z0-9.-]+(:\d{1,5})?$/;

/** For this one page; what is no plain origin is left out. */
function letFrames(reply: FastifyReply, origins: readonly string[]): void {
  const policy = String(reply.getHeader('content-security-policy'));
  const sources = ["frame-src 'self'", ...origins.filter((origin) => ORIGIN.test(origin))].join(' ');
  reply.header('content-security-policy', policy.replace("frame-src 'self'", sources));
}

/** Public answers may be kept if checked again (ETag); what is personal, or shows what somebody typed, is stored nowhere. */
function setDefaultHeaders(reply: FastifyReply, spec: RouteSpec): void {
  const isPersonal = spec.kind === 'office' || spec.url.includes(':token');
  reply.header('cache-control', isPersonal || spec.method === 'POST' ? 'no-store' : 'no-cache');
  if (isPersonal) reply.header('x-robots-tag', 'noindex, nofollow');
  if (spec.kind === 'page') reply.header('vary', 'accept-language, cookie');
  if (spec.kind === 'api' || spec.kind === 'feed') reply.headers(OPEN_TO_ALL);
}

/** Other sites' pages may read public data, the address of the next page and the ETag included. */
const OPEN_TO_ALL = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'link, etag' };
const PREFLIGHT = {
  'access-control-allow-methods': 'GET, HEAD',
  'access-control-allow-headers': 'accept, accept-language, if-none-match',
  'access-control-max-age': '86400',
};

function setCookie(reply: FastifyReply, change: CookieChange, baseUrl: string): void {
  reply.setCookie(change.name, change.value, {
    path: change.path ?? '/',
    httpOnly: change.httpOnly ?? true,
    sameSite: 'lax',
    secure: baseUrl.startsWith('https:'),
    ...(change.maxAge !== undefined && { maxAge: change.maxAge }),
  });
}

async function answerError(
  kind: RouteSpec['kind'],
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  outside: Outside,
): Promise<FastifyReply> {
  const found = toAppError(thrown);
  const present =
    found.code === 'not_found' && request.method !== 'POST' && (kind === 'page' || kind === 'feed')
      ? await presentAddressOf(request.url, outside.deps)
      : undefined;
  if (present?.moved !== undefined)
    // Asked again each time: the old address may be taken by something else.
    return reply.header('cache-control', 'no-cache').redirect(present.moved, 301);
  const error = present?.gone ? new AppError('gone') : found;
  if (error.status >= 500)
    outside.deps.log.error({ err: thrown, code: error.code, requestId: request.id }, 'request failed');
  reply.header('cache-control', 'no-store');
  if (error.code === 'unavailable') reply.header('retry-after', '5');
  const ctx = contextOf(request, reply, { kind: 'anonymous' }, outside);
  if (kind === 'api' || kind === 'feed') {
    reply.headers(OPEN_TO_ALL);
    return reply
      .code(error.status)
      .type('application/json; charset=utf-8')
      .send(JSON.stringify(errorBody(error, ctx)));
  }
  return reply
    .code(error.status)
    .type('text/html; charset=utf-8')
    .send(await outside.dressError(ctx, error));
}

/** Where something that is not here stands now, with the query as it came; without the database nobody knows. */
async function presentAddressOf(
  url: string,
  deps: Deps,
): Promise<{ moved?: string; gone?: boolean } | undefined> {
  const [path = '', ...query] = url.split('?');
  const present = await presentAddress(deps, path).catch(() => undefined);
  if (present === 'gone') return { gone: true };
  return present === undefined ? undefined : { moved: [present, ...query].join('?') };
}

/** The one shape of every JSON error. */
function errorBody(error: AppError, ctx: Ctx): unknown {
  return {
    error: {
      code: error.code,
      message: ctx.t(ERRORS[error.code].message),
      ...(error.fields.length > 0 && { fields: error.fields }),
    },
  };
}

function kindOfPath(url: string): RouteSpec['kind'] {
  return url.startsWith('/api/') ? 'api' : url.startsWith('/admin') ? 'office' : 'page';
}

function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  return headers;
}
