/** Takes the wrappers off an error, so that the quote shows the words that decide. */

/** What kubelets and runtimes put around the error of what they called. */
const WRAPPERS: readonly RegExp[] = [
  /^(?:Warning|Normal) {1,9}\w{1,60} .{0,200}? (?=Failed to pull image)/,
  /^(?:Failed to|failed to|Error) (?:pull|inspect) image "[^"]{1,600}": /,
  /^failed to pull (?:and unpack )?image "[^"]{1,600}": /,
  /^Back-off pulling image "[^"]{1,600}": /,
  /^(?:ErrImagePull|ImagePullBackOff|FailedCreatePodSandBox|InspectFailed): /,
  /^\[?rpc error: code = \w{1,40} desc = /,
  /^(?:FATA|ERRO|WARN|INFO)\[\d{1,10}\] ?/,
  /^(?:docker: )?Error response from daemon: /,
  /^(?:pulling image(?: failed)?|ctr|Error|ERROR|error): /,
  /^failed to (?:build|solve): /,
];

const QUOTE_LIMIT = 400;

/** The innermost words around the match at `from`..`to`, at most 400 characters. */
export function quoteAround(text: string, from: number, to: number): string {
  const cut = wrapperEnd(text, from);
  const inner = text.slice(cut);
  if (inner.length <= QUOTE_LIMIT) return inner;
  const start = Math.max(0, Math.min(from - cut, to - cut - QUOTE_LIMIT));
  const quote = inner.slice(start, start + QUOTE_LIMIT);
  return `${start > 0 ? '…' : ''}${quote}${start + QUOTE_LIMIT < inner.length ? '…' : ''}`;
}

/** How much of the text is wrapper; never beyond `before`, where the telling words begin. */
export function wrapperEnd(text: string, before: number): number {
  let cut = 0;
  for (let layer = 0; layer < 12; layer += 1) {
    const rest = text.slice(cut);
    const wrapper = WRAPPERS.map((pattern) => pattern.exec(rest)?.[0] ?? '').find((found) => found !== '');
    if (wrapper === undefined || cut + wrapper.length > before) return cut;
    cut += wrapper.length;
  }
  return cut;
}
