/** The door of a site as programs and old browsers knock at it: forms and JSON over HTTP. */
import { insertEdition, type EditionFixture } from '../../../src/modules/events/fixtures.ts';
import type { RegistrationEvent } from '../../../src/modules/events/queries/registrations.ts';
import type { Site } from './site.ts';

export interface Answer {
  /** 0: the connection was refused or broke. */
  status: number;
  /** Path and query of a redirect. */
  location: string;
  body: string;
}

async function ask(url: string, init: RequestInit): Promise<Answer> {
  try {
    const answer = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(120_000) });
    const location = answer.headers.get('location') ?? '';
    return { status: answer.status, location, body: await answer.text() };
  } catch {
    return { status: 0, location: '', body: '' };
  }
}

type Fields = Readonly<Record<string, string | readonly string[]>>;

export async function postForm(url: string, fields: Fields): Promise<Answer> {
  const pairs = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
  return await ask(url, { method: 'POST', body: new URLSearchParams(pairs) });
}

export async function postJson(url: string, body: unknown): Promise<Answer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return await ask(url, { method: 'POST', body: text, headers: { 'content-type': 'application/json' } });
}

export async function get(url: string, headers: Record<string, string> = {}): Promise<Answer> {
  return await ask(url, { headers });
}

/** An edition in two months, open for registration; the rest as given. */
export async function openEdition(
  { deps }: Pick<Site, 'deps'>,
  slug: string,
  { event, ...rest }: EditionFixture = {},
): Promise<RegistrationEvent> {
  const in60Days = deps.now().add({ hours: 24 * 60 });
  const dates = {
    starts_at: in60Days,
    ends_at: in60Days.add({ hours: 5 }),
    registration_opens_at: deps.now().subtract({ hours: 1 }),
  };
  return await insertEdition(deps.db, slug, { ...rest, event: { ...dates, ...event } });
}
