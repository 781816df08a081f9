import type { Case } from '../../engine/case.ts';
import { type HostEnding, type HostView, type NodeView, viewIn } from '../../engine/node-view.ts';
import type { Section } from '../../engine/verdict.ts';
import type { Language, Words } from '../../engine/words.ts';

/** Less is the second that HTTP's `Date` is cut to, and the time that the question took. */
const SKEW_S = 5;

interface SectionWords {
  readonly title: (node: string) => string;
  readonly resolver: (view: NodeView) => string;
  readonly host: (host: HostView) => string;
  readonly proxy: (view: NodeView) => string;
  readonly trust: (view: NodeView) => string;
  readonly clock: (aheadS: number) => string;
  readonly ended: (ending: HostEnding) => string;
}

const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

const words: Words<SectionWords> = {
  en: {
    title: (node) => `From the node itself: ${node}`,
    resolver: ({ resolver: { servers, search, from } }) =>
      `resolver: ${code(servers.map((server) => server.replace(/:53$/, '')))}${search.length > 0 ? `, search ${code(search)}` : ''} (\`${from}\`)`,
    host: ({ role, url, from, proxy, certificates, ending }) => {
      const by = proxy === null ? '' : ` through proxy \`${proxy}\``;
      const blind = certificates === 'not-judged' ? ', certificate not judged' : '';
      return `${ROLES[role]} \`${url}\`${from === null ? '' : ` (\`${from}\`)`}${by}${blind}: ${words.en.ended(ending)}`;
    },
    proxy: ({ proxy: { https, http, noProxy, from } }) => {
      const address = https ?? http;
      if (address === null) return 'proxy: none';
      return `proxy: \`${address}\` (\`${from}\`), NO_PROXY ${noProxy === null ? 'not set' : `\`${noProxy}\``}`;
    },
    trust: ({ trust: { system, extras } }) =>
      `trust: ${system === null ? 'its CA store could not be read' : `\`${system}\``}${extras.length > 0 ? `, besides ${code(extras)}` : ''}`,
    clock: (aheadS) =>
      `clock: ${Math.abs(aheadS)} s ${aheadS > 0 ? 'ahead of' : 'behind'} the registry’s \`Date\``,
    ended(ending) {
      if (ending.ended !== 'answered') return ending.says;
      if (ending.manifest === 'found') return 'the manifest is there';
      return ending.manifest === 'login-needed'
        ? `it wants a login, which node workers do not hold (${ending.says})`
        : ending.says;
    },
  },
};

const ROLES = {
  mirror: 'mirror',
  server: 'server',
  origin: 'not asked by its settings, for comparison',
} as const;

/** What the node's own worker read and met: its resolver, the hosts it would ask, proxy, trust and clock. */
export function fromTheNode(cases: readonly Case[], language: Language): Section | null {
  const views = cases.flatMap(({ answers }) => viewIn(answers) ?? []);
  const [view] = views;
  if (!view) return null;
  const say = words[language];
  const ahead = views.map(({ clock }) => clock.aheadS).find((seconds) => seconds !== null) ?? 0;
  const lines = [
    say.resolver(view),
    ...views.flatMap(({ hosts }) => hosts.map(say.host)),
    say.proxy(view),
    say.trust(view),
    ...(Math.abs(ahead) > SKEW_S ? [say.clock(ahead)] : []),
    ...views.flatMap(({ notes }) => notes),
  ];
  return { id: 'from-the-node', title: say.title(view.node), lines: [...new Set(lines)] };
}
