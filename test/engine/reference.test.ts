import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseReference } from '../../src/engine/reference.ts';

const HEX = 'a3'.repeat(32);

function valid(text: string) {
  const parsed = parseReference(text);
  if (parsed.state === 'invalid') throw new Error(`${text}: ${parsed.says}`);
  return parsed.ref;
}

function invalid(text: string) {
  const parsed = parseReference(text);
  if (parsed.state === 'valid') throw new Error(`${text} was taken for valid`);
  return parsed;
}

test.each([
  ['nginx', 'docker.io', 'library/nginx', 'latest', 'registry-1.docker.io', 443],
  ['index.docker.io/acme/web:1', 'docker.io', 'acme/web', '1', 'registry-1.docker.io', 443],
  ['acme/web', 'docker.io', 'acme/web', 'latest', 'registry-1.docker.io', 443],
  ['docker.io/nginx', 'docker.io', 'library/nginx', 'latest', 'registry-1.docker.io', 443],
  ['localhost/web', 'localhost', 'web', 'latest', 'localhost', 443],
  ['localhost:5000/web', 'localhost:5000', 'web', 'latest', 'localhost', 5000],
  ['[::1]:5000/web:2', '[::1]:5000', 'web', '2', '::1', 5000],
  ['[fd00::7]/web', '[fd00::7]', 'web', 'latest', 'fd00::7', 443],
  ['registry.acme.test:443/a/b/c:t', 'registry.acme.test:443', 'a/b/c', 't', 'registry.acme.test', 443],
  ['Shop/cart', 'Shop', 'cart', 'latest', 'Shop', 443],
  ['acme.test/a__b/c---d:_x', 'acme.test', 'a__b/c---d', '_x', 'acme.test', 443],
])('%s leads to %s / %s : %s', (given, domain, path, reference, host, port) => {
  expect(valid(given)).toMatchObject({ given, domain, path, reference, endpoint: { host, port } });
});

test('a digest is what is asked for, also beside a tag', () => {
  const ref = valid(`acme.test/web:1.2@sha256:${HEX}`);
  expect(ref).toMatchObject({ tag: '1.2', digest: `sha256:${HEX}`, reference: `sha256:${HEX}` });
});

test.each([
  ['', 'empty', 'invalid reference format', null],
  ['  ', 'empty', 'invalid reference format', null],
  [
    'acme.test/Shop/Cart:1',
    'uppercase',
    'invalid reference format: repository name (Shop/Cart) must be lowercase',
    'acme.test/shop/cart:1',
  ],
  [
    'Nginx',
    'uppercase',
    'invalid reference format: repository name (library/Nginx) must be lowercase',
    'nginx',
  ],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an unexpanded variable is the point
  ['acme.test/web:${TAG}', 'unexpanded-variable', 'invalid reference format', null],
  ['acme.test/web:{{ .Values.tag }}', 'unexpanded-variable', 'invalid reference format', null],
  ['acme.test/web: 1', 'whitespace', 'invalid reference format', 'acme.test/web:1'],
  ['https://acme.test/web:1', 'scheme', 'invalid reference format', 'acme.test/web:1'],
  ['-acme.test/web', 'bad-domain', 'invalid reference format', null],
  ['acme_x.test/web', 'bad-domain', 'invalid reference format', null],
  ['acme.test:99999/web', 'bad-domain', 'address 99999: invalid port', null],
  ['[1:2:3]/web', 'bad-domain', 'invalid reference format', null],
  ['acme.test//web', 'bad-path', 'invalid reference format', 'acme.test/web'],
  ['acme.test/web/', 'bad-path', 'invalid reference format', 'acme.test/web'],
  ['acme.test/.web', 'bad-path', 'invalid reference format', null],
  ['acme.test/web:', 'bad-tag', 'invalid reference format', 'acme.test/web'],
  ['acme.test/web:1:2', 'bad-tag', 'invalid reference format', null],
  ['acme.test/web:1+build', 'bad-tag', 'invalid reference format', null],
  [`acme.test/web:${'t'.repeat(129)}`, 'bad-tag', 'invalid reference format', null],
  [`acme.test/web:sha256:${HEX}`, 'bad-tag', 'invalid reference format', `acme.test/web@sha256:${HEX}`],
  [`acme.test/web@${HEX}`, 'bad-digest', 'invalid reference format', `acme.test/web@sha256:${HEX}`],
  [
    `acme.test/web@sha256:${HEX.toUpperCase()}`,
    'bad-digest',
    'invalid checksum digest format',
    `acme.test/web@sha256:${HEX}`,
  ],
  [`acme.test/web@sha256:${HEX}aa`, 'bad-digest', 'invalid checksum digest length', null],
  [`acme.test/web@md5:${'a'.repeat(32)}`, 'bad-digest', 'unsupported digest algorithm', null],
  [HEX, 'bad-path', `invalid repository name (${HEX}), cannot specify 64-byte hexadecimal strings`, null],
  [`acme.test/${'a'.repeat(256)}`, 'too-long', 'repository name must not be more than 255 characters', null],
])('%s is %s', (given, why, says, meant) => {
  expect(invalid(given)).toEqual({ state: 'invalid', why, says, meant });
});

test('255 characters of path are not too long', () => {
  expect(valid(`acme.test/${'a'.repeat(255)}`).path).toHaveLength(255);
});

describe('grammar', () => {
  const alnum = fc.stringMatching(/^[a-z0-9]{1,6}$/);
  const component = fc
    .tuple(alnum, fc.array(fc.tuple(fc.constantFrom('.', '_', '__', '-', '---'), alnum), { maxLength: 2 }))
    .map(([head, tail]) => head + tail.flat().join(''));
  const path = fc.array(component, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
  const domain = fc
    .tuple(
      fc.array(fc.stringMatching(/^[a-zA-Z0-9]([a-zA-Z0-9-]{0,5}[a-zA-Z0-9])?$/), {
        minLength: 2,
        maxLength: 4,
      }),
      fc.option(fc.integer({ min: 1, max: 65_535 })),
    )
    .map(([labels, port]) => ({ host: labels.join('.'), port }))
    .filter(({ host }) => !host.endsWith('docker.io'));
  const tag = fc.option(fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}$/));
  const digest = fc.option(fc.stringMatching(/^[a-f0-9]{64}$/).map((hex) => `sha256:${hex}`));

  test('everything the grammar makes is read back part by part', () => {
    fc.assert(
      fc.property(domain, path, tag, digest, (at, repository, tagged, digested) => {
        const host = at.host + (at.port === null ? '' : `:${at.port}`);
        const text = `${host}/${repository}${tagged ? `:${tagged}` : ''}${digested ? `@${digested}` : ''}`;
        expect(valid(text)).toEqual({
          given: text,
          domain: host,
          path: repository,
          tag: tagged,
          digest: digested,
          reference: digested ?? tagged ?? 'latest',
          endpoint: { host: at.host, port: at.port ?? 443 },
        });
      }),
    );
  });

  test('any text gets an answer, and what is meant is always valid and another text', () => {
    const noise = fc.string({ unit: fc.constantFrom(...'aA0._-/:@$ {}[]%<é"'), maxLength: 40 });
    fc.assert(
      fc.property(fc.oneof(noise, fc.string({ unit: 'binary' })), (text) => {
        const parsed = parseReference(text);
        if (parsed.state === 'valid') return;
        expect(parsed.says).not.toBe('');
        if (parsed.meant === null) return;
        expect(parsed.meant).not.toBe(text);
        expect(parseReference(parsed.meant).state).toBe('valid');
      }),
      { numRuns: 2000 },
    );
  });
});
