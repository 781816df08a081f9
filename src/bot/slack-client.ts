/** The client of Slack's Web API: each call is counted, timed and traced by its method. */
import { webApi } from '@slack/bolt';
import { secondsSince } from '../metrics/registry.ts';
import { slackCallDuration, slackCalls } from '../metrics/slack.ts';
import { traced } from '../tracing/trace.ts';
import { troubleOf } from './slack-trouble.ts';

/** Its methods, such as `chat.postMessage`, all go through `apiCall`. */
export class CountedClient extends webApi.WebClient {
  readonly #refused: CallRefused;

  /** `refused` hears of every call that throws. */
  constructor(token: string, options: webApi.WebClientOptions, refused: CallRefused) {
    super(token, options);
    this.#refused = refused;
  }

  override apiCall(method: string, options?: Record<string, unknown>): Promise<webApi.WebAPICallResult> {
    const counted = countedCall(
      method,
      this.slackApiUrl,
      () => super.apiCall(method, options),
      () => 'ok',
    );
    return counted.catch((error: unknown) => {
      this.#refused(method, error);
      throw error;
    });
  }
}

export type CallRefused = (method: string, error: unknown) => void;

type Outcome = 'ok' | 'rate-limited' | 'refused' | 'unsure';

/** `outcomeOf`: of what did not throw. */
export function countedCall<T>(
  method: string,
  root: string,
  call: () => Promise<T>,
  outcomeOf: (answer: T) => Outcome,
): Promise<T> {
  return traced(
    () => ({
      name: `slack ${method}`,
      kind: 'client',
      attributes: {
        'http.request.method': 'POST',
        'server.address': URL.canParse(root) ? new URL(root).hostname : '',
        'registry_medic.system': 'slack',
        'registry_medic.slack.method': method,
      },
    }),
    async (span) => {
      const started = performance.now();
      const end = (outcome: Outcome): void => {
        slackCalls.inc({ method, outcome });
        slackCallDuration.observe({ method }, secondsSince(started));
        if (outcome !== 'ok') span.fail(outcome);
      };
      try {
        const answer = await call();
        end(outcomeOf(answer));
        return answer;
      } catch (error) {
        end(troubleOf(error).ended);
        throw error;
      }
    },
  );
}
