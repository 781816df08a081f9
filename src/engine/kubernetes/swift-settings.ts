/** Swift as a registry's storage, from the `config.yml` in its ConfigMap (distribution: storage.swift). Pure. */
import { parse } from 'yaml';
import { textAt } from './fields.ts';

export interface SwiftSettings {
  /** Where a login is turned into a storage address. */
  readonly authUrl: string;
  readonly username: string;
  readonly container: string | null;
  /** 1: a GET with the login in headers; 2 and 3 are Keystone's, whose catalogue names the address. */
  readonly version: 1 | 2 | 3;
}

/** Null: the text is no configuration of a registry, or its storage is another. */
export function swiftSettingsIn(text: string): SwiftSettings | null {
  const config = parsed(text);
  const authUrl = textAt(config, 'storage', 'swift', 'authurl');
  if (authUrl === null) return null;
  return {
    authUrl,
    username: textAt(config, 'storage', 'swift', 'username') ?? '',
    container: textAt(config, 'storage', 'swift', 'container'),
    version: versionOf(config, authUrl),
  };
}

/** As ncw/swift, the driver's client, guesses it: by the end of the address. */
function versionOf(config: unknown, authUrl: string): SwiftSettings['version'] {
  const told = textAt(config, 'storage', 'swift', 'authversion') ?? '';
  if (/^[123]$/.test(told)) return Number(told) as 1 | 2 | 3;
  if (/v3\/?$/.test(authUrl)) return 3;
  return /v2(?:\.0)?\/?$/.test(authUrl) ? 2 : 1;
}

function parsed(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return null;
  }
}
