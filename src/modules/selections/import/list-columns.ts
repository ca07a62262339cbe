/** The lists that a process can be told by, and what their columns may be called. Pure. */
import { slugOf } from '../../../platform/slug.ts';

export const LISTS = ['candidate', 'score', 'objection', 'vote', 'document', 'member', 'check'] as const;
export type ListKind = (typeof LISTS)[number];

/** Where a row says itself where it stands; without it the file is its source. */
const SOURCE = {
  source_title: ['fuente', 'fuente titulo', 'source'],
  source_publisher: ['medio', 'fuente medio', 'publisher'],
  source_url: ['fuente url', 'enlace de la fuente', 'tachaUrl'],
  source_date: ['fuente fecha'],
  page: ['pagina'],
} as const;

const WHO = {
  candidate: ['aspirante', 'candidato', 'candidatura', 'nombre', 'name', 'perfil', 'perfil id', 'perfilId'],
  candidate_id: ['clave del aspirante', 'clave del candidato'],
  file_number: ['expediente', 'numero de expediente', 'no'],
} as const;

const MEMBER = {
  member: ['comisionado', 'integrante', 'miembro'],
  member_id: ['clave del comisionado', 'clave del integrante'],
} as const;

/** Stable names, each with the others it goes by. */
const COLUMNS = {
  candidate: {
    key: ['clave', 'id'],
    name: ['nombre', 'aspirante', 'candidato'],
    file_number: WHO.file_number,
    through: ['ante', 'organo'],
    seat: ['puesto'],
    state: ['estado'],
    on: ['fecha'],
    ground: ['motivo'],
    decided_by: ['decidido por'],
    votes_for: ['votos a favor'],
    votes_against: ['votos en contra'],
    note: ['nota'],
  },
  score: {
    ...WHO,
    grading: ['hoja'],
    rubric: ['tabla'],
    aspect: ['aspecto'],
    points: ['punteo', 'puntos'],
    total: ['total impreso', 'resultado'],
  },
  objection: {
    ...WHO,
    key: ['clave'],
    count: ['cantidad'],
    filed_on: ['fecha', 'presentada'],
    filer_kind: ['clase de quien la presenta'],
    filer: ['presentada por', 'quien la presenta', 'presentadoPor'],
    ground: ['motivo', 'tacha'],
    evidence: ['prueba'],
    admissibility: ['admision'],
    outcome: ['resultado'],
    decided_on: ['decidida'],
    decision: ['lo que se decidio', 'decision impresa'],
    answer: ['respuesta', 'descargo'],
  },
  vote: {
    ...WHO,
    round: ['ronda'],
    matter: ['asunto'],
    body: ['organo'],
    on: ['fecha'],
    option: ['propuesta'],
    for: ['a favor'],
    against: ['en contra'],
    abstained: ['abstenciones', 'abstencion'],
    absent: ['ausentes', 'ausente'],
    entered: ['entro'],
    ...MEMBER,
    choice: ['voto'],
    reason: ['razonamiento', 'razon'],
  },
  document: {
    ...WHO,
    key: ['clave'],
    title: ['titulo', 'nombreDocumento'],
    url: ['direccion', 'enlace', 'urlDocumento'],
    stage: ['etapa'],
    event: ['suceso'],
    publisher: ['medio'],
    date: ['fecha'],
  },
  member: {
    key: ['clave', 'id'],
    name: ['nombre', 'integrante', 'comisionado', 'miembro'],
    body: ['organo'],
    seat: ['clave del puesto'],
    seat_label: ['puesto', 'cargo'],
    from: ['procedencia', 'institucion'],
    group: ['grupo'],
    slate: ['planilla'],
    office: ['funcion'],
    alternate: ['suplente'],
    chosen_by: ['electo por'],
    votes_for: ['votos a favor'],
    votes_against: ['votos en contra'],
    sworn_on: ['juramentacion'],
    starts: ['desde'],
    ends: ['hasta'],
    note: ['nota'],
  },
  check: {
    ...WHO,
    ...MEMBER,
    key: ['clave'],
    register: ['registro'],
    question: ['pregunta'],
    on: ['fecha'],
    finding: ['respuesta', 'hallazgo'],
    method: ['como se consulto', 'metodo'],
    url: ['direccion', 'documento'],
  },
} as const satisfies Record<ListKind, Record<string, readonly string[]>>;

/** Blind to case, accents and signs. */
const plain = (header: string): string => slugOf(header).replaceAll('-', ' ');

/** @returns the stable name of each header; one that is none is missing */
export function columnsOf(list: ListKind, headers: readonly string[]): Map<string, string> {
  const own: Record<string, readonly string[]> =
    list === 'document' ? COLUMNS[list] : { ...SOURCE, ...COLUMNS[list] };
  const names = new Map(
    Object.entries(own).flatMap(([name, others]) =>
      [name, ...others].map((one): [string, string] => [plain(one), name]),
    ),
  );
  return new Map(
    headers.flatMap((header): [string, string][] => {
      const name = names.get(plain(header));
      return name === undefined ? [] : [[header, name]];
    }),
  );
}

/** What documents and refusals list. */
export const columnNames = (list: ListKind): string[] => Object.keys(COLUMNS[list]);

/** What a column may be said to be: also where a row stands. */
export const mappedNames = (list: ListKind): string[] => [
  ...columnNames(list),
  ...(list === 'document' ? [] : Object.keys(SOURCE)),
];
