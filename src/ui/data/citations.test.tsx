import { load } from 'cheerio';
import type { VNode } from 'preact';
import { describe, expect, it } from 'vitest';
import { translator } from '../../platform/i18n/translate.ts';
import { renderFragment } from '../render.tsx';
import { Citations, CitedValues, NoteRefs } from './citations.tsx';
import { type Cited, numberNotes } from './number-notes.ts';
import { partialDateWords } from './partial-date.ts';

const t = translator('es');
const page = (node: VNode) => load(renderFragment(node), null, false);

let last = 0;
function cited(changed: Partial<Omit<Cited, 'source'>> & { source?: Partial<Cited['source']> } = {}): Cited {
  const { source, ...rest } = changed;
  return {
    id: String(++last),
    field: '',
    value: '',
    page: '',
    passage: '',
    shown: true,
    reason: '',
    ...rest,
    source: {
      id: 'a',
      address: 'https://diario.example.org/nota',
      title: 'Nota',
      publisher: 'Diario',
      date_printed: '',
      date_from: Temporal.PlainDate.from('2026-03-01'),
      date_precision: 'month',
      lang: 'es',
      ...source,
    },
  };
}

describe('numbering notes', () => {
  it('makes one note of one place, with a mark for each field', () => {
    const notes = numberNotes([
      cited({ field: 'venue' }),
      cited({ field: 'venue', source: { id: 'b' } }),
      cited({ field: 'dates' }),
      cited({ field: 'dates', page: 'p. 2' }),
      cited(),
    ]);
    expect(notes.list.map((note) => [note.number, note.source.id, note.page, note.marks])).toEqual([
      [1, 'a', '', ['cita-1-1', 'cita-1-2']],
      [2, 'b', '', ['cita-2-1']],
      [3, 'a', 'p. 2', ['cita-3-1']],
    ]);
    expect(notes.marks.get('dates')).toEqual([
      { number: 1, id: 'cita-1-2' },
      { number: 3, id: 'cita-3-1' },
    ]);
    expect(notes.contradicted).toEqual([]);
  });

  it('sets values that differ side by side, and marks of one value at its field', () => {
    const notes = numberNotes(
      [
        cited({ field: 'votes', value: '5,885', shown: false }),
        cited({ field: 'votes', value: '5,085', reason: 'El acta.', source: { id: 'b' } }),
        cited({ field: 'votes', value: '5,885 ', shown: false, source: { id: 'c' } }),
        cited({ field: 'seats', value: '200' }),
      ],
      (a, b) => a.trim() === b.trim(),
    );
    expect(notes.contradicted).toEqual([
      {
        name: 'votes',
        values: [
          {
            value: '5,885',
            shown: false,
            reason: '',
            marks: [
              { number: 1, id: 'cita-1-1' },
              { number: 3, id: 'cita-3-1' },
            ],
          },
          { value: '5,085', shown: true, reason: 'El acta.', marks: [{ number: 2, id: 'cita-2-1' }] },
        ],
      },
    ]);
    expect(notes.marks.get('seats')).toEqual([{ number: 1, id: 'cita-1-2' }]);
    // The field itself leads to what says the value that is shown.
    expect(notes.marks.get('votes')).toEqual([{ number: 2, id: 'cita-2-2' }]);
    expect(notes.list[1]?.marks).toEqual(['cita-2-1', 'cita-2-2']);
  });
});

describe('notes on a page', () => {
  const notes = numberNotes([
    cited({ field: 'venue', page: 'p. 4', passage: 'en el <b>Salón</b>' }),
    cited({ field: 'dates', page: 'p. 4', passage: 'en el <b>Salón</b>' }),
    cited({
      source: { id: 'b', address: null, title: 'Acta', publisher: 'Comisión', date_printed: 'marzo de 26' },
    }),
    cited({ source: { id: 'c', address: 'javascript:alert(1)', title: 'Page', lang: 'en' } }),
  ]);

  it('lead to the list and back, each by a name of its own', () => {
    const $ = page(
      <main>
        <NoteRefs t={t} marks={notes.marks.get('venue')} />
        <NoteRefs t={t} marks={notes.marks.get('dates')} />
        <NoteRefs t={t} marks={notes.marks.get('nothing')} />
        <Citations t={t} lang="es" notes={notes.list} sourceHref={(id) => `/fuentes/${id}`} />
      </main>,
    );
    expect($('sup').length).toBe(2);
    const refs = $('a[role=doc-noteref]')
      .get()
      .map((a) => [$(a).attr('href'), $(a).attr('aria-label'), $(a).text()]);
    expect(refs).toEqual([
      ['#nota-1', 'Nota 1', '1'],
      ['#nota-1', 'Nota 1', '1'],
    ]);
    const backs = $('a[role=doc-backlink]')
      .get()
      .map((a) => $(a).attr('href') ?? '');
    expect(backs).toEqual(['#cita-1-1', '#cita-1-2']);
    for (const href of [...backs, '#nota-1']) expect($(href).length).toBe(1);
    expect(
      new Set(
        $('a[role=doc-backlink]')
          .get()
          .map((a) => $(a).attr('aria-label')),
      ).size,
    ).toBe(2);
  });

  it('say who, when and where; without an address they say so', () => {
    const $ = page(<Citations t={t} lang="es" notes={notes.list} sourceHref={(id) => `/fuentes/${id}`} />);
    expect(
      $('.note-title a')
        .get()
        .map((a) => [$(a).text(), $(a).attr('href'), $(a).attr('lang')]),
    ).toEqual([
      ['Nota', '/fuentes/a', undefined],
      ['Acta', '/fuentes/b', undefined],
      ['Page', '/fuentes/c', 'en'],
    ]);
    expect(
      $('.soft')
        .get()
        .map((p) => $(p).text()),
    ).toEqual([
      'Diario · marzo de 2026 · p. 4',
      'Comisión · marzo de 26 · sin enlace',
      'Diario · marzo de 2026',
    ]);
    expect($('blockquote').text()).toBe('en el <b>Salón</b>');
    expect(
      $('.note-address a')
        .get()
        .map((a) => $(a).attr('href')),
    ).toEqual(['https://diario.example.org/nota']);
  });

  it('show what contradicts side by side, with the reason', () => {
    const { contradicted } = numberNotes([
      cited({ field: 'votes', value: '5,885', shown: false }),
      cited({ field: 'votes', value: '5,085', reason: 'Lo dice el acta.' }),
    ]);
    const $ = page(<CitedValues t={t} fields={contradicted} label={() => 'Votos'} />);
    expect($('h3').text()).toBe('Votos: las fuentes no coinciden');
    expect(
      $('li')
        .get()
        .map((li) => $(li).text()),
    ).toEqual(['5,8851También impreso así', '5,0851Se muestra Lo dice el acta.']);
    expect(renderFragment(<CitedValues t={t} fields={[]} label={() => ''} />)).toBe('');
  });
});

describe('dates', () => {
  it('are said as far as they are known', () => {
    const from = Temporal.PlainDate.from('2022-03-18');
    expect(partialDateWords({ from, precision: 'day' }, 'es')).toBe('18 de marzo de 2022');
    expect(partialDateWords({ from, precision: 'month' }, 'es')).toBe('marzo de 2022');
    expect(partialDateWords({ from, precision: 'year' }, 'en')).toBe('2022');
    expect(partialDateWords({ printed: 'Año 22', from, precision: 'day' }, 'es')).toBe('Año 22');
    expect(partialDateWords({ from: null, precision: null }, 'es')).toBe('');
  });
});
