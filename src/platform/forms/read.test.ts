import Type from 'typebox';
import { describe, expect, it } from 'vitest';
import type { Submission } from '../http/route.ts';
import { translator } from '../i18n/translate.ts';
import { cleanText } from './clean.ts';
import { ui } from './field.ts';
import { readForm } from './read.ts';

const t = translator('es');
const text = (label: string) => ui({ control: 'text', label: { text: label } });

const FORM = Type.Object({
  name: Type.String({ minLength: 2, maxLength: 5, ...text('Nombre') }),
  kind: Type.Optional(Type.Enum(['a', 'b'], ui({ control: 'radio', label: { text: 'Clase' } }))),
  tags: Type.Optional(Type.Array(Type.String(), ui({ control: 'checkboxes', label: { text: 'Marcas' } }))),
  count: Type.Optional(
    Type.Integer({ minimum: 1, ...ui({ control: 'number', label: { text: 'Cuántos' } }) }),
  ),
  day: Type.Optional(Type.String({ format: 'date', ...ui({ control: 'date', label: { text: 'Día' } }) })),
  answers: Type.Object({
    travels: Type.Optional(Type.Enum(['yes', 'no'], ui({ control: 'radio', label: { text: '¿Viaja?' } }))),
    from: Type.String({
      ...text('Desde'),
      ...ui({
        control: 'text',
        label: { text: 'Desde' },
        shownWhen: { field: 'answers.travels', values: ['yes'] },
      }),
    }),
  }),
  accept: Type.Literal(true, ui({ control: 'checkbox', label: { text: 'Acepto' } })),
});

function form(query: string): Submission {
  const fields = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(query))
    fields.set(name, [...(fields.get(name) ?? []), value]);
  return { fields, files: new Map(), json: undefined };
}
const json = (body: unknown): Submission => ({ fields: new Map(), files: new Map(), json: body });
const faultsOf = (submission: Submission) => {
  const result = readForm(FORM, submission, t);
  return result.ok ? [] : result.faults.map((f) => f.field);
};

describe('a form', () => {
  it('gives typed values, cleaned', () => {
    const result = readForm(
      FORM,
      form('name=+Ana%0D%0A&kind=b&tags=x&tags=y&tags=x&count=3&day=2026-02-28&accept=on&unknown=1'),
      t,
    );
    expect(result).toMatchObject({
      ok: true,
      value: {
        name: 'Ana',
        kind: 'b',
        tags: ['x', 'y'],
        count: 3,
        day: '2026-02-28',
        answers: {},
        accept: true,
      },
    });
  });

  it('is the same as JSON', () => {
    const result = readForm(
      FORM,
      json({ name: 'Ana', kind: 'b', tags: ['x', 'y'], count: 3, answers: { travels: 'no' }, accept: true }),
      t,
    );
    expect(result).toMatchObject({
      ok: true,
      value: { name: 'Ana', kind: 'b', tags: ['x', 'y'], count: 3, answers: { travels: 'no' }, accept: true },
    });
  });

  it('names every fault at once, in the order of the form', () => {
    expect(faultsOf(form('kind=z&count=0&day=2026-02-31'))).toEqual([
      'name',
      'kind',
      'count',
      'day',
      'accept',
    ]);
  });

  it('says in words how to mend it', () => {
    const result = readForm(FORM, form('name=demasiado&accept=on'), t);
    expect(result).toMatchObject({
      ok: false,
      faults: [{ field: 'name', message: 'Nombre: use 5 caracteres o menos' }],
    });
  });

  it('asks a conditional question only where its condition holds', () => {
    expect(faultsOf(form('name=Ana&accept=1&answers.travels=yes'))).toEqual(['answers.from']);
    expect(faultsOf(form('name=Ana&accept=1&answers.travels=no'))).toEqual([]);
    const hidden = readForm(FORM, form('name=Ana&accept=1&answers.travels=no&answers.from=Peten'), t);
    expect(hidden).toMatchObject({ ok: true, value: { answers: { travels: 'no' } } });
    expect(hidden.ok && 'from' in hidden.value.answers).toBe(false);
  });

  it('takes neither two values where one is asked, nor objects, nor names that reach into prototypes', () => {
    expect(faultsOf(form('name=Ana&name=Eva&accept=on'))).toEqual(['name']);
    expect(faultsOf(json({ name: { toString: 'x' }, accept: true }))).toEqual(['name']);
    const proto = readForm(
      FORM,
      json(
        JSON.parse('{"name":"Ana","accept":true,"__proto__":{"admin":true},"answers":{"__proto__":{"x":1}}}'),
      ),
      t,
    );
    expect(proto.ok && 'admin' in proto.value).toBe(false);
    for (const body of [null, [], 'text', 5]) expect(faultsOf(json(body))).toEqual(['name', 'accept']);
  });

  it('does not take "false" for a yes', () => {
    expect(faultsOf(form('name=Ana&accept=false'))).toEqual(['accept']);
    expect(faultsOf(json({ name: 'Ana', accept: false }))).toEqual(['accept']);
  });
});

describe('cleaning text', () => {
  it('composes accents and takes out what is invisible or turns the writing round', () => {
    expect(cleanText('Jose\u0301\u0000 \u202Eevil\u202C\uFEFF', false)).toBe('José evil');
    expect(cleanText('uno\r\ndos\ttres', true)).toBe('uno\ndos tres');
    expect(cleanText('uno\r\ndos', false)).toBe('uno dos');
    expect(cleanText('\uD800a', false)).toBe('a');
    for (const unseen of ['\u200B\u200D', '\u2060', '\u3164 \u115F', '\u2800', '\u00AD'])
      expect(cleanText(unseen, true)).toBe('');
    expect(cleanText('👩🏽\u200D⚖️', false)).toBe('👩🏽\u200D⚖️');
  });
  it('trims plain text and leaves the rest of it alone', () => {
    expect(cleanText('  Ñandú «uno» — dos…  ', false)).toBe('Ñandú «uno» — dos…');
    expect(cleanText('uno\n\ndos', true)).toBe('uno\n\ndos');
    expect(cleanText('uno\u2028dos\u202Etres', true)).toBe('uno\u2028dostres');
  });
  it('leaves names in any writing, and emoji, as they are', () => {
    for (const name of ["K'iche’ Tz'utujil", '李小龙', 'محمد', '👩‍👩‍👧 Ana'])
      expect(cleanText(name, false)).toBe(name);
  });
});
