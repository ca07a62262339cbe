/** The lists that a process can be told by, and what their columns may be called. Pure. */
import { slugOf } from '../../../platform/slug.ts';

export const LISTS = ['candidate', 'score', 'objection', 'vote', 'document'] as const;
export type ListKind = (typeof LISTS)[number];

/** Where a row says itself where it stands; without it the file is its source. */
const SOURCE = {
  source_title: ['fuente', 'fuente titulo', 'source'],
  source_publisher: ['medio', 'fuente medio', 'publisher'],
  source_url: ['fuente url', 'enlace de la fuente'],
  source_date: ['fuente fecha'],
  page: ['pagina'],
} as const;

const WHO = {
  candidate: ['aspirante', 'candidato', 'candidatura', 'nombre', 'name'],
  file_number: ['expediente', 'numero de expediente', 'no'],
} as const;

/** Stable names, each with the others it goes by. */
const COLUMNS = {
  candidate: {
    key: ['clave'],
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
    total: ['total impreso'],
  },
  objection: {
    ...WHO,
    key: ['clave'],
    count: ['cantidad'],
    filed_on: ['fecha', 'presentada'],
    filer_kind: ['clase de quien la presenta'],
    filer: ['presentada por', 'quien la presenta'],
    ground: ['motivo'],
    evidence: ['prueba'],
    admissibility: ['admision'],
    outcome: ['resultado'],
    decided_on: ['decidida'],
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
    member: ['comisionado', 'integrante', 'miembro'],
    choice: ['voto'],
    reason: ['razonamiento', 'razon'],
  },
  document: {
    ...WHO,
    key: ['clave'],
    title: ['titulo'],
    url: ['direccion', 'enlace'],
    stage: ['etapa'],
    event: ['suceso'],
    publisher: ['medio'],
    date: ['fecha'],
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
