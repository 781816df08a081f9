import type { Fields } from '../json.ts';

/** A Web API call that Slack refuses: `{"ok":false,"error":code}` and what else it says. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: string;
  readonly says: Fields;
  constructor(code: string, says: Fields = {}) {
    super(code);
    this.code = code;
    this.says = says;
  }
}

/** Refused with complaints, each as Slack words it. */
export function refused(code: string, complaints: readonly string[]): ApiError {
  return new ApiError(code, {
    errors: complaints,
    response_metadata: { messages: complaints.map((one) => `[ERROR] ${one}`) },
  });
}
