import { describe, expect, it } from 'vitest';
import { contradicts, evidenceFor, type Said, sameValue } from './evidence.ts';
import { treeOf } from './institution-tree.ts';
import { presentOf } from './present.ts';
import { factSheet } from './shown-facts.ts';
import { acronymIn, institutionKey, spanishOrder } from './spanish-order.ts';

const said = (text: string, starts: string | null = null, ends: string | null = null): Said => ({
  property: 'name',
  value: { text },
  evidence: 'shown',
  starts,
  ends,
});

describe('Spanish order', () => {
  it('puts ñ after n and does not see accents, capitals and signs', () => {
    const names = ['Ñandú', 'Nube', 'Ángel', 'Oso', 'nzz', 'Ana-María', 'ana maría b', 'Órgano'];
    const sorted = names.toSorted((a, b) => (spanishOrder(a) < spanishOrder(b) ? -1 : 1));
    expect(sorted).toEqual(['Ana-María', 'ana maría b', 'Ángel', 'Nube', 'nzz', 'Ñandú', 'Órgano', 'Oso']);
    expect(spanishOrder('An\u0303o  Nuevo')).toBe(spanishOrder('Año nuevo'));
  });

  it('finds a name again however it is typed', () => {
    expect(institutionKey(' Consejo  de ENSEÑANZA (CDE)')).toBe(institutionKey('consejo de Ensenanza [cde]'));
    expect(institutionKey('Sala 1')).not.toBe(institutionKey('Sala 2'));
  });
});

it('reads an acronym in brackets at the end, and nothing else in brackets', () => {
  expect(acronymIn('Consejo de Ejemplo (CDE) ')).toBe('CDE');
  expect(acronymIn('Instituto (IdEj)')).toBe('IdEj');
  expect(acronymIn('Juzgado (antes Sala)')).toBeUndefined();
  expect(acronymIn('Juzgado (CDE) Primero')).toBeUndefined();
  expect(acronymIn('Juzgado (A)')).toBeUndefined();
});

describe('what is shown', () => {
  const single = { value: 'text', single: true } as const;

  it('stands beside what says something else of the same time, and not of another time', () => {
    const there = [said('Antes', null, '2010-05')];
    const evidence = (one: Said) => evidenceFor(single, one, true, there);
    expect(evidence(said('Ahora', '2010-06'))).toBe('shown');
    expect(evidence(said('Ahora', '2010'))).toBe('beside');
    expect(evidence(said('  ANTES '))).toBe('shown');
    expect(evidenceFor(single, said('Ahora'), false, [])).toBe('kept');
    expect(evidenceFor({ value: 'text' }, said('Ahora'), true, there)).toBe('shown');
  });

  it('knows a record by its id, whatever it is called', () => {
    const ref = (text: string, id: string) => ({ text, kind: 'institution', id });
    expect(sameValue(ref('Uno', 'a'), ref('Otro nombre', 'a'))).toBe(true);
    expect(sameValue(ref('Uno', 'a'), ref('Uno', 'b'))).toBe(false);
    expect(contradicts(said('Uno'), said('uno'))).toBe(false);
    expect(contradicts(said('Uno dos'), said('Uno\u200B  dos\u00AD'))).toBe(false);
  });

  it('is what holds today, and of what ended the last if that is asked for', () => {
    const day = Temporal.PlainDate.from('2026-11-23');
    const names = [
      said('Primero', '1990', '1999'),
      said('Segundo', '2000', '2026-11-22'),
      said('Tercero', '2027'),
    ];
    expect(presentOf(names, 'name', day)).toBeUndefined();
    expect(presentOf(names, 'name', Temporal.PlainDate.from('2026-11-22'))?.value.text).toBe('Segundo');
    expect(presentOf(names.slice(0, 2), 'name', day, 'last')?.value.text).toBe('Segundo');
    expect(presentOf([said('Siempre'), ...names], 'name', day)?.value.text).toBe('Siempre');
  });
});

describe('the page of an institution', () => {
  it('says equal facts once, with the notes of both', () => {
    const base = {
      subjectId: 's',
      property: 'phone',
      starts: null,
      ends: null,
      evidence: 'shown' as const,
      reason: '',
      page: '',
      passage: '',
      lang: 'es',
    };
    const sheet = factSheet([
      { ...base, id: '1', value: { text: '2222' }, source: 'a' },
      { ...base, id: '2', value: { text: ' 2222 ' }, source: 'b' },
      { ...base, id: '3', value: { text: '3333' }, source: 'b' },
      { ...base, id: '4', value: { text: '4444' }, source: null, evidence: 'kept' },
    ]);
    expect(sheet.of('s', 'phone').map(({ mark }) => mark)).toEqual(['1', '3']);
    expect(sheet.citations.map(({ field, source }) => [field, source])).toEqual([
      ['1', 'a'],
      ['1', 'b'],
      ['3', 'b'],
    ]);
  });

  it('makes no endless tree of a circle', () => {
    const tree = treeOf([
      { id: 'a', parent_id: 'b' },
      { id: 'b', parent_id: 'a' },
      { id: 'c', parent_id: 'z' },
    ]);
    expect(tree.map(({ row }) => row.id)).toEqual(['a', 'b', 'c']);
  });
});
