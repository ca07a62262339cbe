/** Who was in which session: counts, the list by pages, the file. */
import { audit } from '../../../platform/audit/audit.ts';
import { csvFile } from '../../../platform/csv.ts';
import { cursorOf, KEY, pageOf, readPageRequest } from '../../../platform/db/page-by-key.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { bytes } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import {
  dayAndTime,
  editionDesk,
  editionHref,
  findSession,
  listSessions,
  officeGet,
  officePage,
  officePost,
  tryOpenPerson,
  type Person,
} from '../../events/index.ts';
import { ATTENDANCE_TAB, AttendancePage, type PersonLine } from '../pages/office-attendance.tsx';
import { countAttendance, listAttended } from '../queries/attended.ts';
import { countConfirmed, listPresent, listPresentSessions, type PresentRow } from '../queries/office.ts';

const PER_PAGE = 50;
const BATCH = 500;
const PEOPLE_CURSOR = cursorOf({ id: KEY.uuid });

export function officeAttendanceRoutes(deps: Deps): RouteSpec[] {
  const may = 'attendance.read';
  return [
    officeGet(`/:slug/${ATTENDANCE_TAB}`, may, 'Who was in which session.', (ctx) => list(deps, ctx)),
    officePost(`/:slug/${ATTENDANCE_TAB}/exportar`, may, 'Attendance per person and session as CSV.', (ctx) =>
      exportCsv(deps, ctx),
    ),
  ];
}

async function list(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const { id, timezone } = desk.edition;
  const asked = ctx.query.get('sesion');
  const session = asked ? await findSession(deps.db, id, asked.replaceAll('\0', '')) : undefined;
  if (asked && !session) throw notFound();
  const { after } = readPageRequest(ctx.query, PEOPLE_CURSOR);
  const rows = await listPresent(deps.db, id, session?.id, { after: after?.id, limit: PER_PAGE + 1 });
  const { items, next } = pageOf(rows, PER_PAGE, (row) => PEOPLE_CURSOR.write({ id: row.registration_id }));
  const counts = await countAttendance(deps.db, id);
  const href = editionHref(desk.edition, ATTENDANCE_TAB);
  const kept = session ? `sesion=${encodeURIComponent(session.slug)}&` : '';
  const when = (at: Temporal.Instant | null) =>
    at ? dayAndTime(at, timezone, ctx.lang, 'short').text : ctx.t('attendance.office.no_hours');
  const body = AttendancePage({
    desk,
    people: counts.people,
    confirmed: await countConfirmed(deps.db, id),
    sessions: (await listSessions(deps.db, id)).map(({ id: sessionId, slug, title, starts_at }) => {
      const { online, in_person } = counts.bySession.get(sessionId) ?? { online: 0, in_person: 0 };
      return { slug, title, when: when(starts_at), online, inPerson: in_person };
    }),
    session,
    list: items.map((row) => lineOf(deps, ctx, row, when)),
    firstHref: after ? `${href}?${kept}#personas` : undefined,
    nextHref: next && `${href}?${kept}after=${next}#personas`,
  });
  return officePage(ctx.t('attendance.office.tab.attendance'), body);
}

function lineOf(deps: Deps, { t }: Ctx, row: PresentRow, when: (at: Temporal.Instant) => string): PersonLine {
  const person = tryOpenPerson(deps.vault, row.registration_id, row.sealed);
  const { via, sessions, minutes } = row;
  return {
    id: row.registration_id,
    name: person?.name ?? t('attendance.office.list.unreadable'),
    organization: person?.organization ?? '',
    via,
    arrived: when(row.arrived_at),
    sessions,
    minutes,
  };
}

const COLUMNS = ['name', 'email', 'organization', 'session', 'via', 'first', 'last', 'minutes'] as const;

async function exportCsv(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { edition } = await editionDesk(deps, ctx);
  const { t } = ctx;
  const wall = (at: Temporal.Instant) =>
    at
      .toZonedDateTimeISO(edition.timezone)
      .toPlainDateTime()
      .toString({ smallestUnit: 'minute' })
      .replace('T', ' ');
  const lines: (string | number)[][] = [];
  for (let after: string | undefined, more = true; more;) {
    const page = await listAttended(deps.db, edition.id, {}, { limit: BATCH, ...(after && { after }) });
    const ids = page.map((row) => row.registrationId);
    let last: { id: string; person: Person | undefined } | undefined;
    for (const row of await listPresentSessions(deps.db, edition.id, ids)) {
      if (last?.id !== row.registration_id)
        last = {
          id: row.registration_id,
          person: tryOpenPerson(deps.vault, row.registration_id, row.sealed),
        };
      const { person } = last;
      const who = [person?.name ?? '', person?.email ?? '', person?.organization ?? ''];
      const via = t(`attendance.via.${row.via}`);
      lines.push([...who, row.session ?? '', via, wall(row.first_at), wall(row.last_at), row.minutes]);
    }
    after = ids.at(-1);
    more = page.length === BATCH;
  }
  await withTransaction(deps.db, (trx) =>
    audit(trx, {
      actor: ctx.actor,
      action: 'attendance.export',
      subject: { kind: 'event', id: edition.id },
      detail: { rows: lines.length },
    }),
  );
  const header = COLUMNS.map((name) => t(`attendance.csv.${name}`));
  return bytes(csvFile(header, lines), 'text/csv; charset=utf-8', {
    'content-disposition': `attachment; filename="asistencia-${edition.slug}.csv"`,
  });
}
