/** The files of the workspace, kept in memory. */
import { newId, newSecret } from '../ids.ts';
import type { Fields } from '../json.ts';
import type { Message } from '../messages.ts';

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly user: string;
  readonly length: number;
  readonly alt: string;
  /** Part of the address its bytes are sent to. */
  readonly ticket: string;
  readonly created: number;
  title: string;
  /** Null until its bytes have come. */
  body: Buffer | null;
  readonly shares: { readonly channel: string; readonly ts: string; readonly thread: string | null }[];
}

export interface Files {
  /** A file whose bytes are still to come. */
  expect(of: { name: string; length: number; alt: string; user: string }): StoredFile;
  find(id: string): StoredFile | undefined;
  byTicket(ticket: string): StoredFile | undefined;
  shared(file: StoredFile, message: Message): void;
}

export function createFiles(): Files {
  const kept = new Map<string, StoredFile>();
  return {
    expect({ name, length, alt, user }) {
      const created = Math.floor(Date.now() / 1000);
      const file: StoredFile = {
        id: newId('F'),
        ticket: newSecret(),
        name,
        title: name,
        user,
        length,
        alt,
        created,
        body: null,
        shares: [],
      };
      kept.set(file.id, file);
      return file;
    },
    find: (id) => kept.get(id),
    byTicket: (ticket) => [...kept.values()].find((one) => one.ticket === ticket),
    shared: (file, { channel, ts, thread_ts: thread }) =>
      void file.shares.push({ channel, ts, thread: thread ?? null }),
  };
}

const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gz: 'application/gzip',
  tgz: 'application/gzip',
  tar: 'application/x-tar',
  zip: 'application/zip',
  json: 'application/json',
  yaml: 'text/yaml',
  yml: 'text/yaml',
};

export function typeOf(name: string): string {
  return TYPES[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? 'text/plain';
}

/** A file object as Slack gives it; https://docs.slack.dev/reference/objects/file-object */
export function asFile(file: StoredFile, origin: string): Fields {
  const address = `${origin}/files-pri/${file.id}/${encodeURIComponent(file.name)}`;
  const shares: Record<string, Fields[]> = {};
  for (const { channel, ts, thread } of file.shares)
    shares[channel] = [...(shares[channel] ?? []), { ts, ...(thread === null ? {} : { thread_ts: thread }) }];
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: typeOf(file.name),
    filetype: file.name.slice(file.name.lastIndexOf('.') + 1),
    user: file.user,
    mode: 'hosted',
    size: file.body?.byteLength ?? file.length,
    is_external: false,
    is_public: true,
    url_private: address,
    url_private_download: address,
    permalink: address,
    ...(file.alt === '' ? {} : { alt_txt: file.alt }),
    channels: Object.keys(shares),
    shares: { public: shares },
  };
}
