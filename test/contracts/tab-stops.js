/**
 * Runs in the page under test: which things a mouse can use, in the order of the document, and where the keyboard
 * is. Asked by `keyboard-walk.ts`.
 */
const USABLE = [
  'a[href]',
  'area[href]',
  'button',
  'input:not([type=hidden])',
  'select',
  'textarea',
  'summary',
  'iframe',
  'audio[controls]',
  'video[controls]',
  '[contenteditable]:not([contenteditable=false])',
  '[role=button]',
  '[role=link]',
  '[tabindex]:not([tabindex^="-"])',
].join(',');

/** Parts of a date are stops of their own inside one control. */
const IN_PARTS = 'input[type=date],input[type=time],input[type=datetime-local],audio,video,iframe';

let stops = [];
const looks = new WeakMap();

const isSeen = (e) =>
  e.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) &&
  e.getClientRects().length > 0;

const groupOf = (radio) =>
  [...document.querySelectorAll('input[type=radio]')].filter(
    (other) => other.name === radio.name && other.form === radio.form && !other.disabled && isSeen(other),
  );

function isStop(e) {
  if (e.matches(':disabled') || e.closest('[inert]') || !isSeen(e)) return false;
  if (e.matches('summary')) return e.parentElement?.querySelector(':scope > summary') === e;
  // Of a toolbar one button is a stop; the arrows go along the others.
  const bar = e.closest('[role=toolbar]');
  if (bar && e.tabIndex < 0) return bar.querySelector('[tabindex="0"]') === null;
  if (!e.matches('input[type=radio]')) return true;
  const group = groupOf(e);
  return e === (group.find((radio) => radio.checked) ?? group[0]);
}

function kindOf(e) {
  if (e.matches('summary') && !e.parentElement.open) return 'closed';
  if (e.matches('input[type=radio]') && groupOf(e).length > 1) return 'radio';
  return e.matches(IN_PARTS) ? 'parts' : 'plain';
}

function nameOf(e) {
  const words =
    e.getAttribute('aria-label') || e.labels?.[0]?.textContent || e.textContent || e.id || e.name || '';
  return `${e.tagName.toLowerCase()} “${words.replaceAll(/\s+/g, ' ').trim().slice(0, 40)}”`;
}

/** What the eye can tell a focused thing by. */
function lookOf(e) {
  const s = getComputedStyle(e);
  const outline = s.outlineStyle === 'none' || Number.parseFloat(s.outlineWidth) === 0 ? '' : `${s.outline}`;
  return [outline, s.boxShadow, s.border, s.backgroundColor, s.textDecoration].join('|');
}

/** Scrolls, but a browser that gives scrolling boxes no focus of its own leaves no way to move it. */
function unreachableScrollers() {
  return [...document.querySelectorAll('body *')].filter((e) => {
    const s = getComputedStyle(e);
    const across = /auto|scroll/.test(s.overflowX) && e.scrollWidth > e.clientWidth + 1;
    const down = /auto|scroll/.test(s.overflowY) && e.scrollHeight > e.clientHeight + 1;
    if ((!across && !down) || e.matches('textarea,select') || !isSeen(e)) return false;
    return e.tabIndex < 0 && !stops.some((stop) => e.contains(stop));
  });
}

/** Where a finger would touch it: the middle of its first line, of what shows of it. */
function isCovered(e) {
  const box = [...e.getClientRects()].find((r) => r.width > 0 && r.height > 0);
  if (!box) return true;
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  if (left >= right || top >= bottom) return true;
  const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return !hit || !(e.contains(hit) || hit.closest('label')?.control === e);
}

/** Where the focus stood at each press of Tab since last asked. */
let passed = [];
addEventListener('keydown', (event) => event.key === 'Tab' && passed.push(where()), { capture: true });

/** The thing that has the focus: its number among the stops (-1: none of them), and what is wrong with it. */
function where() {
  const e = document.activeElement;
  const at = stops.indexOf(e);
  const none = !e || e === document.body || e === document.documentElement;
  const faults = [];
  // A frame's own document shows where the focus is in it; the frame is not told.
  if (at >= 0 && e.tagName !== 'IFRAME' && looks.get(e) === lookOf(e))
    faults.push(`${nameOf(e)} looks the same with focus`);
  if (at >= 0 && isCovered(e)) faults.push(`${nameOf(e)} has the focus out of sight`);
  const { tagName = '', name: group, checked, parentElement } = none ? {} : e;
  return {
    at,
    name: none ? 'nothing' : nameOf(e),
    tag: tagName,
    href: none ? null : e.getAttribute('href'),
    group,
    checked,
    open: parentElement?.open,
    faults,
  };
}

globalThis.keyboard = {
  /** Everything that Tab must reach, as the page stands now. */
  stops() {
    stops = [...document.querySelectorAll(USABLE)].filter(isStop);
    for (const e of stops) if (e !== document.activeElement && !looks.has(e)) looks.set(e, lookOf(e));
    return stops.map((e) => ({ name: nameOf(e), kind: kindOf(e), inMain: e.closest('main') !== null }));
  },
  /** What is wrong with the page before a key is pressed. */
  faults() {
    return [
      ...[...document.querySelectorAll('[tabindex]')]
        .filter((e) => e.tabIndex > 0)
        .map((e) => `${nameOf(e)} pushes itself forward with a positive tabindex`),
      ...unreachableScrollers().map((e) => `${nameOf(e)} scrolls, but the keyboard cannot reach it`),
    ];
  },
  where,
  isLive: () => document.querySelectorAll('script[src]').length > 1,
  begin() {
    return { stops: keyboard.stops(), faults: keyboard.faults(), start: where() };
  },
  /** Where each press of Tab since the last time has led to. */
  path() {
    const path = [...passed.slice(1), where()];
    passed = [];
    return path;
  },
};
