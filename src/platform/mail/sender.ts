/**
 * The sender: takes due mails in batches, writes each one outside any transaction, hands it to the
 * transport, notes how it went. A mail goes out at least once; it goes out twice only when the process
 * dies between the server's "taken" and our note of it, and then under the same Message-ID.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../../config.ts';
import { isDatabaseAway } from '../db/away.ts';
import type { Deps } from '../deps.ts';
import type { MailSpec } from './mail.ts';
import { buildMessage, isSendable, type MailSender } from './message.ts';
import {
  CLAIM_SECONDS,
  type ClaimedMail,
  claimMails,
  handBackMails,
  type Settlement,
  settleMail,
} from './queue.ts';
import { paceOf } from './pace.ts';
import { judgeFailure } from './refusal.ts';
import {
  folderTransport,
  fromInUrl,
  type MailTransport,
  perMinuteInUrl,
  smtpTransport,
} from './transport.ts';

export type SenderDeps = Pick<Deps, 'db' | 'log' | 'now'> & {
  config: Pick<Config, 'baseUrl' | 'smtpUrl' | 'dataDir'>;
};

export interface SenderOptions {
  /** The organisation's name and contact, asked for each mail; the address may be empty. */
  sender: () => Promise<{ name: string; address: string }>;
  /** Pause between two looks when nothing was due. */
  intervalMs?: number;
  /** Mails on their way at the same time. */
  parallel?: number;
  /** Mails claimed at once. */
  batch?: number;
  /** Instead of the one that the configuration asks for. */
  transport?: MailTransport;
}

export interface RunningSender {
  /** Finishes the mails on their way, gives back the others, closes the connections. */
  stop: () => Promise<void>;
}

export interface Round {
  claimed: number;
  sent: number;
  /** The mail server is away: the loop waits longer. */
  serverAway: boolean;
}

/** Milliseconds before the end of the claim: a send in progress is broken off, a new one not begun. */
const BREAK_OFF = 5_000;
const BEGIN = 20_000;
const LONGEST_WAIT = 60_000;

