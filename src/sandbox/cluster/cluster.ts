/** A small Kubernetes cluster on loopback: a real API over TLS, controllers, and kubelets that really pull. */
import { randomBytes } from 'node:crypto';
import { createAuthority } from '../tls/authority.ts';
import type { Identity } from './access.ts';
import { secretDefaults } from './admission/defaults.ts';
import { startApi } from './api/server.ts';
import { startControllers } from './controllers/loop.ts';
import { createRecorder, type Report } from './events.ts';
import { kubeconfig } from './kubeconfig.ts';
import type { BackOff } from './kubelet/container-run.ts';
import { type KubeletOptions, startKubelet } from './kubelet/kubelet.ts';
import { createProgramLogs, type ProgramLogs } from './kubelet/programs.ts';
import { DEFAULT_NODES, type NodeOptions, nodeObject } from './nodes.ts';
import type { KubeObject, Node } from './objects.ts';
import { strategicMerge } from './patch/strategic.ts';
import { StatusError } from './status.ts';
import type { Store } from './store.ts';
import { createWorld, type LogSource, type ServiceHandlers } from './world.ts';

export interface ClusterOptions {
  /** Name in the kubeconfig. */
  readonly name?: string;
  /** Port of the API server; 0 or absent: any free one. */
  readonly port?: number;
  readonly latencyMs?: number;
  readonly nodes?: readonly NodeOptions[];
  /** Who may ask, the first one for the kubeconfig; absent: one who may do everything. */
  readonly identities?: readonly Identity[];
  readonly namespaces?: readonly string[];
  readonly logs?: LogSource;
  /** Told of every request to the API server before it is answered. */
  readonly seen?: (method: string, path: string, query: URLSearchParams) => void;
  /** What answers behind Services, for `services/proxy`. */
  readonly services?: ServiceHandlers;
  /** The nodes' resolver, `127.0.0.1:port`; absent: this machine's. */
  readonly dns?: string;
  /** PEM authorities the nodes trust besides the system's; read at each pull, so the array may grow. */
  readonly ca?: readonly string[];
  /** Registries the nodes speak to without TLS, `host:port`; read at each pull too. */
  readonly plainHttp?: readonly string[];
  /** Images on the nodes without a pull; full names, a trailing `*` for all that begin so. */
  readonly preloaded?: readonly string[];
  /** In reality 10 s … 5 min; here 2 s … 20 s. */
  readonly backOff?: BackOff;
  /** In reality 30 s. */
  readonly dialMs?: number;
  /** In reality 10 s. */
  readonly handshakeMs?: number;
  readonly answerMs?: number;
  readonly terminationMs?: number;
  /** Age at which events go, back-off events excepted; absent: never. */
  readonly expireEventsAfterMs?: number;
}

export interface SandboxCluster {
  readonly url: string;
  readonly caPem: string;
  readonly store: Store;
  /** YAML for the first identity, or the one of this user. */
  kubeconfig(user?: string): string;
  /** Creates objects or merges them into what is there, namespaces made where missing. Throws StatusError as the API would. */
  apply(objects: readonly KubeObject[]): void;
  /** By resource id: `pods`, `deployments.apps`. */
  get(resource: string, namespace: string, name: string): KubeObject | undefined;
  delete(resource: string, namespace: string, name: string): void;
  /** An event about any object. */
  report(event: Report): void;
  /** Cuts every image back-off short. */
  retryPulls(): void;
  /** Takes the images off every node. */
  forgetImages(): void;
  stop(): Promise<void>;
}

const SYSTEM_NAMESPACES = ['default', 'kube-system', 'kube-public'];
const SWEEP_MS = 500;

