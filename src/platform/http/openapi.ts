/** The description of the API (OpenAPI 3.1), made from the routes themselves: what is not there is not described, and the other way round. */
import type { TSchema } from 'typebox';
import { ERRORS } from '../errors.ts';
import { json } from './answers.ts';
import type { GivenLicence } from '../settings/licences.ts';
import type { RouteSpec } from './route.ts';

type Json = Record<string, unknown>;

export interface ApiInfo {
  title: string;
  version: string;
  baseUrl: string;
}

const PATH_PARAMETER = /:(\w+)/g;

/** @param specs all routes of the program; those of kind `api` are described */
export function openApiDocument(specs: readonly RouteSpec[], info: ApiInfo): Json {
  const paths: Record<string, Json> = {};
  for (const spec of specs.filter((s) => s.kind === 'api')) {
    const path = spec.url.replaceAll(PATH_PARAMETER, '{$1}');
    paths[path] = { ...paths[path], [spec.method.toLowerCase()]: operation(spec) };
  }
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: { title: info.title, version: info.version },
    servers: [{ url: info.baseUrl }],
    paths,
    components: { schemas: { Error: ERROR } },
  };
}

/**
 * The route under which the description of these routes, and of itself, is read.
 * @param licence asks for the licence of the data, which may change at any time; undefined where there is none
 */
export function openApiRoute(
  specs: readonly RouteSpec[],
  info: ApiInfo,
  licence: () => Promise<GivenLicence | undefined>,
): RouteSpec {
  let made: Json | undefined;
  const self: RouteSpec = {
    method: 'GET',
    url: '/api/v1/openapi.json',
    kind: 'api',
    policy: 'public',
    summary: 'This description.',
    handle: async () => {
      made ??= openApiDocument([...specs, self], info);
      const given = await licence();
      if (!given) return json(made);
      // The format takes an address or an id of SPDX, not both.
      const license = { name: given.name, url: given.href };
      return json({ ...made, info: { ...(made['info'] as Json), license } });
    },
  };
  return self;
}

function operation(spec: RouteSpec): Json {
  const parameters = [...pathParameters(spec.url), ...queryParameters(spec)];
  return {
    operationId: operationId(spec),
    summary: spec.summary,
    ...(parameters.length > 0 && { parameters }),
    ...(spec.body && {
      requestBody: { required: true, content: { 'application/json': { schema: plain(spec.body) } } },
    }),
    responses: responses(spec),
    // Public ones need no key; an empty list says so.
    ...(spec.policy === 'public' && { security: [] }),
  };
}

/** `GET /api/v1/events/:slug/sessions` → `get_events_slug_sessions` */
function operationId({ method, url }: RouteSpec): string {
  const path = url.replace(/^\/api\/v1\//, '').replaceAll(/\W+/g, '_');
  return `${method.toLowerCase()}_${path}`;
}

function pathParameters(url: string): Json[] {
  return [...url.matchAll(PATH_PARAMETER)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters({ query }: RouteSpec): Json[] {
  const properties: Record<string, TSchema> = query?.properties ?? {};
  const required: readonly string[] = query?.required ?? [];
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: plain(schema),
  }));
}

function responses(spec: RouteSpec): Json {
  const ok = spec.method === 'POST' ? '201' : '200';
  const schema = spec.response ? plain(spec.response) : {};
  const failing = [
    ...(PATH_PARAMETER.test(spec.url) ? [ERRORS.not_found] : []),
    ...(spec.method === 'POST' ? [ERRORS.conflict] : []),
    ...(spec.query || spec.body ? [ERRORS.invalid] : []),
  ];
  PATH_PARAMETER.lastIndex = 0;
  return {
    [ok]: { description: spec.summary, content: { 'application/json': { schema } } },
    ...Object.fromEntries(failing.map(({ status }) => [String(status), ERROR_ANSWER])),
    default: ERROR_ANSWER,
  };
}

const ERROR_ANSWER = {
  description: 'What went wrong.',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
};

const ERROR = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: { type: 'string', enum: Object.keys(ERRORS) },
        message: { type: 'string', description: 'In the language of the request.' },
        fields: {
          type: 'array',
          items: {
            type: 'object',
            required: ['field', 'message'],
            properties: { field: { type: 'string' }, message: { type: 'string' } },
          },
        },
      },
    },
  },
};

/** A schema as plain JSON, without the library's own hidden marks. */
function plain(schema: TSchema): Json {
  return JSON.parse(JSON.stringify(schema)) as Json;
}
