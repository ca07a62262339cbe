/** Which days a programme has, and which one a page shows. Pure. */

export interface ProgrammeDay {
  /** As in the address: `2026-03-07`, or `sin-horario`. */
  key: string;
  /** null: the hours are not published. */
  date: Temporal.PlainDate | null;
  count: number;
}

export interface Days {
  list: readonly ProgrammeDay[];
  /** Key of the day shown, or `all`. */
  shown: string;
}

const NO_HOURS = 'sin-horario';

/** @param rows numbers of sessions by day, in order; several rows of one day add up */
export function programmeDays(
  rows: readonly { day: Temporal.PlainDate | null; count: number }[],
  asked: string | null,
  today: Temporal.PlainDate,
): Days {
  const list: ProgrammeDay[] = [];
  for (const { day, count } of rows) {
    const key = day?.toString() ?? NO_HOURS;
    const last = list.at(-1);
    if (last?.key === key) last.count += count;
    else list.push({ key, date: day, count });
  }
  if (asked === 'todos') return { list, shown: 'all' };
  const shown = list.find((day) => day.key === asked) ?? dayThatMatters(list, today);
  return { list, shown: shown?.key ?? 'all' };
}

/** Today or the next day that has sessions; when it is all over, the first. */
function dayThatMatters(list: readonly ProgrammeDay[], today: Temporal.PlainDate): ProgrammeDay | undefined {
  return list.find((d) => d.date !== null && Temporal.PlainDate.compare(d.date, today) >= 0) ?? list[0];
}

/** The day shown, as the query asks for it. */
export function shownDay(days: Days): Temporal.PlainDate | 'none' | undefined {
  const day = days.list.find((d) => d.key === days.shown);
  return day && (day.date ?? 'none');
}
