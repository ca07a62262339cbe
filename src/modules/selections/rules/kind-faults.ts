/** What does not fit in the description of a kind. Pure. */
import type { Findings } from '../import/findings.ts';
import type { Basis, KindFile } from '../schemas/kind-file.ts';

export function checkKind(file: KindFile, findings: Findings): void {
  const bodies = new Set(file.bodies.map(({ key }) => key));
  const stages = new Set(file.stages.map(({ key }) => key));
  twice(file.bodies, '/bodies', findings);
  twice(file.stages, '/stages', findings);
  twice(file.thresholds, '/thresholds', findings);
  twice(file.deadlines, '/deadlines', findings);
  for (const [at, { body, formula }] of file.thresholds.entries()) {
    if (!bodies.has(body)) findings.fault(`/thresholds/${at}/body`, 'unknown_body', { key: body });
    if ('share' in formula && formula.share[0] > formula.share[1])
      findings.fault(`/thresholds/${at}/formula/share`, 'share_over_one');
  }
  for (const [at, stage] of file.stages.entries()) {
    if (stage.body !== undefined && !bodies.has(stage.body))
      findings.fault(`/stages/${at}/body`, 'unknown_body', { key: stage.body });
    twice(stage.checks, `/stages/${at}/checks`, findings);
  }
  for (const [at, { stage, from }] of file.deadlines.entries()) {
    if (!stages.has(stage)) findings.fault(`/deadlines/${at}/stage`, 'unknown_stage', { key: stage });
    if (typeof from === 'object' && !stages.has(from.stage))
      findings.fault(`/deadlines/${at}/from/stage`, 'unknown_stage', { key: from.stage });
  }
  for (const [path, cite] of citesOfKind(file))
    for (const one of cite ?? []) {
      const name = typeof one === 'string' ? one : one.source;
      if (!Object.hasOwn(file.sources, name)) findings.fault(path, 'unknown_source', { name });
    }
}

function twice(list: readonly { key: string }[], path: string, findings: Findings): void {
  const seen = new Set<string>();
  for (const [at, { key }] of list.entries()) {
    if (seen.has(key)) findings.fault(`${path}/${at}/key`, 'key_twice', { key });
    seen.add(key);
  }
}

/** Every place of a kind that cites, with what it cites. */
export function citesOfKind(file: KindFile): [path: string, cite: Basis['cite']][] {
  const at = (path: string, basis: Basis | undefined): [string, Basis['cite']][] =>
    basis ? [[`${path}/cite`, basis.cite]] : [];
  return [
    ...file.bodies.flatMap((body, n) => [
      ...at(`/bodies/${n}/basis`, body.basis),
      ...body.parts.flatMap((part, m) => at(`/bodies/${n}/parts/${m}/basis`, part.basis)),
    ]),
    ...at('/seats/basis', file.seats.basis),
    ...at('/shortlist/basis', file.shortlist?.basis),
    ...at('/term/basis', file.term.basis),
    ...file.thresholds.flatMap(({ basis }, n) => at(`/thresholds/${n}/basis`, basis)),
    ...file.deadlines.flatMap(({ basis }, n) => at(`/deadlines/${n}/basis`, basis)),
    ...file.requirements.flatMap(({ basis }, n) => at(`/requirements/${n}/basis`, basis)),
    ...(file.notes ?? []).map(({ cite }, n): [string, Basis['cite']] => [`/notes/${n}/cite`, cite]),
  ];
}
