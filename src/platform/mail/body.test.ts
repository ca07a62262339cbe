import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { composeBody, untrusted } from './body.ts';

const PARTS = { lang: 'es', greeting: 'Hola:', paragraphs: [], footer: ['Organización Ejemplo'] } as const;

describe('composeBody', () => {
  it('says the same in text and HTML', () => {
    const { text, html } = composeBody({
      ...PARTS,
      greeting: 'Estimada Ximena:',
      paragraphs: [
        'Recibimos su registro.',
        { link: 'https://sitio.example/registro/abc_-9', label: 'Ver mi registro' },
        { list: ['Martes 7 de marzo, 8:00', 'En línea'] },
        { untrusted: 'Primera línea\n\nSegunda línea' },
      ],
      footer: [
        'Le escribe Organización Ejemplo.',
        { link: 'mailto:contacto@sitio.example', label: 'Escribirnos' },
      ],
    });
    expect(text).toBe(
      `Estimada Ximena:

Recibimos su registro.

Ver mi registro:
https://sitio.example/registro/abc_-9

• Martes 7 de marzo, 8:00
• En línea

> Primera línea
>
> Segunda línea

—

Le escribe Organización Ejemplo.

Escribirnos:
mailto:contacto@sitio.example
`,
    );
    const $ = load(html);
    expect($('html').attr('lang')).toBe('es');
    expect($('p').first().text()).toBe('Estimada Ximena:');
    expect(
      $('li')
        .toArray()
        .map((item) => $(item).text()),
    ).toEqual(['Martes 7 de marzo, 8:00', 'En línea']);
    expect(
      $('a')
        .toArray()
        .map((item) => [$(item).attr('href'), $(item).text()]),
    ).toEqual([
      ['https://sitio.example/registro/abc_-9', 'Ver mi registro'],
      ['mailto:contacto@sitio.example', 'Escribirnos'],
    ]);
    expect($('blockquote').html()).toBe('Primera línea<br><br>Segunda línea');
  });

  it('never makes markup of anything', () => {
    const hostile = `<a href="https://malo.example">x</a><script>alert(1)</script>"'&lt;`;
    const { html } = composeBody({
      ...PARTS,
      greeting: hostile,
      paragraphs: [
        hostile,
        { list: [hostile] },
        { untrusted: hostile },
        { link: 'https://sitio.example/?a=1&b="<', label: hostile },
      ],
    });
    const $ = load(html);
    expect($('script').length).toBe(0);
    expect(
      $('a')
        .toArray()
        .map((item) => $(item).attr('href')),
    ).toEqual(['https://sitio.example/?a=1&b=%22%3C']);
    expect($('li').text()).toContain('<script>alert(1)</script>');
    expect(html).not.toContain('href="https://malo');
  });

  it('links to pages and mailboxes only', () => {
    for (const link of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', '/registro/x']) {
      expect(() => composeBody({ ...PARTS, paragraphs: [{ link, label: 'x' }] }), link).toThrow(TypeError);
    }
  });

  it('lets no text leave its paragraph', () => {
    const { text } = composeBody({
      ...PARTS,
      greeting: 'Hola,\n\nSu cuenta será cerrada:\r\n\u2028fin',
      paragraphs: [{ list: ['uno\n• dos'] }],
    });
    expect(text.split('\n\n').slice(0, 2)).toEqual(['Hola, Su cuenta será cerrada: fin', '• uno • dos']);
  });
});

