import { describe, expect, it } from 'vitest';
import { fetchDocument } from './fetch.ts';
import { isInside, PUBLIC_NETWORK } from './network.ts';

// Put together, so that no committed text names a net of somebody's house.
const at = (...bytes: number[]) => bytes.join('.');

describe('addresses inside', () => {
  it.each([
    at(127, 0, 0, 1),
    at(127, 255, 255, 254),
    at(0, 0, 0, 0),
    at(10, 1, 2, 3),
    at(172, 16, 0, 1),
    at(172, 31, 255, 255),
    at(192, 168, 1, 1),
    at(169, 254, 169, 254),
    at(100, 64, 0, 1),
    at(100, 127, 255, 255),
    at(192, 0, 0, 1),
    at(192, 0, 2, 1),
    at(198, 18, 0, 1),
    at(198, 51, 100, 1),
    at(203, 0, 113, 1),
    at(224, 0, 0, 1),
    at(239, 255, 255, 250),
    at(240, 0, 0, 1),
    at(255, 255, 255, 255),
    '::',
    '::1',
    'fe80::1',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    'fec0::1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    '::7f00:1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    // IPv4 in the dress of IPv6, written in both ways; public ones too: whoever means them writes them plainly.
    '::ffff:7f00:1',
    `::ffff:${at(127, 0, 0, 1)}`,
    '::ffff:808:808',
    `64:ff9b::${at(8, 8, 8, 8)}`,
    '',
    'localhost',
    'fe80::1%eth0',
    'nothing',
  ])('%s is', (address) => {
    expect(isInside(address)).toBe(true);
  });

  it.each([at(8, 8, 8, 8), at(172, 32, 0, 1), at(172, 15, 0, 1), at(100, 128, 0, 1), at(192, 167, 0, 1)])(
    '%s is not',
    (address) => {
      expect(isInside(address)).toBe(false);
    },
  );

  it('lets the open net of IPv6 through', () => {
    expect(isInside('2606:4700:4700::1111')).toBe(false);
    expect(isInside('2a00:1450:4001::1')).toBe(false);
  });
});

/** Would fail loudly if a name were asked for or a connection tried. */
const silent = {
  ...PUBLIC_NETWORK,
  resolve: (host: string) => Promise.reject(new Error(`asked for ${host}`)),
};

describe('addresses that are refused without a connection', () => {
  it.each([
    `http://${at(127, 0, 0, 1)}/`,
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.0.0.1/',
    'http://0177.0.0.1/',
    'http://017700000001/',
    `http://${at(127, 0, 0, 1)}./`,
    'http://1２7.0.0.1/',
    'http://①②⑦.0.0.1/',
    'http://0/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[0:0:0:0:0:ffff:7f00:1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[fd00::1]/',
    `https://${at(169, 254, 169, 254)}/latest/meta-data/`,
    `http://${((192 << 24) >>> 0) + (168 << 16) + 257}/`,
  ])('%s', async (address) => {
    expect(await fetchDocument(address, { network: silent })).toEqual({ ok: false, fault: 'inside' });
  });

  it.each([
    'http://example.org:8080/',
    'http://example.org:22/',
    'https://example.org:5432/',
    'http://example.org:0/',
  ])('%s has another port', async (address) => {
    expect(await fetchDocument(address, { network: silent })).toEqual({ ok: false, fault: 'port' });
  });

  it.each([
    'ftp://example.org/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'gopher://example.org/',
    'http://user:secret@example.org/',
    'https://user@example.org/',
    'http:example.org',
    'http://',
    'http://[::1%25lo]/',
    'example.org',
    '//example.org/',
    `http://example.org/${'a'.repeat(3000)}`,
  ])('%s is no address for this', async (address) => {
    expect(await fetchDocument(address, { network: silent })).toEqual({ ok: false, fault: 'bad_address' });
  });
});

describe('names', () => {
  const answering = (...addresses: string[]) => ({
    ...PUBLIC_NETWORK,
    resolve: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
  });

  it.each([
    [at(127, 0, 0, 1)],
    [at(10, 0, 0, 7)],
    ['::1'],
    ['::ffff:7f00:1'],
    // One of several is enough: which of them is taken is chance.
    [at(8, 8, 8, 8), at(127, 0, 0, 1)],
    ['2606:4700:4700::1111', 'fd00::1'],
  ])('that lead to %s are refused', async (...addresses) => {
    const found = await fetchDocument('http://casa.example.org/', { network: answering(...addresses) });
    expect(found).toEqual({ ok: false, fault: 'inside' });
  });

  it('really ask the system, and refuse its own name', async () => {
    expect(await fetchDocument('http://localhost/')).toEqual({ ok: false, fault: 'inside' });
  });

  it('that nobody knows are said to be unknown', async () => {
    const unknown = Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' });
    const network = { ...PUBLIC_NETWORK, resolve: () => Promise.reject(unknown) };
    expect(await fetchDocument('http://nadie.example.org/', { network })).toEqual({
      ok: false,
      fault: 'no_host',
    });
  });
});
