import type { Command } from '../src/engine/command.ts';
import { wantedTyped } from '../src/engine/wanted-typed.ts';

const subscribe: Command = {
  id: 'subscribe',
  usage: 'subscribe [clusters=… namespaces=… severity=…]',
  summary: 'Tells this channel of alerts: those that fit, or all of them.',
  examples: ['subscribe', 'subscribe clusters=prod namespaces=shop-* severity=critical,warning'],
  allowed: 'anyone',
  parse(typed, { clusters }) {
    return { act: { do: 'subscribe', wants: wantedTyped(typed, clusters) } };
  },
};

export default subscribe;
