/** Bytes to lines, holding one line at most. Pure. */

/**
 * Lines without their ends (`\n` or `\r\n`), the last one also without a line end. Characters split between
 * chunks are put together; of a line longer than `limit` characters only the beginning is given, with `…`.
 */
export async function* linesOf(
  body: AsyncIterable<Uint8Array>,
  limit: number,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  let begun = '';
  let isCut = false;
  const finished = (rest: string): string => {
    const line = isCut ? `${begun}…` : shortened(begun + rest, limit);
    begun = '';
    isCut = false;
    return line;
  };
  for await (const chunk of body) {
    const text = decoder.decode(chunk, { stream: true });
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      yield finished(text.slice(from, end));
      from = end + 1;
    }
    if (isCut) continue;
    begun += text.slice(from);
    if (begun.length <= limit) continue;
    // A copy, so that the long text it was cut from can go.
    begun = Buffer.from(begun.slice(0, limit)).toString();
    isCut = true;
  }
  const rest = decoder.decode();
  if (begun !== '' || rest !== '') yield finished(rest);
}

function shortened(line: string, limit: number): string {
  if (line.length > limit) return `${line.slice(0, limit)}…`;
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
