/** Troubles of a node, said by its kubelet; the image itself is fine. */
import type { Confidence } from '../../../../src/engine/verdict.ts';
import type { Fault, NodeName } from '../fault.ts';

interface Told {
  readonly id: string;
  readonly cause: string;
  readonly confidence: Confidence;
  readonly says: (image: string) => string;
  readonly node?: NodeName;
  readonly quotes: RegExp;
}

const unpack = (image: string): string => `failed to pull and unpack image "${image}"`;

const TOLD: readonly Told[] = [
  {
    id: 'the node’s disk is full',
    cause: 'node-disk-full',
    confidence: 'confirmed',
    node: 'worker-full',
    says: (image) =>
      `${unpack(image)}: failed to extract layer sha256:0b2f: write /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/9/fs/usr/lib/libc.so: no space left on device: unknown`,
    quotes: /DiskPressure/,
  },
  {
    id: 'no inodes on the node',
    cause: 'node-disk-full',
    confidence: 'likely',
    says: (image) =>
      `${unpack(image)}: failed to prepare extraction snapshot "extract-1 sha256:0b2f": failed to create prepare snapshot dir: failed to create temp dir: mkdir /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/new-1: no space left on device`,
    quotes: /no space left/,
  },
  {
    id: 'the runtime’s store is damaged',
    cause: 'node-runtime-failure',
    confidence: 'possible',
    says: () =>
      'failed to prepare extraction snapshot "extract-9 sha256:0b2f": failed to stat parent: stat /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/9/fs: no such file or directory',
    quotes: /snapshots/,
  },
  {
    id: 'the kubelet’s own limit of pulls',
    cause: 'node-pull-throttled',
    confidence: 'likely',
    says: () => 'pull QPS exceeded',
    quotes: /QPS/,
  },
  {
    id: 'a mirror that does not hold it',
    cause: 'mirror-misconfigured',
    confidence: 'possible',
    says: (image) =>
      `${unpack(image)}: failed to resolve reference "${image}": unexpected status from HEAD request to https://mirror.acme.test/v2/shop/sound/manifests/1?ns=registry.acme.test: 403 Forbidden`,
    quotes: /mirror\.acme\.test/,
  },
  {
    id: 'the deadline passes while bytes flow',
    cause: 'pull-too-slow',
    confidence: 'likely',
    says: (image) => `cancel pulling image "${image}" because of no progress in 5m0s`,
    quotes: /no progress/,
  },
];

export const nodeFaults: readonly Fault[] = TOLD.map(({ id, cause, confidence, says, node, quotes }) => ({
  id,
  cause,
  confidence,
  stage: async ({ origin, front }) => {
    await origin.push({ repository: 'shop/sound', tag: '1' });
    const domain = await front(
      `sound-${TOLD.findIndex((each) => each.id === id)}`,
      `location / { proxy_pass http://127.0.0.1:${origin.port}; }`,
    );
    const image = `${domain}/shop/sound:1`;
    return { image, node: node ?? 'worker-told', told: { says: says(image) } };
  },
  ruledOut: [
    'dns-failure',
    'connection-refused',
    'tls-unknown-authority',
    'tag-not-found',
    'repository-not-found',
  ],
  says: quotes,
}));
