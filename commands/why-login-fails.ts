import { type Command, UsageError } from '../src/engine/command.ts';
import { nearest } from '../src/engine/nearest.ts';
import { looksSecret } from '../src/engine/text/masked.ts';
import type { Words } from '../src/engine/words.ts';

/** A host with its port, as an image reference begins. */
const HOST =
  /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?(?::[0-9]{1,5})?$|^\[[0-9A-Fa-f:.]{2,45}\](?::[0-9]{1,5})?$/;
const LONGEST_USER = 255;

const words: Words<{ readonly missing: string; readonly password: string; host(given: string): string }> = {
  en: {
    missing: 'Which login? Name the registry, and the user if you like. Never a password.',
    password:
      'That looks like a password or a token. Never send one here: take it back from this channel, change it, and ask with the registry and the user name alone.',
    host: (given) =>
      `\`${given}\` is no registry here and no host: write its host, with the port where it has one.`,
  },
};

const ASK = '/registry why-login-fails';
const EXAMPLES = ['harbor.example.com', 'harbor.example.com robot$shop+ci'] as const;

const whyLoginFails: Command = {
  id: 'why-login-fails',
  rows: ['S1-95', 'S4-8'],
  usage: 'why-login-fails <registry> [user]',
  summary: 'Finds why `docker login` fails, from the registry’s side; no password is asked for or tried.',
  examples: EXAMPLES.map((example) => `why-login-fails ${example}`),
  allowed: 'anyone',
  parse(typed, { registries }) {
    const tries = EXAMPLES.map((example) => `${ASK} ${example}`);
    const [given, user, ...more] = typed;
    if (given === undefined) throw new UsageError(words.en.missing, tries);
    // What was typed is not repeated: it may be the secret itself.
    const suspect =
      typed.some((word) => word.startsWith('-')) || more.length > 0 || /:\/\/[^/]*@/.test(given);
    if (suspect || (user !== undefined && (looksSecret(user) || user.length > LONGEST_USER)))
      throw new UsageError(words.en.password, tries);
    const bare = given.replace(/^(https?|docker|oci):\/\//, '').replace(/\/.*$/, '');
    const known = registries.find((one) => one.toLowerCase() === bare.toLowerCase());
    if (known === undefined && looksSecret(bare.replace(/:[0-9]{1,5}$/, '')))
      throw new UsageError(words.en.password, tries);
    // A name without a dot or a port is a host in no image reference.
    const isHost = HOST.test(bare) && (/[.:]/.test(bare) || bare === 'localhost');
    if (known === undefined && !isHost) {
      const guesses = nearest(bare, registries, 2).map((one) => `${ASK} ${one}`);
      throw new UsageError(words.en.host(bare.slice(0, 100)), guesses.length > 0 ? guesses : tries);
    }
    return { ask: { kind: 'login', registry: known ?? bare, ...(user === undefined ? {} : { user }) } };
  },
};

export default whyLoginFails;
