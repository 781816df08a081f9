import { expect, test } from 'vitest';
import { parseHostsFile } from '../../../src/node/files/hosts-file.ts';

test('names by address, several lines of one name, comments and nonsense passed over', () => {
  const held = parseHostsFile(
    '127.0.0.1 localhost\n::1 localhost ip6-localhost\n10.0.0.5\tHarbor.acme.test harbor # the old one\n#10.0.0.6 harbor.acme.test\nharbor.acme.test 10.0.0.7\n',
  );
  expect(held.get('harbor.acme.test')).toEqual(['10.0.0.5']);
  expect(held.get('localhost')).toEqual(['127.0.0.1', '::1']);
  expect(held.get('10.0.0.7')).toBeUndefined();
});
