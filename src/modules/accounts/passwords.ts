/**
 * What a password must be: long, and not one of those tried first. No rules about capitals or
 * signs: they make passwords worse (NIST SP 800-63B, 5.1.1.2).
 */
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

export type PasswordFault = 'too_short' | 'too_long' | 'common' | 'personal';

// Words that make up the passwords tried first, in Spanish and English, without accents, digits or signs.
// A password is refused when nothing but these (and digits and signs) is in it.
const COMMON_WORDS = `
  password passw passwort contrasena contrasenia clave secreto secreta secret qwerty qwertyuiop asdfgh
  asdfghjkl zxcvbn zxcvbnm qazwsx qazwsxedc abc abcd abcde abcdef abcdefgh abcdefghijkl admin
  administrador administradora administrator root user usuario login welcome bienvenido bienvenida
  bienvenidos letmein iloveyou teamo tequiero hola hello prueba test cambiame changeme temporal
  default guest invitado monkey dragon football futbol barcelona realmadrid princess princesa sunshine
  master superman batman pokemon jesus dios diosesamor guatemala chapin quetzal justicia abierta
  justiciaabierta encuentro red ciudadana redciudadana enero febrero marzo abril mayo junio julio
  agosto septiembre octubre noviembre diciembre lunes martes miercoles jueves viernes sabado domingo
  de la el mi my the y a
`;
const COMMON = new Set(COMMON_WORDS.trim().split(/\s+/));
const LONGEST = Math.max(...[...COMMON].map((w) => w.length));
const RUNS = ['0123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/**
 * @param about the person's own name and address, which others know
 * @returns why the password is refused, or `undefined`
 */
export function passwordFault(
  password: string,
  about: { name?: string; email?: string } = {},
): PasswordFault | undefined {
  // As people count: one per character seen, not per code unit.
  const length = [...new Intl.Segmenter().segment(password)].length;
  if (length < PASSWORD_MIN) return 'too_short';
  if (password.length > PASSWORD_MAX) return 'too_long';
  const plain = plainOf(password);
  if (isPersonal(plain, about)) return 'personal';
  return isCommon(plain) ? 'common' : undefined;
}

function plainOf(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Nothing left but a few signs once the person's own words are taken out. */
function isPersonal(plain: string, about: { name?: string; email?: string }): boolean {
  const [local = '', domain = ''] = plainOf(about.email ?? '').split('@');
  const words = [
    plainOf(about.name ?? '').replaceAll(/[^\p{L}]/gu, ''),
    ...plainOf(about.name ?? '').split(/\s+/),
    `${local}@${domain}`,
    local,
    ...local.split(/[._-]/),
    ...domain.split('.'),
  ];
  const own = words.filter((w) => w.length >= 3).toSorted((a, b) => b.length - a.length);
  if (own.length === 0) return false;
  let rest = plain;
  for (const word of own) rest = rest.replaceAll(word, '');
  return rest.length < plain.length && rest.replaceAll(/[^\p{L}]/gu, '').length < 4;
}

const SUBSTITUTES: Readonly<Record<string, string>> = {
  4: 'a',
  '@': 'a',
  0: 'o',
  1: 'i',
  3: 'e',
  $: 's',
  5: 's',
};

function isCommon(plain: string): boolean {
  if (isRepetition(plain) || isRun(plain)) return true;
  // The year or signs behind a word say nothing; 4 for a, 0 for o … are the substitutions everybody makes.
  const spelled = plain
    .replace(/[^\p{L}]+$/u, '')
    .replaceAll(/[40@135$]/g, (sign) => SUBSTITUTES[sign] ?? sign);
  const letters = (text: string) => text.replaceAll(/[^\p{L}]/gu, '');
  return isMadeOfCommon(letters(plain)) || isMadeOfCommon(letters(spelled));
}

/** One sign or a short group over and over: `aaaaaaaaaaaa`, `abcabcabcabc`. */
function isRepetition(plain: string): boolean {
  if (new Set(plain).size <= 3) return true;
  return [1, 2, 3, 4, 5, 6].some((unit) => plain.slice(0, unit).repeat(plain.length).startsWith(plain));
}

/** Along the keyboard, the alphabet or the digits, forth or back, round and round. */
function isRun(plain: string): boolean {
  const mirrored = [...plain].toReversed().join('');
  return (
    RUNS.some((run) => run.repeat(4).includes(plain) || run.repeat(4).includes(mirrored)) ||
    /^\d+$/.test(plain)
  );
}

/** True when the letters are nothing but common words put together. */
function isMadeOfCommon(letters: string): boolean {
  if (letters === '') return true;
  const reachable = Array.from({ length: letters.length + 1 }, () => false);
  reachable[0] = true;
  for (let at = 0; at < letters.length; at++) {
    if (!reachable[at]) continue;
    for (let length = 1; length <= LONGEST && at + length <= letters.length; length++) {
      if (COMMON.has(letters.slice(at, at + length))) reachable[at + length] = true;
    }
  }
  return reachable[letters.length] === true;
}
