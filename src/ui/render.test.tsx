import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { translator } from '../platform/i18n/translate.ts';
import type { Lang } from '../platform/i18n/translate.ts';
import { ErrorPage } from './layout/error-page.tsx';
import { languageHref } from './layout/shell.ts';
import type { Shell } from './layout/shell.ts';
import { JsonLd, jsonForScript, renderDocument, renderFragment } from './render.tsx';
import { Showcase } from './showcase.tsx';

const HOSTILE = '</title></script><script>alert(1)</script>';

function shell(lang: Lang, more: Partial<Shell> = {}): Shell {
  return {
    lang,
    t: translator(lang),
    path: '/encuentros?tema=a&tema=b',
    organization: { name: 'Organización de Ejemplo', email: 'a@ejemplo.org', privacyHref: '/privacidad' },
    menu: [
      { href: '/encuentros', label: 'Encuentros', current: true },
      { href: '/datos', label: 'Datos', current: false },
    ],
    cssHref: '/assets/site.css',
    scriptHref: '/assets/enhance.js',
    ...more,
  };
}

describe('renderDocument', () => {
  it('is a whole document in the reader’s language', () => {
    const html = renderDocument({
      shell: shell('en'),
      title: 'Programme',
      description: 'What happens',
      canonical: 'https://ejemplo.org/encuentros',
      head: <JsonLd data={{ name: HOSTILE }} />,
      body: <h1>Programme</h1>,
    });
    expect(html.startsWith('<!doctype html>\n<html lang="en">')).toBe(true);
    const $ = load(html);
    expect($('title').text()).toBe('Programme · Organización de Ejemplo');
    expect($('meta[name="description"]').attr('content')).toBe('What happens');
    expect($('link[rel="canonical"]').attr('href')).toBe('https://ejemplo.org/encuentros');
    expect($('link[hreflang="es"]').attr('href')).toBe('https://ejemplo.org/encuentros?lang=es');
    expect($('link[rel="stylesheet"]').attr('href')).toBe('/assets/site.css');
    expect($('script[type="module"]').attr('src')).toBe('/assets/enhance.js');
    expect($('meta[name="theme-color"]').length).toBe(2);
    expect(JSON.parse($('script[type="application/ld+json"]').text())).toEqual({ name: HOSTILE });
    expect($('script').length).toBe(2);
    expect($('main h1').text()).toBe('Programme');
  });

  it('escapes hostile words wherever they stand', () => {
    const organization = {
      name: HOSTILE,
      address: HOSTILE,
      website: 'javascript:alert(1)',
      privacyHref: '/p',
    };
    const html = renderDocument({
      shell: shell('es', {
        organization,
        path: `/x?${HOSTILE}`,
        notices: [{ kind: 'info', text: HOSTILE, link: { href: 'javascript:x', label: HOSTILE } }],
      }),
      title: `Uno ${HOSTILE}`,
      description: HOSTILE,
      body: <p>{HOSTILE}</p>,
    });
    const $ = load(html);
    expect($('title').text()).toBe(`Uno ${HOSTILE} · ${HOSTILE}`);
    expect(
      $('script')
        .map((_, el) => $(el).attr('src'))
        .get(),
    ).toEqual(['/assets/enhance.js']);
    expect($('main p').last().text()).toBe(HOSTILE);
    expect($('a[href^="javascript"]').length).toBe(0);
  });

  it('has nothing inline that the content policy would stop', () => {
    const t = translator('es');
    const html = renderDocument({ shell: shell('es'), title: 'x', body: <Showcase t={t} lang="es" /> });
    expect(html).not.toMatch(/\s(?:style|on[a-z]+)=/i);
    expect(load(html)('style, script:not([src])').length).toBe(0);
  });

  it('frames the back office with menu, person and a sign-out that is a POST', () => {
    const html = renderDocument({
      shell: shell('es', { user: { name: 'Persona Ejemplo Uno' } }),
      title: 'x',
      frame: 'office',
      body: <h1>x</h1>,
    });
    const $ = load(html);
    expect($('nav [aria-current="page"]').text()).toBe('Encuentros');
    expect($('.office-user p').text()).toBe('Sesión de Persona Ejemplo Uno');
    expect($('form[method="post"] button').text()).toBe('Cerrar sesión');
    expect($('meta[name="robots"]').attr('content')).toBe('noindex, nofollow');
  });
});

describe('the frame', () => {
  const $ = load(renderDocument({ shell: shell('es'), title: 'x', body: <h1>x</h1> }));

  it('begins with a way past the menu', () => {
    const skip = $('body > a').first();
    expect(skip.text()).toBe('Ir al contenido');
    expect($(skip.attr('href')).is('main')).toBe(true);
  });

  it('offers each language in itself, keeping the query', () => {
    const link = $('header a[hreflang]');
    expect(link.text()).toBe('English');
    expect(link.attr('lang')).toBe('en');
    expect(link.attr('href')).toBe('/encuentros?tema=a&tema=b&lang=en');
  });

  it('never leaves the site by the language link', () => {
    expect(languageHref('//mal.example/x?lang=es#a', 'en')).toBe('/mal.example/x?lang=en');
    expect(languageHref('', 'en')).toBe('/?lang=en');
    expect(languageHref('/\\mal.example', 'en')).toBe('/mal.example?lang=en');
  });
});

describe('jsonForScript', () => {
  it('keeps the value and leaves no sign that HTML knows', () => {
    const value = { a: '<!--<script>&\u2028\u2029', b: [1, null] };
    expect(JSON.parse(jsonForScript(value))).toEqual(value);
    expect(jsonForScript(value)).not.toMatch(/[<>&\u2028\u2029]/u);
    expect(jsonForScript(undefined)).toBe('null');
  });
});

describe('ErrorPage', () => {
  it('has words for every status, also unknown ones', () => {
    const t = translator('es');
    const title = (status: number) => load(renderFragment(<ErrorPage t={t} status={status} />))('h1').text();
    expect(title(404)).toBe('No encontramos esa página');
    expect(title(418)).toBe(title(400));
    expect(title(502)).toBe(title(500));
  });
});

describe('the showcase', () => {
  const $ = load(renderFragment(<Showcase t={translator('es')} lang="es" />));

  it('has one first heading and no id twice', () => {
    expect($('h1').length).toBe(1);
    const ids = $('[id]')
      .map((_, el) => $(el).attr('id') ?? '')
      .get();
    expect(ids.length).toBe(new Set(ids).size);
  });

  it('refers only to things that are there', () => {
    const dangling: string[] = [];
    for (const attribute of ['for', 'aria-describedby', 'aria-labelledby']) {
      for (const el of $(`[${attribute}]`)) {
        for (const id of ($(el).attr(attribute) ?? '').split(' '))
          if ($(`[id="${id}"]`).length !== 1) dangling.push(id);
      }
    }
    for (const el of $('a[href^="#"]')) {
      const id = ($(el).attr('href') ?? '').slice(1);
      if ($(`[id="${id}"]`).length !== 1) dangling.push(id);
    }
    expect(dangling).toEqual([]);
  });

  it('leads from each fault to a control that says so', () => {
    const targets = $('section[data-focus] a')
      .map((_, el) => ($(el).attr('href') ?? '').slice(1))
      .get();
    expect(targets).toEqual(['correo', 'idiomas', 'acepto']);
    for (const id of targets) expect($(`#${id}`).attr('aria-invalid')).toBe('true');
  });

  it('shows no key of a missing word', () => {
    expect($.text()).not.toContain('⟦');
  });
});
