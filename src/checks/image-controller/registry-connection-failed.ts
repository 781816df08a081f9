import type { PathBlame, PathStep } from '../../engine/distribution/registry-path.ts';
import { THERISEUNION_USUAL } from '../../engine/kubernetes/theriseunion-registry-secret.ts';
import { factOf, quoted } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { componentLogs } from '../../probes/installation/component-logs.ts';
import { controllerLevel } from '../../probes/sync/controller-level.ts';
import { sourcePaths, type TriedSource } from '../../probes/sync/source-paths.ts';

interface Data {
  readonly name: string;
  readonly domain: string;
  readonly username: string | null;
  /** What the first step that fails from here speaks against; null: all of it is well from here. */
  readonly blames: PathBlame | null;
  readonly step: PathStep | null;
  readonly others: number;
  /** How much the controller logs now; null: not told. */
  readonly level: string | null;
}

/** The four that a failed connection can have, in their order. */
const CAUSES: Readonly<Record<PathBlame, string>> = {
  network: 'cause 1 of 4, the network',
  domain: 'cause 2 of 4, the domain',
  credentials: 'cause 3 of 4, the login',
  registry: 'cause 4 of 4, the registry itself',
};

const REFUSED = /\b401\b|unauthori[sz]ed|authentication required|incorrect username or password/i;

export default defineComponentCheck({
  id: 'registry-connection-failed',
  severity: 'high',
  rows: ['S1-6', 'S1-7', 'S1-8', 'S1-17', 'S1-18', 'S1-85', 'S1-88', 'S1-89'],
  signs: [
    {
      pattern: /\u8fde\u63a5\u5931\u8d25/,
      specimen: '连接失败',
      source: 'a field report',
    },
  ],
  needs: { tried: sourcePaths },
  uses: { logs: componentLogs, asked: sourcePaths, controller: controllerLevel },
  judge({ tried }, { logs, asked, controller }) {
    // One whose way is broken tells more than one that only the controller does not reach.
    const first = tried.find(({ path }) => path?.broken) ?? tried[0];
    if (!first) return { outcome: 'pass' };
    const { source, path } = first;
    const { namespace, name, domain, username, verifyStatus } = source;
    const refused = path?.broken ? null : refusalIn(factOf(logs)?.logs ?? [], first);
    const marked = quoted(
      `RegistrySecret ${namespace}/${name}`,
      `theriseunion.io/verify-status: ${verifyStatus ?? ''}`,
      asked,
    );
    const steps = (path?.steps ?? []).map(({ id, ended, says }) =>
      quoted(`from here, ${id}`, `${ended === 'broken' ? 'fails: ' : ''}${says}`, asked),
    );
    return {
      outcome: 'fail',
      evidence: [marked, ...steps, ...(refused ? [refused] : [])],
      data: {
        name: `${namespace}/${name}`,
        domain: domain ?? '',
        username,
        blames: path?.broken?.blames ?? (refused ? 'credentials' : null),
        step: path?.broken ?? null,
        others: tried.length - 1,
        level: factOf(controller)?.level ?? null,
      } satisfies Data as Data,
    };
  },
  words: {
    en: {
      title: 'Registry not connected',
      summary: ({ name, domain, username, blames, step, others }: Data) => {
        const marked = `The controller marks the source \`${name}\` (\`${domain}\`) as not connected${others > 0 ? `, and ${others} more` : ''}`;
        const as = username === null ? '' : `; it logs in as \`${username}\``;
        if (blames === null)
          return `${marked}${as}; from here every step works, so its login is left, or the controller’s own network.`;
        const says = step === null ? 'its log says that the login is refused' : `\`${step.says}\``;
        return `${marked}: ${CAUSES[blames]}: ${says}${blames === 'credentials' ? as : ''}.`;
      },
      probably: 'the controller cannot connect to the registry',
      explains:
        'The Registry object shows 连接失败 (connection failed): network, a wrong domain, wrong credentials or a registry that is down. Name, port, certificate, API, Harbor’s own health and a login are tried from here in this order, and the first that fails names the cause.',
      steps: ({ data, pull }) => {
        const host = data?.domain || '<host>';
        const namespace = pull.installation?.place?.namespace ?? 'edge-system';
        return [
          `All sources with their state: \`kubectl get registrysecrets.${THERISEUNION_USUAL} -A -o custom-columns='NS:.metadata.namespace,NAME:.metadata.name,DOMAIN:.spec.domain,STATUS:.metadata.annotations.theriseunion\\.io/verify-status'\`.`,
          `Try the same address from the controller’s pod: \`kubectl -n ${namespace} exec deploy/image-controller -- wget -qSO- https://${host}/v2/\` (401 is right).`,
          `Is the registry itself well: \`curl -sS https://${host}/api/v2.0/systeminfo\` (Harbor), or \`/registry status\`.`,
          `Try its login once by hand: \`docker login ${host}\`. If it is refused, reset the password in the registry and enter it in the source; never paste it here.`,
          `${data?.level === 'debug' ? 'The controller logs at `debug` already; take it back afterwards' : `More words from the controller${data?.level ? `, which logs at \`${data.level}\` now` : ''}`}: \`kubectl -n ${namespace} set env deployment/image-controller LOG_LEVEL=debug\`, and \`LOG_LEVEL-\` to take it back (each restarts it and cuts syncs that run). What kubectl asks shows \`kubectl get repositories -A -v=10\`; the URL \`/logs?logLevel=10\` behind \`kubectl proxy\` serves files and raises no level.`,
        ];
      },
    },
  },
});

interface Log {
  readonly pod: string;
  readonly lines: readonly { readonly at: string | null; readonly text: string }[];
}

/** What the controller itself says of the login, about this host. */
function refusalIn(logs: readonly Log[], { source, path }: TriedSource) {
  const host = source.host ?? '';
  if (host === '' || path === null) return null;
  for (const { pod, lines } of logs) {
    const line = lines.findLast(({ text }) => text.includes(host) && REFUSED.test(text));
    if (line) return { source: `log of ${pod}`, says: line.text, ...(line.at ? { at: line.at } : {}) };
  }
  return null;
}
