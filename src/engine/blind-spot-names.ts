/** What could not be looked at, as people call it; beside it stands why. */
import type { Language, Words } from './words.ts';

/** By a probe's id. A spot without a name here is words already, or its id is read as words. */
const words: Words<Readonly<Record<string, string>>> = {
  en: {
    'auth-mode': 'how Harbor looks people up',
    authorization: 'the token service',
    challenge: 'how the registry asks for a login',
    'component-health': 'how Harbor finds its components',
    'component-logs': 'the logs of its components',
    collections: 'its garbage collections',
    components: 'the pods of its components',
    credentials: 'which logins the kubelet would use',
    'controller-egress': 'the network policies on the image controller',
    'damaged-images': 'whether its newest images are whole',
    dns: 'the registry’s name in DNS',
    download: 'the speed of a download',
    'external-url': 'the public address of the HarborCluster',
    'harbor-cluster': 'the HarborCluster',
    'harbor-info': 'what Harbor tells of itself',
    'image-cleanup': 'clean-up policies and old Repositories',
    'image-syncs': 'the image controller’s sources and Repositories',
    integrations: 'the registries integrated into kangaroo',
    kubelet: 'what the kubelet says',
    'node-disks': 'which nodes are short of disk',
    'latest-push': 'when something was pushed last',
    layers: 'the layers',
    manifest: 'the manifest',
    node: 'the node’s record in the cluster',
    'node-view': 'the node itself',
    'other-nodes': 'how other nodes fare',
    pod: 'the pod',
    'previous-image': 'the image before',
    project: 'the Harbor project',
    'pull-secrets': 'the pull secrets',
    'pull-times': 'how long the kubelet took',
    'push-rights': 'who may push',
    'push-time': 'when the tag was pushed',
    reference: 'the reference',
    'registry-workloads': 'the registry’s Deployments and volumes',
    repository: 'the repository',
    robot: 'the robot account in Harbor',
    rollout: 'what was rolled out last',
    tcp: 'the connection to the registry',
    tls: 'the registry’s certificate',
    'replication-policy': 'the replication policy',
    'replication-executions': 'its executions',
    'replication-tasks': 'its tasks',
    'replication-task-log': 'the logs of its tasks',
    'job-samples': 'job queues and workers',
    'endpoint-ping': 'Harbor’s own try of the other side',
    'other-side': 'the other side, from here',
    'source-artifact': 'the artifact at the source',
    'target-quota': 'the quota at the target',
    'source-tags': 'the tags at the source',
    scheduler: 'whether schedules are paused',
    'image-sync': 'the Repository object',
    'image-source': 'its RegistrySecret',
    'controller-usage': 'what the image controller uses',
    workload: 'the pod’s workload',
  },
};

export function blindSpotName(probe: string, language: Language = 'en'): string {
  const names = new Map(Object.entries(words[language]));
  // Only an id is read as words: a cluster's name keeps its hyphens.
  return names.get(probe) ?? (/^[a-z0-9-]+$/.test(probe) ? probe.replaceAll('-', ' ') : probe);
}
