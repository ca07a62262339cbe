import { describe, expect, it } from 'vitest';
import { contradicts, evidenceFor, type Said, sameValue } from './evidence.ts';
import { presentOf } from './present.ts';
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
