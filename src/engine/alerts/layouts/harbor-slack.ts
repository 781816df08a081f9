/** Harbor's own Slack webhook: `*event_type:* X`, then the event's data as JSON (harbor src/pkg/notifier/formats). */
import { triageHarbor } from '../harbor-event.ts';
import type { Layout } from '../reading.ts';

export const harborSlack: Layout = (said) => {
  const type = /event_type:\*?\s*([A-Za-z_.]+)/.exec(said.lines)?.[1];
  if (!type || !/Harbor webhook events/i.test(said.lines)) return null;
  const { alertname, status, relevant, targets } = triageHarbor(type, dataOf(said.lines));
  return { alertname, status, labels: {}, relevance: relevant ? 'explicit' : 'no', targets };
};

/** Slack cuts a section at 3,000 characters: what is left of a cut text is read word by word. */
function dataOf(lines: string): unknown {
  const json = /```(?:json)?([\s\S]*?)(?:```|$)/.exec(lines)?.[1] ?? '';
  try {
    return JSON.parse(json);
  } catch {
    const word = (key: string) => new RegExp(`"${key}"\\s*:\\s*"([^"]*)"`).exec(json)?.[1];
    const urls = [...json.matchAll(/"resource_url"\s*:\s*"([^"]+)"/g)].map(([, url]) => ({
      resource_url: url,
    }));
    const names = [...json.matchAll(/"name_tag"\s*:\s*"([^"]+)"/g)].map(([, name]) => ({ name_tag: name }));
    return {
      resources: urls,
      repository: { repo_full_name: word('repo_full_name') },
      replication: {
        harbor_hostname: word('harbor_hostname'),
        job_status: word('job_status'),
        src_resource: { namespace: word('namespace') },
        failed_artifact: names,
      },
    };
  }
}
