/** Strict JSON schemas of Kubernetes and KEDA, from what their Go modules hold. Pure. */
import { parse } from 'yaml';

export type Schema = { readonly [key: string]: unknown };
export interface Bundle {
  readonly definitions: Readonly<Record<string, Schema>>;
}

/** Texts of numbers are numbers in YAML: `cpu: 1`. */
const QUANTITY = 'io.k8s.apimachinery.pkg.api.resource.Quantity';

/** From api/openapi-spec/swagger.json: what has properties has no others. */
export function fromSwagger(text: string): Bundle {
  const { definitions } = JSON.parse(text) as { definitions: Record<string, Schema> };
  return {
    definitions: {
      ...Object.fromEntries(Object.entries(definitions).map(([name, one]) => [name, strict(one)])),
      [QUANTITY]: { type: ['string', 'number'] },
    },
  };
}

/** The definition of a kind by `<group>/<version>/<Kind>`, the core group being ''. */
export function kindsOf(swagger: string): ReadonlyMap<string, string> {
  const { definitions } = JSON.parse(swagger) as { definitions: Record<string, Schema> };
  const named = Object.entries(definitions).flatMap(([name, one]) => {
    const all = (one['x-kubernetes-group-version-kind'] ?? []) as readonly Record<
      'group' | 'version' | 'kind',
      string
    >[];
    // Options of deletion are of every group.
    return all.length > 1 ? [] : all.map((k) => [`${k.group}/${k.version}/${k.kind}`, name] as const);
  });
  return new Map(named);
}

/** From a CustomResourceDefinition. */
export function fromCustomResource(text: string, version: string): Bundle {
  const { spec } = parse(text) as {
    spec: {
      names: { kind: string };
      versions: readonly { name: string; schema: { openAPIV3Schema: Schema } }[];
    };
  };
  const found = spec.versions.find(({ name }) => name === version);
  if (!found) throw new Error(`no version ${version}`);
  const whole = strict(found.schema.openAPIV3Schema) as { properties: Record<string, Schema> };
  return {
    definitions: {
      [spec.names.kind]: { ...whole, properties: { ...whole.properties, metadata: { type: 'object' } } },
    },
  };
}

function strict(schema: Schema): Schema {
  if (schema['x-kubernetes-int-or-string'] === true || schema['format'] === 'int-or-string')
    return { type: ['integer', 'string'] };
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'properties')
      out[key] = Object.fromEntries(
        Object.entries(value as Record<string, Schema>).map(([name, one]) => [name, strict(one)]),
      );
    else if (key === 'items' || (key === 'additionalProperties' && typeof value === 'object'))
      out[key] = strict(value as Schema);
    else if (['type', '$ref', 'required', 'enum', 'additionalProperties', 'pattern'].includes(key))
      out[key] = value;
  }
  const isOpen = 'additionalProperties' in out || schema['x-kubernetes-preserve-unknown-fields'] === true;
  return out['properties'] && !isOpen ? { ...out, additionalProperties: false } : out;
}

interface Field {
  readonly name: string;
  readonly type: Atom;
}
interface Atom {
  readonly name?: string;
  readonly namedType?: string;
  readonly scalar?: string;
  readonly list?: { readonly elementType: Atom };
  readonly map?: { readonly fields?: readonly Field[]; readonly elementType?: Atom };
}

/**
 * From client-go's applyconfigurations/internal/internal.go: fields and their types, not which are needed. It holds
 * what older versions knew, in a module a tenth of the size.
 */
export function fromApplyConfigurations(source: string): Bundle {
  const [, text = ''] = /YAMLObject\(`(types:[^`]*)`\)/.exec(source) ?? [];
  const { types } = parse(text) as { types: readonly (Atom & { name: string })[] };
  return { definitions: Object.fromEntries(types.map(({ name, ...atom }) => [name, ofAtom(atom)])) };
}

const SCALARS: Readonly<Record<string, Schema>> = {
  string: { type: 'string' },
  numeric: { type: 'number' },
  boolean: { type: 'boolean' },
};

function ofAtom({ namedType, scalar, list, map }: Atom): Schema {
  if (namedType !== undefined) return { $ref: `#/definitions/${namedType}` };
  // Whatever is there.
  if ([scalar, list, map].filter((one) => one !== undefined).length !== 1) return {};
  if (scalar !== undefined) return SCALARS[scalar] ?? {};
  if (list) return { type: 'array', items: ofAtom(list.elementType) };
  return {
    type: 'object',
    properties: Object.fromEntries((map?.fields ?? []).map(({ name, type }) => [name, ofAtom(type)])),
    additionalProperties: map?.elementType ? ofAtom(map.elementType) : false,
  };
}
