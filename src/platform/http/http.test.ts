import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { insertEdition } from '../../modules/events/fixtures.ts';
import { toAppError } from './failures.ts';
import { isCrossSite } from './origin.ts';

const test = useApp();
const base = 'https://encuentro.test';

describe('where a POST comes from', () => {
  it.each([
    [{}, false],
    [{ origin: base }, false],
    [{ 'sec-fetch-site': 'same-origin', origin: base }, false],
    // A browser that hides the referrer hides the origin too.
    [{ 'sec-fetch-site': 'same-origin', origin: 'null' }, false],
    [{ 'sec-fetch-site': 'none' }, false],
    [{ origin: 'http://192.0.2.5:3000', host: '192.0.2.5:3000' }, false],
    [{ 'sec-fetch-site': 'cross-site' }, true],
    [{ 'sec-fetch-site': 'same-site' }, true],
    [{ origin: 'https://malo.test', host: 'encuentro.test' }, true],
    [{ origin: 'null', host: 'encuentro.test' }, true],
  ])('%j cross-site: %s', (headers, expected) => {
    expect(isCrossSite(headers, base)).toBe(expected);
  });
});

describe('answers', () => {
  it('carry the headers that keep pages to themselves', async () => {
    const { headers } = await test.app.inject('/encuentros');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['referrer-policy']).toBe('same-origin');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['etag']).toBeTruthy();
  });

  it('with an ETag that is known come without a body', async () => {
    const { headers } = await test.app.inject('/encuentros');
    const again = await test.app.inject({
      url: '/encuentros',
      headers: { 'if-none-match': String(headers['etag']) },
    });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it('come in the language asked for, and remember it', async () => {
    const english = await test.app.inject({
      url: '/encuentros',
      headers: { 'accept-language': 'fr, en;q=0.8' },
    });
    expect(english.body).toContain('<html lang="en">');
    const chosen = await test.app.inject({
      url: '/encuentros?lang=es',
      headers: { 'accept-language': 'en' },
    });
    expect(chosen.body).toContain('<html lang="es">');
    expect(chosen.cookies).toMatchObject([{ name: 'lang', value: 'es', path: '/' }]);
    const kept = await test.app.inject({
      url: '/encuentros',
      headers: { 'accept-language': 'en' },
      cookies: { lang: 'es' },
    });
    expect(kept.body).toContain('<html lang="es">');
  });

  it('to errors have one shape as JSON and a page with a way out as HTML', async () => {
    const api = await test.app.inject('/api/v1/nada');
    expect([api.statusCode, api.json().error.code]).toEqual([404, 'not_found']);
    const page = await test.app.inject('/nada');
    expect(page.statusCode).toBe(404);
    expect(page.body).toContain('href="/"');
  });

  it('of the API can be read by the pages of other sites, the way to the next page included', async () => {
    for (const url of ['/api/v1/events', '/api/v1/nada']) {
      const { headers } = await test.app.inject({ url, headers: { origin: 'https://otro.test' } });
      expect(headers['access-control-allow-origin']).toBe('*');
      expect(headers['access-control-expose-headers']).toBe('link, etag');
      expect(headers['access-control-allow-credentials']).toBeUndefined();
    }
  });

  it('to what a browser asks beforehand allow reading the API from elsewhere, not writing', async () => {
    const { statusCode, headers } = await test.app.inject({
      method: 'OPTIONS',
      url: '/api/v1/events',
      headers: { origin: 'https://otro.test', 'access-control-request-method': 'GET' },
    });
    expect([statusCode, headers['access-control-allow-origin']]).toEqual([204, '*']);
    expect(headers['access-control-allow-methods']).toBe('GET, HEAD');
  });

  it('that show what somebody typed are kept by no browser and no proxy', async () => {
    test.setNow('2027-01-10T15:00:00Z');
    await insertEdition(test.deps.db, 'lo-escrito', { event: { registration_closes_at: null } });
    const { statusCode, headers } = await test.app.inject({
      method: 'POST',
      url: '/encuentros/lo-escrito/registro',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'name=Persona+Ejemplo',
    });
    expect([statusCode, headers['cache-control']]).toEqual([422, 'no-store']);
  });

  it('to a health check say whether the database answers', async () => {
    expect((await test.app.inject('/healthz')).statusCode).toBe(200);
    expect((await test.app.inject('/readyz')).statusCode).toBe(200);
    expect((await test.app.inject('/metrics')).statusCode).toBe(404);
  });
});

describe('bodies that are no forms', () => {
  const post = (payload: Buffer | string, type = 'application/x-www-form-urlencoded') =>
    test.app.inject({
      method: 'POST',
      url: '/encuentros/x/registro/enlace',
      headers: { 'content-type': type },
      payload,
    });

  it.each([
    ['percent signs that are none', 'email=%zz', undefined, 400],
    ['bytes that are no UTF-8', Buffer.from([0x65, 0x3d, 0xff, 0xfe]), undefined, 400],
    ['escaped bytes that are no UTF-8', 'email=%ff%fe', undefined, 400],
    ['another charset', 'email=a', 'application/x-www-form-urlencoded; charset=iso-8859-1', 415],
    ['JSON where a form is asked', '{}', 'application/json', 415],
    ['multipart where no file is asked', '--x--', 'multipart/form-data; boundary=x', 415],
    ['too many fields', 'a=1&'.repeat(3000), undefined, 413],
    ['too many bytes', 'a'.repeat(300_000), undefined, 413],
  ])('%s', async (_what, payload, type, status) => {
    // The edition does not exist: what is no request is refused before it is looked for.
    expect((await post(payload, type)).statusCode).toBe(status);
  });

  it('from another site are refused before anything is read', async () => {
    const response = await test.app.inject({
      method: 'POST',
      url: '/encuentros/x/registro',
      headers: { 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'name=x',
    });
    expect(response.statusCode).toBe(403);
  });
});

describe('failures', () => {
  it('of the database to answer are a pause, of our own a fault that says nothing', () => {
    expect(toAppError(Object.assign(new Error('x'), { code: '57P01' })).status).toBe(503);
    expect(toAppError(new Error('timeout exceeded when trying to connect')).status).toBe(503);
    expect(toAppError(new Error('secret detail')).code).toBe('internal');
  });
});
