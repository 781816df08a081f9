export type ContainerKind = 'init' | 'main' | 'ephemeral';

/** Waiting reasons of the kubelet that speak of an image; source: kubernetes pkg/kubelet/images/types.go. */
export const IMAGE_WAITING_REASONS: ReadonlySet<string> = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
]);
