import { describe, expect, it } from 'vitest';
import { admitRow, columnOf } from './door.ts';
import type { Field, PersonKind } from './fields.ts';
import { addressHoldsNumber, withoutNumbers } from './identity-numbers.ts';

/** Department 99 does not exist. */
const CUI = '9999000019999';

const door = (
  row: Record<string, string>,
  kind: PersonKind = 'candidate',
  chosen?: ReadonlyMap<string, Field>,
) => {
  const { fields, dropped } = admitRow(kind, row, chosen);
  return { fields: Object.fromEntries(fields), dropped: Object.fromEntries(dropped) };
};

describe('the door', () => {
  it('lets through what is public and counts what is not', () => {
    const row = {
      id: 'fila-1',
      nombre: 'Zutana Beta Ficticia Ejemplar ',
      sexo: 'Femenino',
      estadocivil: 'Soltera',
      nocolegiado: '4100',
      CUI,
      Nit: 'no aparece',
      'Fecha de nacimiento': '8/7/1958',
      'Número de hijos': '3',
      'Dirección particular': 'Calle de Ejemplo 1',
      Celular: '5555 0000',
      'Correo personal': 'z@ejemplo.example',
      'Tipo de sangre': 'O',
      Religión: 'x',
      fotoURL: 'https://ejemplo.example/foto.jpg',
      cv: `https://ejemplo.example/HojaDeVida/${CUI}_hojadevida.pdf`,
      resumen: 'https://ejemplo.example/hoja',
      fuenteTexto: '  ',
    };
    expect(door(row)).toEqual({
      fields: {
        row_id: ['fila-1'],
        name: ['Zutana Beta Ficticia Ejemplar '],
        gender: ['Femenino'],
        bar_number: ['4100'],
        birth_year: ['1958'],
        photo: ['https://ejemplo.example/foto.jpg'],
      },
      dropped: {
        marital_status: 1,
        national_identifier: 1,
        remark: 1,
        birth_date: 1,
        family: 1,
        home_address: 1,
        private_phone: 1,
        private_email: 1,
        health: 1,
        belief: 1,
        address_with_number: 1,
        unknown_column: 1,
      },
    });
  });

  it.each([
    ['CUI', 'national_identifier'],
    ['No. de DPI', 'national_identifier'],
    ['Cédula de vecindad', 'national_identifier'],
    ['NIT', 'tax_identifier'],
    ['Número de Identificación Tributaria', 'tax_identifier'],
    ['estado_civil', 'marital_status'],
    ['Nombre del cónyuge', 'family'],
    ['Esposa', 'family'],
    ['Nombre de la madre', 'family'],
    ['Domicilio', 'home_address'],
    ['Dirección para recibir notificaciones', 'home_address'],
    ['Teléfono de casa', 'private_phone'],
    ['WhatsApp', 'private_phone'],
    ['Edad', 'birth_date'],
    ['Fecha y lugar de nacimiento', 'birth_date'],
    ['Discapacidad', 'health'],
  ])('knows “%s” for private, even where an editor calls it a statement', (header, kind) => {
    expect(columnOf(header)).toEqual({ private: kind });
    const value = kind === 'birth_date' ? '61 años' : '1234567';
    const chosen = new Map<string, Field>([[header, 'statement']]);
    expect(door({ [header]: value }, 'office_holder', chosen)).toEqual({
      fields: {},
      dropped: { [kind]: 1 },
    });
  });

  it('keeps of a birth date the year', () => {
    const born = (value: string, kind?: PersonKind) => door({ 'Fecha de nacimiento': value }, kind);
    expect(born('8/7/1958')).toEqual({ fields: { birth_year: ['1958'] }, dropped: { birth_date: 1 } });
    expect(born('1958')).toEqual({ fields: { birth_year: ['1958'] }, dropped: {} });
    expect(born('8/7/58')).toEqual({ fields: {}, dropped: { birth_date: 1 } });
    expect(born('30-11--0001')).toEqual({ fields: {}, dropped: { birth_date: 1 } });
    expect(born('8/7/1958', 'other')).toEqual({ fields: {}, dropped: { birth_date: 1 } });
    expect(born('1958', 'other')).toEqual({ fields: {}, dropped: { not_for_kind: 1 } });
    expect(door({ 'Año de nacimiento': '1958' }).fields).toEqual({ birth_year: ['1958'] });
  });

  it('knows office from home by the kind of person', () => {
    const row = { Teléfono: '2411 0000', Correo: 'oficina@ejemplo.example', Profesión: 'Abogada' };
    expect(door(row, 'office_holder').fields).toEqual({
      office_phone: ['2411 0000'],
      office_email: ['oficina@ejemplo.example'],
      profession: ['Abogada'],
    });
    expect(door(row, 'candidate')).toEqual({
      fields: { profession: ['Abogada'] },
      dropped: { not_for_kind: 2 },
    });
    expect(door(row, 'other')).toEqual({ fields: {}, dropped: { not_for_kind: 3 } });
  });

  it('takes an editor at their word for columns nobody knows', () => {
    const row = { 'Columna rara': 'Corte de Ejemplo', otra: 'x' };
    expect(door(row, 'candidate', new Map([['Columna rara', 'institution']]))).toEqual({
      fields: { institution: ['Corte de Ejemplo'] },
      dropped: { unknown_column: 1 },
    });
  });

  it('finds numbers in text and in every address of a cell', () => {
    const row = {
      experiencia: `Jueza | DPI ${CUI} | ver https://ejemplo.example/${CUI}.pdf y https://ejemplo.example/b`,
      cv: `https://ejemplo.example/a.pdf | https://ejemplo.example/9999%2000001%209999.pdf`,
      expediente: `https://ejemplo.example/hoja de vida 9999 00001 9999.pdf https://ejemplo.example/c.pdf`,
    };
    expect(door(row)).toEqual({
      fields: {
        experience: ['Jueza | ▇▇▇ | ver  y https://ejemplo.example/b'],
        documents: ['https://ejemplo.example/a.pdf', 'https://ejemplo.example/c.pdf'],
      },
      dropped: { number_in_text: 1, address_with_number: 3 },
    });
  });
});

