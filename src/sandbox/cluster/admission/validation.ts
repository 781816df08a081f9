/** What the API server refuses: names, missing parts, and changes to what cannot change. */
import type { Container, KubeObject, Pod } from '../objects.ts';
import { same } from '../objects.ts';
import type { Resource } from '../resources.ts';
import { invalid } from '../status.ts';

const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const SUBDOMAIN_WORDS =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const POD_MAY_NOT =
  'Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

/** Throws 422 for an object that may not be created. */
export function validateNew(resource: Resource, object: KubeObject): void {
  const { name } = object.metadata;
  if (!name) throw invalid(resource, '', 'metadata.name', 'Required value: name or generateName is required');
  if (name.length > 253 || !SUBDOMAIN.test(name))
    throw invalid(resource, name, 'metadata.name', `Invalid value: "${name}": ${SUBDOMAIN_WORDS}`);
  if (resource.id === 'pods') validateContainers(resource, name, 'spec', (object as Pod).spec?.containers);
  const template = (object.spec as { template?: { spec?: Pod['spec'] } } | undefined)?.template;
  if (template && resource.group === 'apps')
    validateContainers(resource, name, 'spec.template.spec', template.spec?.containers);
}

function validateContainers(
  resource: Resource,
  name: string,
  at: string,
  containers: readonly Container[] | undefined,
): void {
  if (!containers || containers.length === 0)
    throw invalid(resource, name, `${at}.containers`, 'Required value');
  for (const [index, container] of containers.entries()) {
    if (!container.name) throw invalid(resource, name, `${at}.containers[${index}].name`, 'Required value');
    if (container.image === undefined || container.image === '')
      throw invalid(resource, name, `${at}.containers[${index}].image`, 'Required value');
    if (container.image.trim() !== container.image)
      throw invalid(
        resource,
        name,
        `${at}.containers[${index}].image`,
        `Invalid value: "${container.image}": must not have leading or trailing whitespace`,
      );
  }
}

/** Throws 422 for a change that the type does not allow. */
export function validateChange(resource: Resource, before: KubeObject, after: KubeObject): void {
  const { name } = before.metadata;
  if (resource.id === 'pods' && !same(fixedPart(before as Pod), fixedPart(after as Pod)))
    throw invalid(resource, name, 'spec', POD_MAY_NOT);
  if (resource.id === 'secrets' && before['type'] !== after['type'])
    throw invalid(resource, name, 'type', `Invalid value: "${String(after['type'])}": field is immutable`);
  if (resource.group !== 'apps' || !before.spec || !after.spec) return;
  if (!same(before.spec['selector'], after.spec['selector']))
    throw invalid(resource, name, 'spec.selector', 'Invalid value: field is immutable');
  validateNew(resource, after);
}

/** A pod's spec without what may change. */
function fixedPart({ spec }: Pod): unknown {
  const { activeDeadlineSeconds: _, tolerations: __, terminationGracePeriodSeconds: ___, ...fixed } = spec;
  const bare = (list: readonly Container[] | undefined): unknown =>
    list?.map(({ image: ____, ...rest }) => rest);
  return { ...fixed, containers: bare(spec.containers), initContainers: bare(spec.initContainers) };
}
