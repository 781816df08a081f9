/** JSON Web Tokens with a key made on the spot; RS256, as Harbor and the distribution token handler use. */
import { createSign, createVerify, generateKeyPairSync, randomUUID } from 'node:crypto';

export interface Access {
  readonly type: string;
  readonly name: string;
  readonly actions: readonly string[];
}

export interface Claims {
  readonly iss: string;
  readonly sub: string;
  readonly aud: string;
  /** Unix seconds. */
  readonly exp: number;
  readonly iat: number;
  readonly access: readonly Access[];
}

export interface Signer {
  sign(claims: Claims): string;
  /** The claims of a token of ours that has not expired, else null. */
  read(token: string, now: Date): Claims | null;
}

export function createSigner(): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    sign(claims) {
      const body = { nbf: claims.iat, jti: randomUUID(), ...claims };
      const signed = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(body)}`;
      return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`;
    },
    read(token, now) {
      const [head, body, signature] = token.split('.');
      if (!head || !body || !signature) return null;
      const right = createVerify('RSA-SHA256')
        .update(`${head}.${body}`)
        .verify(publicKey, signature, 'base64url');
      if (!right) return null;
      // The signature is ours, so the shape is what sign() was given.
      const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Claims;
      return claims.exp * 1000 > now.getTime() ? claims : null;
    },
  };
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
