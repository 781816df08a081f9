/** How large a request ingress-nginx lets through. Pure. */
import type { IngressObject } from './ingress.ts';

/** Of ingress-nginx, where neither the Ingress nor its ConfigMap says otherwise: nginx-configuration/configmap. */
export const DEFAULT_BODY_SIZE = '1m';
/** The annotation, and without its prefix the key of the controller's ConfigMap. */
export const BODY_SIZE = 'proxy-body-size';

const ANNOTATION = `nginx.ingress.kubernetes.io/${BODY_SIZE}`;
const UNITS: Readonly<Record<string, number>> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };

/** Bytes of a size as nginx writes it, `5000m`; Infinity for `0`, which is no limit; null: it is no size. */
export function bodyLimitIn(size: string): number | null {
  const [, count, unit = ''] = /^(\d{1,15})([kmg]?)$/i.exec(size.trim()) ?? [];
  if (count === undefined) return null;
  return Number(count) === 0 ? Infinity : Number(count) * (UNITS[unit.toLowerCase()] ?? 1);
}

/** The annotation's whole name, with the prefix that the controller was given where it is there already. */
export function bodySizeKey({ annotations }: Pick<IngressObject, 'annotations'>): string {
  return Object.keys(annotations).find((key) => key.endsWith(ANNOTATION)) ?? ANNOTATION;
}

/**
 * Whether ingress-nginx serves it. NGINX Inc.'s controller takes the same name of class and has annotations of its
 * own (`nginx.org/client-max-body-size`).
 */
export function isOfIngressNginx({ className, annotations }: IngressObject): boolean {
  return (
    /nginx/.test(className ?? '') &&
    !Object.keys(annotations).some((key) => /^nginx\.(?:org|com)\//.test(key))
  );
}
