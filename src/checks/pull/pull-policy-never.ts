import { defineCheck } from '../../engine/check.ts';
import { factOf } from '../../facts/answered.ts';
import { inNamespace } from '../../facts/manual-steps.ts';
import { node } from '../../probes/node.ts';
import { pod } from '../../probes/pod.ts';

export default defineCheck({
  id: 'pull-policy-never',
  stage: 'spec',
  severity: 'high',
  signs: [
    {
      pattern: /(?:[Cc]ontainer image "(?<image>[^"]{1,300})" )?is not present with pull policy of Never/,
      specimen:
        '- cert-manager:deployment/cert-manager: ErrImageNeverPull: Container image "quay.io/jetstack/cert-manager-controller:v1.16.3" is not present with pull policy of Never',
      source: 'GoogleContainerTools/skaffold#9687; kubernetes pkg/kubelet/images',
      tells: 'sure',
    },
    {
      pattern: /\bErrImageNeverPull\b/,
      specimen: 'Error: ErrImageNeverPull',
      source: 'kubernetes pkg/kubelet/images/types.go',
      tells: 'sure',
    },
    {
      pattern:
        /image not known locally and --?pull(?:-policy)?[= ]never|--pull=never|pull policy (?:is )?set to ["']?never/i,
      specimen: 'Error: image not known locally and --pull=never was given',
      source: 'podman run and buildah, libimage pull',
      tells: 'suggests',
      orElse: ['node-runtime-failure', 'image-name-invalid'],
    },
    {
      pattern: /with specified policies \[never\][^\n]{0,300}/,
      specimen: 'failed to pull image "web:1" with specified policies [never]: Error: No such image: web:1',
      source: 'GitLab Runner executors/docker/internal/pull',
      tells: 'sure',
    },
  ],
  needs: { pod },
  uses: { node },
  judge({ pod: { container } }, also) {
    if (container.imagePullPolicy !== 'Never') return { outcome: 'pass' };
    const waits = container.state === 'waiting' && container.reason === 'ErrImageNeverPull';
    if (!waits)
      return { outcome: 'skip', why: 'the policy is Never, yet the kubelet does not complain of it' };
    return {
      outcome: 'fail',
      evidence: [
        { source: 'pod', says: `container ${container.name}: imagePullPolicy: Never` },
        { source: 'kubelet', says: container.message ?? 'ErrImageNeverPull' },
      ],
      data: { container: container.name, node: factOf(also.node)?.node.name ?? null },
    };
  },
  words: {
    en: {
      title: 'Pull policy Never, image not on the node',
      summary: ({ container, node: where }, { image }) =>
        `Container \`${container}\` says \`imagePullPolicy: Never\` and ${where ? `node \`${where}\`` : 'its node'} does not hold \`${image}\`.`,
      probably: ({ image }) =>
        `the pull policy is Never and the node does not hold ${image ? `\`${image}\`` : 'the image'}`,
      explains:
        'With the policy Never the kubelet asks no registry at all: the image must have been loaded onto that very node before. Since Kubernetes 1.35 it also refuses an image there that was pulled with another pod’s login.',
      steps: ({ data, pull }) => [
        `Let it pull: \`kubectl${inNamespace(pull)} edit\` the pod’s owner and set \`imagePullPolicy: IfNotPresent\`.`,
        `Or load the image onto ${data?.node ? `node \`${data.node}\`` : 'each node that may run the pod'}: \`ctr -n k8s.io images import image.tar\` (containerd), \`minikube image load ${pull.image}\`, \`kind load docker-image ${pull.image}\`.`,
      ],
    },
  },
});
