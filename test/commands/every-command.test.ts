/** Whatever is typed, a command understands it or says what to type; and what it understood can be typed again. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Command, type KnownNames, UsageError } from '../../src/engine/command.ts';
import { readOptions } from '../../src/engine/options-typed.ts';
import { readSubject } from '../../src/engine/subject-typed.ts';
import { asTyped, splitWords, wordsAfterMention } from '../../src/engine/words-typed.ts';
import { loadFolder } from '../../src/load.ts';

const commands = await loadFolder<Command>(new URL('../../commands/', import.meta.url));
const known: KnownNames = {
  clusters: ['prod', 'staging'],
  registries: ['harbor', 'registry.acme.test'],
  commands,
};

const piece = fc.constantFrom(
  ...[
    '-n',
    '--cluster',
    '--cluster=',
    '--namespace=shop',
    '--',
    '-',
    '=',
    '--n=',
    '-x',
    'prod',
    'pod',
    'deploy',
  ],
  ...[
    'shop/cart-0',
    'shop/',
    '/',
    'a/b/c/d',
    'nginx:',
    '@',
    'a@sha256:',
    'harbor',
    '<http://h|h>',
    '“',
    "'",
    '`',
  ],
  ...['*', '__proto__', 'constructor', '\u0000', '😀', '&lt;', '<@U1>', 'registry.acme.test/x:1'],
);
const word = fc.oneof(piece, fc.string({ maxLength: 12 }), fc.string({ unit: 'binary', maxLength: 8 }));

test.each(commands.map((command) => [command.id, command] as const))(
  '%s answers anything typed with an intent or a usage error that says something',
  (_, command) => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 7 }), fc.boolean(), (typed, configured) => {
        const names = configured ? known : { clusters: [], registries: [], commands };
        try {
          const intent = command.parse(typed, names);
          expect('ask' in intent || 'reply' in intent || 'act' in intent).toBe(true);
        } catch (error) {
          if (!(error instanceof UsageError)) throw error;
          expect(error.message).toMatch(/\S/);
        }
      }),
      { numRuns: 500 },
    );
  },
);

test('reading words never throws, and words of a line stand when read again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      wordsAfterMention(text, 'U1');
      const words = splitWords(asTyped(text));
      // A word may itself hold what quotes held together; each is then read as the words it is made of.
      for (const each of words) expect(each).not.toMatch(/["'`]/);
      readSubject([text || 'x'], known.clusters);
    }),
  );
});

const name = fc.stringMatching(/^[a-z](?:[a-z0-9-]{0,8}[a-z0-9])?$/);
const spellings = new Map([
  ['-n', 'namespace'],
  ['--namespace', 'namespace'],
  ['--cluster', 'cluster'],
] as const);

test('options come back as they were written, in any order and spelling', () => {
  fc.assert(
    fc.property(
      name,
      name,
      fc.array(name, { maxLength: 3 }),
      fc.boolean(),
      fc.nat(3),
      (ns, cluster, rest, inline, at) => {
        const written = inline
          ? [`--namespace=${ns}`, `--cluster=${cluster}`]
          : ['-n', ns, '--cluster', cluster];
        const typed = rest.toSpliced(at, 0, ...written);
        expect(readOptions(typed, spellings)).toEqual({ options: { namespace: ns, cluster }, rest });
      },
    ),
  );
});

test('a subject that was understood can be typed again and means the same', () => {
  const kinds = ['pod', 'deployment', 'statefulset', 'daemonset', 'job', 'cronjob'];
  const whyPullFails = commands.find(({ id }) => id === 'why-pull-fails');
  const isKindName =
    /^(?:po|pods?|deploy(?:ments?)?|sts|statefulsets?|ds|daemonsets?|jobs?|cj|cronjobs?|rs|replicasets?)$/;
  fc.assert(
    fc.property(
      name,
      name,
      fc.constantFrom('', ...kinds),
      fc.constantFrom('', 'prod', 'staging'),
      (ns, what, workload, cluster) => {
        fc.pre(!isKindName.test(ns) && !isKindName.test(what) && !known.clusters.includes(ns));
        const typed = `${workload === '' ? '' : `${workload} `}${ns}/${what}${cluster === '' ? '' : ` --cluster ${cluster}`}`;
        const intent = whyPullFails?.parse(splitWords(asTyped(typed)), known);
        expect(intent).toEqual({
          ask: {
            kind: 'pull',
            namespace: ns,
            what,
            ...(workload === '' ? {} : { workload }),
            ...(cluster === '' ? {} : { cluster }),
          },
        });
      },
    ),
  );
});
