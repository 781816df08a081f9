import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'volume-source-missing',
  severity: 'high',
  signs: [
    {
      pattern:
        /MountVolume\.SetUp failed for volume "[^"\n]{1,253}" ?: ?(?:failed to sync (?:secret|configmap) cache|references non-existent (?:secret|config) key|(?:secret|configmap|secrets|configmaps) "[^"\n]{1,253}" not found|object "[^"\n]{1,253}"\/"[^"\n]{1,253}" not registered|couldn't propagate object cache)[^\n]{0,200}|MountVolume\.SetUp failed for volume "[^"\n]{1,253}"[^\n]{0,200}not found|Error: (?:secret|configmap) "[^"\n]{1,253}" not found|CreateContainerConfigError[^\n]{0,160}not found|[Uu]nable to (?:attach or )?mount volumes[^\n]{0,300}(?:not found|timed out waiting for the condition)|persistentvolumeclaim "[^"\n]{1,253}" not found/,
      specimen:
        'MountVolume.SetUp failed for volume "token-service-private-key" : secret "harbor-core" not found',
      source: 'kubelet volume manager',
    },
  ],
  words: {
    en: {
      title: 'Volume’s Secret or ConfigMap missing',
      probably: 'a Secret or ConfigMap that the pod mounts does not exist',
      explains:
        'The pod waits in ContainerCreating until the object is there: a certificate not issued yet, a name mistyped, another namespace.',
      steps: [
        '`kubectl describe pod`: the message names the volume and the object.',
        'Create it in the pod’s namespace; the kubelet mounts it by itself within two minutes.',
      ],
    },
  },
});
