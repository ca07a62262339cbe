/** What a version of a project or a milestone says, for the public history: names of institutions, never of people. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';

type Content = Record<string, unknown>;

export async function projectContent(db: Read, id: string): Promise<Content> {
  const { rows } = await sql<Content>`
    select p.title, p.summary, p.results, p.stopped_reason as stopped, coalesce(i.name, '') as responsible,
      coalesce((select string_agg(x.number::text, ', ' order by x.number)
        from project_proposals as pp join proposals as x on x.id = pp.proposal_id where pp.project_id = p.id), '') as proposals
    from projects as p left join institutions as i on i.id = p.institution_id
    where p.id = ${id}::uuid`.execute(db);
  return rows[0] ?? {};
}

export async function milestoneContent(db: Read, id: string): Promise<Content> {
  const { rows } = await sql<Content>`
    select m.title, coalesce(i.name, '') as responsible, m.due_on::text, m.progress,
      coalesce(m.progress_on::text, '') as progress_on, m.reason,
      coalesce((select jsonb_agg(jsonb_build_object('note', e.note, 'source', s.title, 'file', e.file_id) order by e.id)
        from milestone_evidence as e left join sources as s on s.id = e.source_id
        where e.milestone_id = m.id), '[]'::jsonb) as evidence
    from project_milestones as m left join institutions as i on i.id = m.institution_id
    where m.id = ${id}::uuid`.execute(db);
  return rows[0] ?? {};
}
