/**
 * Which machines a copy may be fetched from: those that everybody can reach, nothing inside a house. Asked at the
 * moment of connecting, of the very address that is connected to: a name that answers otherwise the second time
 * (DNS rebinding) gains nothing.
 */
import { lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** What the fetching may touch. The program uses `PUBLIC_NETWORK`; only tests pass another. */
export interface Network {
  refuses: (address: string) => boolean;
  ports: ReadonlySet<string> | 'any';
  /** Asks for the addresses of a name. */
  resolve: (host: string) => Promise<readonly { address: string; family: number }[]>;
}

/** IANA's special-purpose registry for IPv4, by leading bytes: `a.b/length`. */
const INSIDE_4 = [
  '0/8',
  '10/8',
  '100.64/10',
  '127/8',
  '169.254/16',
  '172.16/12',
  '192.0.0/24',
  '192.0.2/24',
  '192.31.196/24',
  '192.52.193/24',
  '192.88.99/24',
  '192.168/16',
  '192.175.48/24',
  '198.18/15',
  '198.51.100/24',
  '203.0.113/24',
  '224/4',
  '240/4',
];

/**
 * Inside the one net that IPv6 gives to everybody (2000::/3): protocols of their own, among them Teredo; examples;
 * 6to4, which carries an IPv4 address; AS112. All outside of that net is refused anyway: loopback, mapped and
 * translated IPv4 (::ffff:0:0/96, 64:ff9b::/96), link-local, unique local, multicast.
 */
const INSIDE_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'];

const blocked = new BlockList();
for (const net of INSIDE_4) {
  const [bytes = '', length] = net.split('/');
  const parts = bytes.split('.');
  blocked.addSubnet([...parts, '0', '0', '0'].slice(0, 4).join('.'), Number(length), 'ipv4');
}
for (const net of INSIDE_6) {
  const [prefix = '', length] = net.split('/');
  blocked.addSubnet(prefix, Number(length), 'ipv6');
}
const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');

/** True for every address that is not one of a machine on the open net, and for what is no address. */
export function isInside(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return blocked.check(address, 'ipv4');
    case 6:
      return !global6.check(address, 'ipv6') || blocked.check(address, 'ipv6');
    default:
      return true;
  }
}

export const PUBLIC_NETWORK: Network = {
  refuses: isInside,
  ports: new Set(['', '80', '443']),
  resolve: (host) =>
    new Promise((resolve, reject) => {
      systemLookup(host, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
    }),
};

/** The address leads inside, or nowhere. */
class RefusedAddress extends Error {
  readonly code = 'ERR_INSIDE';
}

/** For `net.connect`: one answer inside is enough to refuse the name. */
export function guardedLookup(network: Network): LookupFunction {
  return (host, options, answer) => {
    network.resolve(host).then(
      (addresses) => {
        const family = options.family === 'IPv6' ? 6 : options.family === 'IPv4' ? 4 : (options.family ?? 0);
        const fitting = addresses.filter((a) => family === 0 || a.family === family);
        const [first] = fitting;
        if (!first || addresses.some((a) => network.refuses(a.address)))
          return answer(new RefusedAddress(host), '', 0);
        if (options.all) return answer(null, [...fitting]);
        return answer(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => answer(error, '', 0),
    );
  };
}
