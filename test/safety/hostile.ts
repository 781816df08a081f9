/** Records as a cluster, a registry or an alert could fill them: every free text in them is an attack. */
import fc from 'fast-check';
import { z } from 'zod';

/** None of these may begin a line or stand as it is in what is shown. */
export const FAKE = 'FAKELINE';

const ATTACKS = [
  '<!channel>',
  '<!here|here>',
  '<@U0EVIL0001>',
  '<#C0EVIL0001|general>',
  '<!subteam^S0EVIL001>',
  '<https://evil.test|ok>',
  '<mailto:evil@evil.test|mail>',
  'https://evil.test/login',
  '`',
  '``` ',
  '*bold* _x_ ~y~',
  '&lt;!channel&gt;',
  '&amp;<!everyone>',
  `x\n*${FAKE}*`,
  `x\n${FAKE}: ruled out`,
  `x\r\n${FAKE}`,
  `x\u2028${FAKE}`,
  '\u001b[2J\u001b]8;;https://evil.test\u0007ok\u001b]8;;\u0007',
  '\u001b]0;title\u0007',
  '\u009b31m',
  '\u202eoverride\u202c',
  '\u2066isolate\u2069',
  '\u200b\u200d\ufeff\u00ad',
  '\u061c\u180e\u{e0041}',
  '\u3164\u115f',
  '\u0000\u0008\u007f',
  '{"a":1}',
  '=HYPERLINK("http://evil.test")',
  'x'.repeat(700),
] as const;

/** One to four attacks, with words around them. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...ATTACKS), fc.constantFrom('shop/cart-0', ' ', 'manifest unknown')), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.join(''));

const text = fc.oneof(
  { weight: 6, arbitrary: hostileText },
  { weight: 1, arbitrary: fc.constantFrom('2026-11-21T02:00:00.000Z', 'shop', '') },
);

const TIME = fc.constantFrom('2026-11-21T02:00:00.000Z', '2026-11-20T02:00:00.000Z');

type Schema = {
  readonly [key: string]: unknown;
  readonly $ref?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly $defs?: Readonly<Record<string, Schema>>;
};

/** Any value that the schema takes. Deep things are left out where they may be. */
export function hostile<T>(schema: z.ZodType<T>): fc.Arbitrary<T> {
  const root = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input', reused: 'inline' }) as Schema;
  return arbitrary(root, root, 0)
    .map((value) => schema.safeParse(value))
    .filter(({ success }) => success)
    .map(({ data }) => data as T);
}

function arbitrary(schema: Schema, root: Schema, depth: number): fc.Arbitrary<unknown> {
  const of = (inner: Schema): fc.Arbitrary<unknown> => arbitrary(inner, root, depth + 1);
  if (schema.$ref !== undefined) return of(root.$defs?.[schema.$ref.split('/').at(-1) ?? ''] ?? root);
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return fc.oneof(...(depth > 9 ? either.slice(-1) : either).map(of));
  if (schema.allOf)
    return fc.tuple(...schema.allOf.map(of)).map((all) => Object.assign({}, ...(all as object[])));
  switch (schema.type) {
    case 'string':
      return text;
    case 'integer':
    case 'number':
      return fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 100_000 }) }, fc.constant(9e15));
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      if (schema.prefixItems) return fc.tuple(...schema.prefixItems.map(of));
      return fc.array(of(schema.items ?? {}), { maxLength: depth > 6 ? 1 : 3 });
    case 'object':
      return record(schema, of);
  }
  return text;
}

function record(
  { properties = {}, required = [], additionalProperties }: Schema,
  of: (inner: Schema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    // Our own clock's; those of systems are called otherwise.
    Object.entries(properties).map(([name, inner]) => [
      name,
      /(?:At|^at)$/.test(name) && inner.type === 'string'
        ? TIME
        : /(?:within|steady)S$/.test(name)
          ? fc.nat(900)
          : of(inner),
    ]),
  );
  if (Object.keys(fields).length === 0 && typeof additionalProperties === 'object')
    return fc.dictionary(text, of(additionalProperties), { maxKeys: 3 });
  return fc.record(fields, { requiredKeys: required as string[] });
}
