/** The two ways a message leaves: to a mail server, or into a folder while there is none. */
import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';

export interface MailTransport {
  /** Resolves once the other side has taken the message over; rejects with what `judgeFailure` reads. */
  send: (
    message: SendMailOptions,
    mail: { id: string; at: Temporal.Instant },
    signal: AbortSignal,
  ) => Promise<void>;
  close: () => void;
}

/** All well within a claim, so that a server that hangs is given up before it ends. */
const TIMEOUTS = { connectMs: 10_000, silenceMs: 30_000 };

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * @param url `smtp://user:password@host:port` or `smtps://…`; `?from=` and `?perMinute=` are ours, other
 *   parameters are nodemailer's, e.g. `?requireTLS=false`
 * @param connections most connections at a time
 * @param timeouts milliseconds until a connection must stand and greet, and that it may then be silent
 */
export function smtpTransport(url: string, connections: number, timeouts = TIMEOUTS): MailTransport {
  const address = new URL(url);
  for (const ours of ['from', 'perMinute']) address.searchParams.delete(ours);
  // A password never goes over a network in clear, unless the operator says so.
  if (address.username && !LOOPBACK.test(address.hostname) && !address.searchParams.has('requireTLS')) {
    address.searchParams.set('requireTLS', 'true');
  }
  const transport = createTransport({
    pool: true,
    url: address.href,
    maxConnections: connections,
    maxMessages: 200,
    // Only when nothing was handed over yet: a connection that the server closed while it was idle.
    maxRequeues: 1,
    idleTimeout: 30_000,
    dnsTimeout: timeouts.connectMs,
    connectionTimeout: timeouts.connectMs,
    greetingTimeout: timeouts.connectMs,
    socketTimeout: timeouts.silenceMs,
    // Its log quotes addresses.
    logger: false,
  });
  return {
    send: async (message, _mail, signal) => {
      await transport.sendMail({ ...message, signal });
    },
    close: () => transport.close(),
  };
}

/** The address that `SMTP_URL` asks to send from (`?from=avisos@example.org`), if it does. */
export function fromInUrl(url: string | undefined): string | undefined {
  return url === undefined ? undefined : (new URL(url).searchParams.get('from') ?? undefined);
}

/** Most mails a minute that `SMTP_URL` allows (`?perMinute=60`), if it sets a limit. */
export function perMinuteInUrl(url: string | undefined): number | undefined {
  const text = url === undefined ? null : new URL(url).searchParams.get('perMinute');
  return text === null ? undefined : Number(text);
}

/**
 * For trying out: every mail becomes a file that a mail program opens, the newest last by name. Folder
 * and files are for their owner only; they are no part of a backup.
 */
export function folderTransport(folder: string): MailTransport {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    send: async (message, { id, at }) => {
      const { message: bytes } = await composer.sendMail(message);
      if (!Buffer.isBuffer(bytes)) throw new TypeError('The message was not composed in memory.');
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // Colons can't be in a file name everywhere.
      const stamp = at.toString({ smallestUnit: 'millisecond' }).replaceAll(':', '-');
      await writeWhole(folder, `${stamp}-${id}.eml`, bytes);
    },
    close: () => composer.close(),
  };
}

/** There is the whole file under its name or none, also when the machine goes off in between. */
async function writeWhole(folder: string, name: string, bytes: Buffer): Promise<void> {
  const draft = join(folder, `.draft-${randomUUID()}`);
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, join(folder, name));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
