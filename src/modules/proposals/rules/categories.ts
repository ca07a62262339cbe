/**
 * What proposals are about: the seventeen categories of the sector (Red Ciudadana, repository JusticiaAbierta,
 * `src/categorias`), by ids that stay when a name changes, with the other spellings that are in use. Pure.
 */
interface Category {
  id: string;
  /** Printed in older records for the same. */
  also?: readonly string[];
}

export const CATEGORIES = [
  { id: 'acceso-a-justicia', also: ['Acceso a Justicia'] },
  {
    id: 'acceso-a-la-informacion-y-datos-abiertos',
    also: ['Acceso a la Información Pública y Datos Abiertos', 'Acceso a la información'],
  },
  { id: 'comunicacion-y-lenguaje-claro', also: ['Lenguaje Claro'] },
  { id: 'derechos-humanos' },
  { id: 'genero' },
  { id: 'inclusion' },
  { id: 'instituciones-de-justicia', also: ['Instituciones'] },
  { id: 'legislacion', also: ['Legislación / Marco normativo'] },
  { id: 'mediciones' },
  { id: 'participacion-ciudadana-y-colaboracion', also: ['Participación'] },
  { id: 'pluralismo-juridico' },
  { id: 'poder-judicial' },
  { id: 'politica-criminal' },
  { id: 'sistema-penitenciario' },
  { id: 'sistema-registral' },
  { id: 'transformacion-digital' },
  { id: 'transparencia-y-rendicion-de-cuentas', also: ['Transparencia y anticorrupción', 'Transparencia'] },
] as const satisfies readonly Category[];

export type CategoryId = (typeof CATEGORIES)[number]['id'];

/** Key of a category's name. */
export const categoryLabel = (id: CategoryId) => `proposals.category.${id}` as const;

export const isCategory = (id: string): id is CategoryId => CATEGORIES.some((one) => one.id === id);
