import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { translator } from '../../../platform/i18n/translate.ts';
import { buildMessage } from '../../../platform/mail/message.ts';
import { type MailingLetter, writeMailing } from './letter.ts';

const links = {
  own: 'https://sitio.example/registro/abc',
  edition: 'https://sitio.example/encuentros/e',
  unsubscribe: 'https://sitio.example/correos/baja/xyz',
};
const write = (more: Partial<MailingLetter> = {}) =>
  writeMailing({
    lang: 'es',
    t: translator('es'),
    subject: 'Aviso',
    text: 'Nos vemos.',
    name: 'Ana Ficticia',
    edition: 'Encuentro de prueba',
    organisation: 'Organización Ejemplo',
    links,
    ...more,
  });
const hrefs = (html: string) =>
  load(html)('a')
    .toArray()
    .map((a) => load(html)(a).attr('href'));

describe('a mail of a mailing', () => {
  it('says the same in text and HTML, with the organiser’s addresses as links', () => {
    const mail = write({
      subject: 'Para [nombre]: [encuentro]',
      text: 'Vea https://org.example/mapa o escriba a info@org.example.\nSu enlace: [mi inscripción]\n\nNos vemos en [encuentro].',
    });
    expect(mail.subject).toBe('Para Ana Ficticia: Encuentro de prueba');
    expect(mail.text).toBe(`Hola, Ana Ficticia:

Vea https://org.example/mapa o escriba a info@org.example.
Su enlace: https://sitio.example/registro/abc

Nos vemos en Encuentro de prueba.

—

Recibe este correo porque se inscribió en «Encuentro de prueba». Lo escribe Organización Ejemplo.

Ver o cambiar su inscripción:
https://sitio.example/registro/abc

No recibir más correos como este:
https://sitio.example/correos/baja/xyz
`);
    expect(hrefs(mail.html)).toEqual([
      'https://org.example/mapa',
      'mailto:info@org.example',
      links.own,
      links.own,
      links.unsubscribe,
    ]);
    expect(mail.headers).toEqual({
      'List-Unsubscribe': '<https://sitio.example/correos/baja/xyz>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      Precedence: 'bulk',
    });
  });

  it.each([
    'http://malo.example',
    'https://malo.example/x',
    '<a href="https://malo.example">Ana</a>',
    'www.malo.example',
    'ana@malo.example',
    'javascript:alert(1)',
    '[mi inscripción]',
    'https://[página del encuentro]',
  ])('a name like %s is words', (name) => {
    const mail = write({
      name,
      edition: name,
      text: 'Estimada [nombre].\n[nombre]https://org.example[nombre]',
    });
    const ours = ['https://org.example/', links.own, links.unsubscribe];
    expect(hrefs(mail.html)).toEqual(ours);
    // What a mail program would make a link of, in the text.
    const found = mail.text.match(/(?:https?:\/\/|www\.)\S+|\S+@\S+\.\S+/g) ?? [];
    expect(found).toEqual(ours);
    expect(mail.subject).toBe('Aviso');
  });

  it('no line of a subject becomes a header', () => {
    const { subject } = write({
      subject: 'Aviso [nombre]\r\nBcc: x@malo.example',
      name: 'Ana\nX-Malo: sí =?utf-8?q?=0D=0A?=',
    });
    expect(subject).not.toMatch(/[\r\n]/);
    const mail = { to: { address: 'a@b.example' }, ...write({ subject }), subject };
    const message = buildMessage(mail, {
      messageId: '<1@x>',
      date: Temporal.Instant.from('2026-11-23T15:00:00Z'),
      from: { name: 'x', address: 'x@x.example' },
    });
    expect(message.subject).not.toMatch(/[\r\n]|=\?/);
    expect(Object.keys(message.headers as object).toSorted()).toEqual([
      'Auto-Submitted',
      'Content-Language',
      'List-Unsubscribe',
      'List-Unsubscribe-Post',
      'Precedence',
    ]);
  });

  it('keeps 10,000 characters, whole', () => {
    const text = `${'palabra '.repeat(1248)}https://org.example`;
    expect(text.length).toBe(10_003);
    const mail = write({ text });
    expect(mail.text).toContain(text);
    expect(load(mail.html)('p').eq(1).text()).toBe(`${text}/`);
  });

  it('says of a test that it is one', () => {
    expect(write({ isTest: true }).subject).toBe('[Prueba] Aviso');
  });
});
