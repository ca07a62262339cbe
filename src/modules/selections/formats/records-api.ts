/** Candidates, scores, votes, objections and background checks as the API and the JSON files give them. */
import type { Citation } from '../../../platform/sources/citations.ts';
import { sourcePath } from '../../../platform/sources/paths.ts';
import { personPath } from '../../officials/index.ts';
import { candidacyPath } from '../addresses.ts';
import type { CheckData } from '../queries/checks.ts';
import type { CandidateData, ObjectionData, ScoreData, VoteData } from '../queries/data.ts';

export interface Within {
  /** Slug of the process. */
  process: string;
  baseUrl: string;
}

export function sourcesOf(cited: readonly Citation[], { baseUrl }: Pick<Within, 'baseUrl'>) {
  return cited.map(({ field, value, page, passage, shown, reason, source }) => ({
    title: source.title,
    publisher: source.publisher,
    address: source.address,
    page,
    passage,
    // Of a field for which the source prints another value than the one given.
    ...(shown ? {} : { field, value, reason }),
    url: baseUrl + sourcePath(source.id),
  }));
}

export function candidateItem(one: CandidateData, within: Within) {
  return {
    slug: one.slug,
    title: one.name,
    name: one.name,
    file_number: one.file_number,
    through: one.through,
    seat: one.seat,
    state: one.state,
    states: one.states.map((state) => ({
      state: state.state,
      on: state.on_date,
      ground: state.ground,
      decided_by: state.decided_by,
      votes_for: state.votes_for,
      votes_against: state.votes_against,
    })),
    person: one.person_slug === null ? null : within.baseUrl + personPath(one.person_slug),
    sources: sourcesOf(one.cited, within),
    url: within.baseUrl + candidacyPath(within.process, one.slug),
  };
}

const candidateOf = ({ slug, name }: { slug: string; name: string }, { process, baseUrl }: Within) => ({
  slug,
  name,
  url: baseUrl + candidacyPath(process, slug),
});

export function scoreItem(one: ScoreData, within: Within) {
  return {
    id: `${one.grading_key}.${one.slug}`,
    title: `${one.name}: ${one.grading}`,
    candidate: candidateOf(one, within),
    sheet: { key: one.grading_key, title: one.grading, grader: one.grader, on: one.on_date },
    rubric: one.rubric,
    // What is not there was not recorded: that is no zero.
    points: one.points ?? {},
    printed_total: one.printed === null ? null : Number(one.printed),
    sources: sourcesOf(one.cited, within),
  };
}

export function voteItem(one: VoteData, within: Within) {
  const about = one.slug === null || one.name === null ? null : { slug: one.slug, name: one.name };
  return {
    id: one.id,
    title: `${one.matter}: ${about?.name ?? one.option}`,
    round: {
      key: one.round_key,
      number: one.number,
      matter: one.matter,
      on: one.on_date,
      body: one.body,
      threshold: one.threshold,
      entitled: one.entitled,
      present: one.present,
      complete: one.complete,
    },
    candidate: about && candidateOf(about, within),
    option: one.option,
    for: one.votes_for,
    against: one.votes_against,
    abstained: one.abstained,
    absent: one.absent,
    entered: one.entered,
    ballots: one.ballots.map(({ holder_id: id, name, person_slug: slug, choice, reason }) => ({
      member: { id, name, person: slug === null ? null : within.baseUrl + personPath(slug) },
      choice,
      reason,
    })),
    sources: sourcesOf(one.cited, within),
  };
}

export function objectionItem(one: ObjectionData, within: Within) {
  return {
    id: one.id,
    title: one.name,
    candidate: candidateOf(one, within),
    count: one.count,
    filed_on: one.filed_on,
    filer_kind: one.filer_kind,
    filer: one.filer,
    ground: one.ground,
    evidence: one.evidence,
    admissibility: one.admissibility,
    outcome: one.outcome,
    decided_on: one.decided_on,
    decision: one.decision,
    answer: one.answer,
    sources: sourcesOf(one.cited, within),
  };
}

export function checkItem(one: CheckData, within: Within) {
  return {
    id: one.id,
    title: `${one.name}: ${one.question}`,
    candidate: one.slug === null ? null : candidateOf({ slug: one.slug, name: one.name }, within),
    member:
      one.holder_id === null
        ? null
        : {
            id: one.holder_id,
            name: one.name,
            person: one.person_slug === null ? null : within.baseUrl + personPath(one.person_slug),
          },
    register: one.register,
    question: one.question,
    on: one.on_date,
    finding: one.finding,
    method: one.method,
    consulted: one.address === '' ? null : one.address,
    sources: sourcesOf(one.cited, within),
  };
}
