/** A browser without JavaScript: keeps cookies, sends forms, follows nothing by itself. */
import { load } from 'cheerio';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';

export interface Visitor {
  get: (url: string) => Promise<LightMyRequestResponse>;
  post: (url: string, fields?: Record<string, string | readonly string[]>) => Promise<LightMyRequestResponse>;
  /** The page behind an answer's `Location`. */
  follow: (answer: LightMyRequestResponse) => Promise<LightMyRequestResponse>;
  /** For the `cookie` header. */
  cookie: () => string;
  /** Closes the browser: cookies without an age are gone. */
  forget: () => void;
}

export function makeVisitor(app: FastifyInstance, cookie = ''): Visitor {
  const jar = new Map(
    cookie ? [[cookie.slice(0, cookie.indexOf('=')), cookie.slice(cookie.indexOf('=') + 1)]] : [],
  );
  const header = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const keep = (answer: LightMyRequestResponse) => {
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [pair = '', ...attributes] = line.split('; ');
      const at = pair.indexOf('=');
      if (attributes.includes('Max-Age=0')) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  };
  const visitor: Visitor = {
    get: async (url) => keep(await app.inject({ url, headers: { cookie: header() } })),
    post: async (url, fields = {}) => {
      const body = new URLSearchParams(
        Object.entries(fields).flatMap(([name, value]) => [value].flat().map((v) => [name, v])),
      );
      const headers = {
        cookie: header(),
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
      };
      return keep(await app.inject({ method: 'POST', url, headers, payload: body.toString() }));
    },
    follow: (answer) => visitor.get(String(answer.headers.location)),
    cookie: header,
    forget: () => jar.clear(),
  };
  return visitor;
}

/** The texts that a reader looks for on a page. */
export function readPage(answer: LightMyRequestResponse) {
  const $ = load(answer.body);
  const texts = (selector: string) =>
    $(selector)
      .toArray()
      .map((e) => $(e).text().replaceAll(/\s+/g, ' ').trim());
  return {
    $,
    title: texts('h1')[0] ?? texts('h2')[0] ?? '',
    faults: texts('.error-summary li'),
    notices: texts('.notice-title'),
  };
}
