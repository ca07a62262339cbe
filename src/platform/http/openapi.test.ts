import Type from 'typebox';
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { allRoutes } from '../../app.ts';
import { openApiDocument } from './openapi.ts';
import type { RouteSpec } from './route.ts';

const test = useApp();
const INFO = { title: 'Prueba', version: '1', baseUrl: 'https://ejemplo.org' };

const SPEC: RouteSpec = {
  method: 'GET',
  url: '/api/v1/things/:slug/parts',
  kind: 'api',
  policy: 'public',
  summary: 'Parts of a thing.',
  query: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1 })), kind: Type.String() }),
  response: Type.Object({ data: Type.Array(Type.Union([Type.String(), Type.Null()])) }),
  handle: () => ({ type: 'json', status: 200, body: {} }),
};

type Operation = {
  operationId: string;
  summary: string;
  parameters?: { name: string; in: string; required: boolean; schema: object }[];
  requestBody?: { required: boolean; content: Record<string, { schema: object }> };
  responses: Record<string, { description: string; content: Record<string, { schema: object }> }>;
};
type Document = {
  openapi: string;
  info: { title: string; version: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
};

const describeRoutes = (specs: RouteSpec[]) => openApiDocument(specs, INFO) as unknown as Document;

describe('a described route', () => {
  it('has its parameters, its answer and its errors', () => {
    const get = describeRoutes([SPEC]).paths['/api/v1/things/{slug}/parts']?.['get'];
    expect(get?.operationId).toBe('get_things_slug_parts');
    expect(get?.parameters?.map((p) => [p.name, p.in, p.required])).toEqual([
      ['slug', 'path', true],
      ['limit', 'query', false],
      ['kind', 'query', true],
    ]);
    expect(get?.responses['200']?.content['application/json']?.schema).toEqual({
      type: 'object',
      required: ['data'],
      properties: { data: { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'null' }] } } },
    });
    expect(Object.keys(get?.responses ?? {})).toEqual(['200', '404', '422', 'default']);
  });

  it('is one of two under the same path, and a POST answers 201', () => {
    const post: RouteSpec = { ...SPEC, method: 'POST', body: Type.Object({ name: Type.String() }) };
    const path = describeRoutes([SPEC, post]).paths['/api/v1/things/{slug}/parts'];
    expect(Object.keys(path ?? {})).toEqual(['get', 'post']);
    expect(path?.['post']?.requestBody?.required).toBe(true);
    expect(Object.keys(path?.['post']?.responses ?? {})).toEqual(['201', '404', '409', '422', 'default']);
  });

  it('is one of the API: pages and feeds are not described', () => {
    expect(describeRoutes([{ ...SPEC, kind: 'page' }]).paths).toEqual({});
  });
});

describe('the description of this program', () => {
  it('is read under its address, itself included', async () => {
    const answer = await test.app.inject('/api/v1/openapi.json');
    expect(answer.statusCode).toBe(200);
    expect(Object.keys(answer.json<Document>().paths)).toContain('/api/v1/openapi.json');
  });

  const everyOperation = (document: Document): [string, string, Operation][] =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, string, Operation] => [
        path,
        method,
        operation,
      ]),
    );

  it('has every route of the API and no other', () => {
    const routes = allRoutes(test.deps).filter((r) => r.url.startsWith('/api/'));
    const document = describeRoutes(allRoutes(test.deps));
    const described = everyOperation(document).map(([path, method]) => `${method.toUpperCase()} ${path}`);
    const wanted = routes.map((r) => `${r.method} ${r.url.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect(described.toSorted()).toEqual(wanted.toSorted());
    expect(wanted).toContain('GET /api/v1/events');
  });

  it('has the shape of OpenAPI 3.1', () => {
    const document = describeRoutes(allRoutes(test.deps));
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info).toEqual({ title: 'Prueba', version: '1' });
    expect(document.servers).toEqual([{ url: 'https://ejemplo.org' }]);
    const ids = everyOperation(document).map(([, , operation]) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [path, method, operation] of everyOperation(document)) {
      expect(path).toMatch(/^\/api\/v1\/[^:]*$/);
      expect(['get', 'post']).toContain(method);
      expect(operation.summary).toMatch(/\.$/);
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((m) => m[1]);
      const named = (operation.parameters ?? []).filter((p) => p.in === 'path');
      expect(named.map((p) => p.name)).toEqual(inPath);
      expect(named.every((p) => p.required)).toBe(true);
      for (const response of Object.values(operation.responses)) {
        expect(response.description).not.toBe('');
        expect(response.content['application/json']?.schema).toBeTypeOf('object');
      }
    }
    // Every reference leads to something that is there.
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
    expect(references.length).toBeGreaterThan(0);
    for (const [, name] of references) expect(document.components.schemas).toHaveProperty(name ?? '');
  });
});
