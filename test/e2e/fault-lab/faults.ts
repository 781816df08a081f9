/** All faults, in the order of the chain. */
import type { Fault } from './fault.ts';
import { contentFaults } from './faults/content.ts';
import { dnsFaults } from './faults/dns.ts';
import { harborFaults } from './faults/harbor.ts';
import { loginFaults } from './faults/logins.ts';
import { networkFaults } from './faults/network.ts';
import { nodeFaults } from './faults/node.ts';
import { pairFaults } from './faults/pairs.ts';
import { proxyFaults } from './faults/proxies.ts';
import { redirectFaults } from './faults/redirects.ts';
import { refusalFaults } from './faults/refusals.ts';
import { specFaults } from './faults/spec.ts';
import { tlsFaults } from './faults/tls.ts';
import { tokenFaults } from './faults/tokens.ts';

export const FAULTS: readonly Fault[] = [
  ...specFaults,
  ...dnsFaults,
  ...networkFaults,
  ...tlsFaults,
  ...loginFaults,
  ...tokenFaults,
  ...redirectFaults,
  ...refusalFaults,
  ...proxyFaults,
  ...contentFaults,
  ...harborFaults,
  ...nodeFaults,
  ...pairFaults,
];