/** Starts the loop; at most one per process is useful. */
export function startMailSender(
  deps: SenderDeps,
  specs: readonly MailSpec[],
  options: SenderOptions,
): RunningSender {
  const { intervalMs = 1000 } = options;
  const sender = createMailSender(deps, specs, options);
  const stopped = new AbortController();

  const loop = async (): Promise<void> => {
    let troubles = 0;
    while (!stopped.signal.aborted) {
      let claimed = 0;
      try {
        const round = await sender.sendDue(stopped.signal);
        claimed = round.claimed;
        troubles = round.serverAway ? troubles + 1 : 0;
      } catch (error) {
        troubles += 1;
        deps.log.warn({ err: error }, 'the mail queue could not be read');
      }
      if (claimed > 0 && troubles === 0) continue;
      const wait = Math.min(intervalMs * 2 ** Math.min(troubles, 10), Math.max(LONGEST_WAIT, intervalMs));
      await sleep(wait, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  };

  const running = loop();
  return {
    stop: async () => {
      stopped.abort();
      await running;
      sender.close();
    },
  };
}

/** One sender without its loop: a round is one batch. */
export function createMailSender(
  deps: SenderDeps,
  specs: readonly MailSpec[],
  options: SenderOptions,
): { sendDue: (stop?: AbortSignal) => Promise<Round>; close: () => void } {
  const { config } = deps;
  const { parallel = 5, batch = 25 } = options;
  const host = new URL(config.baseUrl).hostname;
  const byKind = new Map(specs.map((spec) => [spec.kind, spec]));
  const transport =
    options.transport ??
    (config.smtpUrl === undefined
      ? folderTransport(join(config.dataDir, 'mail'))
      : smtpTransport(config.smtpUrl, parallel));
  const perMinute = perMinuteInUrl(config.smtpUrl);
  const pace = perMinute === undefined ? undefined : paceOf(perMinute);
  const work: Work = {
    deps,
    byKind,
    transport,
    from: async () => senderFor(await options.sender(), fromInUrl(config.smtpUrl), host),
  };

  return {
    sendDue: async (stop) => {
      await pace?.ready(stop);
      const claimEnds = performance.now() + CLAIM_SECONDS * 1000;
      const mails = await claimMails(deps.db, {
        now: deps.now(),
        limit: Math.min(batch, pace?.most ?? batch),
        kinds: [...byKind.keys()],
        host,
      });
      const round: Round = { claimed: mails.length, sent: 0, serverAway: false };
      const waiting = [...mails];
      const mayBegin = (): boolean =>
        stop?.aborted !== true && !round.serverAway && claimEnds - performance.now() > BEGIN;
      const lane = async (): Promise<void> => {
        while (mayBegin()) {
          const mail = waiting.shift();
          if (!mail) return;
          if (pace && !(await pace.turn(stop))) {
            waiting.push(mail);
            return;
          }
          const result = await sendOne(work, mail, claimEnds);
          if (result === 'sent') round.sent += 1;
          if (result === 'server_away') round.serverAway = true;
        }
      };
      await Promise.all(Array.from({ length: parallel }, lane));
      await handBackMails(deps.db, waiting);
      return round;
    },
    close: () => transport.close(),
  };
}

interface Work {
  deps: SenderDeps;
  byKind: ReadonlyMap<string, MailSpec>;
  transport: MailTransport;
  from: () => Promise<MailSender>;
}

type Result = 'sent' | 'server_away' | 'other';

async function sendOne(work: Work, mail: ClaimedMail, claimEnds: number): Promise<Result> {
  const { settlement, serverAway } = await attempt(work, mail, claimEnds);
  const { log } = work.deps;
  const line = { mail: mail.id, kind: mail.kind, attempt: mail.attempt };
  if (settlement.state === 'later' || settlement.state === 'refused') {
    log.warn({ ...line, state: settlement.state, code: settlement.code }, 'mail not sent');
  }
  const kept = await settleStubbornly(work.deps, mail, settlement, claimEnds);
  if (!kept)
    log.warn({ ...line, state: settlement.state }, 'mail was settled by somebody else, or not at all');
  if (serverAway) return 'server_away';
  return settlement.state === 'sent' ? 'sent' : 'other';
}

async function attempt(
  { deps, byKind, transport, from }: Work,
  mail: ClaimedMail,
  claimEnds: number,
): Promise<{ settlement: Settlement; serverAway: boolean }> {
  const { now, db, log } = deps;
  const later = (code: string): Settlement => ({ state: 'later', code, now: now() });
  const done = (settlement: Settlement, serverAway = false) => ({ settlement, serverAway });
  const spec = byKind.get(mail.kind);
  if (!spec) return done(later('unknown_kind'));
  let message;
  let refused: string | undefined;
  try {
    const composed = await whileAway(claimEnds - BEGIN, () => spec.compose(mail.subjectId, mail.data, db));
    if (composed === undefined) return done({ state: 'cancelled' });
    message = buildMessage(composed, { messageId: mail.messageId, date: now(), from: await from() });
    if (!isSendable(composed.to.address)) refused = 'address_invalid';
  } catch (error) {
    log.error({ err: error, mail: mail.id, kind: mail.kind }, 'mail could not be written');
    return done(later('compose_failed'));
  }
  if (refused === undefined) {
    try {
      const limit = Math.max(1, Math.floor(claimEnds - performance.now() - BREAK_OFF));
      await transport.send(message, { id: mail.id, at: now() }, AbortSignal.timeout(limit));
      return done({ state: 'sent', at: now() });
    } catch (error) {
      const failure = judgeFailure(error);
      if (failure.outcome === 'later') return done(later(failure.code), failure.server);
      refused = failure.code;
    }
  }
  try {
    // First the person, then the mail: after a crash in between it is refused, and told, once more.
    await spec.onRefused?.(mail.subjectId);
    return done({ state: 'refused', code: refused });
  } catch (error) {
    log.error({ err: error, mail: mail.id, kind: mail.kind }, 'a refused address could not be marked');
    return done(later('refusal_not_marked'));
  }
}

/** Tries again while the database is away, until `end` (as by `performance.now`): its outage is no fault of the mail. */
async function whileAway<T>(end: number, work: () => Promise<T>): Promise<T> {
  for (let pause = 200; ; pause *= 2) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseAway(error) || performance.now() + pause > end) throw error;
      await sleep(pause);
    }
  }
}

/** A database that is away for a moment must not make us send a mail again: tried until the claim ends. */
async function settleStubbornly(
  { db, log }: SenderDeps,
  mail: ClaimedMail,
  settlement: Settlement,
  claimEnds: number,
): Promise<boolean> {
  for (let pause = 200; ; pause *= 2) {
    try {
      return await settleMail(db, mail, settlement);
    } catch (error) {
      log.warn({ err: error, mail: mail.id }, 'mail could not be settled');
      if (performance.now() + pause > claimEnds) return false;
      await sleep(pause);
    }
  }
}

/**
 * With an address of our own to send from (`?from=`), answers still go to the organisation's contact. Before
 * the organisation has written its contact down, mail comes from a name that takes none.
 */
function senderFor(
  organisation: { name: string; address: string },
  own: string | undefined,
  host: string,
): MailSender {
  const { name, address } = organisation;
  const contact = isSendable(address) ? address : undefined;
  const from = own ?? contact ?? `no-responder@${host}`;
  return contact === undefined || contact === from
    ? { name, address: from }
    : { name, address: from, replyTo: contact };
}
