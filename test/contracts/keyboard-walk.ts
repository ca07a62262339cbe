/** Walks through a page with the keys alone, as somebody does who has no mouse, and says what is in the way. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { RouteSpec } from '../../src/platform/http/route.ts';

interface Stop {
  name: string;
  /** `closed`: details not yet open; `parts`: with stops of its own inside. */
  kind: 'plain' | 'closed' | 'radio' | 'parts';
  inMain: boolean;
}

interface Where {
  /** Number among the stops, or -1. */
  at: number;
  name: string;
  tag: string;
  href: string | null;
  /** Of a radio button: the name it shares, and whether it is chosen. */
  group?: string;
  checked?: boolean;
  /** Of the details around it. */
  open?: boolean;
  faults: string[];
}

interface Beginning {
  stops: Stop[];
  faults: string[];
  start: Where;
}

/** Year, month, day, hour, minute, half of the day, and the calendar's button. */
const MOST_PARTS = 8;

/** So many things before the content are passed without a link that skips them: a page in a frame, the door. */
const FEW = 1;

const source = readFileSync(path.join(import.meta.dirname, 'tab-stops.js'), 'utf8');

/**
 * Call once for a page that goes to many addresses.
 * @returns walks the page as it was just loaded, what stands around the content once for each of its kinds
 */
export function useWalker(page: Page): (route: RouteSpec) => Promise<string[]> {
  const frames = new Set<string>();
  return async ({ url }) => {
    // Led on into the middle of a page, which is walked from its beginning under its own address.
    if (new URL(page.url()).hash !== '') return [];
    const frame = await frameOf(page);
    const faults = await walk(page, !frames.has(frame));
    frames.add(frame);
    return faults.map((fault) => `${url}: ${fault}`);
  };
}

/** What stands around the content, in words: each of its kinds is walked once. */
async function frameOf(page: Page): Promise<string> {
  return (await page.evaluate(
    `[...document.querySelectorAll('a, button, summary')].filter((e) => !e.closest('main')).map((e) => e.textContent).join()`,
  )) as string;
}

/**
 * @param page as it was just loaded
 * @param whole false: take the skip link over the header and stop where the content ends
 * @returns what is wrong, one line each
 */
export async function walk(page: Page, whole: boolean): Promise<string[]> {
  // Scripts of the page's own put things on it and take others away.
  // Only now, and not as it loads: a frame without rights would report that it runs no scripts of ours.
  if (await page.evaluate(`${source}; keyboard.isLive()`)) await page.waitForLoadState('networkidle');
  const { stops, faults, start } = (await page.evaluate('keyboard.begin()')) as Beginning;
  const lead = stops.findIndex((stop) => stop.inMain);
  if (lead >= 0 && lead <= FEW) {
    const back = await goBack(page, start, stops.length);
    return [...faults, ...(await walkOn(page, stops, back ? 1 : 0, () => true))];
  }
  const first = (await goBack(page, start, stops.length)) ?? (await tab(page, 1))[0];
  if (first?.at !== 0 || first.href !== '#contenido')
    return [...faults, `Tab begins with ${first?.name}, not with the link that skips to the content`];
  faults.push(...first.faults);
  if (whole) return [...faults, ...(await walkOn(page, stops, 1, () => true))];
  await page.keyboard.press('Enter');
  if ((await where(page)).tag !== 'MAIN') return [...faults, 'the skip link does not move the focus'];
  return lead < 0 ? faults : [...faults, ...(await walkOn(page, stops, lead, (stop) => stop.inMain))];
}

