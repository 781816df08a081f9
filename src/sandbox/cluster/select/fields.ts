/** Field selectors, with the fields that the real API server supports per resource. */
import type { KubeObject } from '../objects.ts';
import { badRequest } from '../status.ts';

export type FieldTest = (object: KubeObject) => boolean;

const EVERYWHERE = ['metadata.name', 'metadata.namespace'];
const SUPPORTED: Readonly<Record<string, readonly string[]>> = {
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  events: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  secrets: ['type'],
  nodes: ['spec.unschedulable'],
  namespaces: ['status.phase'],
  'jobs.batch': ['status.successful'],
  'replicasets.apps': ['status.replicas'],
};

/** Reads `metadata.name=x,spec.nodeName!=y` for a resource. Throws the API server's 400. */
export function parseFieldSelector(text: string, resource: string): FieldTest {
  if (text.trim() === '') return () => true;
  const known = [...EVERYWHERE, ...(SUPPORTED[resource] ?? [])];
  const tests = text.split(',').map((part): FieldTest => {
    const [, field = '', operator = '', value = ''] =
      /^\s*([^=!]+?)\s*(==|=|!=)\s*(.*?)\s*$/.exec(part) ?? [];
    if (operator === '') throw badRequest(`invalid selector: '${part}'; can't understand '${part}'`);
    if (!known.includes(field)) throw badRequest(`field label not supported: ${field}`);
    return (object) => (valueAt(object, field) === value) !== (operator === '!=');
  });
  return (object) => tests.every((test) => test(object));
}

function valueAt(object: KubeObject, field: string): string {
  const path = field === 'source' ? ['source', 'component'] : field.split('.');
  let value: unknown = object;
  for (const key of path) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  }
  return value === undefined || value === null ? '' : String(value);
}
