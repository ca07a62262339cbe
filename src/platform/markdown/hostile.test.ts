import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { ATTACKS, HEAVY } from './hostile.ts';
import { renderMarkdown } from './render.ts';

const OPTIONS = { lang: 'es', origin: 'https://sitio.example' } as const;

const TAGS = new Set(
  `p br hr h2 h3 h4 h5 h6 blockquote pre code a img ul ol li dl dt dd section details summary strong b em i u s
   strike del ins sub sup small mark abbr q cite kbd samp var time table caption thead tbody tfoot tr th td figure
   figcaption div span picture source html head body`.split(/\s+/),
);
const ATTRIBUTES = new Set(
  `href title rel id class lang dir src alt width height loading decoding scope colspan rowspan start value reversed
   datetime role tabindex aria-label aria-labelledby aria-describedby data-footnote-ref data-footnote-backref data-embed
   data-title data-press`.split(/\s+/),
);
const CLASSES = new Set(
  'picture table-scroll task footnotes still still-form still-video still-audio still-title still-link elsewhere end center'.split(
    ' ',
  ),
);

/** Everything in the HTML that no text may bring about. */
function faultsOf(html: string): string[] {
  const $ = load(html);
  return $('*')
    .toArray()
    .flatMap((element) => {
      if (!('attribs' in element)) return [];
      const faults = TAGS.has(element.name) ? [] : [`<${element.name}>`];
      const found = Object.entries(element.attribs as Record<string, string>);
      return [...faults, ...found.flatMap(([name, value]) => attributeFaults(element.name, name, value))];
    });
}

function attributeFaults(tag: string, name: string, value: string): string[] {
  const fault = [`${tag} ${name}=${value}`];
  if (!ATTRIBUTES.has(name)) return fault;
  if (name === 'href') return isFine(value, ['http:', 'https:', 'mailto:', 'tel:']) ? [] : fault;
  if (name === 'src') return value.startsWith('/archivos/') ? [] : fault;
  if (name === 'id') return /^[ns]-./.test(value) ? [] : fault;
  if (name === 'class')
    return value.split(' ').every((c) => CLASSES.has(c) || c.startsWith('language-')) ? [] : fault;
  if (name === 'data-embed') return value.startsWith('https://www.youtube-nocookie.com/embed/') ? [] : fault;
  return [];
}

function isFine(href: string, schemes: readonly string[]): boolean {
  const url = URL.parse(href, 'https://sitio.example/a/');
  return url !== null && schemes.includes(url.protocol);
}

describe.each(Object.entries(ATTACKS))('hostile %s', (_kind, texts) => {
  it.each(texts)('%j', (text) => {
    // As it is, in the middle of words, in a list, in a cell, and inside of allowed HTML.
    const around = [
      text,
      `a ${text} b`,
      `- ${text.replaceAll('\n', '\n  ')}`,
      `|${text.replaceAll('\n', ' ')}|\n|-|`,
      `<details><summary>${text}</summary>\n\n${text}\n\n</details>`,
    ];
    for (const markdown of around) {
      const { html } = renderMarkdown(markdown, OPTIONS);
      expect(faultsOf(html)).toEqual([]);
      // What a browser reads is what was written: nothing changes its meaning when it is parsed again.
      const once = load(html, null, false).html();
      expect(faultsOf(once)).toEqual([]);
      expect(load(once, null, false).html()).toBe(once);
    }
  });
});

it('finds what it looks for', () => {
  expect(
    faultsOf(
      '<svg></svg><p onclick=x style=y id=main class=big></p><a href="java\nscript:1">x</a><img src=//x.y>',
    ),
  ).toEqual([
    '<svg>',
    'p onclick=x',
    'p style=y',
    'p id=main',
    'p class=big',
    'a href=java\nscript:1',
    'img src=//x.y',
  ]);
});

describe('a text made to take long', () => {
  it.each(Object.entries(HEAVY))('%s: a million signs', (_name, make) => {
    const began = performance.now();
    expect(renderMarkdown(make(1_000_000), OPTIONS).plain).toBeDefined();
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it.each(Object.entries(HEAVY))('%s: as many as are read', (_name, make) => {
    const began = performance.now();
    const { html, plain } = renderMarkdown(make(20_000), { ...OPTIONS, within: 300 });
    // Some of them would take minutes. The bound is wide for the sake of machines that are busy with other tests.
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(html.length).toBeLessThan(2_000_000);
    expect([undefined, 'nested', 'tangled', 'table', 'slow']).toContain(plain);
  });

  it('is shown as it was written', () => {
    const made = renderMarkdown(`<b>Uno</b>\n\n${'> '.repeat(50)}dos`, OPTIONS);
    expect(made.plain).toBe('nested');
    expect(made.html).toBe(`<p>&#x3C;b>Uno&#x3C;/b></p><p>${'> '.repeat(50)}dos</p>`);
  });
});
