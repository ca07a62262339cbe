import { describe, expect, it } from 'vitest';
import { passwordFault } from './passwords.ts';

const ANA = { name: 'Ana Lucía Pérez Ficticia', email: 'ana.perez@colectivo-ejemplo.org' };

describe('passwordFault', () => {
  it.each([
    ['siete llamas verdes', undefined],
    ['Correcto caballo bateria grapa', undefined],
    ['xK9#mQ2$vL7p', undefined],
    ['ñandú sobre el tejado', undefined],
    ['ana come mangos por la tarde', undefined],
    ['guatemala tiene volcanes', undefined],
    ['corta', 'too_short'],
    ['once letras', 'too_short'],
    ['ÁÉÍÓÚÁÉÍÓÚÁ', 'too_short'],
    ['👩‍👩‍👧‍👦'.repeat(11), 'too_short'],
    ['p'.repeat(129), 'too_long'],
    ['contraseña123', 'common'],
    ['Passw0rd2026', 'common'],
    ['P4ssw0rd2026!', 'common'],
    ['Guatemala2026', 'common'],
    ['JusticiaAbierta', 'common'],
    ['qwertyuiop123', 'common'],
    ['123456789012', 'common'],
    ['987654321098', 'common'],
    ['aaaaaaaaaaaa', 'common'],
    ['abcabcabcabc', 'common'],
    ['abcdefghijklm', 'common'],
    ['Bienvenidos1!', 'common'],
    ['............', 'common'],
    ['Ana Lucía Pérez', 'personal'],
    ['anaperez2026', 'personal'],
    ['ana.perez@colectivo-ejemplo.org', 'personal'],
    ['PerezFicticia!', 'personal'],
  ])('%j is %s', (password, fault) => {
    expect(passwordFault(password, ANA)).toBe(fault);
  });

  it('judges without knowing the person', () => {
    expect(passwordFault('siete llamas verdes')).toBeUndefined();
    expect(passwordFault('Ana Lucía Pérez')).toBeUndefined();
  });
});
