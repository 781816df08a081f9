/** Law 12: where probes never go unless the operator says so. Judged on the address that is connected to. */
import { BlockList, isIP } from 'node:net';
import { ConfigError } from '../../config.ts';

export interface AddressRules {
  /** Why we refuse to go to this address, or null when we may. */
  refusal(address: string): string | null;
}

const KINDS = {
  loopback: ['127.0.0.0/8', '::1/128'],
  unspecified: ['0.0.0.0/8', '::/128'],
  'link-local': ['169.254.0.0/16', 'fe80::/10'],
  // AWS over IPv6, Alibaba, Azure's wire server, Oracle's classic service; the rest lie in 169.254.0.0/16.
  'metadata service': ['fd00:ec2::254/128', '100.100.100.200/32', '168.63.129.16/32', '192.0.0.192/32'],
  multicast: ['224.0.0.0/4', 'ff00::/8', '255.255.255.255/32'],
} as const;

/** Throws ConfigError for an allowed range that is no CIDR. */
export function createAddressRules(allow: readonly string[]): AddressRules {
  const allowed = listOf(allow);
  const refused = Object.entries(KINDS).map(([kind, ranges]) => ({ kind, list: listOf(ranges) }));
  return {
    refusal(address) {
      const plain = plainAddress(address);
      if (!plain) return `\`${address}\` is not an address`;
      if (holds(allowed, plain)) return null;
      const kind = refused.find(({ list }) => holds(list, plain))?.kind;
      return kind ? `${address} is a ${kind} address; \`network.allowAddresses\` does not name it` : null;
    },
  };
}

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const family = isIP(address);
    const prefix = bits === undefined ? (family === 6 ? 128 : 32) : Number(bits);
    if (!family || !Number.isInteger(prefix) || prefix < 0 || prefix > (family === 6 ? 128 : 32))
      throw new ConfigError(`network.allowAddresses: \`${range}\` is no CIDR range; write 10.0.0.0/8`);
    list.addSubnet(address, prefix, family === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

function holds(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** Without a zone, and as IPv4 where an IPv6 form (mapped, compatible, NAT64) only wraps one; null for no address. */
function plainAddress(address: string): string | null {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const family = isIP(bare);
  if (family === 0) return null;
  if (family === 4) return bare;
  // The URL parser writes every spelling of an IPv6 address in one way.
  const short = new URL(`http://[${bare}]/`).hostname.slice(1, -1);
  const wrapped = /^(?:::ffff:|::|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(short);
  if (!wrapped) return short;
  const [high, low] = [Number.parseInt(wrapped[1] ?? '', 16), Number.parseInt(wrapped[2] ?? '', 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
