/** What makes pulls of a whole cluster faster, by hand; printed where a pull is too slow. */
export const SLOW_STEPS = {
  crowd:
    'Who pulls now: `kubectl get pods -A -o wide | grep -E "ImagePull|ContainerCreating"`; many on one node wait for each other. The line of a node: `speedtest-cli`, or `curl -so large.bin -w "%{speed_download}" <a large file near the registry>` (bytes a second).',
  names:
    'Names: `time nslookup <registry host>` on the node. Where it takes more than some tens of milliseconds, run NodeLocal DNSCache: fill `__PILLAR__LOCAL__DNS__` (169.254.20.10), `__PILLAR__DNS__SERVER__` and `__PILLAR__DNS__DOMAIN__` in nodelocaldns.yaml before applying it; as it stands in guides it starts nothing.',
  cache:
    'A cache: a Harbor project with an upstream (Projects → New Project → Proxy Cache), and `host/proxy-project/library/…` in the image. A ConfigMap `docker-proxy-config` of one’s own is no Harbor feature and caches nothing by itself.',
  source:
    'theriseunion: name a nearer source, if it is healthy and has the image (`registryRef.name: harbor-local` instead of `dockerhub-hk`), and see `max_concurrent_pulls` in the ConfigMap `image-controller-config` (`kubectl -n edge-system edit configmap image-controller-config`; 5 is its default; then restart the controller).',
  driver:
    'Docker nodes only: `"storage-driver": "overlay2"` in `/etc/docker/daemon.json` (a change hides all images and containers of the old driver; drain first). `override_kernel_check` has no effect any more, and containerd nodes use overlayfs already.',
} as const;

export const slowSteps: readonly string[] = Object.values(SLOW_STEPS);
