/** What a proposal's followers and its timeline are told of the institutions that it was put to. */
import { sql } from 'kysely';
import type { Read } from '../../platform/db/handles.ts';
import { plainDate } from '../../platform/i18n/dates.ts';
import type { Lang, Translate } from '../../platform/i18n/translate.ts';
import {
  MOST_NEWS,
  type NewsAsked,
  type NewsItem,
  type NewsSource,
  type NewsWords,
} from '../../platform/news.ts';
import { answersPath } from './addresses.ts';
import type { AnswerKind } from './tables.ts';

type What = 'asked' | 'delivered' | 'reminded' | 'late' | 'answered' | 'receipt' | 'closed' | 'due';

/** Of what became known in one moment. */
const ORDER: What[] = ['asked', 'delivered', 'reminded', 'late', 'receipt', 'answered', 'closed', 'due'];

interface Row {
  proposal_id: string;
  number: number;
  what: What;
  /** Of the question, or of the answer. */
  id: string;
  at: Temporal.Instant;
  day: Temporal.PlainDate | null;
  institution: string;
  /** By which it is due. */
  due_on: Temporal.PlainDate;
  kind: AnswerKind | null;
  /** Why it is asked no longer. */
  words: string;
}

/**
 * What is public of the questions: nobody who answered, nothing of what proves a delivery. Only of who has the question
 * it is told that they are late, from the moment on at which that was known. One query: what happened, cut to the latest of each proposal, and what is due.
 */
async function rowsOf(db: Read, ids: readonly string[], { now, zone, since }: NewsAsked): Promise<Row[]> {
  const today = String(now.toZonedDateTimeISO(zone).toPlainDate());
  const { rows } = await sql<Row>`
    with mine as (
      select a.*, p.number, i.name as institution, ((a.due_on + 1)::timestamp at time zone ${zone}) as over_at,
        (select min(n.on_date) from answers as n where n.ask_id = a.id and n.final) as answered_on,
        -- When it was entered that they have it since that day, and that what came in time is no answer.
        greatest((select min(k.created_at) from (select created_at, on_date from ask_deliveries where ask_id = a.id
            union all select created_at, on_date from answers where ask_id = a.id) as k where k.on_date = a.delivered_on),
          (select max(n.judged_at) from answers as n
            where n.ask_id = a.id and n.receipt_reason <> '' and n.on_date <= a.due_on)) as entered_at
      from asks as a join proposals as p on p.id = a.proposal_id and p.title is not null
        join institutions as i on i.id = a.institution_id
      where a.proposal_id = any(${[...ids]}::uuid[])
    ), told as (
      select proposal_id, number, 'asked' as what, id, created_at as at, asked_on as day, institution, due_on,
        null::text as kind, '' as words from mine
      union all
      select proposal_id, number, 'delivered', id, coalesce((select min(d.created_at) from ask_deliveries as d where d.ask_id = mine.id),
        greatest(created_at, delivered_on::timestamp at time zone ${zone})), delivered_on, institution, due_on, null, ''
      from mine where delivered_on is not null
      union all
      select proposal_id, number, 'reminded', id, reminder_sent_at, null, institution, due_on, null, '' from mine where reminder_sent_at is not null
      union all
      select proposal_id, number, 'late', id, greatest(over_at, entered_at), due_on + 1, institution, due_on, null, '' from mine
      where delivered_on is not null and due_on < ${today}::date and (answered_on is null or answered_on > due_on)
        and (closed_at is null or closed_at > over_at)
      union all
      select m.proposal_id, m.number, case when n.receipt_reason = '' then 'answered' else 'receipt' end, n.id, greatest(n.created_at, n.judged_at),
        n.on_date, m.institution, m.due_on, n.kind, '' from mine as m join answers as n on n.ask_id = m.id
      union all
      select proposal_id, number, 'closed', id, closed_at, null, institution, due_on, null, closed_reason from mine where closed_at is not null
    ), latest as (
      select *, row_number() over (partition by proposal_id order by at desc) as no from told
      where at <= ${String(now)}::timestamptz
        and at > coalesce(${since === undefined ? null : String(since)}::timestamptz, '-infinity')
    )
    select * from (
      select proposal_id, number, what, id, at, day, institution, due_on, kind, words from latest where no <= ${MOST_NEWS}
      union all
      select proposal_id, number, 'due', id, over_at, due_on, institution, due_on, null, '' from mine
      where delivered_on is not null and due_on >= ${today}::date and answered_on is null and closed_at is null
    ) as news order by at, array_position(${ORDER}::text[], what), id`.execute(db);
  return rows;
}

function wordsOf({ what, institution, due_on, kind, words }: Row, t: Translate, lang: Lang): NewsWords {
  const title = t(`answers.news.${what}`, { institution });
  if (what === 'answered' && kind !== null) return { title, text: t(`answers.kind.${kind}`) };
  if (what === 'delivered')
    return { title, text: t('answers.news.due_by', { due: plainDate(due_on, lang) }) };
  return { title, text: words || undefined };
}

export const ANSWER_NEWS: NewsSource = {
  of: 'proposal',
  find: async (db, ids, asked) =>
    (await rowsOf(db, ids, asked)).map((row): NewsItem => ({
      of: row.proposal_id,
      key: `answers.${row.what}:${row.id}${row.what === 'late' ? `:${String(row.due_on)}` : ''}`,
      at: row.at,
      on: row.day ?? undefined,
      due: row.what === 'due' ? true : undefined,
      say: (t, lang) => wordsOf(row, t, lang),
      href: answersPath(row.number),
    })),
};
