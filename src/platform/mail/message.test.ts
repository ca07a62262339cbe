import { createTransport } from 'nodemailer';
import PostalMime, { type Email } from 'postal-mime';
import { describe, expect, it } from 'vitest';
import type { ComposedMail } from './mail.ts';
import { buildMessage, isSendable } from './message.ts';

const MAIL: ComposedMail = {
  to: { name: 'Ximena Ficticia', address: 'ximena@example.org' },
  lang: 'es',
  subject: 'Confirme su registro',
  text: 'Hola: está aquí.\n',
};
const ENVELOPE = {
  messageId: '<0197f0aa-1111-7000-8000-000000000001@sitio.example>',
  date: Temporal.Instant.from('2026-11-21T22:03:04.123Z'),
  from: { name: 'Organización Ejemplo', address: 'avisos@sitio.example' },
};
const ICS = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//x//y//ES',
  'METHOD:REQUEST',
  'BEGIN:VEVENT',
  'UID:1',
  'SUMMARY:Sesión',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

async function onTheWire(mail: Partial<ComposedMail>): Promise<{ raw: string; parsed: Email; to: string[] }> {
  const { message, envelope } = await composer.sendMail(buildMessage({ ...MAIL, ...mail }, ENVELOPE));
  const bytes = message as Buffer;
  return { raw: bytes.toString('utf8'), parsed: await PostalMime.parse(bytes), to: envelope.to };
}

/** Names of the header fields of the message itself. */
function headerNames(raw: string): string[] {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ');
  return head.split('\r\n').map((line) => line.slice(0, line.indexOf(':')).toLowerCase());
}

/** The tree of parts, as content types. */
function structure(raw: string): string[] {
  return [...raw.matchAll(/^Content-Type: ([^;\r\n]+)/gim)].map((match) => match[1]!.toLowerCase());
}

