/** Pages of `docs/reference`, made from what the program says of itself. */
import { databaseKey } from '../../src/cli/key.ts';
import { VARIABLES } from '../../src/config.ts';
import { permissions as allPermissions, modules } from '../../src/modules.ts';
import { ROLES } from '../../src/platform/access/access.ts';
import type { Deps } from '../../src/platform/deps.ts';
import { ERRORS, type ErrorCode } from '../../src/platform/errors.ts';
import type { RouteSpec } from '../../src/platform/http/route.ts';
import { translator } from '../../src/platform/i18n/translate.ts';

type Row = readonly string[];

/** A Markdown table; bars and line breaks in cells are made harmless. */
export function table(head: Row, rows: readonly Row[]): string {
  const line = (cells: Row): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

const code = (text: string): string => (text === '' ? '' : `\`${text}\``);
const page = (title: string, intro: string, body: string): string => `# ${title}\n\n${intro}\n\n${body}\n`;

export function environmentPage(): string {
  const rows = VARIABLES.map((v) => [code(v.name), code(v.default), v.summary]);
  return page(
    'Environment',
    'Read once at the start. A wrong value stops the start with one line that names it. An empty value counts as missing.',
    table(['variable', 'default', 'meaning'], rows),
  );
}

export function settingsPage(): string {
  const rows = modules
    .flatMap((m) => m.settings)
    .concat(databaseKey)
    .map((s) => [code(s.key), code(JSON.stringify(s.default)), s.summary]);
  return page(
    'Settings',
    'Kept in the database and changed in the back office.',
    table(['setting', 'default', 'meaning'], rows),
  );
}

export function permissionsPage(): string {
  const rows = allPermissions.map((p) => [
    code(p.name),
    p.summary,
    ...ROLES.map((role) => (role === 'administrator' || p.roles.includes(role) ? 'yes' : '')),
  ]);
  return page(
    'Permissions',
    'What each role may do. A route names one of these, `signed_in` (any member of staff) or `public`.',
    table(['permission', 'allows', ...ROLES], rows),
  );
}

export function routesPage(routes: readonly RouteSpec[]): string {
  const rows = routes
    .toSorted((a, b) => (a.url === b.url ? 0 : a.url < b.url ? -1 : 1))
    .map((r) => [
      r.method,
      code(r.url),
      r.kind,
      r.policy === 'public' ? 'public' : code(r.policy),
      r.summary,
    ]);
  return page(
    'Addresses',
    'Kinds: `page` public HTML, `office` back office, `api` JSON, `feed` other formats. Besides these: `/assets/…`, `/healthz`, `/readyz`, `/metrics`.',
    table(['', 'address', 'kind', 'who', 'what'], rows),
  );
}

export function jobsPage(deps: Deps): string {
  const rows = modules.flatMap((m) =>
    m.jobs(deps).map((job) => {
      const crons = m.crons.filter((cron) => cron.job === job.name).map((cron) => code(cron.pattern));
      return [code(job.name), crons.join(', '), job.summary];
    }),
  );
  return page(
    'Jobs',
    'Background work. Patterns are minute, hour, day, month, weekday in UTC; a job without one is added by a change.',
    table(['job', 'when', 'what'], rows),
  );
}

export function mailsPage(deps: Deps): string {
  const rows = modules.flatMap((m) => m.mails(deps)).map((mail) => [code(mail.kind), mail.summary]);
  return page(
    'Mails',
    'Every kind of mail that the program writes.',
    table(['kind', 'when and to whom'], rows),
  );
}

export function errorsPage(): string {
  const [es, en] = [translator('es'), translator('en')];
  const rows = (Object.keys(ERRORS) as ErrorCode[]).map((name) => {
    const { status, message } = ERRORS[name];
    return [code(name), String(status), es(message), en(message)];
  });
  return page(
    'Errors',
    'The `code` in `{ "error": { "code", "message", "fields"? } }` of the API, its status, and the words that people read.',
    table(['code', 'status', 'Spanish', 'English'], rows),
  );
}
