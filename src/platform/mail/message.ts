/**
 * From a composed mail to the message on the wire. Names and subjects come from people: here nothing
 * of them can become a header, a second recipient or a name that reads as something else.
 */
import { domainToASCII } from 'node:url';
import type { SendMailOptions } from 'nodemailer';
import { cleanText } from '../forms/clean.ts';
import type { ComposedMail } from './mail.ts';

/** Who the mails come from. */
export interface MailSender {
  name: string;
  address: string;
  /** Where answers go when not to `address`. */
  replyTo?: string;
}

export interface Envelope {
  /** `<id@host>`. */
  messageId: string;
  date: Temporal.Instant;
  from: MailSender;
}

const MAX_NAME = 120;
const MAX_SUBJECT = 250;
/** One plain address; the form's own check is stricter. Keeps out lists, routes, comments and line ends. */
const ADDRESS = /^[^\s@<>()[\]\\,;:"\p{Cc}\p{Cf}]{1,64}@[^\s@<>()[\]\\,;:"\p{Cc}\p{Cf}]{1,253}$/u;
/** What a module may add: marks of lists, threads and its own. All else is decided here. */
const OWN_HEADER = /^(?:list-[a-z-]+|x-[a-z0-9-]+|references|in-reply-to|precedence)$/i;

/** @returns true when mail can be sent to it at all */
export function isSendable(address: string): boolean {
  return ADDRESS.test(address);
}

/** @throws TypeError for a header that a mail may not set (a mistake in the program) */
export function buildMessage(mail: ComposedMail, { messageId, date, from }: Envelope): SendMailOptions {
  const { to, calendar } = mail;
  const recipient = asciiDomain(to.address);
  const own = mail.replyTo !== undefined && isSendable(mail.replyTo) ? asciiDomain(mail.replyTo) : undefined;
  const replyTo = own ?? from.replyTo;
  return {
    messageId,
    date: new Date(date.epochMilliseconds),
    from: { name: oneLine(from.name, MAX_NAME), address: from.address },
    to: { name: oneLine(to.name ?? '', MAX_NAME), address: recipient },
    ...(replyTo === undefined || replyTo === from.address ? {} : { replyTo }),
    // Said outright, so that nothing in a header decides where the mail goes.
    envelope: { from: from.address, to: [recipient] },
    subject: oneLine(mail.subject, MAX_SUBJECT),
    headers: {
      ...ownHeaders(mail.headers ?? {}),
      // Keeps holiday replies from answering us (RFC 3834).
      'Auto-Submitted': 'auto-generated',
      'Content-Language': mail.lang,
    },
    text: mail.text,
    ...(mail.html === undefined ? {} : { html: mail.html }),
    ...(calendar === undefined
      ? {}
      : { icalEvent: { method: calendar.method, content: calendar.ics, filename: 'invite.ics' } }),
    xMailer: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** Any mail server takes a domain in ASCII; the name before the @ stays as the person wrote it. */
function asciiDomain(address: string): string {
  const at = address.lastIndexOf('@') + 1;
  const domain = address.slice(at);
  return address.slice(0, at) + (domainToASCII(domain) || domain);
}

function oneLine(text: string, max: number): string {
  // What looks like an encoded word (RFC 2047) would be decoded by the reader into anything at all.
  const plain = cleanText(text, false).replaceAll(/\s+/g, ' ').replaceAll('=?', '= ?');
  return [...plain].slice(0, max).join('');
}

function ownHeaders(headers: Record<string, string>): Record<string, string> {
  for (const [name, value] of Object.entries(headers)) {
    if (!OWN_HEADER.test(name)) throw new TypeError(`A mail may not set the header ${name}.`);
    if (/[\r\n]/.test(value)) throw new TypeError(`The header ${name} has more than one line.`);
  }
  return headers;
}
