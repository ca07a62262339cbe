/** Runs in a document that stays, beside axe: lays pages out there, one after the other, and judges them. */
const known = new Set();

/** Lays the page out without its scripts, styles and pictures loaded. */
async function lay({ html, url, js }) {
  const laid = document.adoptNode(new DOMParser().parseFromString(html, 'text/html').documentElement);
  for (const script of laid.querySelectorAll('script')) script.remove();
  for (const instead of laid.querySelectorAll('noscript')) {
    const box = document.createElement('div');
    box.append(...(js ? [] : instead.childNodes));
    instead.replaceWith(box);
  }
  history.replaceState(null, '', url);
  const there = [...laid.querySelectorAll('link[rel=stylesheet], img[src]:not([loading=lazy])')].map(
    (one) => new Promise((resolve) => (one.onload = one.onerror = resolve)),
  );
  document.documentElement.replaceWith(laid);
  await Promise.all(there);
  // Fonts are asked for when they are needed.
  document.body.getBoundingClientRect();
  await document.fonts.ready;
}

/** What stands before, after and around the content. */
function around() {
  const parts = [];
  for (let e = document.querySelector('main'); e && e !== document.body; e = e.parentElement)
    parts.push(...[...e.parentElement.children].filter((other) => other !== e));
  return parts;
}

/** Without where links and forms lead: another place on each page, and nothing that axe judges. */
function markup(part) {
  const copy = part.cloneNode(true);
  for (const link of [copy, ...copy.querySelectorAll('[href]')])
    if (link.hasAttribute('href')) link.setAttribute('href', '');
  for (const form of copy.querySelectorAll('[action]')) form.setAttribute('action', '');
  for (const kept of copy.querySelectorAll('input[type=hidden]')) kept.setAttribute('value', '');
  return copy.outerHTML;
}

/** What stands around the content is left out where it stood like that on a page without faults. */
async function judgeOne(page, options) {
  await lay(page);
  const parts = around().map((part) => [part, markup(part)]);
  const exclude = parts.filter(([, words]) => known.has(words)).map(([part]) => part);
  const results = await axe.run({ include: [document.documentElement], exclude }, options);
  if (results.violations.length === 0) for (const [, words] of parts) known.add(words);
  return results;
}

let last = Promise.resolve();

/** One page after the other, as there is one document. */
globalThis.judge = function judge(page, options) {
  const judged = last.then(() => judgeOne(page, options));
  last = judged.catch(() => undefined);
  return judged;
};
