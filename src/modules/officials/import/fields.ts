/**
 * What may be known here about a person, by what they are to the public, and what lists call it. Whatever is not
 * named here does not go in: a list of what is allowed cannot forget anything. Source of the rule: minimum policy (a)
 * in the reference on people: public function, qualifications and acts of a process; never identifiers, home, private
 * phone, day and month of birth, marital status, family or health.
 */

export const PERSON_KINDS = ['office_holder', 'candidate', 'commissioner', 'other'] as const;
export type PersonKind = (typeof PERSON_KINDS)[number];

/** Of everybody: who they are in public, and where it stands. */
const PUBLIC = [
  'row_id',
  'name',
  'gender',
  'post',
  'institution',
  'unit',
  'department',
  'source_title',
  'source_address',
  'statement',
] as const;
const QUALIFICATIONS = [
  'profession',
  'bar_number',
  'experience_years',
  'experience',
  'education',
  'birth_year',
] as const;
const PROCESS = [
  'process',
  'commission',
  'state',
  'list_number',
  'file_number',
  'documents',
  'human_projection',
] as const;
const OFFICE = ['office_from', 'office_to', 'office_email', 'office_phone', 'office_address'] as const;
const PORTRAIT = ['photo'] as const;

export type Field =
  | (typeof PUBLIC)[number]
  | (typeof QUALIFICATIONS)[number]
  | (typeof PROCESS)[number]
  | (typeof OFFICE)[number]
  | (typeof PORTRAIT)[number];

/** All of them, in the order in which they are offered. */
export const FIELDS: readonly Field[] = [...PUBLIC, ...QUALIFICATIONS, ...PROCESS, ...OFFICE, ...PORTRAIT];

/** Who was only named somewhere keeps no more than that. */
export const ALLOWED_FIELDS: Readonly<Record<PersonKind, ReadonlySet<Field>>> = {
  office_holder: new Set([...PUBLIC, ...QUALIFICATIONS, ...PROCESS, ...OFFICE, ...PORTRAIT]),
  candidate: new Set([...PUBLIC, ...QUALIFICATIONS, ...PROCESS, ...PORTRAIT, 'office_from']),
  commissioner: new Set([...PUBLIC, ...QUALIFICATIONS, ...PROCESS, ...PORTRAIT, 'office_from', 'office_to']),
  other: new Set(PUBLIC),
};

/** Their cells are addresses. */
export const ADDRESS_FIELDS: ReadonlySet<Field> = new Set(['photo', 'source_address', 'documents']);

/** What is dropped at the door, as it is counted. */
export const DROPPED_KINDS = [
  'national_identifier',
  'tax_identifier',
  'home_address',
  'private_phone',
  'private_email',
  /** Day and month: the year goes on. */
  'birth_date',
  'marital_status',
  'family',
  'health',
  /** Religion, party by conviction, ethnicity: nothing that a public function needs. */
  'belief',
  /** Words in the place of an identifier. */
  'remark',
  'address_with_number',
  'number_in_text',
  /** What the tax register says somebody lives of, given out as a profession. */
  'tax_activity',
  /** Known here, but not for this kind of person. */
  'not_for_kind',
  /** A column that nobody has said anything about. */
  'unknown_column',
] as const;
export type DroppedKind = (typeof DROPPED_KINDS)[number];

/** What headers say, folded to letters: asked in this order, the private ones first. */
export const PRIVATE_HEADERS: readonly (readonly [RegExp, DroppedKind])[] = [
  [
    /\b(?:cui|dpi|cedula|pasaporte|identificacion personal|documento (?:unico )?de identi|dui|dni|curp)\b/,
    'national_identifier',
  ],
  [/codigo unico de identificacion|numero de identificacion$|^identificacion$/, 'national_identifier'],
  [/\bnit\b|tributari|\brfc\b/, 'tax_identifier'],
  [/estado ?civil|\bcasad|\bsolter/, 'marital_status'],
  [/\bconyuge|\bespos|\bhij[oa]s?\b|\bpadres?\b|\bmadre|familia|parentesco|herman[oa]s?\b/, 'family'],
  [/salud|enfermedad|discapacidad|sangre|\bmedic[oa]s?\b|vacuna/, 'health'],
  [/religi|creencia|etnia|etnic|autoidentific|pueblo|orientacion sexual/, 'belief'],
  [/nacimiento|cumpleanos|^edad$|^nacid/, 'birth_date'],
  [
    /(?:direccion|domicilio|residencia|vivienda).*(?:particular|casa|personal|notific)|^domicilio|^residencia|vecindad/,
    'home_address',
  ],
  [
    /(?:telefono|celular|movil|whatsapp).*(?:particular|casa|personal)|^celular|^movil|whatsapp/,
    'private_phone',
  ],
  [/(?:correo|e ?mail).*(?:particular|personal)/, 'private_email'],
];