describe('buildMessage', () => {
  it('lets answers go to a contact of its own, if it is one', async () => {
    const replyTo = async (address: string) =>
      (await onTheWire({ replyTo: address })).parsed.replyTo?.map((one) => one.address);
    expect(await replyTo('encuentro@sitio.example')).toEqual(['encuentro@sitio.example']);
    expect(await replyTo('a@b.example\r\nBcc: x@y.example')).toBe(undefined);
    expect(await replyTo('a@b.example, c@d.example')).toBe(undefined);
    expect(await replyTo('')).toBe(undefined);
  });

  it('is a plain, honest message', async () => {
    const { raw, parsed, to } = await onTheWire({});
    expect(parsed.messageId).toBe(ENVELOPE.messageId);
    expect(parsed.from).toEqual({ name: 'Organización Ejemplo', address: 'avisos@sitio.example' });
    expect(parsed.to).toEqual([{ name: 'Ximena Ficticia', address: 'ximena@example.org' }]);
    expect(to).toEqual(['ximena@example.org']);
    expect(parsed.subject).toBe('Confirme su registro');
    expect(parsed.text?.trim()).toBe('Hola: está aquí.');
    expect(parsed.date).toBe('2026-11-21T22:03:04.000Z');
    expect(headerNames(raw).sort()).toEqual([
      'auto-submitted',
      'content-language',
      'content-transfer-encoding',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
    ]);
    expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(raw).toMatch(/^Content-Language: es\r$/m);
  });

  it('writes the domain in ASCII, for any server to take', async () => {
    const { raw, to } = await onTheWire({ to: { name: 'Ana', address: 'Ana@peñafiel.example' } });
    expect(to).toEqual(['Ana@xn--peafiel-5za.example']);
    expect(raw).toMatch(/^To: Ana <Ana@xn--peafiel-5za\.example>\r$/m);
  });

  it('sends answers to the organisation when it sends from another address', async () => {
    const message = buildMessage(MAIL, {
      ...ENVELOPE,
      from: { ...ENVELOPE.from, replyTo: 'contacto@sitio.example' },
    });
    const { message: bytes } = await composer.sendMail(message);
    const parsed = await PostalMime.parse(bytes as Buffer);
    expect(parsed.replyTo).toEqual([{ name: '', address: 'contacto@sitio.example' }]);
  });

  it('offers text, HTML and the calendar entry as one, and the entry once more to keep', async () => {
    const { raw, parsed } = await onTheWire({
      html: '<p>Hola</p>',
      calendar: { method: 'REQUEST', ics: ICS },
    });
    expect(structure(raw)).toEqual([
      'multipart/mixed',
      'multipart/alternative',
      'text/plain',
      'text/html',
      'text/calendar',
      'application/ics',
    ]);
    expect(raw).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=REQUEST/i);
    expect(parsed.html?.trim()).toBe('<p>Hola</p>');
    const entries = parsed.attachments.map(({ mimeType, filename, method, content }) => ({
      mimeType,
      filename,
      method,
      // The parser gives line feeds, whatever was on the wire.
      same: new TextDecoder().decode(content as ArrayBuffer) === ICS.replaceAll('\r\n', '\n'),
    }));
    expect(entries).toEqual([
      { mimeType: 'text/calendar', filename: null, method: 'REQUEST', same: true },
      { mimeType: 'application/ics', filename: 'invite.ics', method: undefined, same: true },
    ]);
    expect(raw.replaceAll('\r\n', '')).toContain(Buffer.from(ICS).toString('base64'));
  });

  it('cancels with method CANCEL', async () => {
    const { raw } = await onTheWire({ calendar: { method: 'CANCEL', ics: ICS } });
    expect(raw).toMatch(/text\/calendar; charset=utf-8; method=CANCEL/i);
  });

  it.each([
    ['a line end', 'Ana\r\nBcc: otra@malo.example\r\nX-Malo: 1'],
    ['a bare line end', 'Ana\nBcc: otra@malo.example'],
    ['a bare return', 'Ana\rBcc: otra@malo.example'],
    ['the end of the header', 'Ana\r\n\r\n<script>alert(1)</script>'],
    ['quotes and brackets', 'Ana" <otra@malo.example>, "'],
    ['another address', '<otra@malo.example>'],
    ['a comma', 'Ana, otra@malo.example'],
    ['an encoded word', '=?utf-8?Q?Ana=0D=0ABcc:_otra@malo.example?='],
    ['right to left', 'Ana \u202Egro.elpmaxe@ola\u202C'],
    ['separators', 'Ana\u2028Bcc: otra@malo.example\u2029\u0085x'],
    ['NUL', 'Ana\u0000Bcc: otra@malo.example'],
    ['10,000 characters', 'ñ'.repeat(10_000)],
    ['emoji', '👩🏽‍⚖️'.repeat(300)],
  ])('lets a name or subject with %s be nothing but a name or subject', async (_what, text) => {
    const plain = await onTheWire({});
    const { raw, parsed, to } = await onTheWire({
      to: { name: text, address: 'ximena@example.org' },
      subject: text,
    });
    expect(to).toEqual(['ximena@example.org']);
    expect(parsed.to?.map((one) => one.address)).toEqual(['ximena@example.org']);
    expect(headerNames(raw).sort()).toEqual(headerNames(plain.raw).sort());
    expect(parsed.bcc).toBe(undefined);
    expect(parsed.text).toBe(plain.parsed.text);
    expect(parsed.html).toBe(undefined);
    expect(parsed.subject).not.toMatch(/[\u0000-\u001F\u202A-\u202E\u2066-\u2069]/u);
    expect([...(parsed.subject ?? '')].length).toBeLessThanOrEqual(250);
    const longest = Math.max(...raw.split('\r\n').map((line) => line.length));
    expect(longest).toBeLessThanOrEqual(998);
  });

  it('lets a module add marks of its own, no more', async () => {
    const { parsed } = await onTheWire({ headers: { 'List-Unsubscribe': '<https://sitio.example/baja>' } });
    expect(parsed.headers.find((header) => header.key === 'list-unsubscribe')?.value).toBe(
      '<https://sitio.example/baja>',
    );
    for (const name of [
      'Bcc',
      'From',
      'Subject',
      'Message-ID',
      'Content-Type',
      'Auto-Submitted',
      'X-A\r\nBcc',
      '',
    ]) {
      expect(() => buildMessage({ ...MAIL, headers: { [name]: 'x' } }, ENVELOPE), name).toThrow(TypeError);
    }
    expect(() => buildMessage({ ...MAIL, headers: { 'X-A': 'x\r\nBcc: y' } }, ENVELOPE)).toThrow(TypeError);
  });
});

describe('isSendable', () => {
  it.each(['a@b.example', 'ximena.ficticia+x@peñafiel.example', "o'x@b.example", 'josé@b.example'])(
    'takes %j',
    (address) => {
      expect(isSendable(address)).toBe(true);
    },
  );

  it.each([
    '',
    'a',
    '@b.example',
    'a@',
    'a@b@c.example',
    'a@b.example,c@d.example',
    'a@b.example;c@d.example',
    'a@b.example c@d.example',
    'a@b.example\r\nBcc: c@d.example',
    '<a@b.example>',
    'A <a@b.example>',
    '"a b"@c.example',
    'a@b.example\u0000',
    'a\u202E@b.example',
    `${'a'.repeat(65)}@b.example`,
  ])('refuses %j', (address) => {
    expect(isSendable(address)).toBe(false);
  });
});
