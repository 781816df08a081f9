/** How the node's own runtime in trouble looks in text. */
import type { Sign } from '../engine/sign.ts';

export const signs: readonly Sign[] = [
  {
    pattern:
      /Cannot connect to (?:the Docker daemon|Podman\b)|Is the docker daemon running|docker daemon is not running|(?:dial|connect to|connecting to|connection to) (?:unix|npipe)|error during connect: |docker\.sock[^\n]{0,100}(?:denied|no such|refused)|(?:containerd|crio|dockerd|docker|podman)\.sock[^\n]{0,120}(?:denied|no such file|refused|deadline|unavailable)|container runtime (?:is )?(?:not running|down|status check)|[Rr]untime service[^\n]{0,40}(?:unavailable|failed)|unknown service runtime\.v1|code = Unimplemented[^\n]{0,100}(?:ImageService|RuntimeService)/,
    specimen:
      'Failed to inspect image "quay.io/thanos/thanos:latest": rpc error: code = Unknown desc = Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    source: 'minikube; docker engine',
    tells: 'sure',
  },
  {
    pattern:
      /transport: [Ee]rror while dialing:? (?:dial unix |failed to)|code = Unavailable desc = (?:connection error|error reading from server|transport is closing)|the connection is (?:draining|unavailable)|grpc: the client connection is closing/,
    specimen:
      'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: connection refused"',
    source: 'kubelet, gRPC to the runtime',
    tells: 'sure',
  },
  {
    pattern:
      /parent snapshot \S{1,100} does not exist|failed to prepare extraction (?:snapshot |layer: )|failed to (?:create|prepare|stat|get|remove|commit) (?:extraction )?(?:snapshot|parent)|does not support d_type|snapshotter (?:not loaded|\S{1,40} was not found)|snapshotter "?\S{1,40}"? (?:not (?:found|loaded)|is not)|snapshot \S{1,120} (?:already exists|does not exist)|unable to (?:start|initialize) unpacker|failed to unpack image on snapshotter|missing parent (?:"[^"]{1,200}" )?bucket|target snapshot "[^"]{1,200}"/,
    specimen:
      'failed to unpack image on snapshotter overlayfs: failed to prepare extraction snapshot "extract-731580600-yNJo sha256:fc7d": parent snapshot sha256:4feb does not exist: not found',
    source: 'containerd/containerd#2382; containerd rootfs, snapshots',
    tells: 'suggests',
    orElse: ['content-corrupt', 'node-disk-full', 'registry-storage-failure'],
  },
  {
    pattern:
      /parent snapshot \S{1,100} does not exist(?:: not found)?|ref \S{1,200} locked(?: for \S{1,60} \(since[^)]{0,80}\))?(?:: unavailable)?|locking ref \S{1,200} failed|\(\*service\)\.Write failed/,
    specimen:
      'failed to pull image "gcr.io/google_containers/pause:3.0": locking ref k8s.io/2/layer-sha256:f112 failed: ref k8s.io/2/layer-sha256:f112 locked: unavailable',
    source: 'containerd/cri#239; containerd content/local/locks.go',
    tells: 'sure',
  },
  {
    pattern:
      /failed to get reader from content store|blob sha256:[0-9a-f]{6,64} expected at \/|content digest sha256:[0-9a-f]{6,64}: not found|content sha256:[0-9a-f]{6,64}: not found|error getting (?:image|layer)[^\n]{0,200}(?:from storage|layer not known)|layer not known|unable to find layer|layer does not exist|error creating layer|database is locked|metadata\.db|meta\.db|image storage[^\n]{0,60}(?:corrupt|damaged)|corrupted? (?:image )?(?:store|storage|index)/,
    specimen:
      'failed to get reader from content store: blob sha256:9e2fb2be2cd2 expected at /var/lib/containerd/io.containerd.content.v1.content/blobs/sha256/9e2f: blob not found: not found',
    source: 'containerd/containerd#12302; containers/storage',
    tells: 'sure',
  },
  {
    pattern:
      /insufficient UIDs or GIDs|might not be enough IDs available in the namespace|Driver \w{1,20} failed to create image rootfs|lchown [^\n]{1,200}: (?:invalid argument|operation not permitted)|user namespaces? (?:is|are) not (?:enabled|supported)|newuidmap|\/etc\/sub[ug]id|remapped root|setxattr|Lsetxattr|chown [^\n]{1,200}: (?:operation not permitted|invalid argument)|lsetxattr/,
    specimen:
      'processing tar file(potentially insufficient UIDs or GIDs available in user namespace (requested 0:42 for /etc/gshadow): lchown /etc/gshadow: invalid argument): exit status 1',
    source: 'RapiDAST troubleshooting; containers/storage',
    tells: 'sure',
  },
  {
    pattern:
      /failed to (?:register|extract|apply|unpack|mount|convert)(?: layer)?[^\n]{0,300}(?:(?<!re-)exec|fork|permission denied|not permitted|invalid argument|read-only file system|file exists|no such file or directory|device or resource busy|too many levels|signal: killed|cannot allocate memory|exec format|unlinkat|wrong fs type|no such device|text file busy|resource temporarily unavailable|directory not empty|Access is denied)|failed to convert whiteout|operation not supported|error (?:creating|mounting) (?:overlay|aufs|rootfs)|failed to mount overlay|overlay[^\n]{0,60}(?:not supported|invalid argument|no such device)/,
    specimen:
      'failed to register layer: ApplyLayer exit status 1 stdout:  stderr: unlinkat /var/log: invalid argument',
    source: 'docker engine; containerd',
    tells: 'sure',
  },
  {
    // Windows: a broken layer store, or an image made for a newer build of Windows than the node's.
    pattern:
      /hcsshim::\w{1,40}(?:[^\n]{0,300}(?:in Win32|UtilityVM|The (?:system|specified|parameter)[^\n]{1,80}))?/,
    specimen:
      'failed to register layer: re-exec error: exit status 1: output: hcsshim::ImportLayer failed in Win32: The system cannot find the file specified. (0x2)',
    source: 'docker/for-win#1686; microsoft/dotnet-framework-docker#41; microsoft/hcsshim#2294',
    tells: 'suggests',
    orElse: ['platform-unavailable', 'node-disk-full'],
  },
  {
    // Snapshotters that fetch lazily (nydus, stargz, erofs): their helper is away, or the image was unpacked by another.
    pattern:
      /failed to find image ref of snapshot \S{1,80}|snapshot \S{1,80} is not ready, err: |wait until daemon is RUNNING|failed to (?:attach and mount for snapshot|enable target for \/sys\/kernel\/config)|daemon socket \S{1,200}: not found|containerd\.snapshotter\.v1\.\S{1,200}: no such file or directory|mount source: "[^"]{1,300}", target: "[^"]{1,600}", fstype: /,
    specimen:
      'failed to prepare extraction snapshot "extract-262457039-f1jQ sha256:6df5": failed to find image ref of snapshot 25, labels map[containerd.io/snapshot/nydus-bootstrap:true]: unknown',
    source:
      'dragonflyoss/nydus#48, #1385; containerd/containerd#12796, #12834; containerd/accelerated-container-image#26',
    tells: 'sure',
  },
  {
    // The runtime cannot use its own signature settings: another thing than a signature that is refused.
    pattern:
      /invalid policy in "[^"]{1,300}"|(?:open|stat) \/etc\/containers\/policy\.json: no such file|[Ii]nvalid crypto engine/,
    specimen: 'invalid policy in "/etc/containers/policy.json": Unknown key "keyPaths"',
    source: 'kubernetes/website#40834; cri-o/cri-o#9478',
    tells: 'suggests',
    orElse: ['policy-blocked'],
  },
  {
    // What the unpacker of docker says before the error itself, which may be cut off.
    pattern:
      /failed to (?:register|extract|apply)(?: layer)?[^\n]{0,300}exit status|ApplyLayer |\/usr\/bin\/unpigz/,
    specimen: 'failed to register layer: ApplyLayer exit status 1 stdout:  stderr: ',
    source: 'docker engine',
    tells: 'suggests',
    orElse: ['content-corrupt', 'node-disk-full', 'network-reset', 'manifest-unsupported'],
  },
  {
    pattern: /operation not permitted|image not known/,
    specimen: 'Error: creating container storage: mount overlay: operation not permitted',
    source: 'rootless podman and buildah',
    tells: 'suggests',
    orElse: ['network-unreachable', 'policy-blocked', 'image-name-invalid', 'tag-not-found'],
  },
  {
    pattern: /mount callback failed/,
    specimen:
      'failed to extract layer sha256:5b72: mount callback failed on /var/data/tmpmounts/m1: unexpected EOF: unknown',
    source: 'containerd mount/temp.go',
    tells: 'suggests',
    orElse: ['content-corrupt', 'node-disk-full', 'network-reset'],
  },
  {
    // No such processor exists: a 64-bit kernel under a 32-bit userland, or one the runtime did not know.
    pattern:
      /no image found in (?:manifest list|image index) for architecture "?arm"?, variant "?v8"?|(?:no matching manifest for )?linux\/arm\/v8|no matching manifest for \w{1,20}\/\w{1,20}\/unknown in the|snapshotter \S{1,40} does not support platform/,
    specimen:
      'Error choosing image instance: no image found in manifest list for architecture arm, variant v8, OS linux',
    source: 'cri-o/cri-o#3626; moby/moby#39201',
    tells: 'suggests',
    orElse: ['platform-unavailable'],
  },
  {
    pattern:
      /too many open files|cannot allocate memory|Out of memory|OOM[ -]?[Kk]ill|signal: killed|fork\/exec |resource temporarily unavailable|inotify|failed to start (?:transient )?scope|cgroup[^\n]{0,80}(?:no such|failed|not mounted)|read-only file system|stale (?:NFS )?file handle|device or resource busy/,
    specimen: 'failed to pull image: open /var/lib/containerd/x: too many open files',
    source: 'Linux limits on a node',
    tells: 'suggests',
    orElse: ['node-disk-full', 'content-corrupt', 'pull-too-slow'],
  },
  {
    pattern:
      /ImageInspectError|failed to get image status|[Ii]mage (?:service|FS)[^\n]{0,60}(?:not found|failed|unavailable)|unable to determine image (?:ID|status)|permission denied[^\n]{0,60}(?:\/var\/lib|\/run\/)|(?:open|mkdir|stat|write|remove) \/(?:var|run|tmp|home|etc|root)\/[^\n]{1,200}: (?:permission denied|no such file or directory|file exists)/,
    specimen:
      'Failed to inspect image "": rpc error: code = Unknown desc = stat /var/lib/docker/overlay2: permission denied',
    source: 'kubernetes pkg/kubelet/images; docker engine',
    tells: 'suggests',
    orElse: ['node-disk-full', 'image-name-invalid', 'credentials-missing', 'tls-unknown-authority'],
  },
  {
    // What the node has already is listed; no registry is asked.
    pattern:
      /(?:listing images: |ListImages with filter from image service failed" err=")rpc error: code = [^\n]{1,400}/,
    specimen:
      'listing images: rpc error: code = Unknown desc = choosing image instance: no image found in manifest list for architecture amd64, variant "", OS linux',
    source: 'cri-o/cri-o#6457',
    tells: 'suggests',
    orElse: ['platform-unavailable', 'node-disk-full'],
  },
  {
    pattern: /locating item named "[^"]{1,200}" for image with ID "?[^\n]{1,200}/,
    specimen:
      'reading manifest for image instance "sha256:a449": locating item named "manifest-sha256:a449" for image with ID "b6c7" (consider removing the image to resolve the issue): file does not exist',
    source: 'minc-org/minc#10; containers/image storage',
    tells: 'sure',
  },
  {
    // An encrypted image on a node that was given no key, and answers larger than the kubelet takes.
    pattern:
      /missing private key needed for decryption|[Ff]ailed to decrypt layer|grpc: received message larger than max/,
    specimen: 'Decrypting layer: missing private key needed for decryption',
    source: 'containers/ocicrypt encryption.go; grpc-go rpc_util.go',
    tells: 'suggests',
    orElse: ['policy-blocked', 'permission-denied'],
  },
  {
    // crictl before its first call.
    pattern: /failed to connect: failed to connect[^\n]{0,200}: context deadline exceeded/,
    specimen:
      'failed to connect: failed to connect, make sure you are running as root and the runtime has been started: context deadline exceeded',
    source: 'containerd/containerd#2758; cri-tools cmd/crictl',
    tells: 'sure',
  },
  {
    // A layer is read from the local store, before anything is sent.
    pattern:
      /(?:open|l?stat|readlink) \/\S{0,200}\/overlay2?\/[0-9a-f]{8,64}\/(?:merged|diff)\/\S{1,300}: (?:no such file or directory|permission denied)/,
    specimen:
      'Error writing blob: open /var/lib/containers/storage/overlay/0f49addb6e50/merged/dev/null: no such file or directory',
    source: 'podman-container-tools/buildah#1092; podman-container-tools/podman#3910',
    tells: 'sure',
  },
  {
    pattern:
      /OCI runtime create failed|ImageVolumeMountFailed|failed to (?:mount image volume|generate container "[^"]{1,80}" spec)|failed to create (?:containerd task|shim)|creating read-write layer|failed to reserve container name|failed to prepare extraction snapshot "[^"]{1,200}": layer "\d{1,9}" unavailable/,
    specimen:
      'failed to create containerd task: failed to create shim task: OCI runtime create failed: unable to start container process',
    source: 'containerd; runc',
    tells: 'sure',
  },
  {
    pattern:
      /panic: |runtime error: |nil pointer dereference|SIGSEGV|segmentation fault|goroutine \d{1,9} \[running\]/,
    specimen: 'panic: runtime error: invalid memory address or nil pointer dereference',
    source: 'Go runtime',
    tells: 'suggests',
    orElse: ['registry-unavailable', 'content-corrupt'],
  },
  {
    pattern:
      /(?:failed to (?:push|do request|copy)[^\n]{0,200}: )?content digest sha256:[0-9a-f]{1,64}: not found/,
    specimen: 'failed to push: content digest sha256:5b0c1f: not found',
    source: 'docker engine with the containerd image store: a platform of the image was never pulled',
    tells: 'suggests',
    orElse: ['platform-unavailable', 'content-corrupt', 'registry-storage-failure'],
    op: 'push',
  },
  {
    pattern:
      /using mount program \S{1,200}: [^\n]{1,200}|'overlay' not found as a supported filesystem|not enough unused IDs in user namespace|error loading storage metadata|image (?:layer|data item) is missing|Could not find a valid Docker environment|Error while fetching server API version/,
    specimen:
      'creating overlay mount to /x: using mount program /usr/bin/fuse-overlayfs: fuse: device not found',
    source: 'containers/storage drivers/overlay, types/errors.go; testcontainers-java; docker-py',
    tells: 'sure',
  },
  {
    pattern:
      /creating a temporary directory: (?:stat|mkdir) \S{1,300}: (?:no such file or directory|permission denied)/,
    specimen: 'creating a temporary directory: stat /data/tmp: no such file or directory',
    source: 'containers/image storage/storage_dest.go',
    tells: 'sure',
  },
  {
    // The store of podman or of k3s; where a registry keeps its own in SQLite, that one.
    pattern: /database disk image is malformed/,
    specimen: 'Error: database disk image is malformed',
    source: 'SQLite; podman libpod/sqlite_state.go',
    tells: 'suggests',
    orElse: ['registry-storage-failure', 'node-disk-full'],
  },
  {
    pattern: /loading (?:drop-in )?registries configuration "[^"\n]{1,300}": [^\n]{1,200}/,
    specimen:
      'loading registries configuration "/etc/containers/registries.conf": toml: line 12: expected key separator',
    source: 'containers/image pkg/sysregistriesv2',
    tells: 'suggests',
    orElse: ['mirror-misconfigured', 'image-name-invalid'],
  },
  {
    // Podman and its machine: a registry's errors begin with `pinging container registry`.
    pattern: /failed to connect: dial tcp (?:127\.0\.0\.1|\[::1\]):\d{2,5}: [^\n]{1,120}refused(?: it)?/,
    specimen: 'Error: failed to connect: dial tcp 127.0.0.1:60219: connect: connection refused',
    source: 'podman-container-tools/podman#18718',
    tells: 'suggests',
    orElse: ['connection-refused'],
  },
];