/** From the stop before `start` to the last one that is wanted, and one further. */
async function walkOn(
  page: Page,
  given: Stop[],
  start: number,
  isWanted: (stop: Stop) => boolean,
): Promise<string[]> {
  const faults: string[] = [];
  let stops = given;
  for (let here = start - 1; ;) {
    const kind = here < start ? 'plain' : stops[here]?.kind;
    if (kind === 'closed' || kind === 'radio') {
      if (!(await USES[kind](page, here))) faults.push(`${stops[here]?.name}: ${REFUSALS[kind]}`);
      stops = await stopsOf(page);
      here = (await where(page)).at;
    }
    const last = stops.findLastIndex(isWanted);
    const special = stops.findIndex((stop, at) => at > here && stop.kind !== 'plain');
    // As far as the keys do nothing but go on.
    const steps = (special < 0 ? last : Math.min(special, last)) - here;
    const path = kind === 'parts' ? [await leave(page, here)] : await tab(page, Math.max(steps, 1));
    if (here >= last)
      return path[0]?.at === here ? [...faults, `${stops[here]?.name} keeps the focus`] : faults;
    if (path.at(-1)?.tag === '') path.splice(-1, 1, await settled(page));
    for (const came of path) {
      const from = stops[here]?.name ?? 'the beginning';
      if (came.at <= here)
        return [...faults, `${from}: Tab goes to ${came.name}, not to ${stops[here + 1]?.name}`];
      for (here++; here < came.at; here++) faults.push(`${stops[here]?.name} is never reached`);
      faults.push(...came.faults);
    }
  }
}

const stopsOf = async (page: Page) => (await page.evaluate('keyboard.stops()')) as Stop[];
const where = async (page: Page) => (await page.evaluate('keyboard.where()')) as Where;

/** Holds Tab down for so many steps. @returns where each has led */
async function tab(page: Page, steps: number): Promise<Where[]> {
  // One does not wait for the other: the browser takes them in turn.
  await Promise.all(Array.from({ length: steps }, async () => await page.keyboard.down('Tab')));
  await page.keyboard.up('Tab');
  return (await page.evaluate('keyboard.path()')) as Where[];
}

/** From where the page itself has put the focus (a summary of faults) to its beginning; undefined when it has not. */
async function goBack(page: Page, start: Where, most: number): Promise<Where | undefined> {
  let came = start;
  if (came.tag === '') return undefined;
  for (let n = 0; n < most && came.at !== 0; n++) {
    await page.keyboard.press('Shift+Tab');
    [came = came] = ((await page.evaluate('keyboard.path()')) as Where[]).slice(-1);
  }
  return came;
}

/** A frame with a document of another origin takes the focus a moment after the key. */
async function settled(page: Page): Promise<Where> {
  await waitUntil(page, 'document.activeElement !== null && document.activeElement !== document.body', 1_000);
  return await where(page);
}

/** For so many milliseconds at most. Playwright's own wait evaluates text, which the pages' policy forbids and logs. */
async function waitUntil(page: Page, condition: string, most: number): Promise<void> {
  await page.evaluate(`new Promise((done) => {
    const end = performance.now() + ${most};
    const look = () => ((${condition}) || performance.now() > end ? done() : setTimeout(look, 10));
    look();
  })`);
}

/** Out of a control with stops of its own inside. */
async function leave(page: Page, at: number): Promise<Where> {
  let came = await where(page);
  for (let n = 0; n < MOST_PARTS && came.at === at; n++) {
    [came = came] = await tab(page, 1);
    if (came.at === at && came.tag === 'IFRAME') came = await outOfFrame(page);
  }
  return came;
}

/** A frame of another origin gives the focus back a moment after the key: a second press would skip what comes next. */
async function outOfFrame(page: Page): Promise<Where> {
  await waitUntil(page, "document.activeElement?.tagName !== 'IFRAME'", 500);
  return await settled(page);
}

/** What the keys must do at a stop, besides going on. */
const USES = {
  // Enter and Space in turn: both must do.
  closed: async (page: Page, at: number) => {
    await page.keyboard.press(at % 2 === 0 ? 'Enter' : 'Space');
    return (await where(page)).open === true;
  },
  radio: async (page: Page) => {
    const before = await where(page);
    await page.keyboard.press('ArrowDown');
    const now = await where(page);
    return now.group === before.group && now.name !== before.name && now.checked === true;
  },
};

const REFUSALS = { closed: 'does not open', radio: 'the arrows do not choose' };
