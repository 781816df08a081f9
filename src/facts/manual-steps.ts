/** Commands that several causes hand out, with the real names filled in. */
import type { Pull } from '../engine/subject.ts';
import { hostOf } from '../engine/text/image-names.ts';

/** Docker Hub is looked up under its old address by every kubelet. */
export function serverOf(image: string): string {
  const host = hostOf(image);
  return host === 'docker.io' || host === 'index.docker.io' ? 'https://index.docker.io/v1/' : host;
}

export function inNamespace(pull: Pull): string {
  return pull.namespace === undefined ? '' : ` -n ${pull.namespace}`;
}

export function createSecret(pull: Pull, secret: string): string {
  return `\`kubectl${inNamespace(pull)} create secret docker-registry ${secret} --docker-server=${serverOf(pull.image)} --docker-username=… --docker-password=…\``;
}

/** Names the secret in the pod's service account, so that new pods carry it. */
export function nameInServiceAccount(pull: Pull, secret: string): string {
  return `\`kubectl${inNamespace(pull)} patch serviceaccount default -p '{"imagePullSecrets":[{"name":"${secret}"}]}'\``;
}

export function recreatePod(pull: Pull): string {
  return pull.pod === undefined
    ? 'Start the pod anew: a pod keeps the secret names it was created with.'
    : `Start the pod anew, since it keeps the secret names it was created with: \`kubectl${inNamespace(pull)} delete pod ${pull.pod}\``;
}

/** Tries the pull from a shell with a login, without pulling the layers. */
export function tryWithLogin(image: string): string {
  return `\`crane auth login ${hostOf(image)} -u … -p … && crane manifest ${image}\``;
}

export function hostPort(image: string): string {
  const host = hostOf(image) === 'docker.io' ? 'registry-1.docker.io' : hostOf(image);
  return host.includes(':') ? host : `${host}:443`;
}
