/** The form of a page sent as it stands there, but for what somebody changes. */
import { load } from 'cheerio';
import type { LightMyRequestResponse } from 'fastify';
import { readPage, type Visitor } from './visitor.ts';

type Fields = Record<string, string | readonly string[]>;

/** What the browser would send of the form that posts there. @param action a path, without query */
function formIn(html: string, action: string): { action: string; fields: Record<string, string[]> } {
  const $ = load(html);
  const form = $('form[method=post]')
    .toArray()
    .find((one) => ($(one).attr('action') ?? '').split('?')[0] === action);
  if (!form) throw new Error(`no form on the page posts to ${action}`);
  const fields: Record<string, string[]> = {};
  const add = (name: string | undefined, value: string): void => {
    if (name) (fields[name] ??= []).push(value);
  };
  for (const element of $(form).find('input, textarea, select').toArray()) {
    const one = $(element);
    const type = one.attr('type') ?? '';
    if ((type === 'radio' || type === 'checkbox') && one.attr('checked') === undefined) continue;
    if (element.tagName === 'select') add(one.attr('name'), one.find('option[selected]').attr('value') ?? '');
    else add(one.attr('name'), element.tagName === 'textarea' ? one.text() : (one.attr('value') ?? ''));
  }
  return { action: $(form).attr('action') ?? '', fields };
}

/**
 * Opens a page, changes some fields of its form and sends it.
 * @param below where the form posts to, below the page's own address: `/quitar`
 */
export async function sendForm(
  visitor: Visitor,
  url: string,
  changes: Fields,
  below = '',
): Promise<LightMyRequestResponse> {
  const page = await visitor.get(url);
  if (page.statusCode !== 200) throw new Error(`${url} answered ${page.statusCode}`);
  const form = formIn(page.body, `${url.split('?')[0] ?? ''}${below}`);
  return await visitor.post(form.action, { ...form.fields, ...changes });
}

/** Where it led, or the status with what was wrong. */
export function outcomeOf(answer: LightMyRequestResponse): string | (string | number)[] {
  return answer.headers.location ?? [answer.statusCode, ...readPage(answer).faults];
}
