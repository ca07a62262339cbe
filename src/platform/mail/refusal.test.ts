import { describe, expect, it } from 'vitest';
import { judgeFailure } from './refusal.ts';

/** As nodemailer throws it. */
function thrown(code: string, command?: string, response?: string): Error {
  const responseCode = response === undefined ? undefined : Number(response.slice(0, 3));
  return Object.assign(new Error(`failed: ${response}`), { code, command, response, responseCode });
}

describe('judgeFailure', () => {
  it.each([
    ['550 5.1.1 <ana@x.example> User unknown', 'smtp_550'],
    ['550 No such user here', 'smtp_550'],
    ['551 User not local', 'smtp_551'],
    ['553 Mailbox name not allowed', 'smtp_553'],
    ['554 5.1.1 Unknown', 'smtp_554'],
    ['550-5.1.1 The account does not exist', 'smtp_550'],
    ['556 5.1.10 Domain accepts no mail', 'smtp_556'],
    ['550 5.2.1 Mailbox disabled', 'smtp_550'],
    ['550 5.4.4 Domain does not exist', 'smtp_550'],
  ])('takes %j to RCPT TO as a refusal for good', (response, code) => {
    expect(judgeFailure(thrown('EENVELOPE', 'RCPT TO', response))).toEqual({
      outcome: 'refused',
      code,
      server: false,
    });
  });

  it.each([
    ['450 4.2.0 Greylisted', 'smtp_450'],
    ['451 Try again', 'smtp_451'],
    ['452 4.2.2 Mailbox full', 'smtp_452'],
    ['552 5.2.2 Mailbox full', 'smtp_552'],
    ['554 5.7.1 Relay access denied', 'smtp_554'],
    ['550 5.7.1 Blocked', 'smtp_550'],
    ['550 5.1.8 Sender address rejected', 'smtp_550'],
    ['554 Transaction failed', 'smtp_554'],
  ])('tries again after %j to RCPT TO', (response, code) => {
    expect(judgeFailure(thrown('EENVELOPE', 'RCPT TO', response))).toEqual({
      outcome: 'later',
      code,
      server: false,
    });
  });

  it.each([
    ['550 5.1.1 User unknown', 'refused'],
    ['550 Spam', 'later'],
    ['552 5.3.4 Too big', 'later'],
    ['554 5.7.1 Content rejected', 'later'],
    ['451 Later', 'later'],
  ])('takes %j after the message as %s', (response, outcome) => {
    const code = `smtp_${response.slice(0, 3)}`;
    expect(judgeFailure(thrown('EMESSAGE', 'DATA', response))).toEqual({ outcome, code, server: false });
  });

  it.each([
    [thrown('EPROTOCOL', 'CONN', '554 5.7.1 No service for you'), 'smtp_554'],
    [thrown('ECONNECTION', 'EHLO', '421 Too many connections'), 'smtp_421'],
    [thrown('EENVELOPE', 'MAIL FROM', '550 5.1.1 Unknown sender'), 'smtp_550'],
    [thrown('EENVELOPE', 'RCPT TO', '421 Closing'), 'smtp_421'],
    [thrown('EENVELOPE', 'MAIL FROM', '530 5.7.0 Authentication required'), 'smtp_auth'],
    [thrown('EENVELOPE', 'RCPT TO', '530 Authentication required'), 'smtp_auth'],
    [thrown('EAUTH', 'AUTH PLAIN', '535 Wrong password'), 'smtp_auth'],
    [thrown('EAUTH', 'API'), 'smtp_auth'],
    [thrown('ETIMEDOUT', 'CONN'), 'smtp_timeout'],
    [thrown('EABORT'), 'smtp_timeout'],
    [thrown('ESOCKET', 'CONN'), 'smtp_connect'],
    [thrown('ECONNECTION', 'CONN'), 'smtp_connect'],
    [thrown('EDNS', 'CONN'), 'smtp_dns'],
    [thrown('ETLS', 'STARTTLS'), 'smtp_tls'],
  ])('sees that the server as a whole is away or does not want us (%#)', (error, code) => {
    expect(judgeFailure(error)).toEqual({ outcome: 'later', code, server: true });
  });

  it('refuses an address that no server was asked about', () => {
    expect(judgeFailure(thrown('EENVELOPE', 'API'))).toEqual({
      outcome: 'refused',
      code: 'address_invalid',
      server: false,
    });
  });

  it.each([undefined, null, 'text', 17, new Error('anything'), thrown('ENOSPC'), { responseCode: 7 }])(
    'tries again after whatever else (%#)',
    (error) => {
      expect(judgeFailure(error)).toEqual({ outcome: 'later', code: 'send_failed', server: false });
    },
  );
});
