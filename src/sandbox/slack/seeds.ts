/** The people, channels and groups of the workspace Acme. Fixed, so that scripts may name them. */

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly title: string;
  readonly bot: boolean;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly topic: string;
  readonly members: readonly string[];
  /** The person on the other side of a direct message with the bot. */
  readonly with?: string;
}

export interface UserGroup {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly users: readonly string[];
}

export const TEAM = { id: 'T0ACME0001', name: 'Acme', domain: 'acme' } as const;
export const BOT = {
  userId: 'U0MEDIC001',
  botId: 'B0MEDIC001',
  appId: 'A0MEDIC001',
  name: 'registry-medic',
} as const;
export const SLACKBOT = 'USLACKBOT';
/** The one slash command the app has. */
export const COMMAND = '/registry';

export const PEOPLE: readonly Person[] = [
  { id: 'U0ROSA0001', name: 'rosa', realName: 'Rosa Duarte', title: 'Developer, shop', bot: false },
  { id: 'U0TOMO0001', name: 'tomo', realName: 'Tomo Ilves', title: 'Platform, on call', bot: false },
  { id: 'U0MINA0001', name: 'mina', realName: 'Mina Okafor', title: 'Platform', bot: false },
  { id: BOT.userId, name: BOT.name, realName: BOT.name, title: 'Finds why pulls fail', bot: true },
  { id: SLACKBOT, name: 'slackbot', realName: 'Slackbot', title: '', bot: true },
];

const everybody = PEOPLE.filter((person) => !person.bot).map((person) => person.id);
const everybodyAndBot = [...everybody, BOT.userId];

export const CHANNELS: readonly Channel[] = [
  {
    id: 'C0SHOP0001',
    name: 'shop',
    topic: 'The shop team: cart, checkout, search',
    members: everybodyAndBot,
  },
  { id: 'C0PLAT0001', name: 'platform', topic: 'Clusters, registries, pipelines', members: everybodyAndBot },
  { id: 'C0ALERT001', name: 'alerts', topic: 'What the monitoring says', members: everybodyAndBot },
  { id: 'C0RANDOM01', name: 'random', topic: 'The bot is not in here', members: everybody },
  ...everybody.map((id, n) => ({
    id: `D0MEDIC00${n + 1}`,
    name: 'directmessage',
    topic: '',
    members: [id, BOT.userId],
    with: id,
  })),
];

export const GROUPS: readonly UserGroup[] = [
  {
    id: 'S0ONCALL01',
    handle: 'registry-oncall',
    name: 'Registry on call',
    users: ['U0TOMO0001', 'U0MINA0001'],
  },
];

export function person(idOrName: string): Person | undefined {
  const wanted = idOrName.replace(/^@/, '').toLowerCase();
  return PEOPLE.find(
    ({ id, name, realName }) => id === idOrName || name === wanted || realName.toLowerCase() === wanted,
  );
}

export function channel(idOrName: string): Channel | undefined {
  const wanted = idOrName.replace(/^#/, '').toLowerCase();
  return (
    CHANNELS.find(({ id, name }) => id === idOrName || (name === wanted && name !== 'directmessage')) ??
    CHANNELS.find((one) => one.with !== undefined && one.with === idOrName)
  );
}
