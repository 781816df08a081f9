/** What somebody at a terminal needs to ask questions about this world, in a folder of its own. */
import { readdirSync, rmSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { CLUSTER, HARBOR_NAMESPACE, SHARED_SECRETS } from './company.ts';
import { type Estate, MEASURING } from './estate.ts';
import { OWN_LOGINS } from './logins.ts';
import { writeNodeFiles } from './node-files.ts';

export interface WorldFiles {
  readonly folder: string;
  readonly kubeconfig: string;
  /** `registry-medic.yaml`. */
  readonly config: string;
  /** PEM of the authority Acme's nodes trust. */
  readonly ca: string;
  /** What to put into the environment: the two paths above and the passwords the configuration names. */
  readonly env: Readonly<Record<string, string>>;
  /** What a worker on the far node is started with. */
  readonly nodeEnv: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

export async function writeFiles(estate: Estate, kubeconfig: string): Promise<WorldFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-medic-'));
  const paths = {
    kubeconfig: join(folder, 'kubeconfig'),
    config: join(folder, 'registry-medic.yaml'),
    ca: join(folder, 'acme-ca.pem'),
  };
  await writeFile(paths.kubeconfig, kubeconfig, { mode: 0o600 });
  await writeFile(paths.ca, estate.authority.certPem);
  await writeFile(paths.config, stringify(configuration(estate, paths)));
  const { harbor, harborWrites, old, cargo, registry } = OWN_LOGINS;
  const env = {
    KUBECONFIG: paths.kubeconfig,
    REGISTRY_MEDIC_CONFIG: paths.config,
    [harbor.env]: harbor.password,
    [harborWrites.env]: harborWrites.password,
    [old.env]: old.password,
    [cargo.env]: cargo.password,
    [registry.env]: registry.password,
  };
  const nodeEnv = await writeNodeFiles(estate, join(folder, 'far-node'));
  // Also when the process is ended in the middle of a start.
  const last = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', last);
  const remove = async (): Promise<void> => {
    process.off('exit', last);
    await rm(folder, { recursive: true, force: true });
  };
  return { folder, ...paths, env, nodeEnv, remove };
}

function configuration(estate: Estate, paths: { readonly kubeconfig: string; readonly ca: string }): unknown {
  const { harbor, harborWrites, old, cargo, registry } = OWN_LOGINS;
  return {
    clusters: [{ name: CLUSTER, context: CLUSTER, kubeconfig: paths.kubeconfig, default: true }],
    registries: [
      {
        name: 'harbor',
        host: estate.address('harbor'),
        kind: 'harbor',
        login: { username: harbor.username, passwordEnv: harbor.env },
        writeLogin: { username: harborWrites.username, passwordEnv: harborWrites.env },
        runsIn: { cluster: CLUSTER, namespace: HARBOR_NAMESPACE },
      },
      {
        name: 'registry',
        host: estate.address('registry'),
        kind: 'distribution',
        login: { username: registry.username, passwordEnv: registry.env },
      },
      {
        name: 'harbor-old',
        host: estate.address('old'),
        kind: 'harbor',
        login: { username: old.username, passwordEnv: old.env },
      },
      {
        name: 'cargo',
        host: estate.address('cargo'),
        kind: 'harbor',
        login: { username: cargo.username, passwordEnv: cargo.env },
      },
      { name: 'artifacts', host: estate.address('artifacts'), kind: 'distribution' },
      { name: 'mirror', host: estate.address('mirror'), kind: 'distribution' },
    ],
    // Tomo and Mina are on call; Rosa, who asks, is not.
    remediations: {
      enabled: remediations(),
      approvers: [{ groups: ['S0ONCALL01'] }],
      secretSources: SHARED_SECRETS,
      measuringImage: `${estate.address('tools')}/${MEASURING.repository}:${MEASURING.tags[0]}`,
    },
    // What the monitoring writes into #alerts is answered there; who is on call is called for what is critical.
    alerts: {
      channels: [
        {
          channel: 'C0ALERT001',
          clusters: [CLUSTER],
          mention: { group: 'S0ONCALL01', severities: ['critical'] },
        },
      ],
    },
    network: {
      resolvers: [estate.dns.address],
      allowAddresses: ['127.0.0.0/8', '::1/128'],
      ca: [paths.ca],
    },
  };
}

/** All there are: a file is one, and its name is its id. */
function remediations(): readonly string[] {
  return readdirSync(new URL('../../remediations/', import.meta.url)).map((file) =>
    file.replace(/\.ts$/, ''),
  );
}
