import { quoted } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { imageSource } from '../../probes/sync/image-source.ts';

/** The annotation's words: failed, unhealthy, 失败. */
const FAILED = /fail|error|unhealthy|invalid|false|失败|异常/i;

export default defineComponentCheck({
  id: 'registry-connection-failed',
  severity: 'high',
  rows: ['S1-6', 'S1-7', 'S1-17', 'S1-18', 'S1-85', 'S1-88', 'S1-89'],
  signs: [
    {
      pattern: /\u8fde\u63a5\u5931\u8d25/,
      specimen: '连接失败',
      source: 'a field report',
    },
  ],
  needs: { source: imageSource },
  uses: { asked: imageSource },
  judge({ source: { source } }, { asked }) {
    const status = source?.verifyStatus ?? null;
    if (!source || status === null || !FAILED.test(status)) return { outcome: 'pass' };
    const { namespace, name, domain, username } = source;
    const says = `theriseunion.io/verify-status: ${status}`;
    const evidence = quoted(`RegistrySecret ${namespace}/${name}`, says, asked);
    return { outcome: 'fail', evidence: [evidence], data: { name, domain: domain ?? '', username } };
  },
  words: {
    en: {
      title: 'Registry not connected',
      summary: ({ name, domain, username }) =>
        `The controller marks the source \`${name}\` (\`${domain}\`) as not connected${username === null ? '' : `; it logs in as \`${username}\``}.`,
      probably: 'the controller cannot connect to the registry',
      explains:
        'The Registry object shows 连接失败 (connection failed): network, a wrong domain, wrong credentials or a registry that is down. What from here works is named as ruled out; then the login is left, or the controller’s own network.',
      steps: ({ data, pull }) => [
        `All sources with their state: \`kubectl get registrysecrets.theriseunion.io -A -o custom-columns='NS:.metadata.namespace,NAME:.metadata.name,DOMAIN:.spec.domain,STATUS:.metadata.annotations.theriseunion\\.io/verify-status'\`.`,
        `Try the same address from the controller’s pod: \`kubectl -n ${pull.installation?.place?.namespace ?? 'edge-system'} exec deploy/image-controller -- wget -qSO- https://${data?.domain || '<host>'}/v2/\` (401 is right).`,
        `Is the registry itself well: \`curl -sS https://${data?.domain || '<host>'}/api/v2.0/systeminfo\` (Harbor), or \`/registry status\`.`,
        `Try its login once by hand: \`docker login ${data?.domain || '<host>'}\`. If it is refused, reset the password in the registry and enter it in the source; never paste it here.`,
        `More words from the controller: \`kubectl -n ${pull.installation?.place?.namespace ?? 'edge-system'} set env deployment/image-controller LOG_LEVEL=debug\`, and \`LOG_LEVEL-\` to take it back (each restarts it and cuts syncs that run). What kubectl asks shows \`kubectl get repositories -A -v=10\`; the URL \`/logs?logLevel=10\` behind \`kubectl proxy\` serves files and raises no level.`,
      ],
    },
  },
});
