/** Votes of a process as Popolo JSON (popoloproject.com): motions, vote events with their counts and votes. */
import type { VoteData } from '../queries/data.ts';
import { sourcesOf, type Within } from './records-api.ts';

const OPTIONS = { for: 'yes', against: 'no', abstained: 'abstain', absent: 'absent' } as const;

/** The organisations and people that the vote events name, gathered while they are written. */
export class Voters {
  readonly persons = new Map<string, string>();
  readonly organizations = new Map<string, string>();

  take(one: VoteData): void {
    if (one.body_id !== null && one.body !== null) this.organizations.set(one.body_id, one.body);
    for (const { holder_id: id, name } of one.ballots) this.persons.set(id, name);
  }
}

/** Counts as printed. Of ballots no count is made, and a result is only what a source says. */
export function voteEvent(one: VoteData, within: Within) {
  const printed = [
    ['yes', one.votes_for],
    ['no', one.votes_against],
    ['abstain', one.abstained],
    ['absent', one.absent],
  ] as const;
  const date = one.on_date === null ? {} : { start_date: one.on_date };
  const body = one.body_id === null ? {} : { organization_id: one.body_id };
  return {
    id: one.id,
    identifier: one.round_key,
    motion: {
      id: `${one.id}-m`,
      text: one.name === null ? one.option : `${one.matter}: ${one.name}`,
      ...body,
      ...(one.on_date !== null && { date: one.on_date }),
      ...(one.entered !== null && { result: one.entered ? 'pass' : 'fail' }),
      sources: sourcesOf(one.cited, within).map(({ title, address, url }) => ({
        url: address ?? url,
        note: title,
      })),
    },
    ...body,
    ...date,
    ...(one.entered !== null && { result: one.entered ? 'pass' : 'fail' }),
    counts: printed.flatMap(([option, value]) => (value === null ? [] : [{ option, value }])),
    votes: one.ballots.map(({ holder_id: id, choice }) => ({ voter_id: id, option: OPTIONS[choice] })),
  };
}

export async function* popoloPieces(votes: AsyncIterable<VoteData>, within: Within): AsyncGenerator<string> {
  const voters = new Voters();
  let before = '{"vote_events":[\n';
  for await (const one of votes) {
    voters.take(one);
    yield before + JSON.stringify(voteEvent(one, within));
    before = ',\n';
  }
  const named = (found: ReadonlyMap<string, string>) => [...found].map(([id, name]) => ({ id, name }));
  yield `${before.startsWith('{') ? before : '\n'}],\n"persons":${JSON.stringify(named(voters.persons))},\n`;
  yield `"organizations":${JSON.stringify(named(voters.organizations))}}\n`;
}