/** What the tax register calls an activity; the slash before it comes from its form. */
const TAX_ACTIVITY =
  /^\s*\/|\b(?:relacion de dependencia|asesoramiento empresarial|al por (?:menor|mayor)|no clasificad[ao]s|jubilad[ao]|pensionad[ao])\b|^(?:otras )?actividades (?:de|del|juridicas|inmobiliarias)\b/;
/** Said in a column that is called otherwise: “estado” is read as that in a process. */
const MARITAL =
  /^(?:solter|casad|divorciad|viud)[oa](?:s|\/a|\(a\))?(?:$|\s+(?:con|legalmente)\b)|^unid[oa] de hecho\b/;

/** Private by what a cell says, whatever its column is called. */
export function privateValue(field: Field, value: string): DroppedKind | undefined {
  if (field === 'name' || value.length > 300) return undefined;
  const folded = value.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
  if (MARITAL.test(folded)) return 'marital_status';
  return field === 'profession' && TAX_ACTIVITY.test(folded) ? 'tax_activity' : undefined;
}

/** Headers of the published lists and their kin, folded; exact. */
export const HEADERS: ReadonlyMap<string, Field> = new Map<string, Field>([
  ...names('row_id', 'id'),
  ...names('name', 'nombre', 'nombres', 'nombre completo', 'nombre y apellidos', 'name'),
  ...names('gender', 'sexo', 'genero', 'gender'),
  ...names('post', 'puesto', 'cargo', 'post'),
  ...names('institution', 'seleccionarinstitucion', 'institucion'),
  ...names('unit', 'dependencia', 'unidad'),
  ...names('department', 'departamento', 'department', 'distrito', 'distrito al que representa'),
  ...names('source_title', 'fuentetexto', 'fuente', 'source'),
  ...names('source_address', 'fuenteurl', 'enlace', 'url', 'perfil url', 'source address'),
  ...names('statement', 'declaracion', 'posicion'),
  ...names('profession', 'profesion', 'profession'),
  ...names('bar_number', 'nocolegiado', 'colegiado', 'no colegiado', 'numero de colegiado', 'bar number'),
  ...names('experience_years', 'anosexperiencia', 'anos de experiencia', 'anosprofesional'),
  ...names('experience', 'experienciaprofesional', 'experiencia', 'experiencia profesional'),
  ...names('education', 'experienciaacademica', 'educacion', 'formacion academica'),
  ...names('birth_year', 'ano de nacimiento', 'birth year'),
  ...names('process', 'seleccionareleccion', 'proceso', 'eleccion'),
  ...names('commission', 'seleccionarcomision', 'comision'),
  ...names('state', 'estado', 'estado en el proceso'),
  ...names('list_number', 'no', 'numero'),
  ...names('file_number', 'no expediente', 'numero de expediente'),
  ...names('documents', 'cv', 'expediente', 'documento', 'documentos', 'plan de trabajo', 'hoja de vida'),
  ...names('human_projection', 'proyeccionhumana', 'proyeccion humana'),
  ...names('office_from', 'fechalaboral', 'desde', 'fecha de toma de posesion'),
  ...names('office_to', 'hasta'),
  ...names('office_email', 'correo institucional', 'correo', 'email', 'e mail'),
  ...names(
    'office_phone',
    'telefono institucional',
    'telefono de oficina',
    'telefono de la oficina',
    'telefono',
  ),
  ...names(
    'office_address',
    'direccion de oficina',
    'direccion de la oficina',
    'direccion institucional',
    'sede',
  ),
  ...names('photo', 'fotourl', 'foto', 'imagen', 'imagen url'),
]);

function names(field: Field, ...headers: readonly string[]): (readonly [string, Field])[] {
  return headers.map((header) => [header, field] as const);
}
