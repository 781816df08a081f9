/** The message in the channel under which an incident's thread hangs. */
export const ROOT = 'root';
/** Not a message: says that the bot was shut out of the channel, and why. */
export const SHUT_OUT = 'shut-out';
