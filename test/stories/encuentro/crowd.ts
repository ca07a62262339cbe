/**
 * People who register, confirm, accept and cancel without pause, as their browsers and mailboxes let them,
 * and who remember what the site answered as done.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, postForm, postJson } from './door.ts';
import { linkIn } from './letters.ts';
import type { Site } from './site.ts';

export type Deed = 'confirm' | 'accept' | 'cancel';

export interface Member {
  /** Which one of their lane; decides what they do. */
  at: number;
  name: string;
  email: string;
  /** Answered as done. */
  done: Set<'register' | Deed>;
  /** Tried, whatever became of it. */
  tried: Set<Deed>;
}

export interface Crowd {
  members: readonly Member[];
  /** Every status that came, 0 for a broken connection, with how often it came. */
  statuses: ReadonlyMap<number, number>;
  /** Nobody begins anything new; resolves when all that was under way is answered. */
  stop: () => Promise<void>;
}

const LANES = 8;
/** One registration per lane and so many milliseconds at most: load, not a flood that a busy machine drowns in. */
const BREATH = 40;
/** Nobody new comes to a lane while so many in it wait for their first mail: a slow machine must not only register. */
const UNHEARD = 8;

/**
 * Lets people come until told to stop; a broken answer is tried again, as people do.
 * @param offerSubject of the mail that offers a place
 */
export function letCome(site: Site, slug: string, offerSubject: string): Crowd {
  const members: Member[] = [];
  const statuses = new Map<number, number>();
  const over = new AbortController();

  const note = (answer: Answer): Answer => {
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    return answer;
  };
  const act = async (member: Member, action: Deed): Promise<void> => {
    const mail = site.smtp.mailsTo(member.email)[0];
    if (!mail) return;
    member.tried.add(action);
    const { status, location } = note(await postForm(linkIn(mail), { action }));
    const refused = location.includes('hecho=refused');
    if (status === 303 && !refused) member.done.add(action);
  };
  /**
   * What the mailbox lets them do: most confirm, whoever is offered a place takes it; of the first, who hold
   * places, half cancel, of those who come later one in eight.
   */
  const next = async (member: Member, subjects: readonly string[]): Promise<void> => {
    const { at, tried, done } = member;
    if (subjects.length === 0 || tried.has('cancel')) return;
    if (!tried.has('confirm')) {
      if (at % 5 !== 0) await act(member, 'confirm');
    } else if (subjects.includes(offerSubject) && !done.has('accept')) {
      await act(member, 'accept');
    } else if (at % (at < 5 ? 2 : 8) === 0) {
      await act(member, 'cancel');
    }
  };
  const look = async (members: readonly Member[]): Promise<void> => {
    for (const member of members)
      await next(
        member,
        site.smtp.mailsTo(member.email).map(({ parsed }) => parsed.subject ?? ''),
      );
  };
  const lane = async (number: number): Promise<void> => {
    const mine = (): Member[] => members.filter((one) => one.email.startsWith(`p${number}-`));
    const unheard = (): number =>
      mine().filter((one) => one.done.has('register') && site.smtp.mailsTo(one.email).length === 0).length;
    for (let at = 0; !over.signal.aborted; at++) {
      while (unheard() >= UNHEARD && !over.signal.aborted) {
        await look(mine().slice(-30));
        await sleep(100);
      }
      const name = `Persona Ejemplo ${number}-${at}`;
      const email = `p${number}-${at}@gente.example`;
      const member: Member = { at, name, email, done: new Set(), tried: new Set() };
      members.push(member);
      while (!member.done.has('register')) {
        if (await knock(site, slug, member, at % 2 === 0, note)) member.done.add('register');
        else if (over.signal.aborted) return;
        else await sleep(100);
      }
      await look(mine().slice(-30));
      await sleep(BREATH);
    }
  };
  const lanes = Promise.all(Array.from({ length: LANES }, async (_, number) => await lane(number)));
  return {
    members,
    statuses,
    stop: async () => {
      over.abort();
      await lanes;
    },
  };
}

async function knock(
  site: Site,
  slug: string,
  { name, email }: Member,
  byForm: boolean,
  note: (answer: Answer) => Answer,
): Promise<boolean> {
  if (byForm) {
    const form = `${site.address}/encuentros/${slug}/registro`;
    return note(await postForm(form, { name, email, accept: 'yes' })).status === 303;
  }
  const api = `${site.address}/api/v1/events/${slug}/registrations`;
  return note(await postJson(api, { name, email, accept: true })).status === 201;
}
