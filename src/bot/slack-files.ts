/** Files in Slack: giving it one in two steps, seeing where one is, taking one with the bot's token. */
import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Downloaded, SlackDesk } from '../jobs/deliver/desk.ts';
import { type IsSlacks, slackHosts } from './slack-hosts.ts';
import { troubleOf } from './slack-trouble.ts';

/** Bytes travel longer than a call does, milliseconds. */
const BYTES_MS = 60_000;

const Share = z.object({ ts: z.string(), thread_ts: z.string().optional() });
const Shares = z.record(z.string(), z.array(Share)).default({});
const FileInfo = z.object({
  file: z.object({
    id: z.string(),
    name: z.string().nullish(),
    size: z.number().default(0),
    url_private_download: z.string().optional(),
    url_private: z.string().optional(),
    shares: z.object({ public: Shares, private: Shares }).partial().default({}),
  }),
});

type FileDesk = Pick<SlackDesk, 'upload' | 'share' | 'seeFile' | 'download'>;

export function slackFiles(client: webApi.WebClient, token: string): FileDesk {
  const isSlacks = slackHosts(client.slackApiUrl);
  return {
    async upload({ name, alt, body }) {
      try {
        const asked = await client.files.getUploadURLExternal({
          filename: name,
          length: body.byteLength,
          ...(alt === undefined ? {} : { alt_txt: alt.slice(0, 1_000) }),
        });
        const { upload_url: url, file_id: file } = asked;
        if (url === undefined || file === undefined) return { ended: 'unsure', says: 'no upload address' };
        const response = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/octet-stream' },
          body: new Uint8Array(body),
          signal: AbortSignal.timeout(BYTES_MS),
        });
        await response.body?.cancel();
        if (!response.ok) return { ended: 'unsure', says: `upload answered HTTP ${response.status}` };
        return { ended: 'uploaded', file };
      } catch (error) {
        return troubleOf(error);
      }
    },
    async share(file, title, { channel, thread }) {
      try {
        await client.files.completeUploadExternal({
          files: [{ id: file, title }],
          channel_id: channel,
          ...(thread === null ? {} : { thread_ts: thread }),
        } as Parameters<typeof client.files.completeUploadExternal>[0]);
        return { ended: 'shared' };
      } catch (error) {
        return troubleOf(error);
      }
    },
    async seeFile(id) {
      try {
        const { file } = FileInfo.parse(await client.files.info({ file: id }));
        const all = Object.entries({ ...file.shares.public, ...file.shares.private });
        const spots = all.flatMap(([channel, shares]) =>
          shares.map(({ ts, thread_ts: thread = null }) => ({ channel, ts, thread })),
        );
        const url = file.url_private_download ?? file.url_private ?? '';
        return { ended: 'seen', file: { id, name: file.name ?? id, bytes: file.size, url, spots } };
      } catch (error) {
        return troubleOf(error);
      }
    },
    download: (file, limit) => download(file.url, limit, token, isSlacks),
  };
}

async function download(url: string, limit: number, token: string, isSlacks: IsSlacks): Promise<Downloaded> {
  // Another app's file that is only linked into Slack: its address is that app's, and it would get our token.
  if (!isSlacks(url)) return { ended: 'refused', says: 'external_file' };
  try {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(BYTES_MS),
    });
    // Without the scope files:read Slack answers with its sign-in page.
    const isPage = (response.headers.get('content-type') ?? '').startsWith('text/html');
    if (!response.ok || isPage || response.body === null) {
      await response.body?.cancel();
      return { ended: 'refused', says: isPage ? 'missing_scope' : `HTTP ${response.status}` };
    }
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      bytes += chunk.byteLength;
      if (bytes > limit) return { ended: 'too-large' };
      chunks.push(chunk);
    }
    return { ended: 'downloaded', body: Buffer.concat(chunks) };
  } catch (error) {
    return { ended: 'unsure', says: error instanceof Error ? error.message : String(error) };
  }
}
