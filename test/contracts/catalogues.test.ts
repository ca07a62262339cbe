import { describe, expect, it } from 'vitest';
import en from '../../locales/en.json' with { type: 'json' };
import es from '../../locales/es.json' with { type: 'json' };
import { catalogueFaults, computedPrefixes, holesOf, unusedKeys } from './catalogue-rules.ts';
import { isTest, sourceFiles } from './sources.ts';

describe('the catalogues', () => {
  it('say the same in Spanish and English, in plain ICU text', () => {
    expect(catalogueFaults(es, en)).toEqual([]);
  });

  it('hold no word that nobody shows', () => {
    const sources = sourceFiles('src').filter((file) => !isTest(file.path));
    expect(unusedKeys(Object.keys(es), sources)).toEqual([]);
  });
});

describe('the checker', () => {
  it.each([
    [{ 'a.b': 'Sí' }, {}, 'a.b: missing in en.json'],
    [{}, { 'a.b': 'Yes' }, 'a.b: missing in es.json'],
    [{ 'a.b': ' ' }, { 'a.b': 'x' }, 'a.b: empty in es'],
    [{ 'a.b': 'x' }, { 'a.b': 'x ' }, 'a.b: space at an end in en'],
    [{ 'a.b': '<b>x</b>' }, { 'a.b': 'x' }, 'a.b: HTML in es'],
    [{ 'a.b': 'x&nbsp;y' }, { 'a.b': 'x' }, 'a.b: HTML in es'],
    [{ 'a.b': 'Hola {name}' }, { 'a.b': 'Hi {nombre}' }, 'a.b: es has {name}, en has {nombre}'],
    [{ Solo: 'x' }, { Solo: 'x' }, 'Solo: keys are area.thing.what'],
  ])('refuses %j against %j', (spanish, english, fault) => {
    expect(catalogueFaults(spanish, english)).toEqual([fault]);
  });

  it('refuses what ICU cannot read', () => {
    const faults = catalogueFaults({ 'a.b': '{n, plural, one {#}}' }, { 'a.b': 'x' });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain('a.b: not ICU in es');
  });

  it('lets each language have a hole of its own name', () => {
    expect(catalogueFaults({ 'a.b': 'el {es}' }, { 'a.b': 'on {en}' })).toEqual([]);
    expect(catalogueFaults({ 'a.b': 'el {en}' }, { 'a.b': 'on {es}' })).toEqual([
      'a.b: es has {en}, en has {es}',
    ]);
  });

  it('finds placeholders inside plurals', () => {
    expect(holesOf('{n, plural, one {# de {name}} other {#}} {x, select, a {1} other {2}}')).toEqual([
      'n:plural',
      'name',
      'x:select',
    ]);
  });

  it('knows literal and computed use', () => {
    const files = [{ path: 'src/a.ts', text: 't(`events.state.${state}`); t(\'a.b\'); const s = "c.d";' }];
    expect(computedPrefixes(files)).toEqual(['events.state.']);
    expect(unusedKeys(['a.b', 'c.d', 'events.state.full', 'events.statement', 'x.y'], files)).toEqual([
      'events.statement',
      'x.y',
    ]);
  });
});
