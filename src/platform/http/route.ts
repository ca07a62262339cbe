/**
 * What a module says about each of its addresses. A route is data plus one function, so that
 * contract tests can walk over all of them: every route names its policy, every form its schema.
 */
import type { Readable } from 'node:stream';
import type { VNode } from 'preact';
import type { TObject } from 'typebox';
import type { Actor, PolicyName } from '../access/access.ts';
import type { Lang, Translate } from '../i18n/translate.ts';
import type { Organisation } from '../settings/organisation.ts';

/** How the answer is dressed: `page` public HTML, `office` back office HTML, `api` JSON, `feed` other public formats. */
export type RouteKind = 'page' | 'office' | 'api' | 'feed';

export interface RouteSpec {
  method: 'GET' | 'POST';
  url: string;
  kind: RouteKind;
  policy: PolicyName;
  /** One English line for the generated reference and OpenAPI. */
  summary: string;
  /** Accepts files (multipart); others take only urlencoded or JSON. */
  upload?: {
    maxBytes: number;
    /** Asked before the body is read, where everybody may knock: whoever may not send here gets a 404 and is not read. */
    may?: (params: Readonly<Record<string, string>>) => Promise<boolean>;
  };
  /** JSON Schema of the query string of an API route, for OpenAPI and for checking. */
  query?: TObject;
  /** JSON Schema of the JSON body of an API POST, for OpenAPI. The check itself is the form's. */
  body?: TObject;
  /** JSON Schema of the answer, for OpenAPI. */
  response?: TObject;
  /** Pages of the same record, with the same names in them: an API address moves where its page has moved. */
  pages?: readonly string[];
  handle: (ctx: Ctx) => Promise<Answer> | Answer;
}

/** Everything a handler may know about the request. */
export interface Ctx {
  actor: Actor;
  lang: Lang;
  t: Translate;
  now: Temporal.Instant;
  /** Path without query, as asked for. */
  path: string;
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** Body of a POST: fields in order, repeated names kept. Empty for GET. */
  body: Submission;
  cookies: Readonly<Record<string, string | undefined>>;
  header: (name: string) => string | undefined;
  /** Address of an asset by its plain name, for a page or script that loads it itself. */
  asset: (name: string) => string;
}

/** A submitted form or JSON body, reduced to names with one or several text values. */
export interface Submission {
  /** Names in the order of first appearance. */
  fields: ReadonlyMap<string, readonly string[]>;
  files: ReadonlyMap<string, UploadedFile>;
  /** The JSON body when one was sent, else undefined. */
  json: unknown;
}

export interface UploadedFile {
  filename: string;
  mediaType: string;
  bytes: Buffer;
}

export interface CookieChange {
  name: string;
  value: string;
  /** Seconds; 0 deletes, undefined lasts for the browser's session. */
  maxAge?: number;
  path?: string;
  httpOnly?: boolean;
}

export type Answer =
  | PageAnswer
  | {
      type: 'redirect';
      location: string;
      /** The address has moved (301); else what was asked for has led here (303). */
      moved?: boolean;
      cookies?: CookieChange[];
      headers?: Record<string, string>;
    }
  | { type: 'json'; status: number; body: unknown; headers?: Record<string, string> }
  | {
      type: 'bytes';
      status: number;
      mediaType: string;
      body: string | Buffer;
      headers?: Record<string, string>;
    }
  /** Too large to be held in memory. A stream that fails ends the connection, so that half a file is no file. */
  | { type: 'stream'; mediaType: string; body: Readable; headers?: Record<string, string> }
  /** A library's own response (sign-in): its status, headers (cookies, location) and body as they are. */
  | { type: 'raw'; status: number; headers: [string, string][]; body: string };

export interface PageAnswer {
  type: 'page';
  status: number;
  title: string;
  /** As long as it is; cut to what search engines show. */
  description?: string;
  /** What Open Graph calls the page; `website` when left out. */
  ogType?: 'article';
  /** Path of the page under its one lasting address, when it is not the one asked for. */
  canonical?: string;
  /** The shell around it, when it is not the usual one of its kind. */
  frame?: 'public' | 'office' | 'bare';
  body: VNode;
  /** What describes the page to programs (schema.org), once it is known who publishes it. */
  jsonLd?: (organisation: Organisation) => unknown;
  /** The same in other formats: feeds, calendars. */
  alternates?: readonly { type: string; title: string; href: string }[];
  /** Picture for those who share the page: path of a PNG of 1200 × 630. */
  card?: string;
  /** Sheets by plain name, for this one page. */
  styles?: readonly string[];
  /** Not to be found by search engines, as the back office and secret links never are. */
  noIndex?: boolean;
  /** More nodes for `<head>`. */
  head?: VNode;
  /** A form of the page is answered with a redirect to another site, which browsers otherwise refuse. */
  formsLeadAway?: boolean;
  /** Origins whose frames may stand in this one page (`https://player.example`): loaded only when somebody presses. */
  frames?: readonly string[];
  /** Assets by plain name, run in this order after the page is read: what makes this one page better. */
  scripts?: readonly string[];
  cookies?: CookieChange[];
  /** An empty value takes a header away that every page has. */
  headers?: Record<string, string>;
}
