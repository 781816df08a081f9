/** Strings that may be kept long after the text they were cut from is gone. Pure. */

/** A copy. A part of a longer text is only a view of it, and would hold all of it in memory. */
export function owned(text: string): string {
  return Buffer.from(text).toString();
}