describe('untrusted', () => {
  it.each([
    ['https://malo.example/x?y=1', 'https: //malo. example/x?y=1'],
    ['www.malo.example', 'www. malo. example'],
    ['malo.example', 'malo. example'],
    ['malo。example', 'malo。 example'],
    ['malo．example', 'malo． example'],
    ['malo\u2024example', 'malo\u2024 example'],
    ['malo.\u200Bexample', 'malo. example'],
    ['malo\u2060.example', 'malo. example'],
    ['malo.\u200Dexample', 'malo. \u200Dexample'],
    ['ht\u00ADtps://malo.example', 'https: //malo. example'],
    ['малый.рф', 'малый. рф'],
    ['xn--e1afmkfd.xn--p1ai', 'xn--e1afmkfd. xn--p1ai'],
    ['ana@malo.example', 'ana@malo. example'],
    ['mailto:ana@malo', 'mailto: ana@malo'],
    ['javascript:alert(1)', 'javascript: alert(1)'],
    ['tel:+50212345678', 'tel: +50212345678'],
    ['\\\\malo\\parte', '\\ malo\\parte'],
  ])('makes %j unfit for a link', (typed, shown) => {
    expect(untrusted(typed, 200)).toBe(shown);
  });

  it.each([
    'Ximena Ficticia de León',
    "D'Artagnan Núñez-Ñañez",
    'J. R. Ejemplo, S.A.',
    'De 10:30 a 12:00, Q1,250.50',
    'a.m. y p.m.',
    '👩🏽‍⚖️ 🇬🇹',
    'مثال עברית ไทย',
    "Ixim Ulew, K'iche'",
  ])('leaves %j as it is', (typed) => {
    expect(untrusted(typed, 200)).toBe(typed);
  });

  it('changes nothing the second time', () => {
    for (const typed of [
      'https://malo.example.org:8080/a.b/c.html',
      'Lic.Pérez',
      'a:b:c::d',
      '....com',
      '\\\\\\\\x',
    ]) {
      const once = untrusted(typed, 200);
      expect(untrusted(once, 200)).toBe(once);
    }
  });

  it('is one line of at most so many characters', () => {
    expect(untrusted('uno\r\ndos\ttres\u0000\u202Ecuatro', 100)).toBe('uno dos trescuatro');
    const long = untrusted('ñ'.repeat(10_000), 80);
    expect([...long].length).toBe(80);
    expect(long.endsWith('ñ…')).toBe(true);
    expect([...untrusted('🙂'.repeat(100), 10)].length).toBe(10);
  });
});

describe('lines of a member of staff', () => {
  const written = (...lines: Parameters<typeof lineOf>[]) => {
    const body = composeBody({ ...PARTS, paragraphs: [{ lines: lines.map((line) => lineOf(...line)) }] });
    const $ = load(body.html);
    return {
      text: body.text.split('\n\n')[1],
      lines: $('p').eq(1).html()?.split('<br>') ?? [],
      links: $('p')
        .eq(1)
        .find('a')
        .toArray()
        .map((a) => [$(a).attr('href'), $(a).text()]),
    };
  };
  const lineOf = (...pieces: (string | { address: string })[]) => pieces;
  const there = { address: 'https://sitio.example/a?b=1&c=2' };

  it('keep their breaks, and lead to the addresses they give, shown in full', () => {
    const { text, links } = written(
      ['Vea el programa: ', there, '.'],
      ['Escriba a ', { address: 'mailto:info@sitio.example' }, ' (o llame).'],
    );
    expect(text).toBe(
      'Vea el programa: https://sitio.example/a?b=1&c=2.\nEscriba a info@sitio.example (o llame).',
    );
    expect(links).toEqual([
      ['https://sitio.example/a?b=1&c=2', 'https://sitio.example/a?b=1&c=2'],
      ['mailto:info@sitio.example', 'info@sitio.example'],
    ]);
  });

  it.each([
    ['.malo.example', 'https://sitio.example/a?b=1&c=2. malo. example'],
    ['/../x', 'https://sitio.example/a?b=1&c=2 /../x'],
    ['@malo', 'https://sitio.example/a?b=1&c=2 @malo'],
    ['…', 'https://sitio.example/a?b=1&c=2 …'],
  ])('let no words prolong an address: %s', (words, shown) => {
    expect(written([there, words]).text).toBe(shown);
    expect(written([there, words]).links).toEqual([[there.address, there.address]]);
  });

  it('let nothing grow together out of two halves', () => {
    expect(written(['malo', '.', 'example']).text).toBe('malo. example');
    expect(written(['https:', '//malo']).text).toBe('https: //malo');
    expect(written(['x', there]).text).toBe('x https://sitio.example/a?b=1&c=2');
    expect(written(['<a href="https://malo.example">x</a>']).links).toEqual([]);
  });

  it('lead nowhere but to pages and mailboxes', () => {
    expect(() => written([{ address: 'javascript:alert(1)' }])).toThrow(TypeError);
  });
});
