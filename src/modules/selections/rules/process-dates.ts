/** Dates of a file that cannot be, or that stand in an odd order. What is printed is kept; somebody should look. Pure. */
import type { Findings } from '../import/findings.ts';
import type { ProcessFile } from '../schemas/process-file.ts';

/** Whether one date is surely after the other, as far as both are known. */
export function isAfter(one: string, other: string): boolean {
  const length = Math.min(one.length, other.length);
  return one.slice(0, length) > other.slice(0, length);
}

export function checkDates(file: ProcessFile, today: string, findings: Findings): void {
  for (const [path, date] of datesOf(file)) if (!isDay(date)) findings.fault(path, 'no_such_day', { date });
  checkEvents(file, today, findings);
  const spans: [path: string, from: string | undefined, to: string | undefined][] = [
    ['/term/ends', file.term?.starts, file.term?.ends],
    ...(file.court_actions ?? []).map((one, n): [string, string | undefined, string | undefined] => [
      `/court_actions/${n}/decided_on`,
      one.filed_on,
      one.decided_on,
    ]),
    ...(file.objections ?? []).map((one, n): [string, string | undefined, string | undefined] => [
      `/objections/${n}/decided_on`,
      one.filed_on,
      one.decided_on,
    ]),
    ...(file.bodies ?? []).flatMap(({ seats }, b) =>
      (seats ?? []).flatMap(({ holders }, s) =>
        holders.map((one, h): [string, string | undefined, string | undefined] => [
          `/bodies/${b}/seats/${s}/holders/${h}/ends`,
          one.starts,
          one.ends,
        ]),
      ),
    ),
  ];
  for (const [path, from, to] of spans)
    if (from !== undefined && to !== undefined && isAfter(from, to))
      findings.warn(path, 'dates_reversed', { from, to });
  for (const [n, { states }] of (file.candidacies ?? []).entries()) {
    let last: string | undefined;
    for (const [m, { on }] of states.entries()) {
      if (on === undefined) continue;
      if (last !== undefined && isAfter(last, on))
        findings.warn(`/candidacies/${n}/states/${m}/on`, 'states_out_of_order', { from: last, to: on });
      last = on;
    }
  }
}

function checkEvents(file: ProcessFile, today: string, findings: Findings): void {
  const latest = new Map<string, string>();
  for (const [n, { on, until, stage, basis }] of (file.events ?? []).entries()) {
    const path = `/events/${n}`;
    if (on !== undefined && until !== undefined && isAfter(on, until))
      findings.warn(`${path}/until`, 'dates_reversed', { from: on, to: until });
    if (on === undefined || basis !== 'observed') continue;
    if (isAfter(on, today)) findings.warn(`${path}/on`, 'observed_in_future', { date: on });
    if (file.known_until !== undefined && isAfter(on, file.known_until))
      findings.warn(`${path}/on`, 'after_known_until', { date: on, known: file.known_until });
    if (stage === undefined) continue;
    const before = latest.get(stage);
    if (before !== undefined && isAfter(before, on))
      findings.warn(`${path}/on`, 'stage_out_of_order', { from: before, to: on });
    latest.set(stage, on);
  }
}

/** Every partial date of a file, wherever it stands. */
function datesOf(file: ProcessFile): [path: string, date: string][] {
  const found: [string, string][] = [];
  const walk = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, one] of Object.entries(value)) {
      const at = `${path}/${name}`;
      if (typeof one === 'string' && DATES.has(name)) found.push([at, one]);
      // Ballots and points are many, and hold no dates.
      else if (name !== 'ballots' && name !== 'points' && name !== 'sources') walk(one, at);
    }
  };
  walk(file, '');
  return found;
}

const DATES = new Set([
  'on',
  'until',
  'filed_on',
  'decided_on',
  'sworn_on',
  'starts',
  'ends',
  'in_force_from',
]);

function isDay(text: string): boolean {
  const [, month, day] = text.split('-').map(Number);
  if (month === undefined) return true;
  if (month < 1 || month > 12) return false;
  if (day === undefined) return true;
  const year = Number(text.slice(0, 4));
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const most = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day >= 1 && day <= most;
}
