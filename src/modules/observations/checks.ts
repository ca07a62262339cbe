/** The checks of a kind, with what was answered to each. */
import type { KindFile } from '../selections/index.ts';
import type { Observation } from './queries/observations.ts';

export type KindStage = KindFile['stages'][number];
export type KindCheck = KindStage['checks'][number];

export interface AnsweredCheck {
  stage: KindStage;
  check: KindCheck;
  observation: Observation | undefined;
}

/** Every check of the kind in its order; answers to checks that the kind has no longer are left out. */
export function answeredChecks(kind: KindFile, observations: readonly Observation[]): AnsweredCheck[] {
  const by = new Map(observations.map((one) => [`${one.stage}/${one.check_key}`, one]));
  return kind.stages.flatMap((stage) =>
    stage.checks.map((check) => ({ stage, check, observation: by.get(`${stage.key}/${check.key}`) })),
  );
}

/** @returns undefined when the kind has no such check */
export function checkOf(
  kind: KindFile,
  stageKey: string,
  checkKey: string,
): Pick<AnsweredCheck, 'stage' | 'check'> | undefined {
  const stage = kind.stages.find(({ key }) => key === stageKey);
  const check = stage?.checks.find(({ key }) => key === checkKey);
  return stage && check && { stage, check };
}
