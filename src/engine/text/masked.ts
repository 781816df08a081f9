/** Pasted text without the secrets people paste along: it is stored and shown. Pure. */
const HIDDEN = '•••';

const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/(?:(?<![\w-])|(?<=\\[nrt]))eyJ[\w-]{8,2000}(?:\.[\w-]{0,2000}){0,2}/g, HIDDEN],
  [/\b(bearer|basic)\s{1,5}[\w.~+/=-]{8,4000}/gi, `$1 ${HIDDEN}`],
  [
    // `token: unexpected status` is an error's words, so a bare colon hides only what follows a password.
    /((?:token|password|passwd|secret|api[-_]?key)(?:\s{0,5}=|["']\s{0,5}:)\s{0,5}|\b(?:password|passwd)\s{0,5}:\s{0,5})["']?[^\s"',;&]{1,500}/gi,
    `$1${HIDDEN}`,
  ],
  [/(["']auth["']\s{0,5}:\s{0,5}["'])[^"'\s]{1,4000}/gi, `$1${HIDDEN}`],
  [
    /((?:X-Amz-(?:Signature|Credential|Security-Token)|Signature|sig|AWSAccessKeyId)=)[^\s"'&]{1,4000}/g,
    `$1${HIDDEN}`,
  ],
  [/(\w{2,10}:\/\/)[^\s/@]{1,300}@/g, `$1${HIDDEN}@`],
  [/(?:\b|(?<=\\[nrt]))(?:gh[pousr]_|github_pat_|glpat-|dckr_pat_|xox[abpr]-)[\w-]{8,300}/g, HIDDEN],
];

/** Logins that systems repeat in their own words: in addresses, signed links, assignments. JSON stays JSON. */
const LOGINS: readonly (readonly [RegExp, string])[] = [
  [/\b([a-z][\w+.-]{1,10}:\/\/)[^\s/"'<>\\]{1,300}@/gi, `$1${HIDDEN}@`],
  [
    /\b((?:X-Amz-(?:Signature|Credential|Security-Token)|Signature|sig|AWSAccessKeyId)=)[^\s"'&\\]{1,4000}/g,
    `$1${HIDDEN}`,
  ],
  [
    /\b((?:password|passwd|client_secret|access_token|refresh_token|token|sid)=)[^\s"'&,;\\]{1,500}/gi,
    `$1${HIDDEN}`,
  ],
  [
    /(["'](?:password|passwd|secret|client_secret|access_token|refresh_token|identitytoken|registrytoken)\\?["']\s{0,5}:\s{0,5}\\?["'])[^"'\\\s]{1,4000}/gi,
    `$1${HIDDEN}`,
  ],
  [/<(AWSAccessKeyId|SignatureProvided|Signature)>[^<]{1,4000}</g, `<$1>${HIDDEN}<`],
  // Not after a letter or a dash: else a run of such beginnings is gone through once for each of them.
  [/(?:(?<![\w-])|(?<=\\[nrt]))eyJ[\w-]{8,2000}(?:\.[\w-]{0,2000}){2}/g, HIDDEN],
  // Words of an error have no digit in them: `basic authentication-required` stays.
  [
    /\b((?:bearer|basic)\s{1,5}|(?:password|passwd)\s{0,5}:\s{1,5})(?=[^\s"',;\\]{0,500}\d)[\w.~+/=$:!#%^&*-]{8,4000}/gi,
    `$1${HIDDEN}`,
  ],
  // Nor have names of Kubernetes a capital: `secret: shop/pull-secret-2` stays.
  [
    /\b([Ss]ecret\s{0,5}:\s{1,5})(?=[^\s"',;\\]{0,500}\d)(?=[^\s"',;\\]{0,500}[A-Z])[\w.~+/=$:!#%^&*-]{8,4000}/g,
    `$1${HIDDEN}`,
  ],
];

/** Values by the name before them and kinds that are told by themselves, wherever they are said. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [
    /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]{0,8000}?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|(?=-----BEGIN )|$)/g,
    HIDDEN,
  ],
  // A key that a log tells line by line: nothing else is made of sixty such characters alone.
  [/^(\s{0,8})[A-Za-z0-9+/]{60,80}={0,2}(?=\s{0,8}$)/gm, `$1${HIDDEN}`],
  [
    /(?:\b|(?<=\\[nrt]))(?:gh[pousr]_|github_pat_|glpat-|dckr_(?:pat|oat)_|xox[a-z]-|xapp-|npm_|hvs\.|sk-|AIza|ya29\.)(?=[\w.-]{0,40}\d)[\w.-]{12,300}/g,
    HIDDEN,
  ],
  [/(?:\b|(?<=\\[nrt]))(?:AKIA|ASIA)[0-9A-Z]{16}\b/g, HIDDEN],
  [
    /((?:secret_?access_?key|account_?key|shared_?access_?key|api[-_]?key|private[-_]?key|csrf[-_]?key|encryption[-_]?key|signing[-_]?key)["']?\s{0,5}[=:]\s{0,5}\\{0,8}["']?)[^\s"',;&\\]{6,4000}/gi,
    `$1${HIDDEN}`,
  ],
  [
    /((?:[Pp]ass(?:word|wd|phrase)|PASS(?:WORD|WD|PHRASE)|[Pp]wd|PWD|[Tt]oken|TOKEN|[Ss]ecret|SECRET)\\{0,8}["']?\s{0,5}[=:]\s{0,5}\\{0,8}["']?)(?=[^\s"',;&\\]{0,200}\d)(?=[^\s"',;&\\]{0,200}[A-Z])(?=[^\s"',;&\\]{0,200}[a-z])[^\s"',;&\\]{8,4000}/g,
    `$1${HIDDEN}`,
  ],
  [
    /(--?(?:p|[\w-]{0,30}(?:password|passwd|token|secret|key))(?:=|["',]{0,3}\s{1,5}["']?))(?=[^\s"',;]{0,200}\d)(?=[^\s"',;]{0,200}[A-Z])[^\s"',;]{8,500}/g,
    `$1${HIDDEN}`,
  ],
  [/(\b(?:set-)?cookie\\{0,8}["']?\s{0,3}[:=]\s{0,3}\\{0,8}["']?)[^\r\n"'\\]{4,4000}/gi, `$1${HIDDEN}`],
  [/((?:\b(?:sid|session(?:id)?|jsessionid)=))[^\s"'&,;\\]{6,500}/gi, `$1${HIDDEN}`],
  [
    /(robot\$[\w.+-]{1,100}["']?\s{0,2}[:/,]\s{0,2}["']?)(?=[^\s"',;]{0,200}\d)(?=[^\s"',;]{0,200}[A-Z])[^\s"',;]{8,200}/g,
    `$1${HIDDEN}`,
  ],
  [
    /((?:\bauthorization|-token|-key)\\{0,8}["']?\s{0,3}:\s{0,3}\\{0,8}["']?(?:[A-Za-z]{3,10}\s{1,3})?)(?=[^\s"',;\\]{0,200}\d)[^\s"',;\\]{8,4000}/gi,
    `$1${HIDDEN}`,
  ],
  [/(["']auth\\{0,8}["']\s{0,5}:\s{0,5}\\{0,8}["'])[^"'\s\\]{4,4000}/gi, `$1${HIDDEN}`],
];

/** What a system said, without the logins in it; every other word stays, so that signs still match. */
export function withoutLogins(text: string): string {
  return [...LOGINS, ...KINDS].reduce((left, [login, instead]) => left.replace(login, instead), text);
}

export function masked(text: string): string {
  return [...SECRETS, ...KINDS].reduce((left, [secret, instead]) => left.replace(secret, instead), text);
}

/** A word that nobody has for a user name: a known kind of token, `user:password`, or long and without a pattern. */
export function looksSecret(word: string): boolean {
  if (masked(word) !== word || /^[^$]{0,200}:./.test(word)) return true;
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/].filter((kind) => kind.test(word)).length;
  return kinds === 3 && word.length >= 16 && /^[\w+/=!#%^&*.-]{16,512}$/.test(word) && !word.includes('@');
}
