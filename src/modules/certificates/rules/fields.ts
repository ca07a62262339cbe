/** The fields of a template: `[nombre]` and its kin, filled in once. What fills them is never read again for fields. */

export const FIELD_NAMES = [
  'nombre',
  'encuentro',
  'fechas',
  'horas',
  'sesiones',
  'rol',
  'organizacion',
  'fecha',
] as const;
export type FieldName = (typeof FIELD_NAMES)[number];
export type FieldValues = Readonly<Record<FieldName, string>>;

const FIELD = /\[([^[\]]*)\]/g;

/** What stands in brackets and is no field. */
export function unknownFields(text: string): string[] {
  const names = [...text.matchAll(FIELD)].map((match) => match[1] ?? '');
  return [...new Set(names.filter((name) => !isField(name)))];
}

/** One pass from left to right: a name that says `[fecha]` stays those letters. */
export function fillFields(text: string, values: FieldValues): string {
  return text
    .replaceAll(FIELD, (all, name: string) => (isField(name) ? values[name] : all))
    .replaceAll(/[^\S\n]{2,}/g, ' ')
    .replaceAll(/ +([.,;])/g, '$1')
    .trim();
}

function isField(name: string): name is FieldName {
  return (FIELD_NAMES as readonly string[]).includes(name);
}
