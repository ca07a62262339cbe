/** A real mail server on the loopback that keeps what it gets and can be as unkind as the real ones. */
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import { afterAll, afterEach, beforeAll } from 'vitest';

export interface ReceivedMail {
  /** Envelope. */
  from: string;
  to: string[];
  /** As it came over the wire. */
  raw: string;
  /** As a mail program reads it. */
  parsed: Email;
}

interface Reply {
  code: number;
  text: string;
}

/** `greeting`: accepts the connection and says nothing · `data`: takes the message and never answers. */
export type Hang = 'greeting' | 'data';

export interface TestSmtp {
  /** For `SMTP_URL`. */
  readonly url: string;
  /** In the order they came. */
  readonly mails: readonly ReceivedMail[];
  /** How often somebody connected. */
  readonly connections: number;
  mailsTo: (address: string) => ReceivedMail[];
  /** Waits until so many mails (to this address) have come. */
  waitFor: (count: number, options?: { to?: string; timeoutMs?: number }) => Promise<ReceivedMail[]>;
  /** Answers RCPT TO for this address so; the text may quote the address, as real servers do. */
  refuse: (address: string, reply?: Reply) => void;
  /** Answers everybody so, at this step. */
  refuseAll: (step: 'connect' | 'mail' | 'rcpt' | 'data', reply: Reply) => void;
  hang: (where: Hang) => void;
  /** Milliseconds that every message takes. */
  slow: (ms: number) => void;
  /** Breaks every connection and closes the port. */
  die: () => Promise<void>;
  /** Opens the same port again. */
  comeBack: () => Promise<void>;
  /** Forgets mails and moods; alive again. */
  reset: () => Promise<void>;
  stop: () => Promise<void>;
}

export interface SmtpSetup {
  /** Asks for this sign-in before any mail. */
  auth?: { user: string; pass: string };
}

interface State {
  mails: ReceivedMail[];
  connections: number;
  refused: Map<string, Reply>;
  refusals: Map<'connect' | 'mail' | 'rcpt' | 'data', Reply>;
  hang: Hang | undefined;
  delay: number;
}

const fresh = (): State => ({
  mails: [],
  connections: 0,
  refused: new Map(),
  refusals: new Map(),
  hang: undefined,
  delay: 0,
});

function failure({ code, text }: Reply): Error {
  return Object.assign(new Error(text), { responseCode: code });
}

function serverOptions(state: State, setup: SmtpSetup): SMTPServerOptions {
  const refusal = (step: 'connect' | 'mail' | 'rcpt' | 'data'): Error | undefined => {
    const reply = state.refusals.get(step);
    return reply && failure(reply);
  };
  return {
    banner: 'test',
    disabledCommands: setup.auth ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
    allowInsecureAuth: true,
    authOptional: !setup.auth,
    disableReverseLookup: true,
    closeTimeout: 50,
    logger: false,
    onAuth: ({ username, password }, _session, callback) => {
      if (username === setup.auth?.user && password === setup.auth?.pass) callback(null, { user: username });
      else callback(failure({ code: 535, text: `Wrong password for ${username}` }));
    },
    onConnect: (_session, callback) => {
      state.connections += 1;
      if (state.hang !== 'greeting') callback(refusal('connect'));
    },
    onMailFrom: (_address, _session, callback) => callback(refusal('mail')),
    onRcptTo: ({ address }, _session, callback) => {
      const reply = state.refused.get(address);
      callback(reply ? failure(reply) : refusal('rcpt'));
    },
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (state.hang === 'data') return;
        const answer = async (): Promise<void> => {
          await receive(state, session, Buffer.concat(chunks));
          callback(refusal('data'));
        };
        void answer();
      });
    },
  };
}

async function receive(state: State, { envelope }: SMTPServerSession, bytes: Buffer): Promise<void> {
  if (state.refusals.has('data')) return;
  const { mails, delay } = state;
  const parsed = await PostalMime.parse(bytes);
  if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
  mails.push({
    from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
    to: envelope.rcptTo.map(({ address }) => address),
    raw: bytes.toString('utf8'),
    parsed,
  });
}

/** Starts one on a random port of the loopback. */
export async function startSmtp(setup: SmtpSetup = {}): Promise<TestSmtp> {
  const state = fresh();
  let port = 0;
  let server: SMTPServer | undefined;
  const listen = async (): Promise<void> => {
    const made = new SMTPServer(serverOptions(state, setup));
    // A client that breaks off is part of the tests.
    made.on('error', () => undefined);
    await new Promise<void>((resolve) => {
      made.listen(port, '127.0.0.1', () => resolve());
    });
    port = (made.server.address() as AddressInfo).port;
    server = made;
  };
  const die = async (): Promise<void> => {
    const dying = server;
    if (!dying) return;
    server = undefined;
    const closed = new Promise<void>((resolve) => {
      dying.close(() => resolve());
    });
    for (const connection of dying.connections as Set<{ _socket?: { destroy: () => void } }>)
      connection._socket?.destroy();
    await closed;
  };
  const mailsTo = (address: string): ReceivedMail[] =>
    state.mails.filter((mail) => mail.to.includes(address));
  await listen();

  return {
    get url() {
      const login = setup.auth
        ? `${encodeURIComponent(setup.auth.user)}:${encodeURIComponent(setup.auth.pass)}@`
        : '';
      return `smtp://${login}127.0.0.1:${port}`;
    },
    get mails() {
      return state.mails;
    },
    get connections() {
      return state.connections;
    },
    mailsTo,
    waitFor: async (count, { to, timeoutMs = 10_000 } = {}) => {
      const found = (): ReceivedMail[] => (to === undefined ? state.mails : mailsTo(to));
      const end = performance.now() + timeoutMs;
      while (found().length < count) {
        if (performance.now() > end)
          throw new Error(`${found().length} of ${count} mails came in ${timeoutMs} ms`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return found();
    },
    refuse: (address, reply = { code: 550, text: `5.1.1 <${address}> User unknown` }) => {
      state.refused.set(address, reply);
    },
    refuseAll: (step, reply) => {
      state.refusals.set(step, reply);
    },
    hang: (where) => {
      state.hang = where;
    },
    slow: (ms) => {
      state.delay = ms;
    },
    die,
    comeBack: listen,
    reset: async () => {
      Object.assign(state, fresh());
      if (!server) await listen();
    },
    stop: die,
  };
}

/** Call at the top of a test file: there from the first `beforeAll` on, in its best mood for each test. */
export function useSmtp(setup: SmtpSetup = {}): TestSmtp {
  let started: TestSmtp | undefined;
  beforeAll(async () => {
    started = await startSmtp(setup);
  });
  afterEach(async () => {
    await started?.reset();
  });
  afterAll(async () => {
    await started?.stop();
  });
  return new Proxy({} as TestSmtp, {
    get: (_target, name) => {
      if (!started) throw new Error('the mail server exists only inside tests and hooks');
      return Reflect.get(started, name) as unknown;
    },
  });
}
