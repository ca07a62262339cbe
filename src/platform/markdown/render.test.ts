import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { type RenderOptions, renderMarkdown } from './render.ts';

const OPTIONS: RenderOptions = { lang: 'es', origin: 'https://sitio.example' };
const ID = '018f0000-0000-7000-8000-000000000000';
const html = (markdown: string, options: Partial<RenderOptions> = {}): string =>
  renderMarkdown(markdown, { ...OPTIONS, ...options }).html;

describe('a text', () => {
  it('keeps paragraphs, emphasis, lists, quotes and code', () => {
    expect(html('Uno **dos** *tres*\ncuatro\n\n* a\n* b\n\n> cita\n\n`x < y`')).toBe(
      [
        '<p>Uno <strong>dos</strong> <em>tres</em>\ncuatro</p>',
        '<ul>\n<li>a</li>\n<li>b</li>\n</ul>',
        '<blockquote>\n<p>cita</p>\n</blockquote>',
        '<p><code>x &#x3C; y</code></p>',
      ].join('\n'),
    );
  });

  it('cuts the address of a heading between letters, also where a letter is two signs', () => {
    const { headings } = renderMarkdown(`## a${'𠀀'.repeat(40)}`, OPTIONS);
    expect(headings.map(({ id }) => [id.isWellFormed(), id])).toEqual([[true, `s-a${'𠀀'.repeat(29)}`]]);
  });

  it('has headings from level 2 on, none left out, each with its own address', () => {
    const { html: made, headings } = renderMarkdown(
      '#### Fechas Importantes:\n\n###### ¿Qué?\n\n##### Qué\n\n#\n\n# Álbum\n\n[ir](#Fechas importantes) [no](#nada)',
      OPTIONS,
    );
    expect(headings).toEqual([
      { id: 's-fechas-importantes', level: 2, text: 'Fechas Importantes:' },
      { id: 's-que', level: 3, text: '¿Qué?' },
      { id: 's-que-2', level: 3, text: 'Qué' },
      { id: 's-album', level: 2, text: 'Álbum' },
    ]);
    const $ = load(made);
    expect($('h1').length).toBe(0);
    expect(
      $('h2')
        .toArray()
        .map((h) => $(h).text()),
    ).toEqual(['Fechas Importantes:', 'Álbum']);
    expect($('p a').attr('href')).toBe('#nada');
  });

  it('leads to a heading by the name that somebody wrote', () => {
    const $ = load(html('## Fechas importantes\n\n[ir](#fechas-importantes) [acá](<#Fechas Importantes>)'));
    expect(
      $('p a')
        .toArray()
        .map((a) => $(a).attr('href')),
    ).toEqual(['#s-fechas-importantes', '#s-fechas-importantes']);
  });

  it('has headings that lead to themselves, unless they lead elsewhere, and not the one of the notes', () => {
    const text =
      '# Qué *cambió*\n\n## Un [enlace](https://a.test) propio\n\n### Tercero\n\nUno.[^1]\n\n[^1]: Nota.';
    const $ = load(html(text));
    expect(
      $('h2, h3, h4')
        .toArray()
        .map((heading) => $(heading).children('a').attr('href')),
    ).toEqual(['#s-que-cambio', 'https://a.test', '#s-tercero', undefined]);
    expect($('h2 > a').first().html()).toBe('Qué <em>cambió</em>');
  });

  it('shows tables in a box that the keyboard reaches, with columns aligned', () => {
    const $ = load(html('| a | b |\n|---|--:|\n| 1 | 2 |\n| 3 |'));
    const box = $('div.table-scroll');
    expect([box.attr('tabindex'), box.attr('role'), box.attr('aria-label')]).toEqual([
      '0',
      'region',
      'Tabla 1',
    ]);
    expect(
      $('th')
        .toArray()
        .map((th) => [$(th).attr('scope'), $(th).attr('class')]),
    ).toEqual([
      ['col', undefined],
      ['col', 'end'],
    ]);
    expect($('tbody tr').length).toBe(2);
  });

  it('has notes that lead there and back', () => {
    const $ = load(html('Dicho[^x], otra vez[^x].\n\n[^x]: La fuente.'));
    expect($('#n-notes').text()).toBe('Notas');
    const forth = $('sup a').toArray();
    expect(forth.map((a) => [$(a).attr('href'), $(a).attr('id'), $(a).attr('aria-describedby')])).toEqual([
      ['#n-fn-x', 'n-fnref-x', 'n-notes'],
      ['#n-fn-x', 'n-fnref-x-2', 'n-notes'],
    ]);
    const back = $('li#n-fn-x a').toArray();
    expect(back.map((a) => [$(a).attr('href'), $(a).attr('aria-label')])).toEqual([
      ['#n-fnref-x', 'Volver a la llamada 1 en el texto'],
      ['#n-fnref-x-2', 'Volver a la llamada 1 en el texto, vez 2'],
    ]);
  });

  it('tells what is done in a list of tasks', () => {
    const $ = load(html('- [x] a\n- [ ] b'));
    expect(
      $('span.task')
        .toArray()
        .map((s) => $(s).attr('aria-label')),
    ).toEqual(['Hecho', 'Pendiente']);
    expect($('input').length).toBe(0);
  });

  it('tells nothing about the page to other sites, and follows its own links', () => {
    const $ = load(
      html('[a](https://otro.example/x) [b](https://sitio.example/y) [c](/z) [d](//otro.example)'),
    );
    expect(
      $('a')
        .toArray()
        .map((a) => $(a).attr('rel')),
    ).toEqual(['noopener noreferrer', undefined, undefined, 'noopener noreferrer']);
  });

  it('gives its words plainly, for the search', () => {
    const { text, words } = renderMarkdown(
      '## Título\n\nUn **párrafo** con [enlace](/x)[^1] y\notra línea.\n\n- uno\n- dos\n\n|a|b|\n|-|-|\n|c|d|\n\n<!-- no -->\n\n[^1]: Nota.',
      OPTIONS,
    );
    expect(text.split('\n')).toEqual([
      'Título',
      'Un párrafo con enlace y otra línea.',
      'uno',
      'dos',
      'a b',
      'c d',
      'Nota.',
    ]);
    expect(words).toBe(15);
  });
});

