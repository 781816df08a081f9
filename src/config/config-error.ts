/** Names the setting at fault and what to write instead; ends the process with exit code 2. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
