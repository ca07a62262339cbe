/** Short ways to say the answers that routes give. */
import type { VNode } from 'preact';
import type { Answer, CookieChange, PageAnswer } from './route.ts';

type PageOptions = Omit<PageAnswer, 'type' | 'status' | 'body'> & { status?: number };

/** An HTML page; the shell around it is put on by the app. Faults of a form go with status 422. */
export function page(body: VNode, options: PageOptions): Answer {
  return { type: 'page', status: 200, body, ...options };
}

/** 303 after every successful POST, so that reloading repeats nothing. */
export function seeOther(location: string, cookies?: CookieChange[]): Answer {
  return { type: 'redirect', location, ...(cookies && { cookies }) };
}

/** 301: the page has another address now. Asked again each time, since the old one may be taken by something else. */
export function moved(location: string): Answer {
  return { type: 'redirect', location, moved: true };
}

export function json(body: unknown, status = 200, headers?: Record<string, string>): Answer {
  return { type: 'json', status, body, ...(headers && { headers }) };
}

/** Other public formats: calendar, XML, CSV, images. */
export function bytes(body: string | Buffer, mediaType: string, headers?: Record<string, string>): Answer {
  return { type: 'bytes', status: 200, mediaType, body, ...(headers && { headers }) };
}

/**
 * One page of an API list: `{ data }` and the header `Link: <…>; rel="next"` while there is more.
 * @param next path and query of the next page, without host
 */
export function apiList(data: unknown[], next: string | undefined, baseUrl: string): Answer {
  return json({ data }, 200, next ? { link: `<${baseUrl}${next}>; rel="next"` } : undefined);
}
