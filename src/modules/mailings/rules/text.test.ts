import { describe, expect, it } from 'vitest';
import { readLine, readText, textFaults } from './text.ts';

describe('what an organiser writes', () => {
  it('is paragraphs and lines', () => {
    expect(readText('Uno\ndos\n\n\n  \nTres\n')).toEqual([
      [[{ words: 'Uno' }], [{ words: 'dos' }]],
      [[{ words: 'Tres' }]],
    ]);
    expect(readText(' \n\n ')).toEqual([]);
  });

  it('names fields, pages and mailboxes; the sentence keeps its signs', () => {
    expect(
      readLine(
        'Hola [Nombre]: vea https://sitio.example/a?b=1. ¿Dudas? (info@sitio.example) [mi inscripcion]',
      ),
    ).toEqual([
      { words: 'Hola ' },
      { field: 'name' },
      { words: ': vea ' },
      { address: 'https://sitio.example/a?b=1' },
      { words: '. ¿Dudas? (' },
      { address: 'mailto:info@sitio.example' },
      { words: ') ' },
      { field: 'own_link' },
    ]);
    expect(readLine('https://es.sitio.example/wiki/Justicia_(Guatemala)')).toEqual([
      { address: 'https://es.sitio.example/wiki/Justicia_(Guatemala)' },
    ]);
  });

  it('lets no field become part of an address', () => {
    expect(readLine('https://sitio.example/[name]')).toEqual([
      { address: 'https://sitio.example/' },
      { field: 'name' },
    ]);
    expect(readLine('https://')).toEqual([{ words: 'https://' }]);
    for (const words of ['[constructor]', '[sic]', '[nombre', '{nombre}', '[]'])
      expect(readLine(words)).toEqual([{ words }]);
    expect(readLine('[PAGINA DEL ENCUENTRO]')).toEqual([{ field: 'edition_link' }]);
  });

  it('is told what would not become what was meant', () => {
    expect(textFaults('vea http://sitio.example/x y www.sitio.example.')).toEqual([
      { code: 'half_address', address: 'http://sitio.example/x' },
      { code: 'half_address', address: 'www.sitio.example.' },
    ]);
    expect(textFaults('vea https://www.sitio.example y [página del encuentro]')).toEqual([]);
  });

  it('is read in no time, however long', () => {
    const began = performance.now();
    for (const text of [
      '['.repeat(10_000),
      'a@'.repeat(5000),
      'https://'.repeat(1250),
      '\n'.repeat(10_000),
    ]) {
      readText(text);
      textFaults(text);
    }
    expect(performance.now() - began).toBeLessThan(500);
  });
});
