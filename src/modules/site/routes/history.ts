/** History that everybody can read: of each record, its versions and what each of them changed. */
import type { Deps } from '../../../platform/deps.ts';
import { HISTORY } from '../../../platform/history/paths.ts';
import {
  findVersionAfter,
  findVersionBefore,
  listVersions,
  type Version,
} from '../../../platform/history/versions.ts';
import { publicPage } from '../../../platform/http/routes-at.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { allows, type PolicyName } from '../../../platform/access/access.ts';
import { VersionPage } from '../pages/history-version.tsx';
import { namedSources } from '../queries/sources.ts';
import {
  changesOf,
  comparedWith,
  dressed,
  entryOf,
  fieldsOf,
  isAnswer,
  type Past,
  pastOf,
  showList,
  versionOf,
} from './history-past.ts';

export function historyRoutes(deps: Deps): RouteSpec[] {
  return [
    publicPage(`${HISTORY}/:word/:id`, 'The versions of a record.', (ctx) =>
      withPast(deps, ctx, false, showList),
    ),
    publicPage(
      `${HISTORY}/:word/:id/:version`,
      'One version of a record: what it changed, or how it differs from another one.',
      (ctx) => withPast(deps, ctx, false, showVersion),
    ),
  ];
}

export async function withPast(
  deps: Deps,
  ctx: Ctx,
  office: boolean,
  show: (past: Past) => Promise<Answer>,
): Promise<Answer> {
  const found = await pastOf(deps, ctx, office);
  return isAnswer(found) ? found : show(found);
}

/**
 * What is in force is changed in the record itself: of the newest version only the reason can be taken back. What was
 * removed has nothing in force, and what a version tells of with both sides is over.
 */
export function canBlank(
  past: Past,
  version: Version,
  latest: Version | undefined,
): 'all' | 'reason' | undefined {
  if (!past.office || fieldsOf(past, version).length === 0) return undefined;
  const isOld = latest !== undefined && latest.id !== version.id;
  if (isOld || past.subject.removed === true || changesOf(past, version).length > 0) return 'all';
  return version.reason === null ? undefined : 'reason';
}

/** @param past of the public, or of the back office: there with a way to restore it */
export async function showVersion(past: Past): Promise<Answer> {
  const { deps, ctx, record, spans, listHref, source, office } = past;
  const version = await versionOf(past);
  const before = await findVersionBefore(deps.db, record, spans, version.id);
  const [comparison, sources, after, [latest]] = await Promise.all([
    comparedWith(past, version, before),
    namedSources(deps, [version.source_id], past),
    findVersionAfter(deps.db, record, spans, version.id),
    listVersions(deps.db, record, spans, { limit: 1 }),
  ]);
  const here = `${listHref}/${version.id}`;
  const may = (policy: PolicyName): boolean => allows(ctx.actor, policy);
  const mayRestore = office && source.restore && may('site.restore_versions') && may(source.restore.policy);
  const isOld = latest !== undefined && latest.id !== version.id;
  const blank = canBlank(past, version, latest);
  return dressed(
    past,
    VersionPage({
      past,
      version: entryOf(past, version, sources),
      fields: fieldsOf(past, version),
      comparison,
      links: {
        before: before && `${listHref}/${before.id}`,
        after: after === undefined ? undefined : `${listHref}/${after}`,
        now: isOld && !ctx.query.has('con') ? `${here}?con=${latest.id}` : undefined,
        restore: mayRestore && isOld && !past.subject.removed ? `${here}/restaurar` : undefined,
        blank: blank && may('site.blank_versions') ? { href: `${here}/retirar`, what: blank } : undefined,
      },
    }),
  );
}