describe('numbers in addresses', () => {
  it.each([
    [`https://ejemplo.example/${CUI}`, true],
    [`https://ejemplo.example/?dpi=${CUI}&x=1`, true],
    [`https://ejemplo.example/cv-${CUI}_2.pdf`, true],
    [`https://ejemplo.example/9999-00001-9999.pdf`, true],
    [`https://ejemplo.example/9999+00001+9999.pdf`, true],
    [`https://ejemplo.example/${[...CUI].map((digit) => `%3${digit}`).join('')}.pdf`, true],
    [`https://ejemplo.example/9999%252000001%25209999.pdf`, true],
    ['https://ejemplo.example/nit/1234567-9?nit=1234567-9', true],
    ['https://ejemplo.example/2021/01/15/nota-123456', false],
    ['https://ejemplo.example/watch?v=12345678901', false],
    ['https://ejemplo.example/99990000199991', false],
    ['https://ejemplo.example/9789929000001', false],
    ['https://ejemplo.example/%E0%A4%A', false],
  ])('%s: %s', (address, holds) => {
    expect(addressHoldsNumber(address)).toBe(holds);
  });
});

describe('numbers in text', () => {
  it.each([
    [`Código ${CUI}.`, 'Código ▇▇▇.', 1],
    ['Código 9999 00001 9999', 'Código ▇▇▇', 1],
    [`a ${CUI} b ${CUI} c`, 'a ▇▇▇ b ▇▇▇ c', 2],
    ['Pasaporte No. A01234567, vigente', '▇▇▇, vigente', 1],
    ['Expediente 1101-2017, 23 de marzo de 2021, Q1,234,567.89', undefined, 0],
    ['Tel. 2411-0000 | colegiado 4100', undefined, 0],
  ])('%s', (text, left = text, numbers) => {
    expect(withoutNumbers(text)).toEqual({ text: left, addresses: 0, numbers });
  });
});