export async function startCluster(options: ClusterOptions = {}): Promise<SandboxCluster> {
  const world = createWorld();
  const { store, catalog, writer } = world;
  const programLogs = createProgramLogs();
  const recorder = createRecorder(store, { expireAfterMs: options.expireEventsAfterMs ?? null });
  const loop = startControllers({ ...world, recorder }, (error) =>
    process.emitWarning(error instanceof Error ? error : String(error)),
  );
  const ensureNamespace = (name: string): void => {
    if (store.get('namespaces', '', name)) return;
    const labels = { 'kubernetes.io/metadata.name': name };
    writer.create(catalog.byId('namespaces'), '', { metadata: { name, labels } });
  };
  for (const name of [...SYSTEM_NAMESPACES, ...(options.namespaces ?? [])]) ensureNamespace(name);

  const kubelets = (options.nodes ?? DEFAULT_NODES).map((node, index) => {
    const added = store.add('nodes', nodeObject(node, index)) as Node;
    return startKubelet(added, store, recorder, kubeletOptions(options, node, programLogs));
  });
  const sweeper = setInterval(() => recorder.sweep(), SWEEP_MS);

  const authority = await createAuthority('Acme sandbox cluster');
  const leaf = await authority.issue({ names: ['127.0.0.1', 'localhost', 'kubernetes.default.svc'] });
  const identities = options.identities ?? [
    { user: 'sandbox-admin', token: randomBytes(24).toString('base64url') },
  ];
  const api = await startApi({
    world,
    certPem: leaf.certPem,
    keyPem: leaf.keyPem,
    port: options.port ?? 0,
    latencyMs: options.latencyMs ?? 0,
    logs: (question) => programLogs.read(question) ?? options.logs?.(question),
    services: options.services ?? new Map(),
    ...(options.seen ? { seen: options.seen } : {}),
    identity: (token) => identities.find((identity) => identity.token === token),
  });

  const apply = (object: KubeObject): void => {
    const resource = catalog.ofObject(object);
    const namespace = resource.namespaced ? (object.metadata.namespace ?? 'default') : '';
    if (resource.namespaced) ensureNamespace(namespace);
    const current = store.get(resource.id, namespace, object.metadata.name);
    if (!current) return void writer.create(resource, namespace, object);
    const metadata = { ...object.metadata, ...(namespace ? { namespace } : {}) };
    const next = strategicMerge(current, { ...object, metadata }) as KubeObject;
    store.replace(resource.id, resource.id === 'secrets' ? secretDefaults(next) : next);
  };

  return {
    url: api.url,
    caPem: authority.certPem,
    store,
    kubeconfig: (user) => {
      const identity = user === undefined ? identities[0] : identities.find((one) => one.user === user);
      if (!identity) throw new Error(`the sandbox cluster knows no user ${user ?? ''}`);
      return kubeconfig({
        name: options.name ?? 'sandbox',
        server: api.url,
        caPem: authority.certPem,
        user: identity.user,
        token: identity.token,
      });
    },
    apply: (objects) => {
      for (const object of objects) apply(object);
    },
    get: (resource, namespace, name) => store.get(resource, namespace, name),
    delete: (resource, namespace, name) => {
      try {
        writer.delete(catalog.byId(resource), namespace, name);
      } catch (error) {
        if (!(error instanceof StatusError && error.reason === 'NotFound')) throw error;
      }
    },
    report: (event) => recorder.record(event),
    retryPulls: () => {
      for (const kubelet of kubelets) kubelet.retry();
    },
    forgetImages: () => {
      for (const kubelet of kubelets) kubelet.forgetImages();
    },
    stop: async () => {
      clearInterval(sweeper);
      loop.stop();
      for (const kubelet of kubelets) kubelet.stop();
      await api.stop();
    },
  };
}

function kubeletOptions(options: ClusterOptions, node: NodeOptions, logs: ProgramLogs): KubeletOptions {
  return {
    registry: {
      dns: node.dns ?? options.dns ?? null,
      ca: node.ca ?? options.ca ?? [],
      plainHttp: node.plainHttp ?? options.plainHttp ?? [],
      dialMs: options.dialMs ?? 5_000,
      handshakeMs: options.handshakeMs ?? 5_000,
      answerMs: options.answerMs ?? 30_000,
    },
    backOff: options.backOff ?? { baseMs: 2_000, maxMs: 20_000 },
    preloaded: options.preloaded ?? [],
    programs: { logs, clusterDns: options.dns ?? null },
    terminationMs: options.terminationMs ?? 200,
  };
}