describe('a picture', () => {
  const shown = (src: string) =>
    src.startsWith('/archivos/')
      ? {
          src,
          width: 800,
          height: 600,
          sizes: '100vw',
          sources: [{ type: 'image/avif', srcset: '/a.avif 320w' }],
        }
      : undefined;

  it('is a figure with its caption, its place kept free', () => {
    const made = renderMarkdown(`![Una sala](/archivos/${ID}/sala.jpg "La sala, vacía")`, {
      ...OPTIONS,
      picture: shown,
    });
    expect(made.html).toBe(
      `<figure class="picture"><picture><source type="image/avif" srcset="/a.avif 320w" sizes="100vw"><img src="/archivos/${ID}/sala.jpg" alt="Una sala" width="800" height="600" loading="lazy" decoding="async"></picture><figcaption>La sala, vacía</figcaption></figure>`,
    );
    expect([made.files, made.missing]).toEqual([[ID], []]);
  });

  it('ends the paragraph around it, and keeps its link', () => {
    const $ = load(html(`Antes **[![x](/archivos/${ID}/s.jpg)](https://otro.example)** después`));
    expect(
      $('body')
        .children()
        .toArray()
        .map((e) => e.tagName),
    ).toEqual(['p', 'figure', 'p']);
    expect($('figure > a > img').length).toBe(1);
  });

  it('is one figure also when the text made one', () => {
    const $ = load(
      html(`<figure><img src="/archivos/${ID}/s.jpg" alt="x"><figcaption>Así *no*</figcaption></figure>`),
    );
    expect($('figure').length).toBe(1);
    expect($('figure > img').length).toBe(1);
    expect($('figcaption').text()).toBe('Así *no*');
  });

  it('leaves no empty box when the site does not have it, and asks no other site', () => {
    const made = renderMarkdown(
      '![](/assets/uploads/a.png)\n\n![Mapa](/assets/uploads/b.png)\n\n![Foto](https://otro.example/c.png) ![d](data:image/png;base64,AA==)',
      OPTIONS,
    );
    const $ = load(made.html);
    expect($('img').length).toBe(0);
    expect(
      $('p')
        .toArray()
        .map((p) => $(p).text()),
    ).toEqual(['Imagen que falta: Mapa', 'Ver la imagen: Foto Imagen que falta: d']);
    expect(made.missing).toEqual(['/assets/uploads/a.png', '/assets/uploads/b.png']);
  });
});

describe('a player or form of another site', () => {
  const zoom =
    '<iframe src="https://us06web.zoom.us/meeting/register/tZMlc-qhpjMtGtYqxhx96FZRs4cZqE_cBme8" width="100%" height="2574" frameborder="0">Cargando…</iframe>';

  it('is a still with a plain link, as high as the site wants it', () => {
    const made = renderMarkdown(`## Registro:\n\n${zoom}`, OPTIONS);
    const $ = load(made.html);
    expect($('iframe').length).toBe(0);
    expect(made.html).not.toContain('2574');
    expect($('figure.still a').attr('href')).toBe(
      'https://us06web.zoom.us/meeting/register/tZMlc-qhpjMtGtYqxhx96FZRs4cZqE_cBme8',
    );
    expect($('figure.still p').first().text()).toBe('Formulario en Zoom');
    expect(made.embeds.map((embed) => embed.host)).toEqual(['Zoom']);
    expect(made.text).toBe('Registro:');
  });

  it('is taken only by its id', () => {
    const made = renderMarkdown(
      '<iframe src="https://www.youtube.com/embed/tjHt1e066jw?autoplay=1&list=x" title="Sesión 1" onload="x()"></iframe>',
      OPTIONS,
    );
    const $ = load(made.html);
    expect($('figure').attr('data-embed')).toBe('https://www.youtube-nocookie.com/embed/tjHt1e066jw');
    expect($('figure').attr('data-title')).toBe('Sesión 1');
    expect($('figure a').attr('href')).toBe('https://www.youtube.com/watch?v=tjHt1e066jw');
  });

  it('of a host that nobody allowed is a link', () => {
    const $ = load(html('Antes\n\n<iframe src="https://otro.example/w?x=1"></iframe>'));
    expect($('p.elsewhere a').attr('href')).toBe('https://otro.example/w?x=1');
    expect($('figure').length).toBe(0);
  });

  it('of no host at all is nothing', () => {
    expect(html('<iframe srcdoc="<script>alert(1)</script>"></iframe>')).toBe('');
    expect(html('<iframe src="javascript:alert(1)"></iframe>')).toBe('');
    expect(html('<iframe src="data:text/html,x"></iframe>')).toBe('');
    expect(html('<x-still index="0"></x-still>')).toBe('');
  });
});
