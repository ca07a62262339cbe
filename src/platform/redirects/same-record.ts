/** Old addresses of the API: its records have the names of their pages, and move with them. */
import type { Deps } from '../deps.ts';
import { presentAddress } from './redirects.ts';

const NAME = /:([a-z]+)/g;

/**
 * Where a record of the API stands now, under the name that its page has by now.
 * @param route of the API, `/api/v1/events/:slug/sessions`, and the pages of the same record: `/encuentros/:slug`
 * @param params of the address that was asked for
 * @returns a path; undefined when no page of that name ever moved
 */
export async function presentInApi(
  deps: Deps,
  { url, pages }: { url: string; pages: readonly string[] },
  params: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  for (const page of pages) {
    const present = await presentAddress(deps, filled(page, params));
    if (present === undefined || present === 'gone') continue;
    for (const other of pages) {
      const now = namesIn(present, other);
      if (now) return filled(url, now);
    }
  }
  return undefined;
}

const filled = (pattern: string, params: Readonly<Record<string, string>>): string =>
  pattern.replaceAll(NAME, (_all, name: string) => encodeURIComponent(params[name] ?? ''));

function namesIn(path: string, pattern: string): Record<string, string> | undefined {
  const shape = new RegExp(`^${pattern.replaceAll(NAME, '(?<$1>[^/]+)')}$`);
  const found = shape.exec(path)?.groups;
  return (
    found &&
    Object.fromEntries(Object.entries(found).map(([name, value]) => [name, decodeURIComponent(value)]))
  );
}
