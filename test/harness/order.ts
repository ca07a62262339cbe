/** The dearest files first, so that none of them runs alone at the end while the other workers are done. */
import path from 'node:path';
import { BaseSequencer } from 'vitest/node';

/** What took longest on two cores, longest first. A file that is missing here only runs later than it could. */
const DEAR = [
  'test/contracts/routes.test.ts',
  'test/contracts/pages.test.ts',
  'test/contracts/keyboard.test.ts',
  'test/stories/start-and-stop.test.ts',
  'test/stories/backup.test.ts',
  'test/stories/encuentro/day.test.ts',
  'test/stories/encuentro/story.test.ts',
  'test/stories/encuentro/kill.test.ts',
  'test/stories/encuentro/purge.test.ts',
];

/** The rest by what stands for how much they start: a program or a browser before what only asks a database. */
const KINDS = [
  /^test\/stories\//,
  /\.browser\.test\.tsx?$/,
  /^test\/(contracts|harness)\//,
  /\/hostile\.test\.ts$/,
];

function rank(file: string): number {
  const name = file.split(path.sep).join('/');
  const dear = DEAR.indexOf(name);
  if (dear >= 0) return dear;
  const kind = KINDS.findIndex((pattern) => pattern.test(name));
  return DEAR.length + (kind >= 0 ? kind : KINDS.length);
}

export class DearestFirst extends BaseSequencer {
  override async sort(files: Parameters<BaseSequencer['sort']>[0]): ReturnType<BaseSequencer['sort']> {
    const { root } = this.ctx.config;
    const rankOf = new Map(files.map((file) => [file, rank(path.relative(root, file.moduleId))]));
    return files.toSorted((a, b) => (rankOf.get(a) ?? 0) - (rankOf.get(b) ?? 0));
  }
}
