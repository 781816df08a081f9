/** Images that a text names: in the errors of the kubelet and the runtimes, or by themselves. */
const IMAGE =
  '[a-zA-Z0-9][a-zA-Z0-9._-]*(?::[0-9]+(?=/))?(?:/[a-zA-Z0-9._-]+)*(?::[a-zA-Z0-9._-]+)?(?:@sha256:[a-f0-9]+)?';

/** What can be nothing but an image: a host with a dot and a path, or a name with a tag or a digest. */
const HOSTED =
  '(?:[a-zA-Z0-9-]+\\.)+[a-zA-Z0-9-]+(?::[0-9]+)?(?:/[a-z0-9._-]+)+(?::[\\w.-]+)?(?:@sha256:[a-f0-9]+)?';
/** Tags of monitoring are written like an image's name and tag. */
const LABEL =
  '(?:[a-z0-9]+_[a-z_]+|uid|reason|node|status|state|instance|job|pod|namespace|cluster|container|ns|app|host|service|severity|env|team|image|https?|oci|docker):';
const TAGGED = `(?!${LABEL})[a-z][a-z0-9._-]*(?:/[a-z0-9._-]+)*(?::[\\w.-]+(?:@sha256:[a-f0-9]+)?|@sha256:[a-f0-9]+)`;

const REASON =
  '(?:ImagePullBackOff|ErrImagePull|InvalidImageName|ErrImageNeverPull|ImageInspectError|RegistryUnavailable)';

const SAID: readonly RegExp[] = [
  new RegExp(
    `(?:pull(?:ing)?|unpack|resolve|inspect) (?:and unpack )?(?:image|reference) \\\\?["'\`](${IMAGE})`,
    'i',
  ),
  /invalid image name \\?["'`]?([^"'`\s\\]+)/i,
  new RegExp(`list tags for ["'](${IMAGE})`),
  new RegExp(`\\bimage:?\\*? +["'\`](${IMAGE})["'\`]`, 'i'),
  new RegExp(`\\bimage:?\\*? +(${IMAGE}) (?:from container|is not available)`, 'i'),
  new RegExp(`pulling image:? ["'\`]?(${IMAGE})`, 'i'),
  new RegExp(`pull access denied for ["'\`]?(${IMAGE})`),
  new RegExp(`docker://(${IMAGE})`),
  new RegExp(`(?:docker|podman|nerdctl|crictl|buildah) (?:pull|push) (${IMAGE})`),
  new RegExp(
    `${REASON}[\`"'*]{0,2}(?::| for| with| of|,| -|) \\(?(?:the )?(?:image:? )?["'\`]?(${HOSTED}|${TAGGED})`,
  ),
  new RegExp(`\\bpull(?:s|ing)? (?:of )?(?:the |its |our )?(?:image:? )?["'\`]?(${HOSTED}|${TAGGED})`, 'i'),
  new RegExp(`\\bimage:?\\*? +["'\`]?(${HOSTED}|${TAGGED})`, 'i'),
  new RegExp(`\u043e\u0431\u0440\u0430\u0437[\u0430-\u044f]{0,2} ["'\`](${IMAGE})["'\`]`, 'i'),
];

/** The image that an error names; null where none does. Linear. */
export function imageSaid(text: string): string | null {
  const found = SAID.map((says) => says.exec(text)?.[1]).find((value) => value !== undefined);
  return found?.replace(/[:.]$/, '') ?? null;
}

const ALONE = new RegExp(`(?<![\\w/.@:-])(?:${HOSTED})`, 'g');

/** The only full reference with a tag or a digest that a text holds; null where it holds none or several. */
export function onlyImage(text: string): string | null {
  const all = [...text.slice(0, 20_000).matchAll(ALONE)].map(([image]) => image.replace(/[:.]$/, ''));
  const full = new Set(all.filter((image) => /\/[^/]*(?::[\w.-]+|@sha256:[a-f0-9]+)$/.test(image)));
  const [one] = full;
  return full.size === 1 && one !== undefined ? one : null;
}
