/**
 * What went wrong with a mail, reduced to a code. The mail server's words contain the address, so
 * they are looked at here and go nowhere else: not into the database, not into the log.
 */

export interface SendFailure {
  /** `refused`: this address takes no mail, ever. `later`: anything that may pass, our own faults included. */
  outcome: 'refused' | 'later';
  /** `smtp_550`, `smtp_connect`, `smtp_timeout`, `smtp_auth`, `smtp_tls`, `smtp_dns`, `address_invalid`, `send_failed` … */
  code: string;
  /** The server as a whole is away or doesn't want us: no use in trying the next mail at once. */
  server: boolean;
}

/** Codes that say "no such mailbox" to RCPT TO when the server gives no more exact one. */
const NO_SUCH_MAILBOX = new Set([550, 551, 553, 556]);
/** Enhanced codes (RFC 3463, X.1.7 and X.1.8 speak of the sender) that blame the recipient's address or domain. */
const BAD_RECIPIENT = /^(?:1\.(?:0|1|2|3|4|6|9|10)|2\.1|4\.4)$/;

const CODES: Readonly<Record<string, string>> = {
  EAUTH: 'smtp_auth',
  ENOAUTH: 'smtp_auth',
  EOAUTH2: 'smtp_auth',
  ETIMEDOUT: 'smtp_timeout',
  EABORT: 'smtp_timeout',
  ECONNECTION: 'smtp_connect',
  ESOCKET: 'smtp_connect',
  EPROTOCOL: 'smtp_connect',
  EDNS: 'smtp_dns',
  ETLS: 'smtp_tls',
};

/** @param error what nodemailer or the file system threw */
export function judgeFailure(error: unknown): SendFailure {
  const { code, command, response, responseCode } = partsOf(error);
  const known = CODES[code];
  // "Authentication required" (530) and its kin come at any step: our settings, not the recipient.
  if (known === 'smtp_auth' || responseCode === 530 || responseCode === 535) {
    return { outcome: 'later', code: 'smtp_auth', server: true };
  }
  if (responseCode !== undefined) {
    const aboutRecipient = command === 'RCPT TO' || command === 'DATA';
    const outcome = aboutRecipient && blamesRecipient(command, responseCode, response) ? 'refused' : 'later';
    return { outcome, code: `smtp_${responseCode}`, server: !aboutRecipient || responseCode === 421 };
  }
  if (known !== undefined) return { outcome: 'later', code: known, server: true };
  // The library found the address unusable before it asked any server.
  if (code === 'EENVELOPE') return { outcome: 'refused', code: 'address_invalid', server: false };
  return { outcome: 'later', code: 'send_failed', server: false };
}

function blamesRecipient(command: string, responseCode: number, response: string): boolean {
  if (responseCode < 500) return false;
  const enhanced = /^\d{3}[ -]5\.(\d{1,3}\.\d{1,3})\b/.exec(response)?.[1];
  // 5.7.x ("relaying denied", "blocked") speaks of us even with a 550 in front.
  if (enhanced !== undefined) return BAD_RECIPIENT.test(enhanced);
  // After the message itself a bare 550 is most often about its content.
  return command === 'RCPT TO' && NO_SUCH_MAILBOX.has(responseCode);
}

function partsOf(error: unknown): {
  code: string;
  command: string;
  response: string;
  responseCode: number | undefined;
} {
  const parts = typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {};
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const number = parts['responseCode'];
  return {
    code: text(parts['code']),
    command: text(parts['command']),
    response: text(parts['response']),
    responseCode: typeof number === 'number' && number >= 200 && number <= 599 ? number : undefined,
  };
}
