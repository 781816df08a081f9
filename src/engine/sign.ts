/** How a cause looks in text: an error's words, by which a check recognises it without looking live. */
export interface Sign {
  /** Linear-time pattern over one unwrapped message; named groups become data (host, image, tag, …). */
  readonly pattern: RegExp;
  /** Verbatim line of the field that the pattern must match; tested at load. */
  readonly specimen: string;
  /** Where the specimen was seen: a public thread, a component's source, a measurement. */
  readonly source: string;
  /**
   * `sure`: the words mean this cause and no other. `suggests`: they mean this most often, but the
   * text alone cannot decide; then `orElse` names the other causes that print the same words.
   */
  readonly tells: 'sure' | 'suggests';
  readonly orElse?: readonly string[];
  /** Only for this operation; both when absent. */
  readonly op?: 'pull' | 'push';
}
