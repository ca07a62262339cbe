/** Who may import whom: rules 1 and 2 of the house (docs/architecture.md), as functions over source texts. */
import { importsOf, isTest, packageOf, targetOf, type Import, type SourceFile } from './sources.ts';

/** The other modules whose `index.ts` a module may import. The way back is a job, a manifest slot or a link. */
const ALLOWED: Record<string, readonly string[]> = {
  accounts: [],
  events: ['accounts'],
  attendance: ['accounts', 'events'],
  certificates: ['accounts', 'events', 'attendance'],
  surveys: ['accounts', 'events', 'attendance'],
  mailings: ['accounts', 'events', 'attendance'],
  contributions: ['accounts', 'events'],
  publications: ['accounts'],
  officials: ['accounts'],
  corrections: ['accounts'],
  selections: ['accounts', 'officials'],
  observations: ['accounts', 'selections'],
  proposals: ['accounts', 'officials', 'events'],
  answers: ['accounts', 'officials', 'proposals'],
  accompaniment: ['accounts', 'proposals'],
  projects: ['accounts', 'officials', 'proposals', 'answers'],
  follows: ['accounts', 'proposals'],
  meetings: ['accounts', 'events', 'proposals'],
  reports: ['accounts', 'events', 'attendance', 'surveys', 'contributions'],
  site: ['accounts'],
  'open-data': [],
};

interface Edge extends Import {
  from: string;
  /** Project path, or the name of a package. */
  to: string;
}

/** One line per import that breaks a rule. */
export function importFaults(files: readonly SourceFile[]): string[] {
  const edges = edgesOf(files);
  const faults = edges.flatMap((edge) => {
    const fault = faultOf(edge);
    return fault === undefined ? [] : [`${edge.from}:${edge.line} imports ${edge.to}: ${fault}`];
  });
  return [...faults, ...cycleFaults(edges)];
}

function edgesOf(files: readonly SourceFile[]): Edge[] {
  return files.flatMap(({ path, text }) =>
    importsOf(text).map((found) => ({
      ...found,
      from: path,
      to: targetOf(path, found.specifier) ?? packageOf(found.specifier) ?? found.specifier,
    })),
  );
}

function faultOf(edge: Edge): string | undefined {
  const { from, to } = edge;
  // A test stands outside of the layers: it may set up whatever its subject needs.
  if (isTest(from) || from.startsWith('test/')) return undefined;
  if (to.startsWith('test/') || isTest(to)) return 'the program imports no test';
  if (from.startsWith('migrations/')) {
    return to.startsWith('src/') ? 'a migration is frozen in time and imports nothing from src' : undefined;
  }
  if (from.startsWith('src/platform/')) return platformFault(edge);
  if (from.startsWith('src/ui/')) return uiFault(edge);
  const module = moduleOf(from);
  return module === undefined ? undefined : (moduleFault(edge, module) ?? roomFault(edge));
}

function platformFault({ to, typeOnly }: Edge): string | undefined {
  if (!to.startsWith('src/') || to.startsWith('src/platform/')) return undefined;
  if (to === 'src/config.ts')
    return typeOnly ? undefined : 'platform takes only types from config (values come in Deps)';
  return 'platform imports nothing of ours but platform';
}

function uiFault({ to, typeOnly }: Edge): string | undefined {
  if (to === 'fastify' || to === 'kysely' || to === 'pg')
    return 'the design system knows neither HTTP nor database';
  if (!to.startsWith('src/') || to.startsWith('src/ui/') || to.startsWith('src/platform/i18n/'))
    return undefined;
  return typeOnly && to.startsWith('src/platform/')
    ? undefined
    : 'ui imports only platform/i18n and types of platform';
}

const moduleOf = (path: string): string | undefined => /^src\/modules\/([^/]+)\//.exec(path)?.[1];

function moduleFault({ to, typeOnly }: Edge, module: string): string | undefined {
  const allowed = ALLOWED[module];
  if (!allowed) return `module ${module} has no line in the table of allowed imports`;
  if (!to.startsWith('src/') || to.startsWith('src/platform/') || to.startsWith('src/ui/')) return undefined;
  if (to === 'src/config.ts' && typeOnly) return undefined;
  const other = moduleOf(to);
  if (other === module) return undefined;
  if (other === undefined) return 'a module imports platform, ui and itself';
  if (!allowed.includes(other)) return `${module} may not know ${other}`;
  return to === `src/modules/${other}/index.ts`
    ? undefined
    : `of another module only index.ts may be imported`;
}

/** Where inside its module a file lives: `rules`, `pages`, … A file and a folder of that name are the same room. */
const roomOf = (path: string): string | undefined => /^src\/modules\/[^/]+\/([a-z-]+)[./]/.exec(path)?.[1];

const DATABASE = new Set(['kysely', 'pg', 'pg-copy-streams', 'graphile-worker']);
/** Lists of names, and arithmetic, without effects: rules may hold them in their hands. */
const VOCABULARY = new Set(['src/platform/access/access.ts', 'src/platform/calendar/working-days.ts']);
const HTTP = new Set(['fastify']);

function roomFault({ from, to, typeOnly }: Edge): string | undefined {
  const room = roomOf(from);
  const target = moduleOf(to) === undefined ? undefined : roomOf(to);
  const http =
    to.startsWith('src/platform/http/') || HTTP.has(to) || to.startsWith('@fastify/') || target === 'routes';
  const database = to.startsWith('src/platform/db/') || DATABASE.has(to);
  const html =
    to.startsWith('src/ui/') || to.startsWith('preact') || target === 'pages' || target === 'emails';
  switch (room) {
    case 'rules':
      return typeOnly || target === 'rules' || VOCABULARY.has(to)
        ? undefined
        : 'rules are pure and import types only';
    case 'pages':
    case 'emails':
      if (HTTP.has(to) || (http && !typeOnly)) return `${room} know no HTTP`;
      if (database || ((target === 'queries' || target === 'commands') && !typeOnly))
        return `${room} know no database`;
      return undefined;
    case 'queries':
    case 'commands':
      if (http) return `${room} know no HTTP`;
      return html ? `${room} know no HTML` : undefined;
    default:
      return undefined;
  }
}

/** Circles among imports that exist at run time; types may refer to each other. */
function cycleFaults(edges: readonly Edge[]): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to, typeOnly } of edges) {
    if (!typeOnly && !isTest(from)) next.set(from, [...(next.get(from) ?? []), to]);
  }
  const done = new Set<string>();
  const faults: string[] = [];
  const walk = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at !== -1) faults.push(`circle: ${[...trail.slice(at), path].join(' → ')}`);
    if (at !== -1 || done.has(path)) return;
    for (const to of next.get(path) ?? []) walk(to, [...trail, path]);
    done.add(path);
  };
  for (const path of next.keys()) walk(path, []);
  return faults;
}
