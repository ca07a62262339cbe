/** Scores of a file against their rubric: maxima, sums, cut-off. What is printed is kept; somebody should look. Pure. */
import type { Findings } from '../import/findings.ts';
import type { FileGrading, FileRubric, ProcessFile } from '../schemas/process-file.ts';
import type { FileIndex } from './process-faults.ts';

export function checkScores(file: ProcessFile, index: FileIndex, findings: Findings): void {
  for (const [n, rubric] of (file.rubrics ?? []).entries()) checkRubric(rubric, `/rubrics/${n}`, findings);
  for (const [n, grading] of (file.gradings ?? []).entries())
    checkGrading(grading, index, `/gradings/${n}`, findings);
}

/** So that a sum of tenths is a sum of tenths. */
const rounded = (sum: number): number => Math.round(sum * 1e6) / 1e6;
const total = (numbers: readonly number[]): number => rounded(numbers.reduce((sum, one) => sum + one, 0));

function checkRubric({ aspects, ...rubric }: FileRubric, path: string, findings: Findings): void {
  const keys = new Set(aspects.map(({ key }) => key));
  for (const [at, { key, part_of: above }] of aspects.entries()) {
    if (above !== undefined && (!keys.has(above) || above === key))
      findings.fault(`${path}/aspects/${at}/part_of`, 'unknown_aspect', { key: above });
  }
  for (const [at, aspect] of aspects.entries()) {
    const parts = aspects.filter(({ part_of: above }) => above === aspect.key);
    const maxima = parts.flatMap(({ max }) => (max === undefined ? [] : [max]));
    if (aspect.max === undefined || parts.length === 0 || maxima.length < parts.length) continue;
    const sum = total(maxima);
    if (sum !== aspect.max)
      findings.warn(`${path}/aspects/${at}/max`, 'parts_differ', {
        label: aspect.label,
        max: aspect.max,
        sum,
      });
  }
  const { votes_for: inFavour, votes_against: against, present } = rubric;
  if (present !== undefined && (inFavour ?? 0) + (against ?? 0) > present)
    findings.warn(path, 'more_votes_than_members', {
      votes: (inFavour ?? 0) + (against ?? 0),
      members: present,
    });
}

function checkGrading(grading: FileGrading, index: FileIndex, path: string, findings: Findings): void {
  const rubric = grading.rubric === undefined ? undefined : index.rubrics.get(grading.rubric);
  if (grading.rubric !== undefined && !rubric)
    findings.fault(`${path}/rubric`, 'unknown_rubric', { key: grading.rubric });
  const aspects = new Map(rubric?.aspects.map((one) => [one.key, one]));
  const above = new Map(rubric?.aspects.map((one) => [one.key, one.part_of]));
  const seen = new Set<string>();
  for (const [n, { candidacy, points, printed_total: printed }] of grading.scores.entries()) {
    const at = `${path}/scores/${n}`;
    const name = index.candidacies.get(candidacy)?.name ?? candidacy;
    if (!index.candidacies.has(candidacy))
      findings.fault(`${at}/candidacy`, 'unknown_candidacy', { key: candidacy });
    if (seen.has(candidacy)) findings.fault(`${at}/candidacy`, 'graded_twice', { key: candidacy });
    seen.add(candidacy);
    for (const [key, value] of Object.entries(points)) {
      const aspect = aspects.get(key);
      if (rubric && !aspect) findings.fault(`${at}/points/${key}`, 'unknown_aspect', { key });
      if (aspect?.max !== undefined && value > aspect.max)
        findings.warn(`${at}/points/${key}`, 'over_max', {
          name,
          label: aspect.label,
          points: value,
          max: aspect.max,
        });
    }
    checkSums(points, printed, above, { at, name, aspects: rubric?.aspects.length ?? 0 }, findings);
  }
}

function checkSums(
  points: Readonly<Record<string, number>>,
  printed: number | undefined,
  above: ReadonlyMap<string, string | undefined>,
  { at, name, aspects }: { at: string; name: string; aspects: number },
  findings: Findings,
): void {
  const given = Object.entries(points);
  for (const [whole, value] of given) {
    const parts = [...above].filter(([, key]) => key === whole).map(([key]) => points[key]);
    if (parts.length === 0 || parts.includes(undefined)) continue;
    const sum = total(parts.flatMap((part) => part ?? []));
    if (sum !== value)
      findings.warn(`${at}/points/${whole}`, 'parts_differ', { label: name, max: value, sum });
  }
  // A sheet on which an aspect was not recorded has no sum of ours.
  const tops = [...above].filter(([, key]) => key === undefined).map(([key]) => points[key]);
  if (printed === undefined || aspects === 0 || tops.includes(undefined)) return;
  const sum = total(tops.flatMap((part) => part ?? []));
  if (sum !== printed) findings.warn(`${at}/printed_total`, 'total_differs', { name, printed, sum });
}
