/** Candidates, scores, votes, objections and background checks as rows of comma-separated values. */
import type { CsvCell } from '../../../platform/csv.ts';
import type { Citation } from '../../../platform/sources/citations.ts';
import { personPath } from '../../officials/index.ts';
import { candidacyPath } from '../addresses.ts';
import type { CheckData } from '../queries/checks.ts';
import type { CandidateData, ObjectionData, ScoreData, VoteData } from '../queries/data.ts';
import type { Within } from './records-api.ts';

/** Between several values of one cell. */
const BETWEEN = ' | ';

const sources = (cited: readonly Citation[]): string =>
  cited
    .filter(({ shown }) => shown)
    .map(({ source, page }) =>
      [source.publisher, source.title, page, source.address ?? 'sin enlace'].filter(Boolean).join(', '),
    )
    .join(BETWEEN);

export const CANDIDATE_HEADER = [
  'slug',
  'nombre',
  'expediente',
  'ante',
  'asiento',
  'estado',
  'estados',
  'persona_url',
  'url',
  'fuentes',
] as const;

export function candidateRows(one: CandidateData, { process, baseUrl }: Within): CsvCell[][] {
  return [
    [
      one.slug,
      one.name,
      one.file_number,
      one.through,
      one.seat,
      one.state,
      one.states
        .map(({ state, on_date: on, ground }) => [state, on, ground].filter(Boolean).join(' · '))
        .join(BETWEEN),
      one.person_slug === null ? '' : baseUrl + personPath(one.person_slug),
      baseUrl + candidacyPath(process, one.slug),
      sources(one.cited),
    ],
  ];
}

export const SCORE_HEADER = [
  'aspirante_slug',
  'aspirante',
  'hoja',
  'fecha',
  'tabla',
  'aspecto',
  'puntos',
  'total_impreso',
  'fuentes',
] as const;

/** One for each aspect; the total that a source prints, in a row without an aspect. */
export function scoreRows(one: ScoreData): CsvCell[][] {
  const head = [one.slug, one.name, one.grading, one.on_date, one.rubric];
  const said = sources(one.cited);
  return [
    ...Object.entries(one.points ?? {}).map(([aspect, value]) => [...head, aspect, value, '', said]),
    ...(one.printed === null ? [] : [[...head, '', '', Number(one.printed), said]]),
  ];
}

export const VOTE_HEADER = [
  'id',
  'ronda',
  'numero',
  'asunto',
  'fecha',
  'organo',
  'con_voto',
  'presentes',
  'registro_completo',
  'aspirante_slug',
  'aspirante',
  'propuesta',
  'a_favor',
  'en_contra',
  'abstenciones',
  'ausentes',
  'reunio_lo_necesario',
  'votos_nominales',
  'fuentes',
] as const;

export function voteRows(one: VoteData): CsvCell[][] {
  return [
    [
      one.id,
      one.round_key,
      one.number,
      one.matter,
      one.on_date,
      one.body,
      one.entitled,
      one.present,
      one.complete ? 'si' : 'no',
      one.slug,
      one.name,
      one.option,
      one.votes_for,
      one.votes_against,
      one.abstained,
      one.absent,
      one.entered === null ? '' : one.entered ? 'si' : 'no',
      one.ballots.map(({ name, choice }) => `${name}: ${choice}`).join(BETWEEN),
      sources(one.cited),
    ],
  ];
}

export const OBJECTION_HEADER = [
  'id',
  'aspirante_slug',
  'aspirante',
  'cantidad',
  'fecha',
  'tipo_de_quien_presenta',
  'quien_presenta',
  'lo_presentado',
  'documento',
  'tramite',
  'decision',
  'fecha_decision',
  'respuesta',
  'decision_impresa',
  'fuentes',
] as const;

export function objectionRows(one: ObjectionData): CsvCell[][] {
  return [
    [
      one.id,
      one.slug,
      one.name,
      one.count,
      one.filed_on,
      one.filer_kind,
      one.filer,
      one.ground,
      one.evidence,
      one.admissibility,
      one.outcome,
      one.decided_on,
      one.answer,
      one.decision,
      sources(one.cited),
    ],
  ];
}

export const CHECK_HEADER = [
  'id',
  'de',
  'nombre',
  'aspirante_slug',
  'registro',
  'pregunta',
  'fecha',
  'respuesta_impresa',
  'como_se_consulto',
  'lo_que_se_consulto',
  'persona_url',
  'fuentes',
] as const;

export function checkRows(one: CheckData, { baseUrl }: Within): CsvCell[][] {
  return [
    [
      one.id,
      one.slug === null ? 'integrante' : 'aspirante',
      one.name,
      one.slug,
      one.register,
      one.question,
      one.on_date,
      one.finding,
      one.method,
      one.address,
      one.person_slug === null ? '' : baseUrl + personPath(one.person_slug),
      sources(one.cited),
    ],
  ];
}
