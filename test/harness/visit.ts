/** Reads pages of an application as a person would: by heading, by what stands under it. */
import { type CheerioAPI, load } from 'cheerio';
import type { FastifyInstance } from 'fastify';

export interface Visit {
  status: number;
  headers: Record<string, unknown>;
  body: string;
  $: CheerioAPI;
}

/** A GET in Spanish, unless the headers ask otherwise. */
export async function visit(
  app: FastifyInstance,
  url: string,
  headers: Record<string, string> = {},
): Promise<Visit> {
  const answer = await app.inject({ url, headers: { 'accept-language': 'es', ...headers } });
  return { status: answer.statusCode, headers: answer.headers, body: answer.body, $: load(answer.body) };
}

/** The text of what a selector finds, blanks in one. */
export function words($: CheerioAPI, selector: string): string {
  return $(selector).text().replaceAll(/\s+/g, ' ').trim();
}

/** The text of each thing that a selector finds. */
export function each($: CheerioAPI, selector: string): string[] {
  return $(selector)
    .map((_, e) => $(e).text().replaceAll(/\s+/g, ' ').trim())
    .get();
}

/** The section under a heading, as text. */
export function under($: CheerioAPI, heading: string): string {
  const found = $('h2, h3').filter((_, e) => $(e).text().trim() === heading);
  return found.closest('section').text().replaceAll(/\s+/g, ' ').trim();
}

/** The data for search engines. */
export function jsonLd($: CheerioAPI): Record<string, unknown> {
  return JSON.parse($('script[type="application/ld+json"]').text()) as Record<string, unknown>;
}
