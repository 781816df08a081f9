/** docs/configuration.md: every setting, from the shapes that read it. */
import { z } from 'zod';
import { Environment, FileConfig } from '../../src/config.ts';
import { table } from './markdown.ts';

/** What is read of a JSON Schema. */
export interface Schema {
  readonly description?: string;
  readonly default?: unknown;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly required?: readonly string[];
}

export interface Setting {
  /** `alerts.channels[].quiet.from`. */
  readonly path: string;
  readonly schema: Schema;
  readonly isRequired: boolean;
}

const INTRO = `# Configuration

Made by \`npm run docs\` from the shapes that read it; a test fails when it is not what the code reads.

Secrets stand in the environment alone, everything else in a YAML file that \`REGISTRY_MEDIC_CONFIG\` names. Every
process is given the same file. \`registry-medic doctor\` reads both, and says which line is wrong and what to write;
a name that no setting has is refused. \`deploy/registry-medic.example.yaml\` shows a whole file, \`.env.example\` all
variables.
`;

const FILE = `## The YAML file

\`[]\` after a name: a list of these. _needed_: within its part, which may be left out as a whole.
`;

const ENVIRONMENT = `## The environment

An empty variable counts as not set. Passwords and tokens that the file names (\`passwordEnv\`, \`tokenEnv\`,
\`secretEnv\`) are variables too, under the names you chose.
`;

export function configurationPage(): string {
  const file = settings(schemaOf(FileConfig));
  const sections = [...new Set(file.map(({ path }) => path.split(/[.[]/)[0] ?? ''))];
  return [
    INTRO,
    FILE,
    ...sections.map((name) => section(name, file)),
    ENVIRONMENT,
    table(
      ['Variable', 'Values', 'Default', 'What it does'],
      settings(schemaOf(Environment)).map((one) => [
        `\`${one.path}\``,
        values(one.schema),
        standard(one),
        one.schema.description ?? '',
      ]),
    ),
    '',
  ].join('\n');
}

export function schemaOf(shape: z.ZodType): Schema {
  return z.toJSONSchema(shape, { io: 'input' }) as Schema;
}

/** Every setting below, its part before it. */
export function settings(schema: Schema, below = ''): readonly Setting[] {
  const needed = new Set(schema.required);
  return Object.entries(schema.properties ?? {}).flatMap(([name, one]) => {
    const path = `${below}${name}${one.type === 'array' ? '[]' : ''}`;
    const inner = one.type === 'array' ? (one.items ?? {}) : one;
    return [{ path, schema: one, isRequired: needed.has(name) }, ...settings(inner, `${path}.`)];
  });
}

function section(name: string, all: readonly Setting[]): string {
  const [whole, ...parts] = all.filter(({ path }) => path.split(/[.[]/)[0] === name);
  if (!whole) throw new Error(`nothing is known of ${name}`);
  const rows = parts.map((one) => [
    `\`${one.path.slice(whole.path.length + 1)}\``,
    values(one.schema),
    standard(one),
    one.schema.description ?? '',
  ]);
  const head = `### \`${whole.path}\`\n\n${whole.schema.description ?? ''}\n`;
  return `${head}\n${table(['Setting', 'Values', 'Default', 'What it does'], rows)}\n`;
}

function values({ type, enum: of, minimum, maximum, items, properties }: Schema): string {
  if (of) return of.map((one) => `\`${one}\``).join(', ');
  if (type === 'array') return items?.properties ? 'list' : `list of ${values(items ?? {})}`;
  if (properties) return 'section';
  if (type === 'boolean') return '`true`, `false`';
  if (type !== 'integer') return 'text';
  // zod writes the largest safe integer where there is no bound.
  const isBound = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  return isBound ? `${minimum ?? 0} to ${maximum}` : `${minimum ?? 0} or more`;
}

function standard({ schema, isRequired }: Setting): string {
  if (isRequired) return '_needed_';
  if (schema.default === undefined || schema.properties) return '';
  if (Array.isArray(schema.default) && schema.default.length === 0) return 'none';
  return `\`${Array.isArray(schema.default) ? schema.default.join(', ') : String(schema.default)}\``;
}
